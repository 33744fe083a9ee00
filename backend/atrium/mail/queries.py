"""What may be asked about the mails: whether they leave at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from atrium import database, settings
from atrium.mail.outbox import PAUSED

_STATE = f"""
SELECT
  (SELECT count(*) FROM email_message WHERE state = 'WAITING'),
  (SELECT count(*) FROM email_message WHERE state = 'FAILED'),
  (SELECT min(run_at) FROM email_message WHERE state = 'WAITING'),
  (SELECT error FROM email_message WHERE state = 'WAITING' AND error LIKE '{PAUSED}%' ORDER BY run_at, id LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """How mail delivery fares. `paused_reason` says why no mail can leave, `due_at` when the next is (or was) due."""

    configured: bool
    waiting: int
    failed: int
    paused_reason: str | None
    due_at: datetime | None


async def delivery_state() -> DeliveryState:
    """Is there a server, do mails wait, did any fail, and what is wrong? One statement."""
    waiting, failed, due_at, paused = (await database.fetch_rows(_STATE, (), primary=True))[0]
    return DeliveryState(
        configured=settings.current().smtp_url is not None,
        waiting=waiting,
        failed=failed,
        paused_reason=paused and paused.removeprefix(PAUSED),
        due_at=datetime.fromisoformat(due_at) if isinstance(due_at, str) else due_at,
    )
