from __future__ import annotations

import asyncio

import pytest

from atrium.access import actions
from atrium.access.models import Staff, StaffMembership
from atrium.access.permissions import ADMINISTRATOR, PERMISSIONS, PRESETS
from atrium.access.staff import add_staff, first_administrator
from atrium.access.team.inputs import DisableStaffInput
from atrium.access.team.members import disable_staff
from atrium.columns import new_id
from atrium.errors import Blocked, InvalidInput, NotFound, SignInRefused
from atrium.events.models import Event
from atrium.principal import SYSTEM
from tests.access.given import ADDRESS, PASSWORD, a_principal, a_staff


def codes(refusal: pytest.ExceptionInfo[InvalidInput]) -> dict[str, str]:
    return {".".join(fault.path): fault.code for fault in refusal.value.faults}


async def test_who_is_added_can_sign_in_with_what_the_group_allows():
    person = await add_staff(" Grace@Example.org ", " Grace  Hopper", PASSWORD, "Read-only")

    signed_in = await actions.sign_in("grace@example.org", PASSWORD, address=ADDRESS)
    assert (person.email, person.name) == ("Grace@example.org", "Grace  Hopper")
    assert signed_in.principal.permissions == PRESETS["Read-only"]


async def test_everything_wrong_with_a_new_member_is_said_at_once():
    with pytest.raises(InvalidInput) as refusal:
        await add_staff("nonsense", "\x07", "short", "Pirates")

    assert codes(refusal) == {
        "email": "MALFORMED",
        "name": "CONTROL_CHARACTER",
        "password": "TOO_SHORT",
        "group": "UNKNOWN_GROUP",
    }
    assert not await Staff.exists()


async def test_what_is_left_out_is_asked_for():
    with pytest.raises(InvalidInput) as refusal:
        await add_staff("", " ", PASSWORD, "")

    assert codes(refusal) == {"email": "REQUIRED", "name": "REQUIRED", "group": "REQUIRED"}


async def test_an_address_signs_in_one_person_only():
    await a_staff(email="ada@bücher.example.org")

    with pytest.raises(InvalidInput) as refusal:
        await add_staff("ADA@xn--bcher-kva.example.org", "Other Ada", PASSWORD, ADMINISTRATOR)

    assert codes(refusal) == {"email": "EMAIL_TAKEN"}


async def test_of_two_who_add_one_address_at_once_one_succeeds():
    answers = await asyncio.gather(
        *(add_staff("ada@example.org", "Ada", PASSWORD, ADMINISTRATOR) for _ in range(4)), return_exceptions=True
    )

    assert sum(isinstance(answer, Staff) for answer in answers) == 1
    assert sum(isinstance(answer, InvalidInput) for answer in answers) == 3
    assert await Staff.all().count() == await StaffMembership.all().count() == 1


async def test_adding_is_written_down_without_the_password():
    await add_staff("ada@example.org", "Ada", PASSWORD, ADMINISTRATOR)

    event = await Event.get(action="staff.added")
    assert [change["field"] for change in event.changes] == ["name", "email", "groups"]
    assert PASSWORD not in str(event.changes)


async def test_where_there_is_no_staff_a_first_administrator_is_made_once():
    first, second = await first_administrator(), await first_administrator()

    assert first is not None
    assert second is None
    signed_in = await actions.sign_in(first.email, first.password, address=ADDRESS)
    assert signed_in.principal.permissions == frozenset(PERMISSIONS)


async def test_two_processes_starting_at_once_make_one_first_administrator():
    made = await asyncio.gather(*(first_administrator() for _ in range(4)))

    assert sum(credentials is not None for credentials in made) == 1
    assert await Staff.all().count() == 1


async def test_where_there_is_staff_no_first_administrator_is_made():
    await a_staff(group="Support", is_disabled=True)

    assert await first_administrator() is None


async def test_who_is_disabled_cannot_sign_in_and_why_is_written_down():
    by = await a_principal(await a_staff("Ada King"))
    person = await a_staff("Grace Hopper", "grace@example.org", group="Support")

    await disable_staff(DisableStaffInput(id=str(person.id), reason="Left the company."), by)
    await disable_staff(DisableStaffInput(id=str(person.id)), by)

    with pytest.raises(SignInRefused):
        await actions.sign_in("grace@example.org", PASSWORD, address=ADDRESS)
    event = await Event.get(action="staff.disabled")
    assert (event.actor_name, event.reason) == ("Ada King", "Grace Hopper <grace@example.org>: Left the company.")


async def test_the_last_administrator_cannot_be_disabled():
    last = await a_staff()
    await a_staff(group="Support")
    await a_staff(is_disabled=True)

    with pytest.raises(Blocked) as refusal:
        await disable_staff(DisableStaffInput(id=str(last.id)), SYSTEM)

    assert [blocker.code for blocker in refusal.value.blockers] == ["LAST_ADMINISTRATOR"]
    assert (await Staff.get(id=last.id)).disabled_at is None


async def test_two_administrators_cannot_disable_each_other():
    people = [await a_staff() for _ in range(4)]

    answers = await asyncio.gather(
        *(disable_staff(DisableStaffInput(id=str(person.id)), SYSTEM) for person in people), return_exceptions=True
    )

    assert sum(isinstance(answer, Blocked) for answer in answers) == 1
    assert await Staff.filter(disabled_at=None).count() == 1


async def test_nobody_unknown_can_be_disabled():
    with pytest.raises(NotFound):
        await disable_staff(DisableStaffInput(id=str(new_id())), SYSTEM)
