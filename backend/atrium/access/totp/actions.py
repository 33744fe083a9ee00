"""Turning the second step on and off, and proving by it who one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pyotp
import segno

from atrium import database, settings
from atrium.access import sessions
from atrium.access.models import RecoveryCode, Staff, StaffTotp
from atrium.access.team.rules import REASON_LONGEST, about, blocked, member
from atrium.access.totp import codes
from atrium.access.totp.inputs import RemoveStaffTotpInput
from atrium.columns import new_id, now
from atrium.errors import CodeRequired, Fault, Forbidden, InvalidInput, NotFound
from atrium.events.actions import record
from atrium.faults import Faults
from atrium.mail import outbox
from atrium.principal import ActorKind, Principal

ENROLMENT_HOLDS = timedelta(hours=1)

_BEGIN = """
INSERT INTO staff_totp (id, staff_id, sealed, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (staff_id) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at
WHERE staff_totp.confirmed_at IS NULL RETURNING id
"""
_CONFIRM = """
UPDATE staff_totp SET confirmed_at = $3, last_step = $4
WHERE staff_id = $1 AND sealed = $2 AND confirmed_at IS NULL RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app is given: as text (base 32), as an address, and as a picture (SVG in a data URI)."""

    secret: str
    uri: str
    picture: str


async def begin_totp(by: Principal) -> Enrolment:
    """A new secret for the caller's authenticator app, shown this once; it counts when a code of it is confirmed.

    Beginning again makes another. Raises Blocked (TOTP_ON) for who has an app already.
    """
    person = await _self(by)
    secret = pyotp.random_base32()
    if not await database.rows(_BEGIN, new_id(), person.id, codes.seal(secret, person.id), now()):
        raise blocked("TOTP_ON", "Two-step sign-in is on already. Turn it off before you set up another app.")
    uri = pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=settings.current().store_name)
    return Enrolment(secret, uri, segno.make(uri, error="m").svg_data_uri(scale=4, border=2, light="#fff"))


async def confirm_totp(code: str, by: Principal) -> list[str]:
    """Ask for codes from now on; the caller's other sessions end, and the owner is told by mail.

    Answers ten recovery codes, shown this once. Raises InvalidInput (path code: WRONG), NotFound where nothing was
    begun within the hour, TooManyAttempts after ten codes in a quarter of an hour.
    """
    person = await _self(by)
    await codes.count_guess(person.id)
    begun = await StaffTotp.get_or_none(
        staff_id=person.id, confirmed_at__isnull=True, created_at__gt=now() - ENROLMENT_HOLDS
    )
    if begun is None:
        raise NotFound("Please begin again: this was too long ago.")
    secret = codes.unseal(begun.sealed, person.id)
    step = codes.step_of(secret, code, now()) if secret else None
    if step is None:
        raise InvalidInput.of([Fault(("code",), "WRONG", "This is not the code that the app shows now.")])
    async with database.tx():
        if not await database.rows(_CONFIRM, person.id, begun.sealed, now(), step):
            raise NotFound("Please begin again: another code was made meanwhile.")
        made = await codes.renew_recovery_codes(person.id)
        await codes.forgive_guesses(person.id)
        await sessions.end_others(person.id, by.session_id)
        await _tell("staff.totp_turned_on", person, by, "two-step sign-in was turned on")
    return made


async def renew_recovery_codes(by: Principal) -> list[str]:
    """Ten new recovery codes, shown this once; the old ones stop working. Raises Blocked (TOTP_OFF)."""
    person = await _self(by)
    async with database.tx():
        await _hold(person.id)
        made = await codes.renew_recovery_codes(person.id)
        await _tell("staff.recovery_codes_renewed", person, by, "new recovery codes were made")
    return made


async def turn_off_totp(by: Principal) -> UUID:
    """Ask the caller for no more codes. Raises Blocked (TOTP_OFF)."""
    person = await _self(by)
    async with database.tx():
        await _forget(person.id)
        await _tell("staff.totp_turned_off", person, by, "two-step sign-in was turned off")
    return person.id


async def remove_totp(given: RemoveStaffTotpInput, by: Principal) -> UUID:
    """Ask someone for no more codes, who has lost the app and the recovery codes; guesses are forgiven.

    Raises NotFound; InvalidInput (path reason); Blocked: ABOVE_YOU, TOTP_OFF.
    """
    faults = Faults()
    reason = faults.text("reason", given.reason, REASON_LONGEST, lines=True)
    faults.refuse()
    async with database.tx():
        person = await member(given.id, by)
        await _forget(person.id)
        await codes.forgive_guesses(person.id)
        await _tell("staff.totp_removed", person, by, f"two-step sign-in was turned off by {by.name}", reason)
    return person.id


async def take_code(person: Staff, code: str) -> bool:
    """Whether a code proves that it is this person. It counts once; guesses are counted before they are looked at.

    Must not be called inside a transaction: what it counts stays counted. Raises TooManyAttempts.
    """
    await codes.count_guess(person.id)
    async with database.tx():
        taken = await codes.take(person.id, code)
        if taken:
            await codes.forgive_guesses(person.id)
        if taken == "recovery":
            by = Principal(ActorKind.STAFF, person.id, person.name)
            left = await codes.recovery_codes_left(person.id)
            happened = f"a recovery code was used; {left} more {'works' if left == 1 else 'work'}"
            await _tell("staff.recovery_code_used", person, by, happened)
    return taken is not None


async def ask_second_step(person: Staff, code: str | None) -> bool:
    """Whether the second step is done, for who has shown the first: at once where none is asked for.

    Raises CodeRequired where a code is needed and none is given; TooManyAttempts.
    """
    if not await codes.is_on(person.id):
        return True
    if not (code or "").strip():
        raise CodeRequired
    return await take_code(person, code or "")


async def _hold(staff_id: UUID) -> None:
    on = "UPDATE staff_totp SET confirmed_at = confirmed_at WHERE staff_id = $1 AND confirmed_at IS NOT NULL"
    if not await database.execute(on, staff_id):
        raise blocked("TOTP_OFF", "Two-step sign-in is off.")


async def _forget(staff_id: UUID) -> None:
    await _hold(staff_id)
    await StaffTotp.filter(staff_id=staff_id).delete()
    await RecoveryCode.filter(staff_id=staff_id).delete()


async def _tell(action: str, person: Staff, by: Principal, happened: str, reason: str = "") -> None:
    await record(action, by, reason=about(person, reason))
    context = {"name": person.name, "happened": happened}
    await outbox.enqueue("staff_two_step", person.email, dedupe_key=f"staff:{new_id()}", context=context)


async def _self(by: Principal) -> Staff:
    if by.kind is not ActorKind.STAFF or by.id is None or by.session_id is None:
        raise Forbidden("Only staff who are signed in have an account of their own.")
    return await Staff.get(id=by.id)
