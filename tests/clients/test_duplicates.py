"""Who may already be a client: found by indexes alone, with reasons, and remembered where it is somebody else."""

from __future__ import annotations

from typing import Any

import pytest

from atrium import database
from atrium.clients.duplicates import queries
from atrium.clients.duplicates.actions import dismiss_duplicate, reopen_duplicate
from atrium.clients.duplicates.inputs import DismissDuplicateInput, DuplicateDraft, ReopenDuplicateInput
from atrium.clients.duplicates.traits import Traits, tax_id_forms, traits_of_draft
from atrium.clients.models import Client, ClientDistinction
from atrium.columns import new_id, now
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.errors import BadUserInput, InvalidInput, NotFound
from atrium.events.models import Event
from atrium.graph.reading.dialects import dialect_named
from atrium.ids import Id
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import ask, data, staff
from tests.plans import plan_of
from tests.statements import counted

BERLIN = AddressInput(line1="Main 1", city="Berlin", country="DE", postcode="10115")
FOUND = """{ certainty dismissedBy dismissedAt reasons { rule text } client { id displayName } }"""
OF_CLIENT = f"query($id: ID!, $all: Boolean!) {{ possibleDuplicates(clientId: $id, withDismissed: $all) {FOUND} }}"
OF_DRAFT = f"query($draft: DuplicateDraft!) {{ lookalikes(draft: $draft) {FOUND} }}"


async def ada() -> Client:
    return await a_client(
        "Änne", "anne@example.org", last_name="Müller", phone="+49 30 901820", address=BERLIN, external_id="EXT-7",
        company=CompanyInput(name="Wolle", tax_id="DE136695976"),
    )  # fmt: skip


async def alike(draft: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    found = (await data(OF_DRAFT, {"draft": draft}))["lookalikes"]
    return [(one["certainty"], [(reason["rule"], reason["text"]) for reason in one["reasons"]]) for one in found]


async def duplicates_of(client: Client, *, dismissed: bool = False) -> list[dict[str, Any]]:
    return (await data(OF_CLIENT, {"id": str(client.id), "all": dismissed}))["possibleDuplicates"]


async def names_of_duplicates(client: Client, *, dismissed: bool = False) -> list[str]:
    return [one["client"]["displayName"] for one in await duplicates_of(client, dismissed=dismissed)]


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ({"email": "ANNE@Example.org"}, ("EMAIL", "anne@example.org")),
        ({"phone": "030 901820", "country": "de"}, ("PHONE", "+4930901820")),
        ({"phone": "+49 (0)30 90 18 20"}, ("PHONE", "+4930901820")),
        ({"taxId": "DE 136.695.976"}, ("TAX_ID", "DE136695976")),
        ({"taxId": "136695976", "country": "DE"}, ("TAX_ID", "DE136695976")),
        ({"externalId": "EXT-7"}, ("EXTERNAL_ID", "EXT-7")),
    ],
)
async def test_what_belongs_to_one_alone_is_exact(draft: dict[str, str], reason: tuple[str, str]):
    await ada()

    assert await alike(draft) == [("EXACT", [reason])]


async def test_name_and_postcode_together_are_likely_and_neither_alone_is_anything():
    await ada()

    assert await alike({"firstName": "anne", "lastName": "MULLER", "postcode": "101 15"}) == [
        ("LIKELY", [("NAME_AND_POSTCODE", "Änne Müller, 10115")])
    ]
    assert await alike({"firstName": "Anne", "lastName": "Muller"}) == []
    assert await alike({"postcode": "10115"}) == []


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"email": "not an address", "phone": "12", "taxId": "", "postcode": " "},
        {"email": "a\u0000b@example.org", "firstName": "\u0000", "externalId": "EXT-7\u0007"},
        {"email": "other@example.org", "phone": "+4930901821", "taxId": "DE811907980", "externalId": "ext-7"},
    ],
)
async def test_what_is_not_the_same_or_not_well_formed_finds_nobody(draft: dict[str, str]):
    await ada()

    assert await alike(draft) == []


async def test_the_surest_come_first_and_every_reason_is_told():
    await ada()
    await a_client("Änne", last_name="Müller", address=BERLIN)
    await a_client("Eve", "anne@shop.example", phone="+49 30 901820")

    found = await alike(
        {
            "firstName": "Änne", "lastName": "Müller", "postcode": "10115",
            "email": "anne@example.org", "phone": "+4930901820",
        }
    )  # fmt: skip

    assert [(certainty, [rule for rule, _ in reasons]) for certainty, reasons in found] == [
        ("EXACT", ["EMAIL", "PHONE", "NAME_AND_POSTCODE"]),
        ("EXACT", ["PHONE"]),
        ("LIKELY", ["NAME_AND_POSTCODE"]),
    ]


async def test_a_client_is_compared_with_all_that_is_known_of_it_and_not_with_itself():
    client = await ada()
    await a_client("Eve", phone="+49 30 901820")
    await a_client("Anne", last_name="Muller", address=BERLIN)
    await a_client("Wolle GmbH", company=CompanyInput(name="Wolle GmbH", tax_id="DE136695976"))
    await a_client("Stranger", phone="+49 30 555555")

    found = await duplicates_of(client)

    assert sorted((one["client"]["displayName"], one["reasons"][0]["rule"]) for one in found) == [
        ("Anne Muller", "NAME_AND_POSTCODE"),
        ("Eve", "PHONE"),
        ("Wolle GmbH", "TAX_ID"),
    ]
    assert found[-1]["certainty"] == "LIKELY"


async def test_merged_and_deleted_clients_are_no_duplicates_and_have_none():
    client, gone = await ada(), await a_client("Gone", phone="+49 30 901820")
    await Client.filter(id=gone.id).update(deleted_at=now())

    assert await duplicates_of(client) == []
    assert await duplicates_of(gone) == []
    assert await alike({"phone": "+4930901820"}) == [("EXACT", [("PHONE", "+4930901820")])]


@pytest.mark.parametrize("given", ["01890a5d-ac96-774b-bcce-b302099a8057", "no id", "\u0000"])
async def test_who_is_not_there_has_none(given: str):
    assert (await data(OF_CLIENT, {"id": given, "all": False}))["possibleDuplicates"] == []


def pair(client: Client, other: Client) -> dict[str, Id]:
    return {"client_id": Id(str(client.id)), "other_id": Id(str(other.id))}


async def test_who_is_not_the_same_is_remembered_for_both_and_both_timelines_tell_it():
    client, other = await ada(), await a_client("Eve", phone="+49 30 901820")

    await dismiss_duplicate(DismissDuplicateInput(**pair(other, client)), STAFF)
    await dismiss_duplicate(DismissDuplicateInput(**pair(client, other)), STAFF)

    assert (await names_of_duplicates(client), await names_of_duplicates(other)) == ([], [])
    (shown,) = await duplicates_of(client, dismissed=True)
    assert (shown["dismissedBy"], shown["dismissedAt"] is not None) == ("Sam Staff", True)
    assert await ClientDistinction.all().count() == 1
    told = {one.client_id: one.changes for one in await Event.filter(action="client.duplicate_dismissed")}
    assert told == {
        client.id: [{"field": "notTheSameAs", "before": None, "after": f"Eve (#{other.number})"}],
        other.id: [{"field": "notTheSameAs", "before": None, "after": f"Änne Müller (#{client.number})"}],
    }


async def test_what_was_said_can_be_taken_back():
    client, other = await ada(), await a_client("Eve", phone="+49 30 901820")
    await dismiss_duplicate(DismissDuplicateInput(**pair(client, other)), STAFF)

    await reopen_duplicate(ReopenDuplicateInput(**pair(other, client)), STAFF)
    after = await rows_everywhere()
    await reopen_duplicate(ReopenDuplicateInput(**pair(other, client)), STAFF)

    assert await names_of_duplicates(client) == ["Eve"]
    assert await Event.filter(action="client.duplicate_reopened").count() == 2
    assert await rows_everywhere() == after


async def test_nobody_is_somebody_else_than_oneself_or_than_nobody():
    client = await ada()

    with pytest.raises(InvalidInput) as refused:
        await dismiss_duplicate(DismissDuplicateInput(**pair(client, client)), STAFF)
    with pytest.raises(NotFound):
        await dismiss_duplicate(DismissDuplicateInput(client_id=Id(str(client.id)), other_id=Id(str(new_id()))), STAFF)

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("otherId",), "SAME")]


async def test_saying_so_needs_the_permission_to_change_clients():
    client, other = await ada(), await a_client("Eve")
    call = 'mutation { dismissDuplicate(input: {clientId: "%s", otherId: "%s"}) { __typename } }'

    refused = await ask(call % (client.id, other.id), by=staff("client.read"))

    assert refused["errors"][0]["extensions"]["needs"] == ["client.update"]


async def test_at_most_ten_are_told_however_many_share_an_address():
    for number in range(12):
        await a_client(f"Bob {number}", phone="+49 30 901820")

    assert len(await queries.find(Traits(phones=("+4930901820",)))) == 10
    for size in (0, 11):
        with pytest.raises(BadUserInput):
            await queries.find(Traits(phones=("+4930901820",)), size)


async def test_many_lookalikes_cost_one_statement_and_their_own_reading_another():
    for number in range(5):
        await a_client(f"Bob {number}", phone="+49 30 901820")

    async with counted() as statements:
        await data(OF_DRAFT, {"draft": {"phone": "+4930901820"}})

    assert len(statements) == 2


async def test_only_indexes_are_looked_up():
    await ada()
    whole = Traits(("a@example.org",), ("+4930901820",), ("DE136695976",), "EXT-7", "anne muller", ("10115",))

    statement = queries.statement_for(whole, new_id(), dialect_named(database.dialect()))
    assert statement is not None
    said = await plan_of(statement)

    for scanned in ("SCAN c", "SCAN b", "SCAN d", "Seq Scan on client"):
        assert scanned not in said, said
    for index in ("client_email_fold_idx", "client_phone_number_idx", "client_company_tax_id_idx"):
        assert index in said, said


@pytest.mark.parametrize(
    ("tax_id", "country", "forms"),
    [
        ("DE 136 695 976", "", {"DE 136 695 976", "DE136695976", "136695976"}),
        ("136695976", "DE", {"136695976", "DE136695976"}),
        ("094259216", "GR", {"094259216", "EL094259216"}),
        ("whatever 12", "US", {"whatever 12", "WHATEVER12"}),
        ("", "DE", set()),
    ],
)
def test_a_tax_id_is_looked_for_however_it_was_written(tax_id: str, country: str, forms: set[str]):
    assert set(tax_id_forms(tax_id, country)) == forms


def test_an_unfinished_draft_has_only_what_is_whole():
    draft = DuplicateDraft(first_name="Ada", email="ada@", phone="+49", country="Narnia", postcode="sw1a 1aa")

    assert traits_of_draft(draft) == Traits(name="ada", postcodes=("SW1A1AA",))
