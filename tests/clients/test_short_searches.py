"""A short term is looked for in several ways, each by its own index; together they answer as the plain condition."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.clients.listing.filter import ways
from atrium.clients.models import Client
from atrium.columns import now
from atrium.database import dialect
from atrium.graph.reading.dialects import dialect_named
from tests.given import a_client
from tests.graph.asking import data, staff

PAGES = """query ($filter: ClientFilter, $order: ClientOrder,
  $first: Int, $after: String, $last: Int, $before: String) {
  clients(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
ORDERS = [{"field": field, "direction": way} for field in ("CREATED_AT", "NAME", "NUMBER") for way in ("ASC", "DESC")]


@pytest.fixture(autouse=True)
async def clients() -> None:
    for first, last, email in (
        ("An", "Antón", "an@example.org"),
        ("Bob", "Ånders", None),
        ("Cleo", "Zed", "anna@example.org"),
        ("1st", "Class", "10@example.org"),
        ("Änne", "", None),
        ("Gone", "Anders", "ann@example.org"),
    ):
        await a_client(first, email, last_name=last)
    await Client.filter(first_name="Gone").update(deleted_at=now(), allow_login=False)


async def everything(filter: dict[str, Any], order: dict[str, str], *, backward: bool) -> list[int]:
    """The numbers, page by page of two, in the list's order."""
    found: list[int] = []
    cursor = None
    while True:
        given = {"last": 2, "before": cursor} if backward else {"first": 2, "after": cursor}
        page = (await data(PAGES, {"filter": filter, "order": order, **given}))["clients"]
        numbers = [node["number"] for node in page["nodes"]]
        found = [*numbers, *found] if backward else [*found, *numbers]
        cursor = page["pageInfo"]["startCursor" if backward else "endCursor"]
        if not page["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            assert page["totalCount"] == len(found)
            return found


@pytest.mark.parametrize("term", ["a", "an", "Å", "z", "1", "10", "0", "xy"])
@pytest.mark.parametrize("more", [{}, {"status": ["UNVERIFIED"]}, {"not": {"firstName": {"eq": "an"}}}])
async def test_page_by_page_each_client_comes_once_in_every_order(term: str, more: dict[str, Any]):
    for order in ORDERS:
        plain = await everything({"and": [{"search": term}], **more}, order, backward=False)
        for backward in (False, True):
            assert await everything({"search": term, **more}, order, backward=backward) == plain, order


@pytest.mark.parametrize("search", ["#1", "an to", "ann", "", "+49"])
async def test_other_searches_are_asked_in_one_way(search: str):
    assert ways({"search": search}, staff(), dialect_named(dialect())) == ()
