"""What a staff member prefers, on every computer the same."""

from __future__ import annotations

import asyncio

import pytest

from atrium.errors import InvalidInput
from atrium.preferences.inputs import SavePreferencesInput
from atrium.preferences.staff import preferences_of, save_preferences
from atrium.principal import Door, nobody
from tests.access.given import a_principal, a_staff
from tests.graph.asking import ask, data

MINE = "{ viewer { preferences { theme singleKeys lists { name density columns { key width } } } } }"
SAVE = """mutation($input: SavePreferencesInput!) { savePreferences(input: $input) {
  ... on Preferences { theme singleKeys lists { name density columns { key width } } }
  ... on InvalidInput { fields { path code } } } }"""
CLIENTS = {
    "name": "clients",
    "density": "COMPACT",
    "columns": [{"key": "name", "width": 240}, {"key": "email", "width": None}],
}
USUAL = {"theme": "SYSTEM", "singleKeys": True, "lists": []}


async def test_who_has_chosen_nothing_has_the_usual():
    by = await a_principal(await a_staff())

    assert await data(MINE, by=by) == {"viewer": {"preferences": USUAL}}


async def test_what_is_saved_is_there_and_what_is_left_out_stays():
    by = await a_principal(await a_staff())

    await data(SAVE, {"input": {"theme": "DARK", "lists": [CLIENTS]}}, by=by)
    saved = await data(SAVE, {"input": {"singleKeys": False, "lists": [{"name": "mailbox"}]}}, by=by)

    mailbox = {"name": "mailbox", "density": "COMFORTABLE", "columns": []}
    wanted = {"theme": "DARK", "singleKeys": False, "lists": [CLIENTS, mailbox]}
    assert saved == {"savePreferences": wanted}
    assert await data(MINE, by=by) == {"viewer": {"preferences": wanted}}


async def test_everybody_has_preferences_of_their_own_and_who_is_no_staff_has_none():
    ada, grace = await a_principal(await a_staff()), await a_principal(await a_staff(group="Read-only"))
    await data(SAVE, {"input": {"theme": "LIGHT"}}, by=ada)

    assert await data(MINE, by=grace) == {"viewer": {"preferences": USUAL}}
    assert await data(MINE, by=nobody(Door.STAFF)) == {"viewer": {"preferences": None}}
    assert (await ask(SAVE, {"input": {}}, by=nobody(Door.STAFF)))["errors"][0]["extensions"][
        "code"
    ] == "UNAUTHENTICATED"


async def test_everything_wrong_is_said_at_once_and_nothing_is_kept():
    by = await a_principal(await a_staff())
    columns = [{"key": "name", "width": 39}, {"key": "name"}, {"key": "no spaces"}]
    wrong = {"theme": "DARK", "lists": [{"name": "Clients!", "columns": columns}, CLIENTS, CLIENTS]}

    refused = (await data(SAVE, {"input": wrong}, by=by))["savePreferences"]["fields"]

    assert [(".".join(fault["path"]), fault["code"]) for fault in refused] == [
        ("lists.0.name", "MALFORMED"),
        ("lists.0.columns.0.width", "OUT_OF_RANGE"),
        ("lists.0.columns.1.key", "TWICE"),
        ("lists.0.columns.2.key", "MALFORMED"),
        ("lists.2.name", "TWICE"),
    ]
    assert await data(MINE, by=by) == {"viewer": {"preferences": USUAL}}


async def test_preferences_do_not_grow_without_end():
    by = await a_principal(await a_staff())

    for given in (
        {"lists": [{"name": f"list{number}"} for number in range(41)]},
        {"lists": [{"name": "clients", "columns": [{"key": f"c{number}"} for number in range(81)]}]},
    ):
        with pytest.raises(InvalidInput) as refusal:
            await save_preferences(SavePreferencesInput(**given), by)
        assert [fault.code for fault in refusal.value.faults] == ["TOO_MANY"]


async def test_two_tabs_that_save_at_once_lose_nothing():
    by = await a_principal(await a_staff())

    await asyncio.gather(
        *(save_preferences(SavePreferencesInput(lists=[{"name": f"list{number}"}]), by) for number in range(6))
    )

    assert len((await preferences_of(by.id)).lists) == 6
