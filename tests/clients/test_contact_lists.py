"""What is true of every list of contacts: one default, nothing twice, all told."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from atrium.clients.contacts.addresses import add_client_address
from atrium.clients.contacts.companies import add_client_company, update_client_company
from atrium.clients.contacts.inputs import (
    AddClientAddressInput,
    AddClientCompanyInput,
    AddClientPhoneInput,
    UpdateClientCompanyInput,
    UpdateClientPhoneInput,
)
from atrium.clients.contacts.phones import add_client_phone, update_client_phone
from atrium.clients.models import Client, ClientSearch
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.models import ClientPhone
from atrium.errors import Blocked, IdempotencyConflict, InvalidInput, NotFound, StaleVersion
from atrium.events.models import ClientDelta, Event
from atrium.ids import Id
from tests.clients.contacts_given import KINDS, SAM, Kind
from tests.given import a_client, rows_everywhere

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


async def nobody(**given: Any) -> Client:
    return await a_client("Ada", allow_login=False, **given)


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(".".join(fault.path), fault.code) for fault in refused.value.faults]


@every_kind
async def test_the_first_of_a_list_is_its_default_and_others_are_not(kind: Kind):
    client = await nobody()

    first, second = await kind.added(client, 1), await kind.added(client, 2)

    assert [row.id for row in await kind.rows(client)] == [first, second]
    assert await kind.defaults(client) == [first]


@every_kind
async def test_a_new_default_clears_the_old_one(kind: Kind):
    client = await nobody()
    await kind.added(client, 1)

    second = await kind.added(client, 2, default=True)
    third = await kind.preferred(await kind.added(client, 3))

    assert await kind.defaults(client) == [third]
    told = [event.changes[-1] for event in await Event.filter(action=kind.of.actions.updated)]
    texts = [kind.of.text(await kind.model.get(id=one)) for one in (second, third)]
    assert told == [{"field": kind.of.default, "before": texts[0], "after": texts[1]}]


@every_kind
async def test_a_default_that_goes_is_followed_by_the_oldest(kind: Kind):
    client = await nobody()
    first, second = await kind.added(client, 1), await kind.added(client, 2)
    await kind.added(client, 3)

    await kind.removed(first)

    assert await kind.defaults(client) == [second]


@every_kind
async def test_a_default_that_goes_is_followed_by_the_one_that_is_named(kind: Kind):
    client = await nobody()
    first, _, third = [await kind.added(client, n) for n in (1, 2, 3)]

    await kind.removed(first, heir=third)

    assert await kind.defaults(client) == [third]


@every_kind
async def test_who_follows_must_be_of_the_list(kind: Kind):
    client = await nobody()
    first = await kind.added(client, 1)

    with pytest.raises(InvalidInput) as refused:
        await kind.removed(first, heir=uuid4())

    assert codes(refused) == [("nextDefaultId", "UNKNOWN_ENTRY")]
    assert await kind.defaults(client) == [first]


@every_kind
async def test_the_same_again_answers_what_is_there(kind: Kind):
    client = await nobody()
    first, second = await kind.added(client, 1), await kind.added(client, 2)
    before = await rows_everywhere()

    assert await kind.added(client, 1) == first
    assert await rows_everywhere() == before
    assert await kind.added(client, 2, default=True) == second
    assert await kind.defaults(client) == [second]


@every_kind
async def test_a_change_cannot_make_two_entries_the_same(kind: Kind):
    client = await nobody()
    await kind.added(client, 1)
    second = await kind.added(client, 2)

    with pytest.raises(InvalidInput) as refused:
        await kind.changed(second, 1)

    assert [code for _, code in codes(refused)] == ["ALREADY_LISTED"]


@every_kind
async def test_a_change_is_told_before_and_after_and_found(kind: Kind):
    client = await nobody()
    row = await kind.added(client, 1)
    before = kind.of.text(await kind.model.get(id=row))

    await kind.changed(row, 77)

    after = kind.of.text(await kind.model.get(id=row))
    event = await Event.get(action=kind.of.actions.updated)
    assert {"field": next(iter(kind.of.shown(await kind.model.get(id=row)))), "before": before, "after": after} in (
        event.changes
    )
    document = (await ClientSearch.get(client_id=client.id)).document
    assert ("77" in document) == kind.of.is_searched
    assert (await Client.get(id=client.id)).version == client.version + 2


@every_kind
async def test_an_act_that_changes_nothing_leaves_no_trace(kind: Kind):
    client = await nobody()
    row = await kind.added(client, 1)
    before, version = await rows_everywhere(), (await Client.get(id=client.id)).version

    await kind.changed(row, 1)
    await kind.preferred(row)

    assert await rows_everywhere() == before
    assert (await Client.get(id=client.id)).version == version


@every_kind
async def test_an_outdated_version_is_refused_and_nothing_changes(kind: Kind):
    client = await nobody()
    row = await kind.added(client, 1)
    current = (await Client.get(id=client.id)).version
    before = await rows_everywhere()

    for act in (kind.changed(row, 2, client.version), kind.preferred(row, 99), kind.removed(row, version=99)):
        with pytest.raises(StaleVersion) as refused:
            await act
        assert refused.value.current_version == current

    assert await rows_everywhere() == before
    await kind.changed(row, 2, current)


@every_kind
async def test_what_is_gone_cannot_be_changed(kind: Kind):
    client = await nobody()
    row = await kind.added(client, 1)
    await kind.added(client, 2)
    await kind.removed(row)

    for act in (kind.changed(row, 3), kind.preferred(row), kind.removed(row)):
        with pytest.raises(NotFound):
            await act


@every_kind
async def test_pressing_twice_adds_once_and_another_input_is_a_conflict(kind: Kind):
    client = await nobody()

    first = await kind.added(client, 1, key="press")

    assert await kind.added(client, 1, key="press") == first
    with pytest.raises(IdempotencyConflict):
        await kind.added(client, 2, key="press")
    assert len(await kind.rows(client)) == 1


@every_kind
async def test_a_client_that_is_gone_is_not_changed(kind: Kind):
    client = await nobody()
    client.id = uuid4()

    with pytest.raises(NotFound):
        await kind.added(client, 1)


async def test_the_default_addresss_country_is_the_clients():
    client = await nobody()
    berlin = await KINDS["address"].added(client, 1)
    paris = AddressInput(line1="1 Rue", city="Paris", postcode="75001", country="FR")
    given = AddClientAddressInput(client_id=Id(str(client.id)), address=paris, make_default=True)

    second = await add_client_address(given, SAM)

    assert (await Client.get(id=client.id)).country == "FR"
    await KINDS["address"].removed(second)
    assert (await Client.get(id=client.id)).country == "DE"
    await KINDS["address"].removed(berlin)
    assert (await Client.get(id=client.id)).country == ""
    moves = await ClientDelta.all().order_by("id").values_list("country_from", "country_to")
    assert moves == [(None, ""), ("", "DE"), ("DE", "FR"), ("FR", "DE"), ("DE", "")]


async def test_an_address_is_the_same_whatever_its_case_and_spaces():
    client = await nobody()
    first = await KINDS["address"].added(client, 1)
    same = AddressInput(line1="1  MAIN street", city="berlin", postcode="10115", country="de", label="home")

    assert await add_client_address(AddClientAddressInput(client_id=Id(str(client.id)), address=same), SAM) == first


async def test_a_client_without_a_name_is_called_by_its_default_company():
    client = await a_client("", allow_login=False, company=CompanyInput(name="Engines"))

    await KINDS["company"].preferred(await KINDS["company"].added(client, 7))

    after = await Client.get(id=client.id)
    assert (after.display_name, after.name_fold) == ("Engines 7", "engines 7")
    event = await Event.filter(action="client.company_updated").first()
    assert {"field": "displayName", "before": "Engines", "after": "Engines 7"} in event.changes


async def test_the_company_that_alone_names_the_client_cannot_be_removed():
    client = await a_client("", allow_login=False, company=CompanyInput(name="Engines"))
    (company,) = await KINDS["company"].rows(client)

    with pytest.raises(Blocked) as refused:
        await KINDS["company"].removed(company.id)

    assert [why.code for why in refused.value.blockers] == ["ONLY_NAME"]
    assert await KINDS["company"].defaults(client) == [company.id]


async def test_a_number_without_country_code_is_one_of_the_clients_country_or_the_given():
    client = await nobody(address=AddressInput(line1="1", city="Berlin", postcode="10115", country="DE"))
    one = Id(str(client.id))

    first = await add_client_phone(AddClientPhoneInput(client_id=one, number="030 123456"), SAM)
    second = await add_client_phone(AddClientPhoneInput(client_id=one, number="020 7946 0018", country="gb"), SAM)
    await update_client_phone(UpdateClientPhoneInput(id=Id(str(second)), number="020 7946 0019", label="desk"), SAM)

    found = [await ClientPhone.get(id=row) for row in (first, second)]
    assert [(row.number, row.country, row.label) for row in found] == [
        ("+4930123456", "DE", ""),
        ("+442079460019", "GB", "desk"),
    ]


async def test_all_that_is_wrong_with_a_number_is_told_at_once():
    client = await nobody()
    given = AddClientPhoneInput(client_id=Id(str(client.id)), number="12", country="Narnia", label="x" * 61)

    with pytest.raises(InvalidInput) as refused:
        await add_client_phone(given, SAM)

    assert codes(refused) == [
        ("country", "UNKNOWN_COUNTRY"), ("number", "INVALID_PHONE"), ("label", "TOO_LONG"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["", " "])
async def test_a_number_is_required(number: str):
    client = await nobody()

    with pytest.raises(InvalidInput) as refused:
        await add_client_phone(AddClientPhoneInput(client_id=Id(str(client.id)), number=number), SAM)

    assert codes(refused) == [("number", "REQUIRED")]


async def test_a_tax_id_is_checked_as_one_of_the_clients_country():
    client = await nobody(address=AddressInput(line1="1", city="Berlin", postcode="10115", country="DE"))
    wrong = CompanyInput(name=" ", tax_id="136695977")

    with pytest.raises(InvalidInput) as refused:
        await add_client_company(AddClientCompanyInput(client_id=Id(str(client.id)), company=wrong), SAM)

    assert codes(refused) == [("company.name", "REQUIRED"), ("company.taxId", "INVALID_TAX_ID")]


async def test_a_company_is_changed_field_by_field_in_the_timeline():
    client = await nobody(company=CompanyInput(name="Engines"))
    (company,) = await KINDS["company"].rows(client)
    given = CompanyInput(name="Engines", tax_id="DE136695976")

    await update_client_company(UpdateClientCompanyInput(id=Id(str(company.id)), company=given), SAM)

    event = await Event.get(action="client.company_updated")
    assert event.changes == [{"field": "taxId", "before": "", "after": "DE136695976"}]
