"""Links that are mailed to staff: an invitation, or the way back in after a forgotten password.

The secret has 256 bits and is kept as SHA-256 only. It works once, for its time, until a newer one is sent.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from atrium import database
from atrium.access.models import LinkPurpose, Staff, StaffLink
from atrium.columns import now
from atrium.errors import TokenRefused
from atrium.mail import outbox
from atrium.mail.models import EmailMessage

LIFETIMES = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.PASSWORD_RESET: timedelta(minutes=30)}
KINDS = {LinkPurpose.INVITATION: "staff_invitation", LinkPurpose.PASSWORD_RESET: "staff_password_reset"}
KEPT = timedelta(days=30)

SENTENCES = {
    "USED": "This link has been used already. Sign in, or ask for a new one.",
    "EXPIRED": "This link is too old and no longer works. Please ask for a new one.",
    "SUPERSEDED": "This link was replaced or withdrawn. If you have a newer mail from us, use the link in that one.",
    "UNKNOWN": "This link is not one of ours, or it is incomplete. Please copy the whole link from your mail.",
}
"""What the holder of a link that does not work may know; nothing in it tells whose link it was."""

_LIVE = "used_at IS NULL AND superseded_at IS NULL"
_STATE = """
SELECT l.staff_id, l.used_at, l.superseded_at, l.expires_at, p.disabled_at
FROM staff_link l JOIN staff p ON p.id = l.staff_id WHERE l.secret_hash = $1 AND l.purpose = $2
"""
_CONSUME = f"""
UPDATE staff_link SET used_at = $3 WHERE secret_hash = $1 AND purpose = $2 AND {_LIVE} AND expires_at > $3 RETURNING id
"""


async def send(person: Staff, purpose: LinkPurpose, sender: str = "", *, not_before: datetime | None = None) -> None:
    """Mail a new link, in the caller's transaction; older ones of this purpose stop working.

    `sender` is the name of who wants it to be sent, for the mail to say. It leaves at once, or at `not_before` (UTC).
    """
    await withdraw(person, purpose, "Replaced by a newer link.")
    secret, moment = secrets.token_urlsafe(32), now()
    link = await StaffLink.create(
        staff_id=person.id,
        purpose=purpose,
        secret_hash=_hash_of(secret),
        created_at=moment,
        expires_at=moment + LIFETIMES[purpose],
    )
    mail = await outbox.enqueue(
        KINDS[purpose],
        person.email,
        dedupe_key=f"staff:{link.id}",
        context={"name": person.name, "sender": sender},
        secret=secret,
    )
    if not_before is not None:
        await EmailMessage.filter(id=mail.id).update(run_at=not_before)


async def withdraw(person: Staff, purpose: LinkPurpose, why: str) -> None:
    """The person's links of this purpose stop working, and none that still waits is sent; `why` is for the mailbox."""
    await database.execute(
        f"UPDATE staff_link SET superseded_at = $3 WHERE staff_id = $1 AND purpose = $2 AND {_LIVE}",
        person.id,
        purpose.value,
        now(),
    )
    await outbox.withdraw_kind(KINDS[purpose], person.email, why)


async def look_up(secret: str, purpose: LinkPurpose) -> UUID:
    """Whose link this is; using it up is another step. Raises TokenRefused: USED, EXPIRED, SUPERSEDED or UNKNOWN."""
    found = await database.rows(_STATE, _hash_of(secret), purpose.value)
    if not found:
        raise refusal("UNKNOWN")
    ending = _ending_of(found[0])
    if ending:
        raise refusal(ending)
    staff_id = found[0]["staff_id"]
    return staff_id if isinstance(staff_id, UUID) else UUID(staff_id)


async def consume(secret: str, purpose: LinkPurpose) -> None:
    """Use the link up, in the transaction of what it opens. Of two who try at once one gets TokenRefused."""
    if not await database.rows(_CONSUME, _hash_of(secret), purpose.value, now()):
        await look_up(secret, purpose)
        raise refusal("UNKNOWN")


async def forget_past() -> int:
    """Remove links that ran out 30 days ago; how many."""
    return await database.execute("DELETE FROM staff_link WHERE expires_at < $1", now() - KEPT)


def refusal(code: str) -> TokenRefused:
    """The refusal with its sentence."""
    return TokenRefused(SENTENCES[code], code=code)


def _ending_of(link: dict[str, Any]) -> str | None:
    if link["used_at"] is not None:
        return "USED"
    if link["superseded_at"] is not None or link["disabled_at"] is not None:
        return "SUPERSEDED"
    expires_at = link["expires_at"]
    moment = datetime.fromisoformat(expires_at) if isinstance(expires_at, str) else expires_at
    return "EXPIRED" if moment <= now() else None


def _hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
