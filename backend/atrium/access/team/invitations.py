"""Inviting someone to work here, and taking the invitation up."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.access import links, passwords
from atrium.access.actions import SignedInStaff, let_in
from atrium.access.models import LinkPurpose, Staff, StaffGroup, StaffMembership, found_by
from atrium.access.staff import ensure_presets, read_email
from atrium.access.team.inputs import InviteStaffInput
from atrium.access.team.rules import about, chosen_groups, hold_administrators, member
from atrium.access.throttle import Limit, spend
from atrium.columns import now
from atrium.errors import Fault, InvalidInput, TooManyAttempts
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.folding import fold_email
from atrium.preferences.idempotency import claim, settle
from atrium.principal import ActorKind, Principal


async def invite_staff(given: InviteStaffInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Mail a link with which someone can choose a password and come in; until then the account is pending.

    Inviting a pending address again sends a new link, with the name and groups as they are given now. Raises
    InvalidInput with everything that is wrong (paths email, name, groupIds; codes as in `add_staff`, EMAIL_TAKEN,
    NOT_YOURS_TO_GIVE), Blocked (ABOVE_YOU), TooManyAttempts within the cool-down.
    """
    await ensure_presets()
    unusable = await passwords.hash_password(
        secrets.token_urlsafe(32)
    )  # nobody knows it: only the link opens the account
    try:
        async with database.tx():
            answered = await claim(idempotency_key, by, "inviteStaff", given)
            if answered:
                return answered
            await hold_administrators()
            person = await _invited(given, unusable, by)
            await settle(idempotency_key, by, person.id)
    except IntegrityError as clash:
        if database.constraint_of(clash) != "staff_email_fold_key":
            raise
        raise _taken() from clash
    return person.id


async def accept_invitation(
    token: str, name: str | None, password: str, address: str, user_agent: str = ""
) -> SignedInStaff:
    """Choose a name (the inviter's word unless given) and a password, and be signed in at once.

    Raises TokenRefused; InvalidInput for a name or password that will not do (the link keeps working).
    """
    person = await Staff.get(id=await links.look_up(token, LinkPurpose.INVITATION))
    faults = Faults()
    chosen = faults.text("name", person.name if name is None else name, 200, required=True)
    faults.refuse(await passwords.password_faults(password, about=(person.email, chosen)))
    password_hash = await passwords.hash_password(password)
    async with database.tx():
        await links.consume(token, LinkPurpose.INVITATION)
        await Staff.filter(id=person.id).update(
            name=chosen, password_hash=password_hash, invited_at=None, found_by=found_by(chosen, person.email)
        )
        await person.refresh_from_db()
        changes = [] if name is None else [Change("name", None, chosen)]
        by = Principal(ActorKind.STAFF, person.id, chosen, address=address)
        await record("staff.invitation_accepted", by, changes=changes, reason=about(person))
    return await let_in(person, password, address, user_agent)


async def _invited(given: InviteStaffInput, unusable: str, by: Principal) -> Staff:
    faults = Faults()
    email, name = read_email(given.email, faults), faults.text("name", given.name, 200)
    person = await Staff.get_or_none(email_fold=fold_email(email)) if email else None
    if person is not None and person.invited_at is None:
        faults.found.extend(_taken().faults)
    kept = await _groups_of(person) if person else []
    groups = await chosen_groups(given.group_ids, [group.id for group in kept], by, faults)
    faults.refuse()
    await _cool_down(fold_email(email))
    if person is None:
        return await _added(email, name, groups, unusable, by)
    await member(person.id, by)
    return await _invited_again(person, name, groups, by)


async def _added(email: str, name: str, groups: list[StaffGroup], unusable: str, by: Principal) -> Staff:
    name = name or email.partition("@")[0]
    person = await Staff.create(
        name=name,
        email=email,
        email_fold=fold_email(email),
        password_hash=unusable,
        invited_at=now(),
        found_by=found_by(name, email),
    )
    await put_into(person, groups)
    changes = [Change("name", None, person.name), Change("email", None, email)]
    await record("staff.invited", by, changes=[*changes, _groups_change([], groups)], reason=about(person))
    await links.send(person, LinkPurpose.INVITATION, by.name)
    return person


async def _invited_again(person: Staff, name: str, groups: list[StaffGroup], by: Principal) -> Staff:
    before = await _groups_of(person)
    person.name, person.invited_at, person.disabled_at = name or person.name, now(), None
    person.found_by = found_by(person.name, person.email)
    await person.save(update_fields=["name", "invited_at", "disabled_at", "found_by"])
    await put_into(person, groups)
    await record("staff.invited", by, changes=[_groups_change(before, groups)], reason=about(person))
    await links.send(person, LinkPurpose.INVITATION, by.name)
    return person


async def put_into(person: Staff, groups: list[StaffGroup]) -> None:
    """Make these the groups of a staff member. The caller holds the administrators."""
    wanted = [group.id for group in groups]
    await StaffMembership.filter(staff_id=person.id).exclude(group_id__in=wanted).delete()
    held = await StaffMembership.filter(staff_id=person.id).values_list("group_id", flat=True)
    for one in wanted:
        if one not in held:
            await StaffMembership.create(staff_id=person.id, group_id=one)


async def _groups_of(person: Staff) -> list[StaffGroup]:
    return await StaffGroup.filter(memberships__staff_id=person.id).order_by("name")


def _groups_change(before: list[StaffGroup], after: list[StaffGroup]) -> Change:
    return Change("groups", sorted(group.name for group in before), sorted(group.name for group in after))


async def _cool_down(email_fold: str) -> None:
    """One invitation a minute to an address, ten a day. Raises TooManyAttempts."""
    whose = hashlib.sha256(email_fold.encode()).hexdigest()[:32]
    await spend(
        Limit(f"invite:minute:{whose}", 1, timedelta(minutes=1)), Limit(f"invite:day:{whose}", 10, timedelta(days=1))
    )


async def when_cool(email_fold: str) -> datetime | None:
    """The moment (UTC) from which the next invitation may go to an address; None, and it counts, where it may now."""
    try:
        await _cool_down(email_fold)
    except TooManyAttempts as refusal:
        return refusal.retry_at
    return None


def _taken() -> InvalidInput:
    return InvalidInput.of([Fault(("email",), "EMAIL_TAKEN", "Someone already signs in with this address.")])
