"""Changing a client: what is given changes, nothing is overwritten unseen."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from atrium import database
from atrium.clients.actions import update_client
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client, ClientSearch, ClientTag
from atrium.columns import now
from atrium.contacts.inputs import CompanyInput
from atrium.errors import IdempotencyConflict, InvalidInput, NotFound, StaleVersion
from atrium.events.models import Event
from atrium.ids import Id
from tests.given import STAFF, a_client, rows_everywhere


async def edited(client: Client, key: str | None = None, *, version: int | None = None, **given: Any) -> Client:
    version = client.version if version is None else version
    made = UpdateClientInput(id=Id(str(client.id)), version=version, **given)
    return await Client.get(id=await update_client(made, STAFF, key))


async def found_by(term: str) -> list[int]:
    sql = "SELECT number FROM client_search WHERE document LIKE '%' || $1 || '%'"
    if database.dialect() == "sqlite":
        sql = "SELECT rowid AS number FROM client_search_fts WHERE client_search_fts MATCH $1"
    return [row["number"] for row in await database.rows(sql, term)]


async def faults_of(client: Client, **given: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        await edited(client, **given)
    return sorted((".".join(fault.path), fault.code) for fault in refused.value.faults)


async def test_what_is_given_changes_and_the_rest_stays():
    client = await a_client("Ada", last_name="Byron", currency="GBP")

    after = await edited(client, last_name="Lovelace")

    assert (after.first_name, after.last_name, after.currency) == ("Ada", "Lovelace", "GBP")
    assert (after.display_name, after.name_fold, after.last_fold) == ("Ada Lovelace", "ada lovelace", "lovelace")
    assert after.version == client.version + 1
    assert after.updated_at > client.updated_at


async def test_null_empties_a_field_or_returns_it_to_the_stores_own():
    client = await a_client("Ada", last_name="L", external_id="x1", language="de", currency="GBP", tags=["VIP"])

    after = await edited(client, last_name=None, external_id=None, language=None, currency=None, tags=None)

    assert (after.last_name, after.external_id, after.language, after.currency) == ("", None, "en", "EUR")
    assert not await ClientTag.exists()


async def test_the_timeline_tells_before_and_after():
    client = await a_client("Ada", external_id="x1", tags=["Old", "Kept"])

    await edited(client, first_name="Augusta", external_id="x1", tags=["kept", "New"])

    event = await Event.get(action="client.updated")
    assert event.changes == [
        {"field": "firstName", "before": "Ada", "after": "Augusta"},
        {"field": "tags", "before": ["Kept", "Old"], "after": ["Kept", "New"]},
    ]


async def test_an_update_that_changes_nothing_leaves_no_trace():
    client = await a_client("Ada", tags=["VIP"])
    before = await rows_everywhere()

    after = await edited(client, first_name=" Ada ", tags=["vip"])

    assert after.version == client.version
    assert await rows_everywhere() == before


async def test_the_search_document_follows_every_change():
    client = await a_client("Ada", "ada@example.org", phone="+4930123456", company=CompanyInput(name="Bücher"))

    await edited(client, first_name="Änne", last_name="Müller", external_id="shop-1")

    document = (await ClientSearch.get(client_id=client.id)).document
    assert document.split("\n") == [
        *("anne muller", "muller anne", "ada@example.org", "4930123456", "bucher", "shop-1", "shop1", "1001")
    ]


async def test_the_index_of_the_search_follows_too():
    client = await a_client("Ada")
    await edited(client, first_name="Augusta")

    assert await found_by("aug") == [client.number]
    assert await found_by("ada") == []


async def test_the_later_of_two_editors_is_told():
    client = await a_client("Ada")
    await edited(client, first_name="Augusta")

    with pytest.raises(StaleVersion) as refused:
        await edited(client, first_name="Grace")

    assert refused.value.current_version == client.version + 1
    assert (await Client.get(id=client.id)).first_name == "Augusta"


async def test_of_twenty_editors_at_once_one_wins_and_nothing_is_lost():
    client = await a_client("Ada")

    outcomes = await asyncio.gather(*(edited(client, first_name=f"Ada {n}") for n in range(20)), return_exceptions=True)

    assert sum(isinstance(outcome, StaleVersion) for outcome in outcomes) == 19
    assert (await Client.get(id=client.id)).version == client.version + 1


async def test_all_faults_are_told_at_once_and_nothing_is_written():
    await a_client("Eve", external_id="taken")
    client = await a_client("Ada")
    before = await rows_everywhere()

    faults = await faults_of(
        client, first_name="", last_name="x" * 201, language="xx", currency="gold", external_id="taken", tags=["a\x00"]
    )

    assert faults == [
        ("currency", "UNKNOWN_CURRENCY"),
        ("externalId", "EXTERNAL_ID_TAKEN"),
        ("language", "UNKNOWN_LANGUAGE"),
        ("lastName", "TOO_LONG"),
        ("tags.0", "CONTROL_CHARACTER"),
    ]
    assert await rows_everywhere() == before


async def test_a_taken_external_id_is_a_fault():
    await a_client("Eve", external_id="taken")
    client = await a_client("Ada")

    assert await faults_of(client, external_id="taken") == [("externalId", "EXTERNAL_ID_TAKEN")]


async def test_a_client_keeps_a_name_or_a_company():
    person, firm = await a_client("Ada"), await a_client("Ada", company=CompanyInput(name="Engines"))

    assert await faults_of(person, first_name="") == [("firstName", "REQUIRED")]
    assert (await edited(firm, first_name="")).display_name == "Engines"


@pytest.mark.parametrize("given", ["01890a5d-ac96-774b-bcce-b302099a8057", "no id", "", "\x00", "\ud800"])
async def test_who_is_not_there_is_not_found(given: str):
    with pytest.raises(NotFound):
        await update_client(UpdateClientInput(id=Id(given), version=1, first_name="A"), STAFF)


async def test_a_deleted_client_is_not_found():
    client = await a_client("Ada")
    await Client.filter(id=client.id).update(deleted_at=now())

    with pytest.raises(NotFound):
        await edited(client, first_name="A")


async def test_the_same_key_updates_once_although_the_version_has_moved_on():
    client = await a_client("Ada")
    await edited(client, "k", first_name="Augusta")

    again = await edited(client, "k", first_name="Augusta")

    assert again.version == client.version + 1
    with pytest.raises(IdempotencyConflict):
        await edited(client, "k", first_name="Grace")
