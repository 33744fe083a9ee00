"""Who meets which field, and what happens when a field changes while somebody fills it in."""

from __future__ import annotations

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.columns import new_id
from atrium.custom_fields.definitions import Definition, definitions
from atrium.errors import InvalidInput
from atrium.principal import ActorKind, Door, Principal
from tests.custom_fields.given import a_field
from tests.custom_fields.test_values import edited
from tests.given import a_client
from tests.graph.asking import ask, data, staff

VISIBLE = ("STAFF", "CLIENT_SEES", "CLIENT_EDITS", "REGISTRATION")


def at_the_store() -> Principal:
    return Principal(ActorKind.CLIENT, new_id(), "Ada", frozenset(), Door.STORE)


async def test_at_the_store_a_client_meets_no_field_of_the_staffs():
    for visibility in VISIBLE:
        await a_field(visibility.lower(), visibility=visibility)

    at_store = await data("{ customFields { key label type required options visibility position } }", by=at_the_store())
    at_desk = await data("{ customFields { key } }", by=staff("client.read"))

    assert [one["key"] for one in at_store["customFields"]] == ["client_sees", "client_edits", "registration"]
    assert [one["key"] for one in at_desk["customFields"]] == [each.lower() for each in VISIBLE]


async def test_at_the_store_nobody_is_told_how_many_clients_use_a_field_or_what_is_searched():
    for asked in ("clientCount", "searchable", "choices { option }"):
        answer = await ask(f"{{ customFields {{ {asked} }} }}", by=at_the_store())

        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("DELETE FROM custom_field WHERE key = 'one'", "UNKNOWN_FIELD"),
        ("UPDATE custom_field SET type = 'INTEGER' WHERE key = 'one'", "WRONG_TYPE"),
    ],
)
async def test_a_field_that_changes_while_it_is_filled_in_is_a_fault(monkeypatch, change: str, code: str):
    await a_field("one")
    client, read = await a_client("Eve"), definitions
    times = 0

    async def reading() -> list[Definition]:
        nonlocal times
        found, times = await read(), times + 1
        if times == 1:
            await database.execute(change)
        return found

    monkeypatch.setattr("atrium.custom_fields.values.definitions", reading)
    with pytest.raises(InvalidInput) as refused:
        await a_client("Ada", custom_fields={"one": "x"})

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("customFields", "one"), code)]
    assert await Client.all().values_list("id", flat=True) == [client.id]


async def test_values_of_an_edit_meet_the_same(monkeypatch):
    await a_field("one")
    client, read = await a_client("Eve"), definitions
    found = await read()
    await database.execute("UPDATE custom_field SET type = 'INTEGER' WHERE key = 'one'")
    answers = [found]

    async def reading() -> list[Definition]:
        return answers.pop() if answers else await read()

    monkeypatch.setattr("atrium.custom_fields.values.definitions", reading)
    with pytest.raises(InvalidInput) as refused:
        await edited(client, one="x")

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("customFields", "one"), "FIELD_CHANGED")]
