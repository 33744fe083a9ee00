"""Changing who works here."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from atrium.access import actions
from atrium.access.models import Staff, StaffGroup
from atrium.access.team.inputs import DisableStaffInput, EnableStaffInput, UpdateStaffMemberInput
from atrium.access.team.members import disable_staff, enable_staff, end_session, update_member
from atrium.errors import Blocked, InvalidInput, NotFound
from atrium.events.models import Event
from atrium.principal import SYSTEM
from tests.access.given import ADDRESS, PASSWORD, a_principal, a_staff
from tests.access.team_given import a_manager, an_administrator, an_invited, group_id
from tests.graph.asking import ask, data

LISTED = """query($q: String, $state: [StaffState!]) { staffMembers(search: $q, state: $state) { totalCount nodes {
  name email state groups memberOf { name permissions } sessionCount sessions { isCurrent address }
  lastLoginAt invitedAt } } }"""


async def groups_of(staff_id: UUID) -> list[str]:
    return [group.name for group in await StaffGroup.filter(memberships__staff_id=staff_id).order_by("name")]


def blockers(refusal: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [blocker.code for blocker in refusal.value.blockers]


async def test_a_name_and_groups_are_changed_and_what_is_left_out_stays():
    by, person = await an_administrator(), await a_staff("Grace", group="Support")

    await update_member(UpdateStaffMemberInput(id=str(person.id), name="Grace Hopper"), by)
    groups = [await group_id("Finance"), await group_id("Marketing")]
    await update_member(UpdateStaffMemberInput(id=str(person.id), group_ids=groups), by)
    await update_member(UpdateStaffMemberInput(id=str(person.id), group_ids=groups), by)

    assert (await Staff.get(id=person.id)).name == "Grace Hopper"
    assert await groups_of(person.id) == ["Finance", "Marketing"]
    events = await Event.filter(action="staff.updated").order_by("at")
    assert [[change["field"] for change in event.changes] for event in events] == [["name"], ["groups"]]


async def test_what_cannot_be_is_said_at_once():
    with pytest.raises(InvalidInput) as refusal:
        await update_member(UpdateStaffMemberInput(id=str((await a_staff()).id), name=" ", group_ids=[]), SYSTEM)

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        (("name",), "REQUIRED"),
        (("groupIds",), "REQUIRED"),
    ]


async def test_the_last_administrator_stays_one_even_beside_invited_and_disabled_ones():
    by = await an_administrator()
    await an_invited("new@example.org", "Administrator", by=by)
    await a_staff(is_disabled=True)

    with pytest.raises(Blocked) as refusal:
        await update_member(UpdateStaffMemberInput(id=str(by.id), group_ids=[await group_id("Support")]), by)

    assert blockers(refusal) == ["LAST_ADMINISTRATOR"]
    assert await groups_of(by.id) == ["Administrator"]


async def test_administrators_who_step_down_at_once_leave_one():
    people = [await a_staff() for _ in range(3)]
    support = await group_id("Support")

    answers = await asyncio.gather(
        *(update_member(UpdateStaffMemberInput(id=str(one.id), group_ids=[support]), SYSTEM) for one in people),
        return_exceptions=True,
    )

    assert sum(isinstance(answer, Blocked) for answer in answers) == 1


async def test_who_manages_staff_gives_only_what_they_have_and_touches_nobody_above():
    by, below, above = await a_manager(), await a_staff(group="Managers"), await a_staff()

    with pytest.raises(InvalidInput) as refusal:
        await update_member(UpdateStaffMemberInput(id=str(below.id), group_ids=[await group_id("Administrator")]), by)
    for act in (
        update_member(UpdateStaffMemberInput(id=str(above.id), name="Fool"), by),
        disable_staff(DisableStaffInput(id=str(above.id)), by),
        enable_staff(EnableStaffInput(id=str(above.id)), by),
    ):
        with pytest.raises(Blocked) as blocked:
            await act
        assert blockers(blocked) == ["ABOVE_YOU"]

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(("groupIds", "0"), "NOT_YOURS_TO_GIVE")]


async def test_who_is_enabled_again_signs_in_as_before():
    by, person = await an_administrator(), await a_staff(email="grace@example.org", group="Support")
    await disable_staff(DisableStaffInput(id=str(person.id)), by)

    await enable_staff(EnableStaffInput(id=str(person.id), reason="Back from leave."), by)

    await actions.sign_in("grace@example.org", PASSWORD, address=ADDRESS)
    assert (await Event.get(action="staff.enabled")).reason == "Ada King <grace@example.org>: Back from leave."


async def test_nobody_unknown_is_changed():
    by = await an_administrator()

    for act in (
        update_member(UpdateStaffMemberInput(id="x"), by),
        enable_staff(EnableStaffInput(id="00000000-0000-4000-8000-000000000000"), by),
        end_session("x", by),
    ):
        with pytest.raises(NotFound):
            await act


async def test_members_are_listed_by_name_and_found_by_words_and_state():
    by = await an_administrator("Ada King")
    await a_staff("Grace Hopper", "grace@navy.example.org", group="Support", is_disabled=True)
    await an_invited("new@example.org", by=by)

    everybody = (await data(LISTED, by=by))["staffMembers"]
    found = [
        [node["name"] for node in (await data(LISTED, asked, by=by))["staffMembers"]["nodes"]]
        for asked in ({"q": "NAVY hopper"}, {"state": ["PENDING"]}, {"q": "king", "state": ["DISABLED"]}, {"q": "%"})
    ]

    assert [(node["name"], node["state"], node["groups"]) for node in everybody["nodes"]] == [
        ("Ada King", "ACTIVE", ["Administrator"]),
        ("Grace Hopper", "DISABLED", ["Support"]),
        ("Nora New", "PENDING", ["Support"]),
    ]
    assert everybody["nodes"][0]["sessionCount"] == 1
    assert everybody["nodes"][0]["sessions"] == [{"isCurrent": True, "address": ADDRESS}]
    assert everybody["nodes"][1]["memberOf"][0]["name"] == "Support"
    assert found == [["Grace Hopper"], ["Nora New"], [], []]


async def test_a_session_is_ended_by_its_owner_or_who_manages_staff_and_by_nobody_else():
    administrator, support = await an_administrator(), await a_staff(group="Support")
    own, other = await a_principal(support), await a_principal(support)
    stranger = await a_principal(await a_staff(group="Support"))

    with pytest.raises(NotFound):
        await end_session(str(own.session_id), stranger)
    with pytest.raises(NotFound):
        await end_session(str(administrator.session_id), own)
    assert await end_session(str(own.session_id), other) == 1
    assert await end_session(str(own.session_id), other) == 0
    assert await end_session(str(other.session_id), administrator) == 1


async def test_others_learn_nothing_of_who_works_here():
    by = await a_principal(await a_staff(group="Support"))

    for asked in ("{ staffMembers { totalCount } }", "{ staffGroups { totalCount } }"):
        answer = await ask(asked, by=by)
        assert answer["errors"][0]["extensions"]["needs"] == ["staff.manage"]
