"""Links for choosing a new password, mailed to a client's login address.

The secret has 256 bits and is kept as SHA-256 only. It works once, for thirty minutes, until a newer one is sent, and
while the client may sign in with the very address that it went to.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from atrium import database
from atrium.access.throttle import Limit, spend
from atrium.clients.models import Client
from atrium.clients.signing_in.models import ClientResetLink
from atrium.columns import now
from atrium.errors import TokenRefused
from atrium.mail import outbox

KIND = "client_password_reset"
LIFETIME = timedelta(minutes=30)
KEPT = timedelta(days=30)
AT_MOST = {"minute": (1, timedelta(minutes=1)), "hour": (5, timedelta(hours=1)), "day": (10, timedelta(days=1))}

SENTENCES = {
    "USED": "This link has been used already. Sign in with your new password, or ask for a new link.",
    "EXPIRED": "This link is older than thirty minutes and no longer works. Please ask for a new one.",
    "SUPERSEDED": "This link was replaced or withdrawn. If you have a newer mail from us, use the link in that one.",
    "UNKNOWN": "This link is not one of ours, or it is incomplete. Please copy the whole link from your mail.",
}
"""What the holder of a link that does not work may know; nothing in it tells whose link it was."""

_LIVE = "used_at IS NULL AND superseded_at IS NULL"
_STATE = """
SELECT l.client_id, l.used_at, l.superseded_at, l.expires_at,
  CASE WHEN c.status = 'ACTIVE' AND c.login_fold = l.address_fold THEN 1 ELSE 0 END AS is_theirs
FROM client_reset_link l JOIN client c ON c.id = l.client_id WHERE l.secret_hash = $1
"""
_CONSUME = f"""
UPDATE client_reset_link SET used_at = $2 WHERE secret_hash = $1 AND {_LIVE} AND expires_at > $2 RETURNING id
"""


async def send(client: Client) -> UUID:
    """Mail a new link to a locked client who may log in; older ones stop working. Answers the mail's id."""
    assert client.login_email is not None, "who may log in has an address"
    assert client.login_fold is not None, "an address has its canonical form"
    await withdraw(client.id, client.login_email, "Replaced by a newer link.")
    secret, moment = secrets.token_urlsafe(32), now()
    link = await ClientResetLink.create(
        client_id=client.id,
        secret_hash=_hash_of(secret),
        address_fold=client.login_fold,
        created_at=moment,
        expires_at=moment + LIFETIME,
    )
    mail = await outbox.enqueue(
        KIND,
        client.login_email,
        dedupe_key=f"client:{link.id}",
        context={"name": client.display_name},
        client_id=client.id,
        secret=secret,
        language=client.language,
    )
    return mail.id


async def withdraw(client_id: UUID, address: str, why: str) -> None:
    """The client's links stop working, and none that still waits is sent; `why` is for the mail's history."""
    await void(client_id)
    await outbox.withdraw_kind(KIND, address, why)


async def void(client_id: UUID) -> None:
    """The client's links stop working."""
    ended = f"UPDATE client_reset_link SET superseded_at = $2 WHERE client_id = $1 AND {_LIVE}"
    await database.execute(ended, client_id, now())


async def look_up(secret: str) -> UUID:
    """Whose link this is; using it up is another step. Raises TokenRefused: USED, EXPIRED, SUPERSEDED or UNKNOWN."""
    found = await database.rows(_STATE, _hash_of(secret))
    if not found:
        raise refusal("UNKNOWN")
    ending = _ending_of(found[0])
    if ending:
        raise refusal(ending)
    client_id = found[0]["client_id"]
    return client_id if isinstance(client_id, UUID) else UUID(client_id)


async def consume(secret: str) -> None:
    """Use the link up, in the transaction of what it opens. Of two who try at once one gets TokenRefused.

    The caller holds the client's lock, so that nothing changes between looking and using.
    """
    await look_up(secret)
    if not await database.rows(_CONSUME, _hash_of(secret), now()):
        await look_up(secret)
        raise refusal("UNKNOWN")


async def cool_down(address_fold: str) -> None:
    """Count one more link to this address: one a minute, five an hour, ten a day.

    Raises TooManyAttempts with the moment at which the next may be sent.
    """
    whose = hashlib.sha256(address_fold.encode()).hexdigest()[:32]
    await spend(*(Limit(f"reset:client:{name}:{whose}", *limit) for name, limit in AT_MOST.items()))


async def forget_past() -> int:
    """Remove links that ran out 30 days ago; how many."""
    return await database.execute("DELETE FROM client_reset_link WHERE expires_at < $1", now() - KEPT)


def refusal(code: str) -> TokenRefused:
    """The refusal with its sentence."""
    return TokenRefused(SENTENCES[code], code=code)


def _ending_of(link: dict[str, Any]) -> str | None:
    if link["used_at"] is not None:
        return "USED"
    if link["superseded_at"] is not None or not link["is_theirs"]:
        return "SUPERSEDED"
    expires_at = link["expires_at"]
    moment = datetime.fromisoformat(expires_at) if isinstance(expires_at, str) else expires_at
    return "EXPIRED" if moment <= now() else None


def _hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
