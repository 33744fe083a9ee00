"""Proving that an address is its owner's: a secret is mailed to it and comes back.

The secret has 256 bits and is kept as SHA-256 only. It works once, for seven days, until a newer one is sent.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from atrium import database
from atrium.access.throttle import Limit, held_until, spend
from atrium.columns import new_id, now
from atrium.errors import TokenRefused, TooManyAttempts
from atrium.inserting import Row
from atrium.mail import outbox

LIFETIME = timedelta(days=7)
COOL_DOWN = timedelta(seconds=60)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)

SENTENCES = {
    "USED": "This link has been used already, so this address is confirmed. There is nothing more to do here.",
    "EXPIRED": "This link is older than seven days and no longer works. Please ask us for a new one.",
    "SUPERSEDED": "This link was replaced or withdrawn. If you have a newer mail from us, use the link in that one.",
    "UNKNOWN": "This link is not one of ours, or it is incomplete. Please copy the whole link from your mail.",
}
"""What the holder of a link that does not work may know; nothing in it tells whose link it was."""

_STATE = """
SELECT id, client_id, email_id, address_fold, used_at, superseded_at, expires_at
FROM verification_token WHERE secret_hash = $1
"""
_LIVE = "used_at IS NULL AND superseded_at IS NULL"
_CONSUME = f"""
UPDATE verification_token SET used_at = $2 WHERE secret_hash = $1 AND {_LIVE} AND expires_at > $2 RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A secret, the address it is for, and the row that will recognise it."""

    secret: str
    address: str
    row: Row


@dataclass(frozen=True, slots=True)
class Proof:
    """A live link: of which client, for which of its addresses."""

    client_id: UUID
    email_id: UUID
    address_fold: str


def draw(client_id: UUID, email_id: UUID, address: str, address_fold: str, at: datetime) -> Link:
    """A new link for an address, not yet kept nor sent."""
    secret = secrets.token_urlsafe(32)
    values = {
        "id": new_id(),
        "client_id": client_id,
        "email_id": email_id,
        "secret_hash": _hash_of(secret),
        "address_fold": address_fold,
        "created_at": at,
        "expires_at": at + LIFETIME,
    }
    return Link(secret, address, Row("verification_token", values))


async def withdraw(client_id: UUID, email_id: UUID, address: str) -> None:
    """Older links for that address stop working, and those that still wait are not sent.

    The caller holds the client's lock, and sends a newer one.
    """
    await database.execute(
        f"UPDATE verification_token SET superseded_at = $2 WHERE email_id = $1 AND {_LIVE}", email_id, now()
    )
    await outbox.withdraw(client_id, "Replaced by a newer link.", to=address)


def mail_of(link: Link, *, name: str, language: str, choose: bool) -> Row:
    """The mail that carries the link. `choose`: its reader is asked to choose a password, too."""
    return outbox.promised(
        "verify_email",
        link.address,
        dedupe_key=f"verify:{link.row.values['id']}",
        context={"name": name, "choose": "1" if choose else ""},
        client_id=link.row.values["client_id"],
        secret=link.secret,
        language=language,
    )


async def void_all(client_id: UUID, why: str) -> None:
    """Make every link of the client useless, and send none that waits; `why` is for the mail's history."""
    await database.execute(
        f"UPDATE verification_token SET superseded_at = $2 WHERE client_id = $1 AND {_LIVE}", client_id, now()
    )
    await outbox.withdraw(client_id, why)


async def cool_down(address_fold: str) -> None:
    """Count one more mail to this address: one a minute, five an hour, ten a day.

    Raises TooManyAttempts with the moment at which the next may be sent.
    """
    await spend(*_limits("verify", address_fold))


async def next_mail_at(address_fold: str) -> datetime | None:
    """When (UTC) a link that nobody asked for may be mailed, because login was switched on; None for at once.

    It waits for the cool-down of links that were asked for, and has one like theirs of its own.
    """
    held = await held_until(*_limits("verify", address_fold))
    try:
        await spend(*_limits("allow", address_fold))
    except TooManyAttempts as refusal:
        return max(held or refusal.retry_at, refusal.retry_at)
    return held


def _limits(what: str, address_fold: str) -> list[Limit]:
    whose = hashlib.sha256(address_fold.encode()).hexdigest()[:32]
    return [
        Limit(f"{what}:minute:{whose}", 1, COOL_DOWN),
        Limit(f"{what}:hour:{whose}", 5, AN_HOUR),
        Limit(f"{what}:day:{whose}", 10, A_DAY),
    ]


async def look_up(secret: str) -> Proof:
    """Whose link this is; using it up is another step. Raises TokenRefused: USED, EXPIRED, SUPERSEDED or UNKNOWN."""
    found = await database.rows(_STATE, _hash_of(secret))
    if not found:
        raise refusal("UNKNOWN")
    token = found[0]
    ending = _ending_of(token)
    if ending:
        raise refusal(ending)
    return Proof(_id(token["client_id"]), _id(token["email_id"]), token["address_fold"])


async def consume(secret: str) -> None:
    """Use the link up, in the transaction of what it proves. Of two who try at once one gets TokenRefused."""
    if not await database.rows(_CONSUME, _hash_of(secret), now()):
        await look_up(secret)
        raise refusal("UNKNOWN")


def refusal(code: str) -> TokenRefused:
    """The refusal with its sentence."""
    return TokenRefused(SENTENCES[code], code=code)


def _ending_of(token: dict[str, Any]) -> str | None:
    if token["used_at"] is not None:
        return "USED"
    if token["superseded_at"] is not None:
        return "SUPERSEDED"
    expires_at = token["expires_at"]
    moment = datetime.fromisoformat(expires_at) if isinstance(expires_at, str) else expires_at
    return "EXPIRED" if moment <= now() else None


def _id(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
