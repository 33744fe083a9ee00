"""Changing the address a client logs in with: the new one is confirmed first, the old one is told."""

from __future__ import annotations

import asyncio

import pytest

from atrium.clients.contacts.inputs import CancelLoginEmailChangeInput, ChangeLoginEmailInput
from atrium.clients.contacts.login_email import cancel_login_email_change, change_login_email
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientStatus
from atrium.clients.verifying import verify_email
from atrium.contacts.models import ClientEmail, LoginChange
from atrium.errors import Blocked, EmailTaken, InvalidInput, TokenRefused, TooManyAttempts
from atrium.events.models import ClientDelta, Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from atrium.mail.outbox import secret_of
from tests.clients.contacts_given import KINDS, SAM, a_verified_client, confirmed, email_of
from tests.given import a_client, the_secret_mailed_to

ADA, NEW = "ada@example.org", "new@example.org"


async def changed(client: Client, address: str, reason: str = "") -> Client:
    given = ChangeLoginEmailInput(client_id=Id(str(client.id)), address=address, reason=reason)
    return await Client.get(id=await change_login_email(given, SAM))


async def called_off(client: Client) -> Client:
    given = CancelLoginEmailChangeInput(client_id=Id(str(client.id)))
    return await Client.get(id=await cancel_login_email_change(given, SAM))


async def test_the_old_address_works_until_the_new_one_is_confirmed_and_is_told_of_both():
    client = await a_verified_client(ADA)

    asked = await changed(client, NEW, "asked on the phone")
    await confirmed(NEW)

    after = await Client.get(id=client.id)
    assert (asked.login_email, asked.version) == (ADA, client.version + 2)
    assert (after.login_email, after.status, after.verified_at) == (NEW, ClientStatus.ACTIVE, client.verified_at)
    told = await EmailMessage.filter(kind__in=["login_change_asked", "login_changed"]).order_by("id")
    assert [(mail.kind, mail.to, NEW in mail.text) for mail in told] == [
        ("login_change_asked", ADA, True), ("login_changed", ADA, True),
    ]  # fmt: skip
    assert (await Event.get(action="client.login_change_asked")).reason == "asked on the phone"
    event = await Event.get(action="client.login_changed")
    assert event.changes == [{"field": "loginEmail", "before": ADA, "after": NEW}]
    assert await LoginChange.all().count() == 0


async def test_an_address_that_is_confirmed_already_becomes_the_login_at_once():
    client = await a_verified_client(ADA)
    await changed(client, NEW)
    await confirmed(NEW)

    assert (await changed(client, ADA)).login_email == ADA
    assert await LoginChange.all().count() == 0


async def test_a_login_that_nobody_confirmed_moves_at_once_and_its_figures_stay():
    client = await a_client("Ada", ADA)

    after = await changed(client, NEW)

    assert (after.login_email, after.status) == (NEW, ClientStatus.UNVERIFIED)
    assert not await EmailMessage.exists(kind="login_changed")
    await confirmed(NEW)
    moves = await ClientDelta.all().order_by("id").values_list("status_from", "status_to")
    assert moves == [(None, "UNVERIFIED"), ("UNVERIFIED", "ACTIVE")]


async def test_a_second_wish_takes_the_place_of_the_first():
    client = await a_verified_client(ADA)
    await changed(client, "typo@example.org")
    old = await the_secret_mailed_to("typo@example.org")

    await changed(client, NEW)

    with pytest.raises(TokenRefused):
        await verify_email(old, None, "192.0.2.1")
    await confirmed(NEW)
    assert (await Client.get(id=client.id)).login_email == NEW


async def test_the_login_as_it_is_changes_nothing():
    client = await a_verified_client(ADA)

    assert (await changed(client, "ADA@example.org")).version == client.version


async def test_a_change_that_is_called_off_never_happens():
    client = await a_verified_client(ADA)
    await changed(client, NEW)
    secret = await the_secret_mailed_to(NEW)

    assert (await called_off(client)).login_email == ADA

    with pytest.raises(TokenRefused):
        await verify_email(secret, None, "192.0.2.1")
    assert (await Event.get(action="client.login_change_cancelled")).changes == [
        {"field": "loginEmail", "before": NEW, "after": ADA}
    ]
    assert await Event.filter(action="client.login_change_cancelled").count() == 1
    await called_off(client)
    assert await Event.filter(action="client.login_change_cancelled").count() == 1


async def test_removing_the_new_address_calls_the_change_off():
    client = await a_verified_client(ADA)
    await changed(client, NEW)

    await KINDS["email"].removed((await email_of(client, NEW)).id)

    assert await LoginChange.all().count() == 0


async def test_switching_login_off_calls_the_change_off():
    client = await a_verified_client(ADA)
    await changed(client, NEW)

    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), SAM)

    assert await LoginChange.all().count() == 0


async def test_with_login_off_there_is_no_login_to_change():
    client = await a_client("Ada", allow_login=False)

    with pytest.raises(Blocked) as refused:
        await changed(client, NEW)

    assert [why.code for why in refused.value.blockers] == ["LOGIN_DISABLED"]
    assert await ClientEmail.all().count() == 0


async def test_the_new_address_must_be_one():
    client = await a_verified_client(ADA)

    with pytest.raises(InvalidInput):
        await changed(client, "nowhere")


async def test_within_the_cool_down_no_other_link_goes_out_and_nothing_changes():
    client = await a_verified_client(ADA)
    await changed(client, NEW)
    await called_off(client)

    with pytest.raises(TooManyAttempts):
        await changed(client, NEW)

    assert await LoginChange.all().count() == 0


async def test_who_takes_the_address_first_has_it_and_the_other_keeps_the_old_one():
    ada, eve = await a_verified_client(ADA), await a_verified_client("eve@example.org")
    await changed(ada, NEW)
    with pytest.raises(TooManyAttempts):  # the cool-down is the address's, whoever asks
        await changed(eve, NEW)
    await a_client("Bob", NEW)

    await confirmed_for(ada)

    after = await Client.get(id=ada.id)
    assert (after.login_email, after.status) == (ADA, ClientStatus.ACTIVE)
    assert (await email_of(ada, NEW)).verified_at is not None
    assert "another client" in (await Event.get(action="client.login_change_failed")).reason


async def confirmed_for(client: Client) -> None:
    """The client follows its own link, though a newer one went to the same address for another client."""
    mails = EmailMessage.filter(client_id=client.id, kind="verify_email", sealed__isnull=False)
    mail = await mails.order_by("-id").first()
    assert mail is not None
    await verify_email(str(secret_of(mail)), None, "192.0.2.1")


async def test_of_many_who_want_one_address_at_once_one_gets_it():
    clients = [await a_verified_client(f"c{n}@example.org") for n in range(6)]
    for client in clients:
        email = await ClientEmail.create(client_id=client.id, address=NEW, fold=NEW, verified_at=client.verified_at)
        assert not email.is_default

    outcomes = await asyncio.gather(*(changed(client, NEW) for client in clients), return_exceptions=True)

    assert sorted(type(one).__name__ for one in outcomes) == ["Client", *["EmailTaken"] * 5]
    assert await Client.filter(login_fold=NEW).count() == 1
    assert {type(one) for one in outcomes} == {Client, EmailTaken}
