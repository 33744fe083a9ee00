"""Groups of one's own, beside those that come with Atrium."""

from __future__ import annotations

import pytest

from atrium.access.models import StaffGroup
from atrium.access.permissions import PERMISSIONS
from atrium.access.team.groups import add_group, remove_group, update_group
from atrium.access.team.inputs import AddStaffGroupInput, RemoveStaffGroupInput, UpdateStaffGroupInput
from atrium.errors import Blocked, InvalidInput, NotFound
from atrium.events.models import Event
from tests.access.given import a_principal, a_staff
from tests.access.team_given import a_manager, an_administrator, group_id
from tests.graph.asking import data


async def a_group(name: str = "Interns", *permissions: str) -> StaffGroup:
    given = AddStaffGroupInput(name=name, permissions=list(permissions or ("client.read",)))
    return await StaffGroup.get(id=await add_group(given, await an_administrator()))


def faults(refusal: pytest.ExceptionInfo[InvalidInput]) -> dict[str, str]:
    return {".".join(fault.path): fault.code for fault in refusal.value.faults}


async def test_what_a_group_allows_holds_for_its_members_from_their_next_request_on():
    group = await a_group()
    person = await a_staff(group="Interns")

    given = UpdateStaffGroupInput(id=str(group.id), permissions=["event.read", "client.read"])
    await update_group(given, await an_administrator())

    assert (await a_principal(person)).permissions == {"client.read", "event.read"}
    event = await Event.get(action="staff_group.updated")
    assert event.changes == [
        {"field": "permissions", "before": ["client.read"], "after": ["client.read", "event.read"]}
    ]


async def test_everything_wrong_with_a_group_is_said_at_once():
    with pytest.raises(InvalidInput) as refusal:
        await add_group(AddStaffGroupInput(name=" ", permissions=["client.fly", "mail.read"]), await a_manager())

    assert faults(refusal) == {
        "name": "REQUIRED",
        "permissions.0": "UNKNOWN_PERMISSION",
        "permissions.1": "NOT_YOURS_TO_GIVE",
    }


async def test_a_name_is_given_once():
    group = await a_group("Interns")

    with pytest.raises(InvalidInput) as added:
        await a_group("Interns")
    with pytest.raises(InvalidInput) as renamed:
        await update_group(UpdateStaffGroupInput(id=str(group.id), name="Support"), await an_administrator())

    assert faults(added) == faults(renamed) == {"name": "NAME_TAKEN"}


async def test_what_comes_with_atrium_stays_as_it_is():
    by, preset = await an_administrator(), await group_id("Support")

    for act in (
        update_group(UpdateStaffGroupInput(id=preset, permissions=["client.read"]), by),
        remove_group(RemoveStaffGroupInput(id=preset), by),
    ):
        with pytest.raises(Blocked) as refusal:
            await act
        assert [blocker.code for blocker in refusal.value.blockers] == ["PRESET"]


async def test_a_group_goes_when_nobody_is_in_it():
    group, by = await a_group(), await an_administrator()
    person = await a_staff(group="Interns")

    with pytest.raises(Blocked) as refusal:
        await remove_group(RemoveStaffGroupInput(id=str(group.id)), by)
    await person.delete()
    await remove_group(RemoveStaffGroupInput(id=str(group.id)), by)

    assert [(blocker.code, blocker.count) for blocker in refusal.value.blockers] == [("HAS_MEMBERS", 1)]
    with pytest.raises(NotFound):
        await remove_group(RemoveStaffGroupInput(id=str(group.id)), by)


async def test_a_group_above_oneself_is_not_touched():
    above = await a_group("Senders", "mail.send", "mail.read")
    by = await a_manager()

    with pytest.raises(Blocked) as refusal:
        await update_group(UpdateStaffGroupInput(id=str(above.id), permissions=["client.read"]), by)

    assert [blocker.code for blocker in refusal.value.blockers] == ["ABOVE_YOU"]


async def test_groups_are_listed_with_what_they_allow_and_how_many_are_in_them():
    by = await an_administrator()
    await a_staff(group="Support")

    found = await data(
        "{ staffGroups { nodes { name isPreset memberCount permissions } } permissions { name sentence } }", by=by
    )

    counts = {group["name"]: group["memberCount"] for group in found["staffGroups"]["nodes"]}
    assert counts == {"Administrator": 1, "Finance": 0, "Marketing": 0, "Read-only": 0, "Support": 1}
    assert {one["name"]: one["sentence"] for one in found["permissions"]} == PERMISSIONS
