"""Login on and off: who may log in, and who is written to."""

from __future__ import annotations

import asyncio

import pytest
import time_machine

from atrium.clients.actions import add_client
from atrium.clients.contacts.emails import update_client_email
from atrium.clients.contacts.inputs import UpdateClientEmailInput
from atrium.clients.inputs import AddClientInput, ResendVerificationInput, SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientStatus
from atrium.clients.verifying import resend_verification, verify_email
from atrium.columns import now
from atrium.contacts import verification
from atrium.contacts.models import ClientEmail
from atrium.errors import EmailTaken, Forbidden, InvalidInput, NotFound, StaleVersion, TokenRefused
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from tests.clients.contacts_given import SAM
from tests.given import STAFF, a_client, rows_everywhere, the_secret_mailed_to


async def switched(client: Client, on: bool, reason: str = "", version: int | None = None) -> Client:
    given = SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=on, reason=reason, version=version)
    return await Client.get(id=await set_allow_login(given, STAFF))


async def a_verified_client() -> Client:
    client = await a_client("Ada", "ada@example.org")
    await verify_email(await the_secret_mailed_to("ada@example.org"), None, "192.0.2.1")
    return await Client.get(id=client.id)


async def test_off_locks_out_at_once_and_tells_staff_why():
    client = await a_verified_client()

    after = await switched(client, False, "Card fraud,\nsee ticket 7")

    assert after.status is ClientStatus.LOGIN_DISABLED
    assert after.version == client.version + 1
    event = await Event.get(action="client.login_denied")
    assert event.reason == "Card fraud,\nsee ticket 7"
    assert event.changes == [{"field": "allowLogin", "before": True, "after": False}]


async def test_off_keeps_the_address_reserved():
    client = await a_client("Ada", "ada@example.org")

    await switched(client, False)

    with pytest.raises(EmailTaken):
        await add_client(AddClientInput(first_name="Eve", email="Ada@Example.org"), STAFF)


async def test_off_never_writes_to_the_client_and_its_links_stop_working():
    client = await a_client("Ada", "ada@example.org")
    secret = await the_secret_mailed_to("ada@example.org")

    await switched(client, False)

    mail = await EmailMessage.get()
    assert (mail.state, mail.sealed) == (MailState.FAILED, None)
    with pytest.raises(TokenRefused) as refused:
        await verify_email(secret, None, "192.0.2.1")
    assert refused.value.code == "SUPERSEDED"
    assert (await Client.get(id=client.id)).verified_at is None


async def test_on_again_lets_a_verified_client_in_without_a_mail():
    client = await a_verified_client()
    await switched(client, False)
    mails = await EmailMessage.all().count()

    after = await switched(client, True)

    assert after.status is ClientStatus.ACTIVE
    assert await EmailMessage.all().count() == mails


async def test_on_again_sends_a_new_link_to_who_never_verified():
    client = await a_client("Ada", "ada@example.org")
    old = await the_secret_mailed_to("ada@example.org")
    await switched(client, False)

    after = await switched(client, True)

    assert after.status is ClientStatus.UNVERIFIED
    new = await the_secret_mailed_to("ada@example.org")
    assert new != old
    assert await verify_email(new, None, "192.0.2.1") == "ada@example.org"


async def test_on_for_the_first_time_makes_the_default_address_the_login():
    client = await a_client("Ada", "Ada@example.org", allow_login=False)

    after = await switched(client, True)

    assert (after.login_email, after.login_fold) == ("Ada@example.org", "ada@example.org")
    assert await EmailMessage.filter(to="Ada@example.org", state=MailState.WAITING).count() == 1


async def test_on_is_refused_where_the_address_is_anothers_login_by_now():
    client = await a_client("Ada", "ada@example.org", allow_login=False)
    await a_client("Eve", "ada@example.org")
    before = await rows_everywhere()

    with pytest.raises(EmailTaken) as refused:
        await switched(client, True)

    assert refused.value.email == "ada@example.org"
    assert await rows_everywhere() == before
    assert (await Client.get(id=client.id)).status is ClientStatus.LOGIN_DISABLED


async def test_of_twenty_clients_with_one_address_one_may_log_in():
    clients = [await a_client(f"Ada {n}", "ada@example.org", allow_login=False) for n in range(20)]

    outcomes = await asyncio.gather(*(switched(client, True) for client in clients), return_exceptions=True)

    assert sum(isinstance(outcome, EmailTaken) for outcome in outcomes) == 19
    assert await Client.filter(allow_login=True).count() == 1


async def test_on_without_an_address_is_refused_with_all_other_faults():
    client = await a_client("Ada", allow_login=False)

    with pytest.raises(InvalidInput) as refused:
        await switched(client, True, "a\x00b")

    assert sorted((fault.path, fault.code) for fault in refused.value.faults) == [
        (("allowLogin",), "REQUIRED"),
        (("reason",), "CONTROL_CHARACTER"),
    ]


@pytest.mark.parametrize("allow_login", [True, False])
async def test_what_is_so_already_leaves_no_trace(allow_login: bool):
    client = await a_client("Ada", "ada@example.org", allow_login=allow_login)
    before = await rows_everywhere()

    after = await switched(client, allow_login)

    assert after.version == client.version
    assert await rows_everywhere() == before


async def test_a_guest_who_is_let_in_is_a_guest_no_more():
    client = await a_client("Ada", "ada@example.org", allow_login=False)
    await Client.filter(id=client.id).update(is_guest=True)

    after = await switched(client, True)

    assert after.status is ClientStatus.UNVERIFIED


async def test_a_deleted_client_is_not_found():
    client = await a_client("Ada")
    await Client.filter(id=client.id).update(deleted_at=now())

    with pytest.raises(NotFound):
        await switched(client, False)


async def test_who_names_the_version_is_refused_once_somebody_else_has_changed_the_client():
    client = await a_client("Ada")
    by_me = await switched(client, False, version=client.version)
    by_another = await switched(by_me, True)
    await switched(by_another, False, "Fraud")

    with pytest.raises(StaleVersion) as refused:
        await switched(client, True, version=by_me.version)

    assert refused.value.current_version == by_another.version + 1
    assert not (await Client.get(id=client.id)).allow_login


async def test_switching_off_and_on_again_and_again_does_not_fill_an_inbox():
    with time_machine.travel(now(), tick=False) as clock:
        client = await a_client("Ada", "ada@example.org")
        for on in (False, True) * 5:
            await switched(client, on)
        waiting = await EmailMessage.filter(state=MailState.WAITING)
        due_at_once = await EmailMessage.filter(state=MailState.WAITING, run_at__lte=now()).count()

        clock.shift(verification.COOL_DOWN)

        assert (len(waiting), due_at_once) == (1, 0)  # switching off withdraws what still waits
        assert waiting[0].run_at == now()
        assert await verify_email(await the_secret_mailed_to("ada@example.org"), None, "192.0.2.1")


async def test_on_right_after_a_link_was_asked_for_the_next_one_waits_until_it_may_go():
    with time_machine.travel(now(), tick=False):
        client = await a_client("Ada", "ada@example.org")
        await resend_verification(ResendVerificationInput(client_id=Id(str(client.id))), STAFF)
        await switched(client, False)

        await switched(client, True)

        assert (await EmailMessage.get(state=MailState.WAITING)).run_at == now() + verification.COOL_DOWN


async def test_an_address_replaced_while_login_was_off_brings_no_password_along_and_the_former_one_is_told():
    client = await a_verified_client()
    await Client.filter(id=client.id).update(password_hash="a hash")
    await switched(client, on=False)
    row = await ClientEmail.get(client_id=client.id)
    other = UpdateClientEmailInput(id=Id(str(row.id)), address="other@example.org")
    with pytest.raises(Forbidden):
        await update_client_email(other, STAFF)
    await update_client_email(other, SAM)

    found = await switched(client, on=True)

    assert (found.login_email, found.verified_at, found.password_hash) == ("other@example.org", None, None)
    told = {mail.to: mail.kind for mail in await EmailMessage.filter(state=MailState.WAITING)}
    assert told == {"ada@example.org": "login_changed", "other@example.org": "verify_email"}
