"""One's own account."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atrium.access import actions
from atrium.access.authentication import authenticate
from atrium.access.models import Staff
from atrium.access.profile.actions import GUESSES, change_password, end_other_sessions, update_profile
from atrium.access.profile.inputs import ChangePasswordInput, UpdateProfileInput
from atrium.access.profile.recovery import answer_requests, request_reset, reset_password
from atrium.errors import Forbidden, InvalidInput, SignInRefused, TokenRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.mail.models import EmailMessage
from atrium.principal import ActorKind, Door
from tests.access.given import ADDRESS, PASSWORD, a_principal, a_session, a_staff
from tests.given import the_secret_mailed_to
from tests.graph.asking import ask, data

NEW = "nine purple whales yodel"


def change(old: str = PASSWORD, new: str = NEW) -> ChangePasswordInput:
    return ChangePasswordInput(old_password=old, new_password=new)


def faults(refusal: pytest.ExceptionInfo[InvalidInput]) -> dict[str, str]:
    return {".".join(fault.path): fault.code for fault in refusal.value.faults}


async def counts(headers: dict[str, str]) -> bool:
    return not (await authenticate(headers, Door.STAFF, ADDRESS)).is_nobody


async def test_a_new_password_holds_and_ends_the_other_sessions():
    person = await a_staff(email="ada@example.org")
    here, there = await a_session(person), await a_session(person)

    await change_password(change(), await authenticate(here, Door.STAFF, ADDRESS))

    assert (await counts(here), await counts(there)) == (True, False)
    assert await actions.sign_in("ada@example.org", NEW, address=ADDRESS)
    with pytest.raises(SignInRefused):
        await actions.sign_in("ada@example.org", PASSWORD, address=ADDRESS)


async def test_the_owner_is_told_and_the_password_is_written_nowhere():
    by = await a_principal(await a_staff("Ada King", email="ada@example.org"))

    await change_password(change(), by)

    mail, event = await EmailMessage.get(), await Event.get(action="staff.password_changed")
    assert (mail.to, mail.kind) == ("ada@example.org", "staff_password_changed")
    assert event.reason == "Ada King <ada@example.org>"
    assert NEW not in f"{mail.text}{mail.html}{dict(event)}"


async def test_who_does_not_know_the_old_password_changes_nothing_and_is_stopped_after_ten_tries():
    by = await a_principal(await a_staff())

    for _ in range(GUESSES):
        with pytest.raises(InvalidInput) as refusal:
            await change_password(change("wrong"), by)
    with pytest.raises(TooManyAttempts):
        await change_password(change(), by)

    assert faults(refusal) == {"oldPassword": "WRONG"}
    assert not await EmailMessage.exists()


async def test_a_weak_new_password_is_refused():
    person = await a_staff("Ada King")

    with pytest.raises(InvalidInput) as refusal:
        await change_password(change(new="short"), await a_principal(person))

    assert faults(refusal) == {"newPassword": "TOO_SHORT"}


async def test_choosing_a_password_voids_the_links_for_choosing_one():
    person = await a_staff(email="ada@example.org")
    await request_reset("ada@example.org", ADDRESS)
    await answer_requests()
    token = await the_secret_mailed_to("ada@example.org")

    await change_password(change(), await a_principal(person))

    with pytest.raises(TokenRefused) as refusal:
        await reset_password(token, "eleven blue herons", ADDRESS)
    assert refusal.value.code == "SUPERSEDED"


async def test_one_s_own_name_is_changed_and_written_down_once():
    person = await a_staff("Ada King")
    by = await a_principal(person)

    for _ in range(2):
        await update_profile(UpdateProfileInput(name=" Ada Lovelace "), by)

    assert (await Staff.get(id=person.id)).name == "Ada Lovelace"
    assert (await Event.get(action="staff.updated")).changes == [
        {"field": "name", "before": "Ada King", "after": "Ada Lovelace"}
    ]
    with pytest.raises(InvalidInput):
        await update_profile(UpdateProfileInput(name=" "), by)


async def test_the_other_sessions_of_ones_own_end_and_nobody_elses():
    person = await a_staff()
    here, there, elsewhere = await a_session(person), await a_session(person), await a_session(await a_staff())

    count = await end_other_sessions(await authenticate(here, Door.STAFF, ADDRESS))

    assert count == 1
    assert [await counts(one) for one in (here, there, elsewhere)] == [True, False, True]


async def test_a_program_has_no_account_of_its_own():
    token = replace(await a_principal(await a_staff()), kind=ActorKind.TOKEN, session_id=None)

    with pytest.raises(Forbidden):
        await end_other_sessions(token)
    answer = await ask("mutation { endOtherSessions { count } }", by=token)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_the_profile_shows_ones_sessions_and_which_of_them_asks():
    person = await a_staff("Ada King", group="Support")
    await a_session(person)
    by = await a_principal(person)

    shown = await data("{ viewer { staff { name state lastLoginAt sessions { isCurrent userAgent } } } }", by=by)

    assert shown["viewer"]["staff"]["sessions"] == [
        {"isCurrent": True, "userAgent": "Firefox"},
        {"isCurrent": False, "userAgent": "Firefox"},
    ]


async def test_a_session_is_ended_through_the_door():
    by = await a_principal(await a_staff())
    end = """mutation($id: ID!) { endStaffSession(input: {id: $id}) {
      ... on EndedSessions { count } ... on NotFound { code } } }"""

    assert await data(end, {"id": str(by.session_id)}, by=by) == {"endStaffSession": {"count": 1}}
    assert await data(end, {"id": "x"}, by=by) == {"endStaffSession": {"code": "NOT_FOUND"}}
