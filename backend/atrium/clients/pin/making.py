"""A PIN as it is drawn, kept, found and forgotten.

The PIN itself is nowhere but in what `live_pin` and `new_pin` give: rows hold it sealed, and its keyed hash.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from atrium import database, sealing, settings
from atrium.clients.pin.models import SupportPin
from atrium.columns import new_id, now
from atrium.errors import Blocked, Hindrance

DIGITS = 6
DRAWS = 400  # with nine in ten PINs taken, one of so many is free but for one time in 10¹⁸
NONE_FREE = Hindrance("NO_PIN_FREE", "Every support PIN is taken just now. Choose a shorter interval in the settings.")

_MAKE_ROOM = "DELETE FROM support_pin WHERE client_id = $1 OR (pin_hash = $2 AND valid_until <= $3)"
_KEEP = """
INSERT INTO support_pin (id, client_id, sealed, pin_hash, made_at, valid_until) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (pin_hash) DO NOTHING RETURNING id
"""


@dataclass(frozen=True, slots=True, repr=False)
class Pin:
    """Six digits, and until when they count. It does not show itself in what is logged."""

    pin: str
    valid_until: datetime


async def live_pin(client_id: UUID) -> Pin | None:
    """The client's PIN, where one lives."""
    kept = await SupportPin.get_or_none(client_id=client_id, valid_until__gt=now())
    if kept is None:
        return None
    try:
        pin = sealing.unseal(kept.sealed, key=settings.current().secret_key, purpose="support pin", owner=client_id)
    except sealing.SealBroken:  # the store's key is another one now: nobody can be told this PIN any more
        return None
    return Pin(pin, kept.valid_until)


async def new_pin(client_id: UUID, hours: int) -> Pin:
    """Another PIN for the client, inside the caller's transaction, which holds the client. The old one stops counting.

    Every PIN is as likely as every other; one that lives already is drawn again. Raises Blocked (NO_PIN_FREE).
    """
    made_at = now()
    valid_until = made_at + timedelta(hours=hours)
    for _ in range(DRAWS):
        pin = drawn()
        kept_hash = hash_of(pin)
        await database.execute(_MAKE_ROOM, client_id, kept_hash, made_at)
        sealed = sealing.seal(pin, key=settings.current().secret_key, purpose="support pin", owner=client_id)
        if await database.rows(_KEEP, new_id(), client_id, sealed, kept_hash, made_at, valid_until):
            return Pin(pin, valid_until)
    raise Blocked(NONE_FREE.message, blockers=(NONE_FREE,))


def drawn() -> str:
    """Six digits, each of the million as likely."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def hash_of(said: str) -> str:
    """What finds a PIN: HMAC-SHA256 under a key of its own. Spaces in what was said do not matter."""
    key = sealing.derived(settings.current().secret_key, "support pin lookup")
    digits = "".join(unicodedata.normalize("NFKC", said).split())
    return hmac.new(key, digits.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


async def forget_past() -> int:
    """Remove the PINs and the proofs whose time is over; how many."""
    gone = await database.execute("DELETE FROM support_pin WHERE valid_until <= $1", now())
    return gone + await database.execute("DELETE FROM support_pin_check WHERE until <= $1", now())
