"""Codes: whether one is right, and that each counts once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import pyotp

from atrium import database, sealing, settings
from atrium.access.models import RecoveryCode
from atrium.access.passwords import READABLE
from atrium.access.throttle import Limit, spend
from atrium.columns import now

STEP = 30  # seconds that a code is shown (RFC 6238 §4.1)
DIGITS = 6
NEIGHBOURS = (0, -1, 1)  # clocks may differ by a step (RFC 6238 §5.2)
RECOVERY_CODES = 10
GUESSES = (("", 10, timedelta(minutes=15)), (":day", 50, timedelta(days=1)))

_TAKE_STEP = """
UPDATE staff_totp SET last_step = $2
WHERE staff_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2) RETURNING id
"""
_TAKE_RECOVERY = """
UPDATE staff_recovery_code SET used_at = $3 WHERE staff_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING id
"""


def seal(secret: str, staff_id: UUID) -> str:
    """The app's secret as it is kept."""
    return sealing.seal(secret, key=settings.current().secret_key, purpose="totp", owner=staff_id)


def unseal(sealed: str, staff_id: UUID) -> str | None:
    """The app's secret again; None when it was sealed with a key that is gone."""
    try:
        return sealing.unseal(sealed, key=settings.current().secret_key, purpose="totp", owner=staff_id)
    except sealing.SealBroken:
        return None


def step_of(secret: str, code: str, moment: datetime) -> int | None:
    """The time step (30 seconds since 1970) whose code this is, among now and its two neighbours."""
    digits, around = "".join(code.split()), int(moment.timestamp()) // STEP
    app = pyotp.TOTP(secret)
    shown = [(around + offset, app.generate_otp(around + offset)) for offset in NEIGHBOURS]
    met = [step for step, right in shown if hmac.compare_digest(right.encode(), digits.encode("utf-8", "replace"))]
    return met[0] if met else None


async def is_on(staff_id: UUID) -> bool:
    """Whether codes are asked for."""
    return await secret_of(staff_id) is not None


async def secret_of(staff_id: UUID, *, confirmed: bool = True) -> str | None:
    """The sealed secret of the app that is in use, or of the one that is about to be."""
    state = "NOT NULL" if confirmed else "NULL"
    found = await database.rows(
        f"SELECT sealed FROM staff_totp WHERE staff_id = $1 AND confirmed_at IS {state}", staff_id
    )
    return found[0]["sealed"] if found else None


async def take(staff_id: UUID, code: str) -> str | None:
    """Use a code up: "app" or "recovery", None for one that is wrong or was used. Of two at once, one is taken."""
    if len("".join(code.split())) == DIGITS:
        return "app" if await _take_step(staff_id, code) else None
    taken = await database.rows(_TAKE_RECOVERY, staff_id, hash_of(code, staff_id), now())
    return "recovery" if taken else None


async def count_guess(staff_id: UUID) -> None:
    """Count one code, before it is looked at. Raises TooManyAttempts after ten in 15 minutes, or fifty in a day."""
    await spend(*(Limit(f"code{name}:{staff_id}", most, window) for name, most, window in GUESSES))


async def forgive_guesses(staff_id: UUID) -> None:
    """What was guessed so far counts no longer."""
    for name, _, _ in GUESSES:
        await database.execute('DELETE FROM throttle WHERE "key" = $1', f"code{name}:{staff_id}")


async def renew_recovery_codes(staff_id: UUID) -> list[str]:
    """Ten new recovery codes of 59 bits each, in the caller's transaction; the old ones stop working."""
    made = [
        "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3)) for _ in range(RECOVERY_CODES)
    ]
    await RecoveryCode.filter(staff_id=staff_id).delete()
    await RecoveryCode.bulk_create([RecoveryCode(staff_id=staff_id, code_hash=hash_of(one, staff_id)) for one in made])
    return made


async def recovery_codes_left(staff_id: UUID) -> int:
    """How many recovery codes still work."""
    return await RecoveryCode.filter(staff_id=staff_id, used_at__isnull=True).count()


def hash_of(code: str, staff_id: UUID) -> str:
    """HMAC-SHA-256 under the store's key, so that nobody who has only the table can try codes against it."""
    typed = "".join(sign for sign in code.lower() if sign in READABLE)
    key = sealing.derived(settings.current().secret_key, "recovery code")
    return hmac.new(key, staff_id.bytes + typed.encode(), hashlib.sha256).hexdigest()


async def _take_step(staff_id: UUID, code: str) -> bool:
    sealed = await secret_of(staff_id)
    secret = unseal(sealed, staff_id) if sealed else None
    step = step_of(secret, code, now()) if secret else None
    return step is not None and bool(await database.rows(_TAKE_STEP, staff_id, step))
