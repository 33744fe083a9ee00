"""What may be done with someone who works here."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.access import links, sessions
from atrium.access.models import LinkPurpose, Staff, StaffGroup, StaffSession, found_by
from atrium.access.permissions import ADMINISTRATOR
from atrium.access.team.inputs import DisableStaffInput, EnableStaffInput, UpdateStaffMemberInput
from atrium.access.team.invitations import put_into, when_cool
from atrium.access.team.rules import (
    REASON_LONGEST,
    about,
    chosen_groups,
    hold_administrators,
    member,
    refuse_last_administrator,
)
from atrium.columns import now
from atrium.errors import NotFound
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import Id, as_id
from atrium.principal import Principal


async def update_member(given: UpdateStaffMemberInput, by: Principal) -> UUID:
    """Change a name or the groups; what is left out stays, and what is so already is not written down.

    Raises NotFound; InvalidInput (paths name, groupIds); Blocked: ABOVE_YOU, LAST_ADMINISTRATOR.
    """
    async with database.tx():
        await hold_administrators()
        person, faults = await member(given.id, by), Faults()
        before = await StaffGroup.filter(memberships__staff_id=person.id).order_by("name")
        name, groups = person.name, before
        if given.name is not None:
            name = faults.text("name", given.name, 200, required=True)
        if given.group_ids is not None:
            groups = await chosen_groups(given.group_ids, [group.id for group in before], by, faults)
        faults.refuse()
        if ADMINISTRATOR not in [group.name for group in groups]:
            await refuse_last_administrator(person.id)
        changes = _differences(person.name, name, before, groups)
        if changes:
            await Staff.filter(id=person.id).update(name=name, found_by=found_by(name, person.email))
            await put_into(person, groups)
            await record("staff.updated", by, changes=changes, reason=about(person))
    return person.id


async def disable_staff(given: DisableStaffInput, by: Principal) -> UUID:
    """Shut someone out at once: every session ends, every token stops, links are void; what they did stays.

    Disabling who is disabled already changes nothing. Raises NotFound; InvalidInput (path reason); Blocked:
    ABOVE_YOU, LAST_ADMINISTRATOR.
    """
    reason = _reason(given.reason)
    async with database.tx():
        await hold_administrators()
        person = await member(given.id, by)
        if person.disabled_at is None:
            await refuse_last_administrator(person.id)
            person.disabled_at = now()
            await person.save(update_fields=["disabled_at"])
            await sessions.end_all(person.id)
            for purpose in LinkPurpose:
                await links.withdraw(person, purpose, "Not sent: the account was disabled.")
            changes = [Change("disabledAt", None, person.disabled_at.isoformat())]
            await record("staff.disabled", by, changes=changes, reason=about(person, reason))
    return person.id


async def enable_staff(given: EnableStaffInput, by: Principal) -> UUID:
    """Let someone in again, with the old password and groups; sessions stay ended.

    Who never accepted is invited again, no sooner than invitations to one address may follow each other.
    Raises NotFound; InvalidInput (path reason); Blocked (ABOVE_YOU).
    """
    reason = _reason(given.reason)
    async with database.tx():
        await hold_administrators()
        person = await member(given.id, by)
        if person.disabled_at is not None:
            before, person.disabled_at = person.disabled_at, None
            await person.save(update_fields=["disabled_at"])
            changes = [Change("disabledAt", before.isoformat(), None)]
            await record("staff.enabled", by, changes=changes, reason=about(person, reason))
            if person.invited_at is not None:
                not_before = await when_cool(person.email_fold)
                await links.send(person, LinkPurpose.INVITATION, by.name, not_before=not_before)
    return person.id


async def end_session(id: Id, by: Principal) -> int:
    """End one session at once: one's own, or anyone's for who manages staff. Answers how many ended: 1, or 0 if it had.

    Raises NotFound, also for a session that is not the caller's to see; Blocked (ABOVE_YOU).
    """
    async with database.tx():
        session = await StaffSession.get_or_none(id=as_id(id)).select_related("staff")
        if session is None or not (session.staff.id == by.id or by.may("staff.manage")):
            raise NotFound
        person = session.staff if session.staff.id == by.id else await member(session.staff.id, by)
        if not await sessions.end(session.id):
            return 0
        await record("staff.session_ended", by, reason=about(person))
    return 1


def _reason(given: str) -> str:
    faults = Faults()
    reason = faults.text("reason", given, REASON_LONGEST, lines=True)
    faults.refuse()
    return reason


def _differences(old: str, new: str, before: list[StaffGroup], after: list[StaffGroup]) -> list[Change]:
    changes = [Change("name", old, new)] if old != new else []
    had, has = sorted(group.name for group in before), sorted(group.name for group in after)
    return [*changes, Change("groups", had, has)] if had != has else changes
