"""Whatever stands at whatever argument: a typed refusal, a coded error or nothing found; never a surprise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLList, get_nullable_type

from atrium.graph.permits import CLIENT_SESSION, NEEDS, STORE_DOOR
from atrium.principal import ActorKind, Door, Principal
from tests.access.given import a_principal, a_staff
from tests.given import a_client, rows_everywhere
from tests.graph.asking import ask
from tests.graph.oracle_walk import PLACES, Place, a_walk_to, harmless

TEXTS = {
    "NUL": "\0",
    "NUL within": "a\0b",
    "a lone surrogate": "\ud800",
    "endless": "x" * 5000,
    "signs": "%_\"'\\;--\u202e",
}
NUMBERS = [-(2**31), -1, 0, 2**31 - 1]
TOO_LARGE = [2**31, 2**63, 10**400]
ASKED = [place for place in PLACES if place.field.args]
KEPT_OF_ATTEMPTS = {"throttle", "event", "idempotency_key", "staff_reset_request"}


def leaves(kind: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """Makers of values that are harmless but for one leaf of the named scalar."""
    kind = get_nullable_type(kind)
    if isinstance(kind, GraphQLList):
        yield from ((lambda bad, make=make: [make(bad)]) for make in leaves(kind.of_type, name, depth))
    elif isinstance(kind, GraphQLInputObjectType) and depth < 3:
        for member, field in kind.fields.items():
            for make in leaves(field.type, name, depth + 1):
                yield lambda bad, make=make, member=member: {**harmless(kind), member: make(bad)}
    elif getattr(kind, "name", "") == name:
        yield lambda bad: bad


def documents(place: Place, bad: Any, *scalars: str) -> Iterator[str]:
    """The field asked for with the bad value at each of its arguments and their members in turn."""
    for argument, declared in place.field.args.items():
        for scalar in scalars:
            for make in leaves(declared.type, scalar):
                yield a_walk_to(place, {argument: make(bad)})


def codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", [])}


async def lasting() -> dict[str, int]:
    """What is in the tables that no refused attempt may touch."""
    return {table: count for table, count in (await rows_everywhere()).items() if table not in KEPT_OF_ATTEMPTS}


@pytest.mark.parametrize("bad", TEXTS.values(), ids=list(TEXTS))
async def test_no_text_at_any_argument_is_a_surprise_and_none_is_written(bad: str):
    await a_client("Ada")
    who = await a_principal(await a_staff())
    before = await lasting()

    for place in ASKED:
        for query in documents(place, bad, "String", "ID"):
            assert codes(await ask(query, by=who)) <= {"BAD_USER_INPUT", "FORBIDDEN"}, query[:300]

    assert await lasting() == before


@pytest.mark.parametrize("bad", NUMBERS)
async def test_no_number_at_any_argument_is_a_surprise(bad: int):
    who, client = await a_principal(await a_staff()), await a_client("Ada")
    shopper = Principal(ActorKind.CLIENT, client.id, "Ada", door=Door.STORE)

    for place in ASKED:
        at_the_store = NEEDS[place.path[0]] in (STORE_DOOR, CLIENT_SESSION)
        for query in documents(place, bad, "Int"):
            found = codes(await ask(query, by=shopper if at_the_store else who))
            assert found <= {"BAD_USER_INPUT"}, query[:300]


@pytest.mark.parametrize("bad", TOO_LARGE, ids=["32 bits", "64 bits", "400 digits"])
async def test_a_number_beyond_32_bits_is_refused_everywhere(bad: int):
    for place in ASKED:
        for query in documents(place, bad, "Int"):
            assert codes(await ask(query)) == {"BAD_USER_INPUT"}, query[:300]


@pytest.mark.parametrize(
    "bad", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-02-30T00:00:00Z", "\0"]
)
async def test_no_time_at_any_argument_is_a_surprise(bad: str):
    who = await a_principal(await a_staff())

    for place in ASKED:
        for query in documents(place, bad, "DateTime", "Date"):
            assert codes(await ask(query, by=who)) <= {"BAD_USER_INPUT"}, query[:300]
