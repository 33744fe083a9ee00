"""Adding a client: what it writes, what it promises, what it refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from atrium import database
from atrium.clients.actions import add_client
from atrium.clients.inputs import AddClientInput
from atrium.clients.models import Client, ClientOrigin, ClientSearch, ClientStatus, ClientTag
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.errors import EmailTaken, InvalidInput
from atrium.events.models import ClientDelta, Event
from atrium.mail.models import EmailMessage, MailState
from atrium.principal import ActorKind
from atrium.settings import Settings, use
from tests.given import STAFF, TOKEN, a_client, rows_everywhere
from tests.statements import counted

FULL = AddClientInput(
    first_name=" Änne ",
    last_name="Müller",
    email="Anne@Bücher.example",
    phone="030 123456",
    company=CompanyInput(name="Bücher & Söhne", tax_id="DE136695976", registration_number="HRB 1"),
    address=AddressInput(line1="Hauptstr. 1", city="Berlin", postcode="10115", country="de"),
    language="de-at",
    currency="chf",
    external_id="shop-77",
    tags=["VIP", "vip", "Büro"],
)


async def faults_of(**given: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        await add_client(AddClientInput(**given), STAFF)
    return sorted((".".join(fault.path), fault.code) for fault in refused.value.faults)


async def test_a_client_is_added_with_all_that_came_along():
    client_id = await add_client(FULL, STAFF)

    client = await Client.get(id=client_id)
    assert (client.number, client.version, client.display_name) == (1001, 1, "Änne Müller")
    assert (client.status, client.origin) == (ClientStatus.UNVERIFIED, ClientOrigin.STAFF)
    assert (client.login_email, client.login_fold) == ("Anne@bücher.example", "anne@xn--bcher-kva.example")
    assert (client.language, client.currency, client.country) == ("de-AT", "CHF", "DE")
    assert client.external_id == "shop-77"
    assert (await ClientEmail.get(client_id=client_id)).is_default
    assert (await ClientPhone.get(client_id=client_id)).number == "+4930123456"
    assert (await ClientAddress.get(client_id=client_id)).country == "DE"
    assert (await ClientCompany.get(client_id=client_id)).tax_id == "DE136695976"
    assert sorted(await ClientTag.filter(client_id=client_id).values_list("label", flat=True)) == ["Büro", "VIP"]
    assert "muller anne" in (await ClientSearch.get(client_id=client_id)).document


async def test_the_store_gives_language_and_currency_where_none_are_given():
    client = await a_client("Ada")

    assert (client.language, client.currency, client.country) == ("en", "EUR", "")


async def test_with_login_a_verification_mail_waits_in_the_same_transaction():
    client = await a_client("Ada", "ada@example.org")

    mail = await EmailMessage.get(client_id=client.id)
    assert (mail.kind, mail.to, mail.state) == ("verify_email", "ada@example.org", MailState.WAITING)
    assert mail.sealed is not None
    assert "choose=1" in mail.text


async def test_without_login_nothing_is_mailed_and_no_address_is_needed():
    client = await a_client("Ada", allow_login=False)

    assert (client.status, client.login_email) == (ClientStatus.LOGIN_DISABLED, None)
    assert await rows_everywhere() == {"client": 1, "client_search": 1, "counter": 1, "event": 1, "client_delta": 1}


async def test_an_address_given_with_login_never_on_reserves_nothing():
    await a_client("Ada", "ada@example.org", allow_login=False)

    other = await a_client("Bob", "ada@example.org")

    assert other.login_email == "ada@example.org"


async def test_without_notify_the_client_is_unverified_and_nothing_is_mailed():
    client = await a_client("Ada", "ada@example.org", notify=False)

    assert client.status is ClientStatus.UNVERIFIED
    assert not await EmailMessage.exists()
    assert "verification_token" not in await rows_everywhere()


async def test_a_company_alone_is_a_client():
    client = await a_client("", company=CompanyInput(name="Engines Ltd"))

    assert (client.display_name, client.name_fold) == ("Engines Ltd", "engines ltd")


async def test_numbers_rise_and_a_refused_client_takes_none():
    await a_client("Ada", "ada@example.org")
    with pytest.raises(EmailTaken):
        await a_client("Eve", "ada@example.org")

    second = await a_client("Bob")

    assert second.number == 1002


async def test_who_added_the_client_is_written_down_with_what_it_began_with():
    client = await a_client("Ada", "ada@example.org", by=TOKEN)

    event = await Event.get(client_id=client.id)
    assert (event.action, event.actor_kind, event.actor_name) == ("client.added", ActorKind.TOKEN, "Warehouse")
    assert {"field": "email", "before": None, "after": "ada@example.org"} in event.changes
    assert client.origin is ClientOrigin.API
    assert (await ClientDelta.get()).status_to == "UNVERIFIED"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"first_name": "Ada"}, ("email", "REQUIRED")),
        ({"first_name": "Ada", "email": "ada"}, ("email", "MALFORMED")),
        ({"allow_login": False}, ("firstName", "REQUIRED")),
        ({"first_name": " ", "last_name": "\u200b", "allow_login": False}, ("firstName", "REQUIRED")),
        ({"first_name": "a\x00b", "allow_login": False}, ("firstName", "CONTROL_CHARACTER")),
        ({"last_name": "a\ud800b", "allow_login": False}, ("lastName", "CONTROL_CHARACTER")),
        ({"first_name": "x" * 201, "allow_login": False}, ("firstName", "TOO_LONG")),
        ({"company": CompanyInput(name=""), "allow_login": False}, ("company.name", "REQUIRED")),
        ({"first_name": "A", "allow_login": False, "language": "xx"}, ("language", "UNKNOWN_LANGUAGE")),
        ({"first_name": "A", "allow_login": False, "currency": "XYZ"}, ("currency", "UNKNOWN_CURRENCY")),
        ({"first_name": "A", "allow_login": False, "phone": "12"}, ("phone", "INVALID_PHONE")),
        ({"first_name": "A", "allow_login": False, "tags": ["ok", " "]}, ("tags.1", "REQUIRED")),
        ({"first_name": "A", "allow_login": False, "tags": ["\ufdfa" * 60]}, ("tags.0", "TOO_LONG")),
        ({"first_name": "A", "allow_login": False, "tags": [str(n) for n in range(51)]}, ("tags", "TOO_MANY")),
        ({"first_name": "A", "allow_login": False, "external_id": "x" * 201}, ("externalId", "TOO_LONG")),
    ],
)
async def test_each_fault_is_told_at_its_field_and_nothing_is_written(given: dict[str, Any], fault: tuple[str, str]):
    faults = await faults_of(**given)

    assert faults == [fault]
    assert await rows_everywhere() == {}


async def test_all_faults_are_told_at_once_those_of_the_database_included():
    await a_client("Ada", "ada@example.org", external_id="shop-1", notify=False)
    before = await rows_everywhere()

    faults = await faults_of(
        first_name="x" * 201,
        email="ADA@example.org",
        phone="call me",
        company=CompanyInput(name="Engines", tax_id="DE136695977"),
        address=AddressInput(line1="", city="B", country="Narnia"),
        language="klingon",
        currency="gold",
        external_id="shop-1",
    )

    assert faults == [
        ("address.country", "UNKNOWN_COUNTRY"),
        ("address.line1", "REQUIRED"),
        ("company.taxId", "INVALID_TAX_ID"),
        ("currency", "UNKNOWN_CURRENCY"),
        ("email", "EMAIL_TAKEN"),
        ("externalId", "EXTERNAL_ID_TAKEN"),
        ("firstName", "TOO_LONG"),
        ("language", "UNKNOWN_LANGUAGE"),
        ("phone", "INVALID_PHONE"),
    ]
    assert await rows_everywhere() == before


@pytest.mark.parametrize("same", ["ada@bücher.example", "ADA@BÜCHER.example", "ada@xn--bcher-kva.example"])
async def test_an_address_that_is_anothers_login_is_taken_however_it_is_written(same: str):
    await a_client("Ada", "ada@bücher.example")
    before = await rows_everywhere()

    with pytest.raises(EmailTaken) as refused:
        await a_client("Eve", same)

    assert refused.value.email.endswith("bücher.example")
    assert await rows_everywhere() == before


async def test_a_taken_external_id_is_a_fault_and_with_a_taken_address_both_are():
    await a_client("Ada", "ada@example.org", external_id="shop-1")

    assert await faults_of(first_name="Eve", allow_login=False, external_id="shop-1") == [
        ("externalId", "EXTERNAL_ID_TAKEN")
    ]
    assert await faults_of(first_name="Eve", email="ada@example.org", external_id="shop-1") == [
        ("email", "EMAIL_TAKEN"),
        ("externalId", "EXTERNAL_ID_TAKEN"),
    ]


async def test_a_mail_server_that_is_away_does_not_keep_a_client_out(settings: Settings):
    use(replace(settings, smtp_url="smtp://127.0.0.1:1?tls=none"))

    client = await a_client("Ada", "ada@example.org")

    assert await EmailMessage.filter(client_id=client.id, state=MailState.WAITING).count() == 1


async def test_adding_costs_one_statement_on_postgresql_and_one_a_row_on_sqlite_once_the_custom_fields_are_known():
    async with counted() as pressed:
        await add_client(FULL, STAFF)
    async with counted() as pressed_with_key:
        await add_client(AddClientInput(first_name="Eve", email="eve@example.org"), STAFF, "k")

    if database.dialect() == "postgres":
        assert (len(pressed), len(pressed_with_key)) == (1 + 1, 1 + 2)
    else:
        assert (len(pressed), len(pressed_with_key)) == (1 + 13, 1 + 9)
