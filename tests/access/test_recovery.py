"""The way back in for staff who forgot their password."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from atrium.access import actions, links, throttle
from atrium.access.authentication import authenticate
from atrium.access.models import ResetRequest, Staff
from atrium.access.profile import recovery
from atrium.access.profile.recovery import FROM_ONE_NETWORK, answer_requests, request_reset, reset_password
from atrium.errors import InvalidInput, TokenRefused, TooManyAttempts, TooManyRequests
from atrium.events.models import Event
from atrium.mail.models import EmailMessage, MailState
from atrium.principal import Door, nobody
from tests.access.given import ADDRESS, PASSWORD, a_session, a_staff
from tests.access.team_given import an_invited
from tests.given import the_secret_mailed_to
from tests.graph.asking import data
from tests.statements import counted

START = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)
NEW = "nine purple whales yodel"


async def a_token_for(email: str = "ada@example.org") -> str:
    await request_reset(email, ADDRESS)
    await answer_requests()
    return await the_secret_mailed_to(email)


async def refused(token: str) -> str:
    with pytest.raises(TokenRefused) as refusal:
        await reset_password(token, NEW, ADDRESS)
    return refusal.value.code


async def test_who_forgot_the_password_chooses_a_new_one_and_every_session_ends():
    person = await a_staff(email="Ada@example.org")
    headers = await a_session(person)

    email = await reset_password(await a_token_for("Ada@example.org"), NEW, ADDRESS)

    assert email == "Ada@example.org"
    assert (await authenticate(headers, Door.STAFF, ADDRESS)).is_nobody
    assert await actions.sign_in("ada@example.org", NEW, address=ADDRESS)


async def test_the_mail_leads_to_the_dashboard_with_its_secret_sealed():
    await a_staff(email="ada@example.org")
    token = await a_token_for()

    mail = await EmailMessage.get()

    assert all("/reset#token=" in part for part in (mail.text, mail.html))
    assert token not in f"{mail.text}{mail.html}{mail.sealed}"


async def test_known_unknown_disabled_and_invited_addresses_get_one_answer_by_the_same_statements():
    await a_staff(email="known@example.org")
    await a_staff(email="gone@example.org", is_disabled=True)
    await an_invited("new@example.org")
    seen = set()

    for email in ("known@example.org", "gone@example.org", "new@example.org", "nobody@example.org", "x" * 5000, "\0"):
        async with counted() as statements:
            asked = "mutation($email: String!) { requestStaffPasswordReset(email: $email) }"
            answer = await data(asked, {"email": email}, by=nobody(Door.STAFF, ADDRESS))
        assert answer == {"requestStaffPasswordReset": True}
        seen.add(tuple(statements))
    await answer_requests()

    assert len(seen) == 1
    assert [mail.to for mail in await EmailMessage.filter(kind="staff_password_reset")] == ["known@example.org"]


async def test_a_link_works_once_for_thirty_minutes_until_a_newer_one_is_sent():
    await a_staff(email="ada@example.org")
    with time_machine.travel(START, tick=False) as clock:
        first = await a_token_for()
        clock.shift(timedelta(minutes=2))
        second = await a_token_for()

        assert await refused(first) == "SUPERSEDED"
        assert await refused("nonsense") == "UNKNOWN"
        await reset_password(second, NEW, ADDRESS)
        assert await refused(second) == "USED"

        clock.shift(timedelta(minutes=2))
        third = await a_token_for()
        clock.shift(timedelta(minutes=30))
        assert await refused(third) == "EXPIRED"


async def test_an_address_gets_one_mail_a_minute_however_often_it_is_asked():
    await a_staff(email="ada@example.org")

    for _ in range(3):
        await request_reset("ada@example.org", ADDRESS)
    assert await answer_requests() == 3
    await request_reset("ADA@example.org", ADDRESS)
    await answer_requests()

    assert await EmailMessage.all().count() == 1
    assert await Event.filter(action="staff.password_reset_requested").count() == 1
    assert not await ResetRequest.exists()


async def test_a_request_that_fails_holds_up_no_other_and_is_dropped_with_a_log(monkeypatch, caplog):
    await a_staff("Broken", email="broken@example.org")
    await a_staff(email="ada@example.org")
    send = links.send

    async def broken(person: Staff, *given: Any) -> None:
        await send(person, *given)
        if person.name == "Broken":
            raise ZeroDivisionError

    monkeypatch.setattr(links, "send", broken)
    for email in ("broken@example.org", "ada@example.org"):
        await request_reset(email, ADDRESS)

    assert await answer_requests() == 2

    assert [mail.to for mail in await EmailMessage.all()] == ["ada@example.org"]
    assert not await ResetRequest.exists()
    assert [record.message for record in caplog.records if record.exc_info] == [
        "A forgotten password could not be answered; the request is dropped"
    ]


async def test_two_workers_answer_a_request_once():
    await a_staff(email="ada@example.org")
    await request_reset("ada@example.org", ADDRESS)

    await asyncio.gather(answer_requests(), answer_requests())

    assert await EmailMessage.all().count() == 1


async def test_a_network_that_asks_without_end_is_slowed_down():
    for number in range(FROM_ONE_NETWORK):
        await request_reset(f"nobody{number}@example.org", ADDRESS)

    with pytest.raises(TooManyRequests):
        await request_reset("ada@example.org", ADDRESS)
    await request_reset("ada@example.org", "198.51.100.1")


async def test_a_weak_password_is_refused_and_the_link_keeps_working():
    await a_staff(email="ada@example.org")
    token = await a_token_for()

    with pytest.raises(InvalidInput) as refusal:
        await reset_password(token, "short", ADDRESS)
    await reset_password(token, NEW, ADDRESS)

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(("password",), "TOO_SHORT")]


async def test_who_is_locked_out_is_in_again_with_the_new_password():
    person = await a_staff(email="ada@example.org")
    for _ in range(throttle.FREE):
        await throttle.count_sign_in(actions.REALM, person.email_fold, ADDRESS)
    with pytest.raises(TooManyAttempts):
        await actions.sign_in("ada@example.org", PASSWORD, address=ADDRESS)

    await reset_password(await a_token_for(), NEW, ADDRESS)

    assert await actions.sign_in("ada@example.org", NEW, address=ADDRESS)


async def test_a_link_for_a_disabled_account_opens_nothing():
    person = await a_staff(email="ada@example.org")
    token = await a_token_for()
    await type(person).filter(id=person.id).update(disabled_at=START)

    assert await refused(token) == "SUPERSEDED"


async def test_a_new_password_withdraws_the_mail_that_still_waits():
    await a_staff(email="ada@example.org")

    await reset_password(await a_token_for(), NEW, ADDRESS)

    assert (await EmailMessage.get(kind="staff_password_reset")).state is MailState.FAILED


async def test_requests_that_nobody_answered_for_a_day_go():
    with time_machine.travel(START, tick=False) as clock:
        await request_reset("ada@example.org", ADDRESS)
        assert await recovery.forget_past() == 0
        clock.shift(timedelta(days=2))

        assert await recovery.forget_past() == 1
