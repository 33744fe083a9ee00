"""Groups of one's own. Those that come with Atrium stay as they are."""

from __future__ import annotations

from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.access.models import StaffGroup, StaffMembership
from atrium.access.permissions import PERMISSIONS
from atrium.access.team.inputs import AddStaffGroupInput, RemoveStaffGroupInput, UpdateStaffGroupInput
from atrium.access.team.rules import blocked, hold_administrators, is_within, permissions_in
from atrium.errors import Fault, InvalidInput, NotFound
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import Id, as_id
from atrium.principal import Principal


async def add_group(given: AddStaffGroupInput, by: Principal) -> UUID:
    """Make a group. Raises InvalidInput: paths name, permissions; codes REQUIRED, TOO_LONG, CONTROL_CHARACTER,
    NAME_TAKEN, UNKNOWN_PERMISSION, NOT_YOURS_TO_GIVE.
    """
    faults = Faults()
    name, permissions = _name(given.name, faults), _permissions(given.permissions, set(), by, faults)
    faults.refuse()
    try:
        async with database.tx():
            group = await StaffGroup.create(name=name, permissions=permissions)
            changes = [Change("name", None, name), Change("permissions", None, permissions)]
            await record("staff_group.added", by, changes=changes, reason=name)
    except IntegrityError as clash:
        raise _refusal(clash) from clash
    return group.id


async def update_group(given: UpdateStaffGroupInput, by: Principal) -> UUID:
    """Change a group's name, or what its members may do from their next request on.

    Raises NotFound; InvalidInput as `add_group`; Blocked: PRESET, ABOVE_YOU (the group may do more than the caller).
    """
    try:
        async with database.tx():
            await hold_administrators()
            group, faults = await _own(given.id, by), Faults()
            name, permissions = group.name, group.permissions
            if given.name is not None:
                name = _name(given.name, faults)
            if given.permissions is not None:
                permissions = _permissions(given.permissions, set(group.permissions), by, faults)
            faults.refuse()
            await _write(group, name, permissions, by)
    except IntegrityError as clash:
        raise _refusal(clash) from clash
    return group.id


async def remove_group(given: RemoveStaffGroupInput, by: Principal) -> UUID:
    """Remove a group without members. Raises NotFound; Blocked: PRESET, ABOVE_YOU, HAS_MEMBERS with their number."""
    async with database.tx():
        await hold_administrators()
        group = await _own(given.id, by)
        count = await StaffMembership.filter(group_id=group.id).count()
        if count:
            raise blocked("HAS_MEMBERS", "Staff are still in this group. Put them into others first.", count)
        await group.delete()
        changes = [Change("name", group.name, None), Change("permissions", group.permissions, None)]
        await record("staff_group.removed", by, changes=changes, reason=group.name)
    return group.id


async def _own(id: Id, by: Principal) -> StaffGroup:
    group = await StaffGroup.get_or_none(id=as_id(id))
    if group is None:
        raise NotFound
    if group.is_preset:
        raise blocked("PRESET", "This group comes with Atrium and stays as it is. Make one of your own beside it.")
    if not is_within(permissions_in([group]), by):
        raise blocked("ABOVE_YOU", "This group may do more than you. Ask an administrator.")
    return group


async def _write(group: StaffGroup, name: str, permissions: list[str], by: Principal) -> None:
    values = (("name", group.name, name), ("permissions", group.permissions, permissions))
    changes = [Change(field, old, new) for field, old, new in values if old != new]
    if changes:
        group.name, group.permissions = name, permissions
        await group.save(update_fields=["name", "permissions"])
        await record("staff_group.updated", by, changes=changes, reason=name)


def _name(given: str, faults: Faults) -> str:
    return faults.text("name", given, 60, required=True)


def _permissions(given: list[str], held: set[str], by: Principal, faults: Faults) -> list[str]:
    if not given:
        faults.add("permissions", "REQUIRED", "Choose at least one permission.")
    for place, one in enumerate(given):
        if one not in PERMISSIONS:
            faults.add(("permissions", str(place)), "UNKNOWN_PERMISSION", "There is no such permission.")
        elif one not in held and not is_within([one], by):
            faults.add(("permissions", str(place)), "NOT_YOURS_TO_GIVE", "You do not have this permission yourself.")
    return sorted(set(given))


def _refusal(clash: IntegrityError) -> Exception:
    if database.constraint_of(clash) != "staff_group_name_key":
        return clash
    return InvalidInput.of([Fault(("name",), "NAME_TAKEN", "There is a group of this name already.")])
