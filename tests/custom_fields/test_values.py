"""What clients have in custom fields: read by type, kept in one transaction, shown in the fields' order."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.clients.actions import update_client
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client
from atrium.custom_fields.models import CustomField, CustomFieldValue
from atrium.errors import InvalidInput
from atrium.events.models import Event
from atrium.ids import Id
from tests.custom_fields.given import a_field, faults_of_adding, kept, values_shown
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import data


async def edited(client: Client, **custom_fields: Any) -> Client:
    client = await Client.get(id=client.id)
    given = UpdateClientInput(id=Id(str(client.id)), version=client.version, custom_fields=custom_fields)
    return await Client.get(id=await update_client(given, STAFF))


async def faults_of_editing(client: Client, **custom_fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        await edited(client, **custom_fields)
    return sorted((".".join(fault.path), fault.code) for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("type_", "given", "shown"),
    [
        ("TEXT", "  Ünïted  ", "Ünïted"),
        ("TEXT", 'say "hi"\\ 100%', 'say "hi"\\ 100%'),
        ("TEXT", "   ", None),
        ("LONG_TEXT", "one\ntwo", "one\ntwo"),
        ("INTEGER", -12, -12),
        ("INTEGER", 5.0, 5),
        ("INTEGER", 999_999_999_999, 999_999_999_999),
        ("DECIMAL", "12.50", "12.5"),
        ("DECIMAL", 0.1, "0.1"),
        ("DECIMAL", "-0.000001", "-0.000001"),
        ("DECIMAL", 1000, "1000"),
        ("BOOLEAN", False, False),
        ("DATE", "2024-02-29", "2024-02-29"),
        ("EMAIL", "Ada@EXAMPLE.org", "Ada@example.org"),
        ("PHONE", "+49 (30) 123456", "+4930123456"),
        ("URL", "https://example.com/a?b=ü#c", "https://example.com/a?b=ü#c"),
        ("COUNTRY", " de ", "DE"),
    ],
)
async def test_a_value_is_kept_as_its_type_says(type_: str, given: Any, shown: Any):
    assert await kept("one", type_, given) == shown


async def test_options_are_kept_as_they_are_defined_and_in_that_order():
    assert await kept("size", "SELECT", "LARGE", options=["Small", "Large"]) == "Large"
    assert await kept("topics", "MULTI_SELECT", ["books", "Ärt", "books"], options=["Art", "Books"]) == ["Art", "Books"]
    assert await kept("none", "MULTI_SELECT", [], options=["Art"]) is None


@pytest.mark.parametrize(
    ("type_", "given", "code"),
    [
        ("TEXT", 12, "WRONG_TYPE"),
        ("TEXT", "x" * 501, "TOO_LONG"),
        ("TEXT", "a\u0000b", "CONTROL_CHARACTER"),
        ("INTEGER", "12", "WRONG_TYPE"),
        ("INTEGER", 1.5, "WRONG_TYPE"),
        ("INTEGER", True, "WRONG_TYPE"),
        ("INTEGER", 10**12, "OUT_OF_BOUNDS"),
        ("DECIMAL", "1,5", "WRONG_TYPE"),
        ("DECIMAL", "0.1234567", "TOO_PRECISE"),
        ("DECIMAL", "1" * 40, "OUT_OF_BOUNDS"),
        ("DECIMAL", float("inf"), "WRONG_TYPE"),
        ("BOOLEAN", "yes", "WRONG_TYPE"),
        ("DATE", "2026-02-30", "MALFORMED"),
        ("DATE", "20260131", "MALFORMED"),
        ("EMAIL", "ada@", "MALFORMED"),
        ("PHONE", "12", "INVALID_PHONE"),
        ("URL", "javascript:alert(1)", "MALFORMED"),
        ("URL", "https://", "MALFORMED"),
        ("COUNTRY", "XX", "UNKNOWN_COUNTRY"),
        ("TEXT", {"a": 1}, "WRONG_TYPE"),
    ],
)
async def test_a_value_of_another_form_is_one_fault_at_its_key(type_: str, given: Any, code: str):
    await a_field("one", type_)

    assert await faults_of_adding(one=given) == [("customFields.one", code)]
    assert not await Client.exists()


async def test_what_is_no_option_is_one_fault_however_much_of_it_there_is():
    await a_field("size", "SELECT", options=["Small"])
    await a_field("topics", "MULTI_SELECT", options=["Art"])

    assert await faults_of_adding(size="Huge", topics=["Cars", "Art", "Dogs"]) == [
        ("customFields.size", "UNKNOWN_OPTION"),
        ("customFields.topics", "UNKNOWN_OPTION"),
    ]


async def test_all_faults_come_at_once_with_those_of_the_rest_of_the_form():
    await a_field("must", "TEXT", required=True)
    await a_field("age", "INTEGER")

    with pytest.raises(InvalidInput) as refused:
        await a_client("Ada", "no address", currency="XYZ1", custom_fields={"age": "old", "shoe": 42})

    assert {(".".join(fault.path), fault.code) for fault in refused.value.faults} == {
        ("email", "MALFORMED"),
        ("currency", "UNKNOWN_CURRENCY"),
        ("customFields.must", "REQUIRED"),
        ("customFields.age", "WRONG_TYPE"),
        ("customFields.shoe", "UNKNOWN_FIELD"),
    }


async def test_what_is_no_object_is_refused():
    with pytest.raises(InvalidInput) as refused:
        await a_client("Ada", custom_fields=["age"])

    assert [fault.path for fault in refused.value.faults] == [("customFields",)]


async def test_a_phone_without_country_code_is_read_where_the_client_lives():
    await a_field("fax", "PHONE")
    address = {"line1": "High Street 1", "city": "Leeds", "postcode": "LS1 4DY", "country": "GB"}

    client = await a_client("Ada", address=address, custom_fields={"fax": "0113 496 0000"})

    assert await values_shown(client) == {"fax": "+441134960000"}


async def test_every_field_is_shown_in_the_order_of_the_definitions_with_or_without_a_value():
    for key in ("zeta", "alpha", "mid"):
        await a_field(key)
    client = await a_client("Ada", custom_fields={"alpha": "a"})

    assert list((await values_shown(client)).items()) == [("zeta", None), ("alpha", "a"), ("mid", None)]


async def test_a_list_may_ask_for_some_of_the_fields():
    for key in ("one", "two", "three"):
        await a_field(key)
    await a_client("Ada", custom_fields={"one": "1", "three": "3"})
    query = "query($keys: [String!]) { clients { nodes { customFields(keys: $keys) { key label type value } } } }"

    found = await data(query, {"keys": ["three", "none"]})

    assert found["clients"]["nodes"][0]["customFields"] == [
        {"key": "three", "label": "Three", "type": "TEXT", "value": "3"}
    ]


async def test_adding_tells_what_was_given_and_finds_by_what_is_searchable():
    await a_field("loyalty", searchable=True)
    await a_field("secret")

    client = await a_client("Ada", custom_fields={"loyalty": "GOLD 777", "secret": "hushhush"})

    changes = {one["field"]: one["after"] for one in (await Event.get(client_id=client.id)).changes}
    assert changes["customFields.loyalty"] == "GOLD 777"
    query = """{ a: clients(filter: {search: "gold 777 ada"}) { totalCount }
      b: clients(filter: {search: "hushhush"}) { totalCount } }"""
    assert await data(query) == {"a": {"totalCount": 1}, "b": {"totalCount": 0}}


async def test_what_is_given_changes_what_is_null_goes_and_the_rest_stays():
    for key in ("one", "two", "three"):
        await a_field(key)
    client = await a_client("Ada", custom_fields={"one": "1", "two": "2", "three": "3"})

    after = await edited(client, one="uno", two=None)

    assert await values_shown(client) == {"one": "uno", "two": None, "three": "3"}
    assert after.version == client.version + 1
    event = await Event.get(client_id=client.id, action="client.updated")
    assert event.changes == [
        {"field": "customFields.one", "before": "1", "after": "uno"},
        {"field": "customFields.two", "before": "2", "after": None},
    ]


async def test_what_is_as_it_was_changes_nothing():
    await a_field("rate", "DECIMAL")
    await a_field("topics", "MULTI_SELECT", options=["Art", "Books"])
    client = await a_client("Ada", custom_fields={"rate": 12.5, "topics": ["Art", "Books"]})
    before = await rows_everywhere()

    after = await edited(client, rate="12.500", topics=["books", "art"])

    assert after.version == client.version
    assert await rows_everywhere() == before


async def test_a_search_follows_what_changes():
    await a_field("loyalty", searchable=True)
    client = await a_client("Ada", custom_fields={"loyalty": "silver"})

    await edited(client, loyalty="platinum")

    query = "query($term: String) { clients(filter: {search: $term}) { totalCount } }"
    found = [(await data(query, {"term": term}))["clients"]["totalCount"] for term in ("silver", "platinum", "ada")]
    assert found == [0, 1, 1]


async def test_making_a_field_required_asks_new_clients_and_edits_of_it_and_nobody_else():
    field = await a_field("must")
    client = await a_client("Ada")
    with_value = await a_client("Eve", custom_fields={"must": "x"})
    await CustomField.filter(id=field.id).update(required=True)
    await a_field("other")

    assert (await edited(client, other="y")).version == client.version + 1
    assert (await edited(client, must=None, other="z")).version == client.version + 2  # it has none, and stays so
    assert await faults_of_editing(with_value, must=None) == [("customFields.must", "REQUIRED")]
    assert await faults_of_editing(with_value, must=" ") == [("customFields.must", "REQUIRED")]
    assert await faults_of_adding() == [("customFields.must", "REQUIRED")]


async def test_an_option_that_was_taken_away_stays_with_those_who_have_it():
    size = await a_field("size", "SELECT", options=["S", "L"])
    topics = await a_field("topics", "MULTI_SELECT", options=["Art", "Books"])
    client = await a_client("Ada", custom_fields={"size": "S", "topics": ["Art", "Books"]})
    await CustomField.filter(id=size.id).update(options=["L"])
    await CustomField.filter(id=topics.id).update(options=["Books", "Cars"])

    await edited(client, size="S", topics=["Art", "Cars"])

    assert await values_shown(client) == {"size": "S", "topics": ["Cars", "Art"]}
    assert await faults_of_adding(size="S") == [("customFields.size", "UNKNOWN_OPTION")]


async def test_a_refused_edit_leaves_the_values_as_they_were():
    await a_field("age", "INTEGER")
    client = await a_client("Ada", custom_fields={"age": 36})

    assert await faults_of_editing(client, age="old") == [("customFields.age", "WRONG_TYPE")]
    assert await values_shown(client) == {"age": 36}
    assert await CustomFieldValue.all().count() == 1
