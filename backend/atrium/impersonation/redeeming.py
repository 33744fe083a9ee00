"""A tab takes the account over with the code; from then on its browser's cookie is what counts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from atrium import database, settings
from atrium.columns import moment_of, now
from atrium.errors import TokenRefused
from atrium.impersonation.queries import bounds, counts, hash_of

SENTENCES = {
    "USED": "This has been opened already. Start again from the client's page.",
    "EXPIRED": "This was not opened within a minute. Start again from the client's page.",
    "SUPERSEDED": "This has been ended. Start again from the client's page.",
    "UNKNOWN": "There is nothing to open here. Start again from the client's page.",
}

_REDEEM = f"""UPDATE impersonation AS i SET redeemed_at = $1, secret_hash = $4
WHERE i.code_hash = $3 AND i.redeemed_at IS NULL AND i.code_expires_at > $1 AND {counts("i")} RETURNING id"""
_STATE = "SELECT redeemed_at, code_expires_at FROM impersonation WHERE code_hash = $1"


@dataclass(frozen=True, slots=True)
class Redeemed:
    """Which impersonation was opened, and the secret for its cookie, which is kept nowhere."""

    id: UUID
    secret: str


async def redeem(code: str) -> Redeemed:
    """Use the code up. Of many who try at once one succeeds.

    Raises TokenRefused: USED, EXPIRED, SUPERSEDED (ended before it was opened) or UNKNOWN.
    """
    secret, code_hash = secrets.token_urlsafe(32), hash_of(code)
    found = await database.rows(_REDEEM, *bounds(), code_hash, hash_of(secret))
    if not found:
        raise await _refusal(code_hash)
    return Redeemed(UUID(str(found[0]["id"])), secret)


def cookie_name(id: UUID) -> str:
    """The cookie of one impersonation. Under https a browser binds it to this very host (RFC 6265bis §4.1.3.2)."""
    return f"{'__Host-' if settings.current().is_https else ''}atrium-imp-{id}"


async def _refusal(code_hash: str) -> TokenRefused:
    found = await database.rows(_STATE, code_hash)
    code = _ending_of(found[0]["redeemed_at"], moment_of(found[0]["code_expires_at"])) if found else "UNKNOWN"
    return TokenRefused(SENTENCES[code], code=code)


def _ending_of(redeemed_at: object, code_expires_at: datetime) -> str:
    if redeemed_at is not None:
        return "USED"
    return "EXPIRED" if code_expires_at <= now() else "SUPERSEDED"
