"""The way back in for clients who forgot their password."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from atrium.access import throttle
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.clients.signing_in import links, recovery
from atrium.clients.signing_in.models import ClientResetLink, ClientResetRequest
from atrium.clients.signing_in.recovery import FROM_ONE_NETWORK, answer_requests, request_reset, reset_password
from atrium.errors import InvalidInput, SignInRefused, TokenRefused, TooManyAttempts, TooManyRequests
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from atrium.principal import Door, nobody
from tests.clients.signing_in_given import ADDRESS, a_shopper, a_shoppers_browser, is_somebody, sign_in
from tests.given import STAFF, a_client, the_secret_mailed_to
from tests.graph.asking import data
from tests.statements import counted

MOVED = {"login_email": "new@example.org", "login_fold": "new@example.org"}
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


async def looked_at(token: str) -> str:
    asked = "query($token: String!) { passwordResetLink(token: $token) }"
    return (await data(asked, {"token": token}, by=nobody(Door.STORE)))["passwordResetLink"]


async def switched(client: Client, on: bool) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=on), STAFF)


async def test_who_forgot_the_password_chooses_a_new_one_every_session_ends_and_the_owner_is_told():
    client = await a_shopper("Ada@example.org")
    headers = await a_shoppers_browser(client)

    email = await reset_password(await a_token_for("Ada@example.org"), NEW, ADDRESS)

    assert email == "Ada@example.org"
    assert not await is_somebody(headers)
    with pytest.raises(SignInRefused):
        await sign_in("ada@example.org")
    assert await sign_in("ada@example.org", NEW)
    event = await Event.get(action="client.password_reset")
    assert (event.client_id, event.actor_id) == (client.id, client.id)
    assert await EmailMessage.filter(kind="client_password_changed", client_id=client.id).count() == 1


async def test_the_mail_leads_to_the_store_with_its_secret_sealed():
    client = await a_shopper("ada@example.org")
    token = await a_token_for()

    mail = await EmailMessage.get(kind=links.KIND)

    assert mail.client_id == client.id
    assert all("/store/reset#token=" in part for part in (mail.text, mail.html))
    assert token not in f"{mail.text}{mail.html}{mail.sealed}"


async def test_every_address_gets_one_answer_by_the_same_statements_and_only_the_right_ones_a_mail():
    await a_shopper("known@example.org")
    await a_shopper("no-password@example.org", password=None)
    off, gone, guest = [await a_shopper(f"{name}@example.org") for name in ("off", "gone", "guest")]
    await switched(off, False)
    await Client.filter(id=gone.id).update(deleted_at=START)
    await Client.filter(id=guest.id).update(is_guest=True, allow_login=False)
    await a_client("New", "new@example.org", notify=False)
    await EmailMessage.all().delete()
    asked = "mutation($email: String!) { requestPasswordReset(email: $email) }"
    seen, names = set(), ("known", "no-password", "off", "gone", "guest", "new", "nobody")

    for email in (*(f"{name}@example.org" for name in names), "x" * 5000, "\0"):
        async with counted() as statements:
            answer = await data(asked, {"email": email}, by=nobody(Door.STORE, ADDRESS))
        assert answer == {"requestPasswordReset": True}
        seen.add(tuple(statements))
    await answer_requests()

    assert len(seen) == 1
    assert sorted((mail.kind, mail.to) for mail in await EmailMessage.all()) == [
        (links.KIND, "known@example.org"),
        (links.KIND, "no-password@example.org"),
        ("verify_email", "new@example.org"),
    ]


async def test_a_link_works_once_for_thirty_minutes_until_a_newer_one_is_sent():
    await a_shopper("ada@example.org")
    with time_machine.travel(START, tick=False) as clock:
        first = await a_token_for()
        clock.shift(timedelta(minutes=2))
        second = await a_token_for()

        assert [await looked_at(token) for token in (first, second, "nonsense")] == ["SUPERSEDED", "LIVE", "UNKNOWN"]
        assert await refused(first) == "SUPERSEDED"
        assert await refused("nonsense") == "UNKNOWN"
        await reset_password(second, NEW, ADDRESS)
        assert await refused(second) == "USED"

        clock.shift(timedelta(minutes=2))
        third = await a_token_for()
        clock.shift(timedelta(minutes=30))
        assert await refused(third) == "EXPIRED"
        clock.shift(timedelta(days=31))
        assert await links.forget_past() == 3


async def test_switching_login_off_voids_the_link_for_good_and_its_waiting_mail_is_not_sent():
    client = await a_shopper("ada@example.org")
    token = await a_token_for()

    await switched(client, False)

    assert await refused(token) == "SUPERSEDED"
    assert (await EmailMessage.get(kind=links.KIND)).state is MailState.FAILED
    await switched(client, True)
    assert await refused(token) == "SUPERSEDED"


@pytest.mark.parametrize("change", [{"deleted_at": START}, MOVED])
async def test_a_link_is_void_once_its_client_may_not_sign_in_with_that_address(change: dict):
    client = await a_shopper("ada@example.org")
    token = await a_token_for()

    await Client.filter(id=client.id).update(**change)

    assert await refused(token) == "SUPERSEDED"


async def test_an_address_gets_one_mail_a_minute_however_often_it_is_asked():
    await a_shopper("ada@example.org")

    for _ in range(3):
        await request_reset("ada@example.org", ADDRESS)
    assert await answer_requests() == 3
    await request_reset("ADA@example.org", ADDRESS)
    await answer_requests()

    assert await EmailMessage.filter(kind=links.KIND).count() == 1
    assert not await ClientResetRequest.exists()


async def test_a_network_that_asks_without_end_is_slowed_down():
    for number in range(FROM_ONE_NETWORK):
        await request_reset(f"nobody{number}@example.org", ADDRESS)

    with pytest.raises(TooManyRequests):
        await request_reset("ada@example.org", ADDRESS)
    await request_reset("ada@example.org", "198.51.100.1")


async def test_a_weak_password_is_refused_and_the_link_keeps_working():
    await a_shopper("ada@example.org")
    token = await a_token_for()

    with pytest.raises(InvalidInput) as refusal:
        await reset_password(token, "short", ADDRESS)
    await reset_password(token, NEW, ADDRESS)

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(("password",), "TOO_SHORT")]
    assert (await ClientResetLink.get()).used_at is not None


async def test_who_is_locked_out_is_in_again_with_the_new_password():
    await a_shopper("ada@example.org")
    for _ in range(throttle.FREE):
        with pytest.raises(SignInRefused):
            await sign_in("ada@example.org", "wrong")
    with pytest.raises(TooManyAttempts):
        await sign_in("ada@example.org")

    await reset_password(await a_token_for(), NEW, ADDRESS)

    assert await sign_in("ada@example.org", NEW)


async def test_requests_that_nobody_answered_for_a_day_go():
    with time_machine.travel(START, tick=False) as clock:
        await request_reset("ada@example.org", ADDRESS)
        assert await recovery.forget_past() == 0
        clock.shift(timedelta(days=2))

        assert await recovery.forget_past() == 1


async def test_a_request_that_fails_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    await a_shopper("ada@example.org")
    await a_shopper("grace@example.org")
    genuine = links.send

    async def failing(client: Client) -> object:
        if client.login_email == "ada@example.org":
            raise RuntimeError("the mail cannot be written")
        return await genuine(client)

    monkeypatch.setattr(links, "send", failing)
    for name in ("ada", "grace"):
        await request_reset(f"{name}@example.org", ADDRESS)

    assert await answer_requests() == 2

    assert [mail.to for mail in await EmailMessage.filter(kind=links.KIND)] == ["grace@example.org"]
    assert not await ClientResetRequest.exists()
    assert "could not be answered" in caplog.text
