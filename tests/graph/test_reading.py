"""Selections that once went wrong, or might: each is a rule of its own beside what the oracle finds by itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.given import a_client
from tests.graph.asking import ask, data
from tests.statements import counted

SHARED = "fragment Shared on Query { clients { totalCount } }"


async def test_operations_that_share_a_fragment_keep_what_is_their_own():
    await a_client("Ada")
    query = "query A { ...Shared } query B { ...Shared clients { nodes { firstName } } } " + SHARED

    first = await ask(query, name="A")
    second = await ask(query, name="B")

    assert first["data"] == {"clients": {"totalCount": 1}}
    assert second["data"] == {"clients": {"totalCount": 1, "nodes": [{"firstName": "Ada"}]}}


async def test_reports_that_share_a_fragment_keep_what_is_their_own():
    await a_client("Ada")
    query = """{ a: clientDashboard { ...Lists } b: clientDashboard { ...Lists newest { firstName } } }
      fragment Lists on ClientDashboard { newest { status } }"""

    found = await data(query)

    assert found["a"] == {"newest": [{"status": "UNVERIFIED"}]}
    assert found["b"] == {"newest": [{"status": "UNVERIFIED", "firstName": "Ada"}]}


async def test_a_page_says_where_it_ends_under_as_many_names_as_it_is_asked():
    await a_client("Ada")
    query = """{ clients { pageInfo { endCursor e: endCursor } more: pageInfo { endCursor startCursor }
      edges { cursor again: cursor } } }"""

    found = (await data(query))["clients"]

    cursors = [*found["pageInfo"].values(), *found["more"].values(), *found["edges"][0].values()]
    assert len(cursors) == 6
    assert len(set(cursors)) == 1


async def test_what_is_skipped_altogether_leaves_an_empty_object():
    await a_client("Ada")

    found = await data("{ clients { nodes { id @skip(if: true) emails { id @include(if: false) } } } }")

    assert found == {"clients": {"nodes": [{"emails": [{}]}]}}


async def test_an_operation_that_skips_everything_costs_nothing():
    async with counted() as statements:
        found = await data("query($no: Boolean!) { clients @include(if: $no) { totalCount } }", {"no": False})

    assert found == {}
    assert statements == []


@pytest.mark.parametrize("directive", ["include", "skip"])
async def test_a_condition_of_null_is_no_condition(directive: str):
    query = f"query($if: Boolean = true) {{ clients {{ totalCount nodes {{ id @{directive}(if: $if) }} }} }}"

    answer = await ask(query, {"if": None})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_wide_selection_is_still_one_statement():
    """As wide and as deep as the limits allow: both databases have limits of their own on expressions."""
    await a_client("Ada")
    fields = (
        "id number version status origin firstName lastName displayName publicName allowLogin loginEmail verifiedAt"
    )
    fields += " language currency externalId tags createdAt updatedAt lastLoginAt deletedAt erasedAt"
    names = " ".join(f"a{number}: displayName" for number in range(45))
    inner = f"{{ {fields} viewerCan {{ update }} emails(first: 1) {{ id address }} defaultEmail {{ id }} }}"
    parents = f"parent {{ {fields} parent {{ {fields} parent {{ {fields} parent {{ {fields} parent {inner} }} }} }} }}"
    query = (
        f"{{ clients(first: 2) {{ nodes {{ {fields} {names} {parents} children(first: 2) {{ nodes {inner} }} }} }} }}"
    )

    async with counted() as statements:
        found = await data(query)

    assert found["clients"]["nodes"][0]["a44"] == "Ada"
    assert len(statements) == 1


def nested(kinds: str, levels: int) -> dict[str, Any]:
    """Conditions inside each other, each level beside a plain one, as deep as a filter may be."""
    wanted: dict[str, Any] = {"firstName": {"eq": "ada"}}
    for level in range(levels):
        kind = kinds.split()[level % len(kinds.split())]
        wanted = {"not": wanted} if kind == "not" else {kind: [{"allowLogin": True}, wanted]}
    return wanted


@pytest.mark.parametrize(
    ("kinds", "levels"), [("not", 98), ("or and", 48), ("and or not not", 64), ("or not and not", 64)]
)
async def test_the_deepest_filter_that_is_allowed_is_answered(kinds: str, levels: int):
    await a_client("Ada")

    answer = await ask("query($f: ClientFilter) { clients(filter: $f) { totalCount } }", {"f": nested(kinds, levels)})

    assert answer == {"data": {"clients": {"totalCount": 1}}}


@pytest.mark.parametrize(
    ("step", "times", "leaf"),
    [
        ("parent { %s }", 9, "id"),
        ("children(first: 1) { nodes { %s } }", 4, "id"),
        ("children(first: 1) { edges { cursor node { %s } } pageInfo { hasNextPage } }", 3, "id"),
        ("children(first: 1) { nodes { %s } pageInfo { endCursor } totalCount }", 4, "emails(first: 1) { id }"),
    ],
)
async def test_the_deepest_selection_that_is_allowed_is_answered(step: str, times: int, leaf: str):
    await a_client("Ada")
    selection = leaf
    for _ in range(times):
        selection = step % selection

    async with counted() as statements:
        await data(f"{{ clients(first: 1) {{ nodes {{ {selection} }} }} }}")

    assert len(statements) == 1


async def test_a_filter_of_more_than_a_hundred_conditions_is_refused():
    wanted = {"or": [{"allowLogin": True}] * 101}

    answer = await ask("query($f: ClientFilter) { clients(filter: $f) { totalCount } }", {"f": wanted})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert "100" in answer["errors"][0]["message"]
