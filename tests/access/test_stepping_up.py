"""Grave acts ask for a fresh proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from atrium.access import passwords
from atrium.access.authentication import authenticate
from atrium.access.models import ApiToken, StaffGroup, StaffSession, Throttle
from atrium.access.stepping_up import step_up
from atrium.columns import now
from atrium.errors import CodeRequired, Forbidden, SignInRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.graph.permits import FRESH
from atrium.principal import PROOF_HOLDS, Door
from tests.access.given import ADDRESS, PASSWORD, a_principal, a_session, a_staff, a_token
from tests.access.totp_given import a_wrong_code, an_app
from tests.given import TOKEN, rows_everywhere
from tests.graph.asking import ask, data, staff
from tests.statements import counted

CREATED = """mutation { createApiToken(input: {name: "CI", scopes: ["client.read"]}) { __typename } }"""
STEPPED = """mutation($password: String, $code: String) { stepUp(password: $password, code: $code) {
  __typename ... on Error { code message } ... on SignedIn { viewer { staff { email } } } } }"""
LATE = PROOF_HOLDS + timedelta(seconds=1)


def codes_of(answer: dict) -> list[str]:
    return [error["extensions"]["code"] for error in answer.get("errors", [])]


def test_access_is_given_away_only_with_a_fresh_proof():
    assert {
        "createApiToken", "inviteStaff", "updateStaffMember", "enableStaff", "addStaffGroup", "updateStaffGroup",
        "removeStaffGroup", "beginTotp", "confirmTotp", "renewRecoveryCodes", "turnOffTotp", "removeStaffTotp",
    } <= FRESH  # fmt: skip


async def test_signing_in_is_a_proof_for_ten_minutes():
    person = await a_staff()
    headers = await a_session(person)

    with time_machine.travel(now() + PROOF_HOLDS - timedelta(seconds=5), tick=False):
        early = await ask(CREATED, by=await authenticate(headers, Door.STAFF, ADDRESS))
    with time_machine.travel(now() + LATE, tick=False):
        late = await ask(CREATED, by=await authenticate(headers, Door.STAFF, ADDRESS))

    assert early["data"]["createApiToken"]["__typename"] == "CreatedApiToken"
    assert codes_of(late) == ["STEP_UP_REQUIRED"]
    assert late["errors"][0]["extensions"]["paths"] == ["createApiToken"]


async def test_a_missing_proof_refuses_the_whole_operation_before_anything_runs():
    by, before = replace(staff(), proved_at=now() - LATE), await rows_everywhere()
    both = 'mutation { a: addStaffGroup(input: {name: "G", permissions: ["client.read"]}) { __typename } signOut }'

    async with counted() as statements:
        answer = await ask(both, by=by)

    assert codes_of(answer) == ["STEP_UP_REQUIRED"]
    assert "data" not in answer
    assert (statements, await rows_everywhere()) == ([], before)


async def test_who_may_not_do_it_at_all_is_not_asked_for_a_proof():
    by = replace(staff("client.read"), proved_at=None)

    assert codes_of(await ask(CREATED, by=by)) == ["FORBIDDEN"]


async def test_a_token_is_not_asked_for_a_proof_its_scopes_decide():
    _, headers = await a_token(await a_staff(), "staff.manage", "client.read")
    add = 'mutation { addStaffGroup(input: {name: "G", permissions: ["client.read"]}) { __typename } }'

    with time_machine.travel(now() + timedelta(hours=3), tick=False):
        answer = await data(add, by=await authenticate(headers, Door.STAFF, ADDRESS))

    assert answer["addStaffGroup"]["__typename"] == "StaffGroup"
    assert await StaffGroup.filter(name="G").exists()


async def test_the_password_proves_it_for_this_session_alone():
    person = await a_staff(email="ada@example.org")
    here, elsewhere = await a_session(person), await a_session(person)
    with time_machine.travel(now() + LATE, tick=False):
        by = await authenticate(here, Door.STAFF, ADDRESS)

        found = (await data(STEPPED, {"password": PASSWORD}, by=by))["stepUp"]

        assert found == {"__typename": "SignedIn", "viewer": {"staff": {"email": "ada@example.org"}}}
        assert await data(CREATED, by=await authenticate(here, Door.STAFF, ADDRESS))
        other = await authenticate(elsewhere, Door.STAFF, ADDRESS)
        assert codes_of(await ask(CREATED, by=other)) == ["STEP_UP_REQUIRED"]
    assert await ApiToken.all().count() == 1
    assert await StaffSession.filter(ended_at__isnull=True).count() == 2
    assert await Event.filter(action="staff.stepped_up").count() == 1


async def test_a_wrong_or_missing_password_is_one_answer_after_the_same_work(monkeypatch):
    by, heard, hashed = await a_principal(await a_staff()), [], []
    genuine = passwords._matches
    monkeypatch.setattr(passwords, "_matches", lambda *given: hashed.append(1) or genuine(*given))
    for given in ({"password": "wrong"}, {"password": ""}, {}, {"code": "123456"}, {"password": "x" * 5000}):
        await Throttle.all().delete()
        hashed.clear()
        async with counted() as statements:
            answer = (await data(STEPPED, given, by=by))["stepUp"]
        heard.append((answer, list(statements), len(hashed)))

    assert all(one == heard[0] for one in heard)
    assert heard[0][0]["__typename"] == "SignInRefused"
    assert heard[0][2] == 1


async def test_with_an_app_a_code_proves_it_and_the_password_alone_does_not():
    app = await an_app()
    by = await a_principal(app.owner)

    for given in ({"password": PASSWORD}, {"password": "wrong"}, {}):
        assert (await data(STEPPED, given, by=by))["stepUp"]["__typename"] == "CodeRequired"
    for given in ({"code": a_wrong_code(app)}, {"code": app.recovery[0], "password": "wrong"}):
        assert (await data(STEPPED, given, by=by))["stepUp"]["__typename"] == "SignInRefused"
    assert await step_up(None, app.code(), by)
    with pytest.raises(SignInRefused):
        await step_up(None, app.code(), by)
    assert await step_up(PASSWORD, app.recovery[0], by)


async def test_guessing_is_stopped_even_for_the_right_password_and_only_for_a_while():
    by = await a_principal(await a_staff())
    with time_machine.travel(now(), tick=False):
        for _ in range(10):
            with pytest.raises(SignInRefused):
                await step_up("wrong", None, by)

        with pytest.raises(TooManyAttempts) as refusal:
            await step_up(PASSWORD, None, by)

    with time_machine.travel(refusal.value.retry_at + timedelta(seconds=1), tick=False):
        assert (await step_up(PASSWORD, None, by)).is_fresh(now())
    assert await Event.filter(action="staff.step_up_refused").count() == 10


async def test_a_right_proof_forgives_the_guesses_before_it():
    by = await a_principal(await a_staff())
    for _ in range(3):
        for _ in range(6):
            with pytest.raises(SignInRefused):
                await step_up("wrong", None, by)
        assert await step_up(PASSWORD, None, by)


async def test_only_a_signed_in_person_can_step_up():
    with pytest.raises(Forbidden):
        await step_up(PASSWORD, None, TOKEN)


async def test_a_session_from_before_has_no_proof():
    person = await a_staff()
    headers = await a_session(person)
    await StaffSession.all().update(proved_at=None)

    by = await authenticate(headers, Door.STAFF, ADDRESS)

    assert codes_of(await ask(CREATED, by=by)) == ["STEP_UP_REQUIRED"]


async def test_the_step_up_of_someone_with_an_app_says_that_a_code_is_needed():
    app = await an_app()

    with pytest.raises(CodeRequired):
        await step_up(PASSWORD, None, await a_principal(app.owner))
