"""A client's e-mail addresses: what is promoted, proved, and protected because the client logs in with it."""

from __future__ import annotations

import pytest

from atrium.clients.contacts.emails import add_client_email, remove_client_email, update_client_email
from atrium.clients.contacts.inputs import AddClientEmailInput, RemoveClientContactInput, UpdateClientEmailInput
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientSearch, ClientStatus
from atrium.columns import now
from atrium.contacts.models import ClientEmail, VerificationToken
from atrium.errors import Blocked, EmailTaken, Forbidden, InvalidInput, TooManyAttempts
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from tests.clients.contacts_given import KINDS, SAM, a_verified_client, confirmed, email_of
from tests.given import STAFF, a_client

EMAILS = KINDS["email"]
ADA = "ada@example.org"


async def added(client: Client, address: str, **more: bool | str) -> ClientEmail:
    given = AddClientEmailInput(client_id=Id(str(client.id)), address=address, **more)
    return await ClientEmail.get(id=await add_client_email(given, SAM))


async def readdressed(email: ClientEmail, address: str) -> ClientEmail:
    given = UpdateClientEmailInput(id=Id(str(email.id)), address=address)
    return await ClientEmail.get(id=await update_client_email(given, SAM))


async def locked_out(client: Client) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), SAM)


async def test_a_confirmed_address_follows_the_default_before_an_older_one():
    client = await a_client("Ada", allow_login=False)
    first, _, third = [await EMAILS.added(client, n) for n in (1, 2, 3)]
    await ClientEmail.filter(id=third).update(verified_at=now())

    await EMAILS.removed(first)

    assert await EMAILS.defaults(client) == [third]


@pytest.mark.parametrize("address", ["Ada1@Example.org", " ada1@example.ORG "])
async def test_an_address_written_otherwise_is_the_same(address: str):
    client = await a_client("Ada", allow_login=False)
    first = await EMAILS.added(client, 1)

    assert (await added(client, address)).id == first


async def test_a_link_is_mailed_to_a_new_address_where_that_is_wished():
    client = await a_client("Ada", ADA)

    quiet, asked = await added(client, "b@example.org"), await added(client, "c@example.org", send_verification=True)

    assert await EmailMessage.filter(to=quiet.address).count() == 0
    await confirmed(asked.address)
    assert (await email_of(client, asked.address)).verified_at is not None
    assert (await Client.get(id=client.id)).status is ClientStatus.UNVERIFIED


async def test_adding_and_removing_again_does_not_mail_again_within_the_cool_down():
    client = await a_client("Ada", ADA)
    email = await added(client, "b@example.org", send_verification=True)
    await EMAILS.removed(email.id)

    with pytest.raises(TooManyAttempts):
        await added(client, "b@example.org", send_verification=True)

    assert await EmailMessage.filter(to="b@example.org").count() == 1


async def test_nothing_is_mailed_to_a_client_who_may_not_log_in():
    client = await a_client("Ada", allow_login=False)

    with pytest.raises(InvalidInput) as refused:
        await added(client, "not an address", send_verification=True)

    assert [fault.code for fault in refused.value.faults] == ["MALFORMED", "LOGIN_DISABLED"]


async def test_another_clients_login_is_taken():
    await a_client("Ada", ADA)
    eve = await a_client("Eve", "eve@example.org")

    with pytest.raises(EmailTaken):
        await added(eve, "ADA@example.org")
    with pytest.raises(InvalidInput) as refused:
        await added(eve, "ADA@example.org", label="x" * 61)

    assert [fault.code for fault in refused.value.faults] == ["TOO_LONG", "EMAIL_TAKEN"]


async def test_who_never_had_a_login_may_share_an_address():
    await a_client("Ada", ADA)
    child = await a_client("Byron", allow_login=False)

    assert (await added(child, ADA)).address == ADA


async def test_the_only_address_of_a_client_who_may_log_in_stays():
    client = await a_client("Ada", ADA)
    email = await email_of(client, ADA)

    with pytest.raises(Blocked) as refused:
        await EMAILS.removed(email.id)

    assert [why.code for why in refused.value.blockers] == ["ONLY_EMAIL"]


async def test_with_login_off_the_only_address_can_go_and_stays_reserved():
    client = await a_client("Ada", ADA)
    await locked_out(client)

    await EMAILS.removed((await email_of(client, ADA)).id)

    assert await ClientEmail.all().count() == 0
    with pytest.raises(EmailTaken):
        await a_client("Eve", ADA)


async def test_a_login_whose_address_is_gone_comes_back_with_the_default_one():
    client = await a_verified_client(ADA)
    await locked_out(client)
    await EMAILS.removed((await email_of(client, ADA)).id)
    await added(client, "new@example.org")

    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=True), STAFF)

    after = await Client.get(id=client.id)
    assert (after.login_email, after.status) == ("new@example.org", ClientStatus.UNVERIFIED)


async def test_a_confirmed_login_moves_on_to_a_confirmed_address_only():
    client = await a_verified_client(ADA)
    other = await added(client, "b@example.org", send_verification=True)

    with pytest.raises(Blocked) as refused:
        await EMAILS.removed((await email_of(client, ADA)).id)
    await confirmed(other.address)
    await EMAILS.removed((await email_of(client, ADA)).id)

    assert [why.code for why in refused.value.blockers] == ["LOGIN_EMAIL"]
    after = await Client.get(id=client.id)
    assert (after.login_email, after.status) == ("b@example.org", ClientStatus.ACTIVE)
    assert (await EmailMessage.get(kind="login_changed")).to == ADA


async def test_a_login_that_was_never_confirmed_moves_on_to_any_address_and_nobody_is_told():
    client = await a_client("Ada", ADA)
    await added(client, "b@example.org")

    await EMAILS.removed((await email_of(client, ADA)).id)

    assert (await Client.get(id=client.id)).login_email == "b@example.org"
    assert not await EmailMessage.exists(kind="login_changed")
    assert (await EmailMessage.get(to=ADA)).state is MailState.FAILED


async def test_removing_a_login_needs_the_permission_to_change_logins():
    client = await a_client("Ada", ADA)
    await added(client, "b@example.org")

    with pytest.raises(Forbidden):
        await remove_client_email(RemoveClientContactInput(id=Id(str((await email_of(client, ADA)).id))), STAFF)


async def test_another_address_in_place_of_one_is_unconfirmed_and_its_old_links_are_void():
    client = await a_verified_client(ADA)
    email = await added(client, "b@example.org", send_verification=True)

    after = await readdressed(email, "c@example.org")

    assert (after.id, after.address, after.verified_at) == (email.id, "c@example.org", None)
    assert (await VerificationToken.get(email_id=email.id)).superseded_at is not None
    assert (await EmailMessage.get(to="b@example.org")).state is MailState.FAILED
    assert "c@example.org" in (await ClientSearch.get(client_id=client.id)).document


async def test_another_spelling_of_the_login_keeps_its_confirmation():
    client = await a_verified_client(ADA)

    after = await readdressed(await email_of(client, ADA), "Ada@example.org")

    assert after.verified_at is not None
    assert (await Client.get(id=client.id)).login_email == "Ada@example.org"


async def test_a_mistyped_login_that_nobody_confirmed_is_corrected_at_once():
    client = await a_client("Ada", "adda@example.org")

    after = await readdressed(await email_of(client, "adda@example.org"), ADA)

    assert (await Client.get(id=client.id)).login_email == after.address == ADA
    assert (await EmailMessage.get(to="adda@example.org")).state is MailState.FAILED
    await confirmed(ADA)
    assert (await Client.get(id=client.id)).status is ClientStatus.ACTIVE


async def test_another_address_in_place_of_a_confirmed_login_waits_beside_it():
    client = await a_verified_client(ADA)

    waiting = await readdressed(await email_of(client, ADA), "b@example.org")

    assert (await Client.get(id=client.id)).login_email == ADA
    assert [(row.address, row.is_default) for row in await EMAILS.rows(client)] == [
        (ADA, True), ("b@example.org", False),
    ]  # fmt: skip
    await confirmed(waiting.address)
    assert (await Client.get(id=client.id)).login_email == "b@example.org"


async def test_a_taken_address_is_refused_in_place_of_a_login_too():
    await a_client("Eve", "eve@example.org")
    client = await a_client("Ada", ADA)

    with pytest.raises(EmailTaken):
        await readdressed(await email_of(client, ADA), "Eve@example.org")

    assert (await Client.get(id=client.id)).login_email == ADA


async def test_the_timeline_names_what_was_added():
    client = await a_client("Ada", allow_login=False)

    await added(client, ADA, label="work")

    event = await Event.get(action="client.email_added")
    assert event.changes == [
        {"field": "email", "before": None, "after": ADA},
        {"field": "emailLabel", "before": None, "after": "work"},
        {"field": "defaultEmail", "before": None, "after": ADA},
    ]
