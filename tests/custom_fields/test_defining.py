"""Defining custom fields, and changing what is defined."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.clients.models import ClientSearch
from atrium.custom_fields.actions import (
    define_custom_field,
    move_custom_field,
    remove_custom_field,
    update_custom_field,
)
from atrium.custom_fields.inputs import (
    DefineCustomFieldInput,
    MoveCustomFieldInput,
    RemoveCustomFieldInput,
    UpdateCustomFieldInput,
)
from atrium.custom_fields.models import CustomField, CustomFieldType, CustomFieldValue
from atrium.errors import Blocked, InvalidInput, NotFound
from atrium.events.models import Event
from atrium.ids import Id
from tests.custom_fields.given import a_field, values_shown
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import data, staff

ALL = """{ customFields {
  key label type required options visibility searchable clientCount choices { option clientCount } } }"""
FINDS = "query($term: String) { clients(filter: {search: $term}) { nodes { firstName } } }"


async def changed(field: CustomField, **given: Any) -> CustomField:
    await update_custom_field(UpdateCustomFieldInput(id=Id(str(field.id)), **given), STAFF)
    return await CustomField.get(id=field.id)


async def faults_of(action: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        await action
    return sorted((".".join(fault.path), fault.code) for fault in refused.value.faults)


async def keys_in_order() -> list[str]:
    return [one["key"] for one in (await data("{ customFields { key } }"))["customFields"]]


async def found(term: str) -> list[str]:
    return [one["firstName"] for one in (await data(FINDS, {"term": term}))["clients"]["nodes"]]


async def test_a_field_is_defined_as_the_last_one_and_told_to_all():
    await a_field("first")
    await a_field("size", "SELECT", label="Shirt size", options=["S", " L "], visibility="REGISTRATION", required=True)
    await a_client("Ada", custom_fields={"size": "L"})

    one = (await data(ALL, by=staff("client.read")))["customFields"][1]

    assert one == {
        "key": "size", "label": "Shirt size", "type": "SELECT", "required": True, "options": ["S", "L"],
        "visibility": "REGISTRATION", "searchable": False, "clientCount": 1,
        "choices": [{"option": "L", "clientCount": 1}],
    }  # fmt: skip


async def test_everything_wrong_with_a_definition_is_said_at_once():
    await a_field("vat")
    given = DefineCustomFieldInput(
        key="VAT", label=" ", type=CustomFieldType.SELECT, options=["a", "", "A", "x" * 201], searchable=False
    )

    assert await faults_of(define_custom_field(given, STAFF)) == [
        ("key", "KEY_TAKEN"),
        ("label", "REQUIRED"),
        ("options.1", "REQUIRED"),
        ("options.2", "DUPLICATE"),
        ("options.3", "TOO_LONG"),
    ]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"key": "1st"}, ("key", "MALFORMED")),
        ({"key": "a b"}, ("key", "MALFORMED")),
        ({"key": ""}, ("key", "REQUIRED")),
        ({"key": "k" * 61}, ("key", "TOO_LONG")),
        ({"type": CustomFieldType.MULTI_SELECT}, ("options", "REQUIRED")),
        ({"options": ["a"]}, ("options", "NOT_FOR_THIS_TYPE")),
        ({"type": CustomFieldType.DATE, "searchable": True}, ("searchable", "NOT_FOR_THIS_TYPE")),
        ({"type": CustomFieldType.SELECT, "options": [str(n) for n in range(201)]}, ("options", "TOO_MANY")),
    ],
)
async def test_a_definition_must_be_possible(given: dict[str, Any], fault: tuple[str, str]):
    asked = DefineCustomFieldInput(**{"key": "one", "label": "One", "type": CustomFieldType.TEXT, **given})

    assert await faults_of(define_custom_field(asked, STAFF)) == [fault]


async def test_there_are_at_most_a_hundred_fields():
    for number in range(100):
        await a_field(f"f{number}")

    asked = DefineCustomFieldInput(key="more", label="More", type=CustomFieldType.TEXT)
    assert await faults_of(define_custom_field(asked, STAFF)) == [("key", "TOO_MANY")]


async def test_what_is_given_changes_and_is_written_down():
    field = await a_field("size", "SELECT", options=["S", "M"])

    after = await changed(field, label="Size", options=["M", "L"], required=True)

    assert (after.label, after.options, after.required, after.key) == ("Size", ["M", "L"], True, "size")
    event = await Event.get(action="custom_field.updated")
    assert {"field": "options", "before": ["S", "M"], "after": ["M", "L"]} in event.changes
    assert event.actor_name == STAFF.name


async def test_a_change_that_changes_nothing_leaves_no_trace():
    field = await a_field("size", "SELECT", options=["S"])
    before = await rows_everywhere()

    await changed(field, label=field.label, options=["S"], required=False)

    assert await rows_everywhere() == before


async def test_the_type_changes_while_no_client_has_a_value_and_not_afterwards():
    field = await a_field("one")
    field = await changed(field, type=CustomFieldType.SELECT, options=["a"])
    assert (await changed(field, type=CustomFieldType.INTEGER)).options == []
    await a_client("Ada", custom_fields={"one": 5})

    given = UpdateCustomFieldInput(id=Id(str(field.id)), type=CustomFieldType.TEXT)
    assert await faults_of(update_custom_field(given, STAFF)) == [("type", "HAS_VALUES")]


async def test_the_database_itself_keeps_the_type_of_a_field_with_values():
    field = await a_field("one")
    await a_client("Ada", custom_fields={"one": "x"})

    with pytest.raises(IntegrityError):
        await database.execute("UPDATE custom_field SET type = 'INTEGER' WHERE id = $1", field.id)


async def test_an_option_that_was_taken_away_is_still_counted():
    field = await a_field("topics", "MULTI_SELECT", options=["Art", "Books"])
    client = await a_client("Ada", custom_fields={"topics": ["Art", "Books"]})
    await a_client("Eve", custom_fields={"topics": ["Art"]})

    await changed(field, options=["Books"])

    one = (await data(ALL))["customFields"][0]
    assert one["choices"] == [{"option": "Art", "clientCount": 2}, {"option": "Books", "clientCount": 1}]
    assert one["options"] == ["Books"]
    assert await values_shown(client) == {"topics": ["Art", "Books"]}


async def test_what_becomes_searchable_is_found_at_once_and_no_longer_when_it_is_not():
    field, other = await a_field("loyalty"), await a_field("rate", "DECIMAL", searchable=True)
    await a_client("Ada", custom_fields={"loyalty": "Größe gold", "rate": "1234.5"})
    await a_client("Eve", custom_fields={"loyalty": "silver"})
    before = {row.client_id: row.document for row in await ClientSearch.all()}

    await changed(field, searchable=True)

    assert await found("grosse gold") == ["Ada"]
    assert await found("gold ada") == ["Ada"]
    assert await found("1234.5") == ["Ada"]
    await changed(field, searchable=False)
    assert await found("gold") == []
    assert await found("1234.5") == ["Ada"]
    assert {row.client_id: row.document for row in await ClientSearch.all()} == before
    await remove_custom_field(RemoveCustomFieldInput(id=Id(str(other.id)), losing_values=1), STAFF)
    assert await found("1234.5") == []
    assert await found("ada") == ["Ada"]


async def test_fields_move_and_the_others_close_the_ranks():
    fields = {key: await a_field(key) for key in "abcd"}

    await move_custom_field(MoveCustomFieldInput(id=Id(str(fields["d"].id)), position=2), STAFF)
    assert await keys_in_order() == ["a", "d", "b", "c"]
    await move_custom_field(MoveCustomFieldInput(id=Id(str(fields["a"].id)), position=99), STAFF)
    assert await keys_in_order() == ["d", "b", "c", "a"]
    await a_field("e")

    assert await keys_in_order() == ["d", "b", "c", "a", "e"]
    assert [one.position for one in await CustomField.all().order_by("position")] == [1, 2, 3, 4, 5]
    moves = await Event.filter(action="custom_field.moved").order_by("at", "id")
    assert moves[0].changes == [{"field": "position", "before": 4, "after": 2}]


async def test_a_place_before_the_first_is_refused_and_an_unknown_field_not_found():
    field = await a_field("a")

    given = MoveCustomFieldInput(id=Id(str(field.id)), position=0)
    assert await faults_of(move_custom_field(given, STAFF)) == [("position", "OUT_OF_BOUNDS")]
    for action in (
        move_custom_field(MoveCustomFieldInput(id=Id("x"), position=1), STAFF),
        update_custom_field(UpdateCustomFieldInput(id=Id("00000000-0000-4000-8000-000000000000")), STAFF),
        remove_custom_field(RemoveCustomFieldInput(id=Id("x")), STAFF),
    ):
        with pytest.raises(NotFound):
            await action


async def test_a_field_with_values_goes_only_when_it_is_known_how_many_are_lost():
    field = await a_field("one")
    clients = [await a_client(name, custom_fields={"one": "x"}) for name in ("Ada", "Eve")]

    with pytest.raises(Blocked) as refused:
        await remove_custom_field(RemoveCustomFieldInput(id=Id(str(field.id)), losing_values=1), STAFF)
    assert [(one.code, one.count) for one in refused.value.blockers] == [("HAS_VALUES", 2)]
    await remove_custom_field(RemoveCustomFieldInput(id=Id(str(field.id)), losing_values=2), STAFF)

    assert not await CustomField.exists()
    assert not await CustomFieldValue.exists()
    assert await values_shown(clients[0]) == {}
    assert {"field": "clients", "before": 2, "after": None} in (await Event.get(action="custom_field.removed")).changes
