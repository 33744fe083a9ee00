"""What staff do with their own account."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from atrium import database
from atrium.access import links, passwords, sessions
from atrium.access.models import LinkPurpose, Staff, found_by
from atrium.access.profile.inputs import ChangePasswordInput, UpdateProfileInput
from atrium.access.team.rules import about
from atrium.access.throttle import Limit, spend
from atrium.errors import Fault, Forbidden, InvalidInput
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.mail import outbox
from atrium.principal import ActorKind, Principal

GUESSES, WINDOW = 10, timedelta(minutes=15)


async def change_password(given: ChangePasswordInput, by: Principal) -> str:
    """Take a new password from who knows the old one, and end their other sessions. Answers the address.

    The owner is told by mail. Raises InvalidInput (paths oldPassword: WRONG; newPassword: TOO_SHORT, TOO_LONG,
    TOO_WEAK), TooManyAttempts after ten tries in a quarter of an hour.
    """
    person = await _self(by)
    await spend(Limit(f"password:{person.id}", GUESSES, WINDOW))
    if not await passwords.verify_password(given.old_password, person.password_hash):
        raise InvalidInput.of([Fault(("oldPassword",), "WRONG", "This is not your password.")])
    about_owner = (person.email, person.name)
    Faults().refuse(await passwords.password_faults(given.new_password, about_owner, ("newPassword",)))
    password_hash = await passwords.hash_password(given.new_password)
    async with database.tx():
        await take_password(person, password_hash)
        await sessions.end_others(person.id, by.session_id)
        await record("staff.password_changed", by, reason=about(person))
    return person.email


async def update_profile(given: UpdateProfileInput, by: Principal) -> UUID:
    """Change one's own name. Raises InvalidInput (path name)."""
    person, faults = await _self(by), Faults()
    name = faults.text("name", given.name, 200, required=True)
    faults.refuse()
    async with database.tx():
        if name != person.name:
            await Staff.filter(id=person.id).update(name=name, found_by=found_by(name, person.email))
            await record("staff.updated", by, changes=[Change("name", person.name, name)], reason=about(person))
    return person.id


async def end_other_sessions(by: Principal) -> int:
    """End every session of one's own but the one that asks; how many there were."""
    person = await _self(by)
    async with database.tx():
        count = await sessions.end_others(person.id, by.session_id)
        if count:
            await record("staff.sessions_ended", by, reason=about(person))
    return count


async def take_password(person: Staff, password_hash: str) -> None:
    """Put a new password in place: links for choosing one are void, and the owner is told by mail."""
    await Staff.filter(id=person.id).update(password_hash=password_hash)
    await links.withdraw(person, LinkPurpose.PASSWORD_RESET, "Not sent: a new password was chosen.")
    await outbox.enqueue(
        "staff_password_changed",
        person.email,
        dedupe_key=f"staff:{person.id}:{password_hash[-40:]}",
        context={"name": person.name},
    )


async def _self(by: Principal) -> Staff:
    """Who asks. Raises Forbidden for whoever is no signed-in staff member."""
    if by.kind is not ActorKind.STAFF or by.id is None:
        raise Forbidden("Only staff who are signed in have an account of their own.")
    return await Staff.get(id=by.id)
