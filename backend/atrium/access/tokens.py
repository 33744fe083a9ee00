"""API tokens: `atr_<8: public id>_<43: secret><6: checksum>`.

The checksum tells a typing error from a token without asking the database.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import string
import zlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from atrium import database
from atrium.access.sessions import permissions_in
from atrium.columns import now

USUAL_LIFE = timedelta(days=90)
LONGEST_LIFE = timedelta(days=365)
USED_EVERY = timedelta(minutes=1)

_SIGNS = string.digits + string.ascii_letters
_SHAPE = re.compile(r"(atr_([0-9A-Za-z]{8})_[0-9A-Za-z_-]{43})([0-9A-Za-z]{6})")
_FIND = """
SELECT t.id, t.name, t.secret_hash, t.last_used_at IS NULL OR t.last_used_at <= $3,
  CAST(t.scopes AS text), CAST(g.permissions AS text)
FROM api_token t
JOIN staff p ON p.id = t.owner_id
LEFT JOIN staff_membership m ON m.staff_id = p.id
LEFT JOIN staff_group g ON g.id = m.group_id
WHERE t.public_id = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2)
  AND p.disabled_at IS NULL
"""
_FIND_IN = {"postgres": _FIND, "sqlite": _FIND.replace("$", "?")}


@dataclass(frozen=True, slots=True)
class LiveToken:
    """A token that counts now; `permissions` are its scopes as far as its owner may do them now."""

    id: UUID
    name: str
    permissions: frozenset[str]
    is_to_be_noted: bool


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token on the day it is made: the only day on which its text is known."""

    public_id: str
    text: str
    secret_hash: str


def make() -> NewToken:
    """A token of 256 random bits."""
    public_id = "".join(secrets.choice(_SIGNS) for _ in range(8))
    body = f"atr_{public_id}_{secrets.token_urlsafe(32)}"
    text = body + _checksum(body)
    return NewToken(public_id, text, _hash_of(text))


def public_id_of(text: str) -> str | None:
    """Which token this claims to be; None when shape or checksum say that no such token was ever made."""
    shaped = _SHAPE.fullmatch(text)
    return shaped[2] if shaped and _checksum(shaped[1]) == shaped[3] else None


async def find(text: str) -> LiveToken | None:
    """The token while it counts: not revoked, not expired, its owner not disabled.

    One indexed statement, on the primary; none for what cannot be a token.
    """
    public_id = public_id_of(text)
    if public_id is None:
        return None
    moment = now()
    given = [public_id, database.native(moment), database.native(moment - USED_EVERY)]
    found = await database.fetch_rows(_FIND_IN[database.dialect()], given, primary=True)
    if not found or not hmac.compare_digest(found[0][2], _hash_of(text)):
        return None
    token_id, name, _, is_to_be_noted, scopes, _ = found[0]
    permissions = permissions_in(tuple(row[5] for row in found if row[5])) & frozenset(json.loads(scopes))
    return LiveToken(UUID(str(token_id)), name, permissions, bool(is_to_be_noted))


async def note_used(token_id: UUID) -> None:
    """Note that the token is in use, unless that was done within the last minute."""
    used = "UPDATE api_token SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at <= $3)"
    moment = now()
    await database.execute(used, moment, token_id, moment - USED_EVERY)


def _checksum(body: str) -> str:
    """CRC-32 in six base-62 digits."""
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, len(_SIGNS))
        digits = _SIGNS[digit] + digits
    return digits


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
