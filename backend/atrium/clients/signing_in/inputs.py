"""What staff give when they look after a client's login."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.faults import Faults
from atrium.ids import Id

REASON_LONGEST = 1000


class LiftClientLockoutInput(BaseModel):
    """Whose lock-out ends before its time, and why (for the timeline)."""

    client_id: Id
    reason: str = ""


class EndClientSessionInput(BaseModel):
    """The session that shall end."""

    id: Id


class EndClientSessionsInput(BaseModel):
    """Whose sessions shall all end, and why (for the timeline; the client is not told)."""

    client_id: Id
    reason: str = ""


class SendPasswordResetInput(BaseModel):
    """Who shall get a link for choosing a new password."""

    client_id: Id


def read_reason(given: str) -> str:
    """The reason as it is kept. Raises InvalidInput (path reason)."""
    faults = Faults()
    reason = faults.text("reason", given, REASON_LONGEST, lines=True)
    faults.refuse()
    return reason
