"""The own account at the store: one's own, and of it what is the client's to change."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.clients.models import Client
from atrium.clients.signing_in.actions import sign_in, verify_email
from atrium.clients.signing_in.models import ClientSession
from atrium.columns import now
from atrium.contacts.models import ClientEmail, ClientPhone
from atrium.custom_fields.actions import define_custom_field
from atrium.custom_fields.inputs import DefineCustomFieldInput
from atrium.custom_fields.models import CustomFieldType, CustomFieldVisibility
from atrium.custom_fields.values import values_of
from atrium.errors import SignInRefused
from atrium.events.models import Event
from atrium.mail.models import EmailMessage
from atrium.principal import Door, nobody
from tests.clients.signing_in_given import PASSWORD, a_shopper
from tests.given import a_client, the_secret_mailed_to
from tests.graph.asking import ask, data
from tests.orders.given import SELLER, a_line, a_product, an_order
from tests.store.given import ADDRESS, acting_as, the_client

UPDATE = """mutation($input: UpdateClientInput!) { updateClient(input: $input) { __typename
  ... on Client { displayName version customFields { key value } } ... on InvalidInput { fields { path code } } } }"""
ADD_PHONE = """mutation($input: AddClientPhoneInput!) { addClientPhone(input: $input) { __typename
  ... on ClientPhone { number isDefault } } }"""
ADD_EMAIL = """mutation($input: AddClientEmailInput!) { addClientEmail(input: $input) { __typename
  ... on ClientEmail { address } } }"""
PASSWORDS = """mutation($input: ChangeClientPasswordInput!) { changeClientPassword(input: $input) { __typename
  ... on InvalidInput { fields { path code } } } }"""
LOGIN = """mutation($input: ChangeClientLoginInput!) { changeClientLogin(input: $input) { __typename
  ... on Client { loginEmail loginChange { email { address } } } ... on InvalidInput { fields { path code } } } }"""
ANOTHER = "nine purple whales yodel"


async def a_field(key: str, visibility: str) -> None:
    made = DefineCustomFieldInput(
        key=key, label=key, type=CustomFieldType.TEXT, visibility=CustomFieldVisibility(visibility)
    )
    await define_custom_field(made, SELLER)


async def test_clients_change_their_names_and_their_own_custom_fields_and_nothing_that_is_not_theirs():
    for key, visibility in (("secret", "STAFF"), ("seen", "CLIENT_SEES"), ("shoe", "CLIENT_EDITS")):
        await a_field(key, visibility)
    client = await a_shopper()
    own = {"id": str(client.id), "version": client.version}

    changed = await data(
        UPDATE, {"input": own | {"firstName": "Augusta", "customFields": {"shoe": "38"}}}, by=the_client(client)
    )
    refused = await data(
        UPDATE,
        {"input": own | {"currency": "USD", "tags": ["vip"], "externalId": "1", "customFields": {"seen": "x"}}},
        by=the_client(client),
    )

    assert changed["updateClient"]["displayName"] == "Augusta"
    assert changed["updateClient"]["customFields"] == [{"key": "seen", "value": None}, {"key": "shoe", "value": "38"}]
    assert {(".".join(one["path"]), one["code"]) for one in refused["updateClient"]["fields"]} == {
        ("currency", "NOT_PERMITTED"), ("tags", "NOT_PERMITTED"), ("externalId", "NOT_PERMITTED"),
        ("customFields.seen", "UNKNOWN_FIELD"),
    }  # fmt: skip
    assert await values_of(client.id) == {"shoe": "38"}


async def test_another_client_is_as_absent_as_one_that_never_was():
    client, other = await a_shopper(), await a_client("Grace")
    phone = await ClientPhone.create(
        client_id=other.id, number="+442079460123", country="GB", label="", is_default=True, created_at=now()
    )
    email = await ClientEmail.get(client_id=other.id)
    removes = """mutation($id: ID!) { removeClientPhone(input: {id: $id}) { __typename } }"""
    prefers = """mutation($id: ID!) { makeDefaultClientEmail(input: {id: $id}) { __typename } }"""

    told = [
        await data(UPDATE, {"input": {"id": str(other.id), "version": 1, "firstName": "X"}}, by=the_client(client)),
        await data(ADD_PHONE, {"input": {"clientId": str(other.id), "number": "+442079460999"}}, by=the_client(client)),
        await data(removes, {"id": str(phone.id)}, by=the_client(client)),
        await data(prefers, {"id": str(email.id)}, by=the_client(client)),
    ]

    assert [next(iter(one.values()))["__typename"] for one in told] == ["NotFound"] * 4
    assert await ClientPhone.all().count() == 1


@pytest.mark.parametrize(("mode", "is_done"), [("FULL", True), ("ORDER", False), ("VIEW", False)])
async def test_contacts_are_kept_by_the_client_and_by_who_acts_in_the_whole_account(mode: str, is_done: bool):
    client = await a_shopper()
    given = {"input": {"clientId": str(client.id), "number": "+442079460123"}}

    told = await ask(ADD_PHONE, given, by=acting_as(client, mode))

    if is_done:
        assert told["data"]["addClientPhone"] == {
            "__typename": "ClientPhone", "number": "+442079460123", "isDefault": True,
        }  # fmt: skip
        added = await Event.get(action="client.phone_added")
        assert (added.actor_name, added.behalf_id) == ("Sam Staff", client.id)
    else:
        assert told["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_an_address_that_is_anothers_login_is_taken_in_like_any_other():
    client = await a_shopper()
    await a_client("Grace", "grace@example.org")

    told = await data(
        ADD_EMAIL, {"input": {"clientId": str(client.id), "address": "grace@example.org"}}, by=the_client(client)
    )

    assert told["addClientEmail"] == {"__typename": "ClientEmail", "address": "grace@example.org"}


async def test_the_login_moves_once_the_new_address_is_confirmed_and_only_for_who_knows_the_password():
    client = await a_shopper("ada@example.org")

    wrong = await data(LOGIN, {"input": {"address": "new@example.org", "password": "guess"}}, by=the_client(client))
    asked = await data(LOGIN, {"input": {"address": "new@example.org", "password": PASSWORD}}, by=the_client(client))
    await verify_email(await the_secret_mailed_to("new@example.org"), None, ADDRESS)

    assert wrong["changeClientLogin"]["fields"] == [{"path": ["password"], "code": "WRONG"}]
    assert asked["changeClientLogin"] == {
        "__typename": "Client", "loginEmail": "ada@example.org",
        "loginChange": {"email": {"address": "new@example.org"}},
    }  # fmt: skip
    assert (await Client.get()).login_email == "new@example.org"


async def test_whether_the_new_login_is_anothers_is_not_told_and_comes_to_nothing():
    client = await a_shopper("ada@example.org")
    await a_client("Grace", "grace@example.org")

    told = await data(LOGIN, {"input": {"address": "grace@example.org", "password": PASSWORD}}, by=the_client(client))
    await verify_email(await the_secret_mailed_to("grace@example.org"), None, ADDRESS)

    assert told["changeClientLogin"]["loginChange"] == {"email": {"address": "grace@example.org"}}
    assert (await Client.get(id=client.id)).login_email == "ada@example.org"
    assert await Event.filter(action="client.login_change_failed", client_id=client.id).exists()


async def test_a_new_password_ends_the_other_sessions_and_needs_the_old_one():
    client = await a_shopper("ada@example.org")
    here = (await sign_in("ada@example.org", PASSWORD, address=ADDRESS)).principal
    await sign_in("ada@example.org", PASSWORD, address=ADDRESS)

    async def change(old: str, new: str) -> Any:
        given = {"input": {"oldPassword": old, "newPassword": new}}
        return (await data(PASSWORDS, given, by=here))["changeClientPassword"]

    assert (await change("guess", ANOTHER))["fields"] == [{"path": ["oldPassword"], "code": "WRONG"}]
    assert (await change(PASSWORD, "short"))["fields"] == [{"path": ["newPassword"], "code": "TOO_SHORT"}]
    assert (await change(PASSWORD, ANOTHER))["__typename"] == "Client"
    assert [one.id for one in await ClientSession.filter(ended_at__isnull=True)] == [here.session_id]
    assert (await EmailMessage.get(kind="client_password_changed")).client_id == client.id
    await sign_in("ada@example.org", ANOTHER, address=ADDRESS)
    with pytest.raises(SignInRefused):
        await sign_in("ada@example.org", PASSWORD, address=ADDRESS)


@pytest.mark.parametrize("mode", ["FULL", "ORDER", "VIEW"])
async def test_password_and_login_are_changed_in_person_alone(mode: str):
    client = await a_shopper()
    given = {"input": {"oldPassword": PASSWORD, "newPassword": ANOTHER}}
    login = {"input": {"address": "new@example.org", "password": PASSWORD}}

    told = [
        await ask(PASSWORDS, given, by=acting_as(client, mode)),
        await ask(LOGIN, login, by=acting_as(client, mode)),
        await ask("mutation { attachGuestOrders { __typename } }", by=acting_as(client, mode)),
    ]

    assert [one["errors"][0]["extensions"]["code"] for one in told] == ["FORBIDDEN"] * 3


async def test_clients_read_their_own_orders_payments_and_services_and_no_elses():
    client, other = await a_shopper(), await a_client("Grace")
    product = await a_product("Hosting", "20.00", recurring=True)
    mine = await an_order(client, a_line(product))
    theirs = await an_order(other, a_line(product))
    asked = """query($theirs: ID!) { viewer { client { balanceDue { amount currency }
      orders { nodes { number lines { name total { amount } } due { amount } payments { amount { amount } } } }
      services { nodes { status product { name } } } } } order(id: $theirs) { number } }"""

    own = "query($id: ID!) { order(id: $id) { number } }"
    told = await data(asked, {"theirs": str(theirs.id)}, by=the_client(client))
    named = await data(own, {"id": str(mine.id)}, by=the_client(client))
    nobodys = await ask(own, {"id": str(mine.id)}, by=nobody(Door.STORE))

    assert told["viewer"]["client"] == {
        "balanceDue": [{"amount": "20.00", "currency": "EUR"}],
        "orders": {
            "nodes": [
                {"number": mine.number, "lines": [{"name": "Hosting", "total": {"amount": "20.00"}}],
                 "due": {"amount": "20.00"}, "payments": []}
            ]
        },
        "services": {"nodes": [{"status": "RUNNING", "product": {"name": "Hosting"}}]},
    }  # fmt: skip
    assert (told["order"], named["order"]) == (None, {"number": mine.number})
    assert nobodys["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
