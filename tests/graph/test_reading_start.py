"""A list that begins somewhere in its middle, without a cursor."""

from __future__ import annotations

from typing import Any

import pytest

from tests.given import a_client
from tests.graph.asking import ask, data

LINE = """query($order: ClientOrder!, $start: ClientStart, $first: Int, $after: String, $last: Int, $before: String) {
  clients(orderBy: $order, startAt: $start, first: $first, after: $after, last: $last, before: $before) {
    nodes { firstName number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}"""


async def line(field: str, direction: str, **variables: Any) -> dict[str, Any]:
    answer = await data(LINE, {"order": {"field": field, "direction": direction}, **variables})
    found: dict[str, Any] = answer["clients"]
    return found


def names(page: dict[str, Any]) -> list[str]:
    return [node["firstName"] for node in page["nodes"]]


@pytest.mark.parametrize(
    ("direction", "found"), [("ASC", ["Kai", "Konrad", "Lea"]), ("DESC", ["Konrad", "Kai", "Ada"])]
)
async def test_the_names_that_begin_so_come_first_and_all_others_stay_around_them(direction: str, found: list[str]):
    for name in ("Ada", "Kai", "Konrad", "Lea"):
        await a_client(name)

    page = await line("NAME", direction, start={"name": "K"}, first=3)
    former = await line("NAME", direction, last=3, before=page["pageInfo"]["startCursor"])

    assert names(page) == found
    assert (page["totalCount"], page["pageInfo"]["hasPreviousPage"]) == (4, True)
    assert names(former) == [{"ASC": "Ada", "DESC": "Lea"}[direction]]


async def test_a_list_that_begins_before_everything_has_no_former_page():
    await a_client("Ada")

    page = await line("NUMBER", "ASC", start={"number": 0})

    assert names(page) == ["Ada"]
    assert not page["pageInfo"]["hasPreviousPage"]


async def test_a_list_that_begins_after_everything_is_empty_and_says_what_lies_before():
    await a_client("Ada")

    page = await line("CREATED_AT", "ASC", start={"createdAt": "9999-12-31T23:59:59Z"})

    assert names(page) == []
    assert page["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}


@pytest.mark.parametrize(("direction", "found"), [("ASC", []), ("DESC", ["Ada"])])
async def test_who_never_logged_in_stands_before_every_login(direction: str, found: list[str]):
    await a_client("Ada")

    page = await line("LAST_LOGIN_AT", direction, start={"lastLoginAt": "2026-01-01T00:00:00Z"})

    assert names(page) == found


@pytest.mark.parametrize(
    "variables",
    [
        {"start": {}},
        {"start": {"number": 1}},
        {"start": {"name": "K", "number": 1}},
        {"start": {"name": "K"}, "last": 2},
        {"start": {"name": "K"}, "after": "00"},
        {"start": {"name": None}},
    ],
)
async def test_a_start_that_is_not_one_of_this_order_is_refused(variables: dict[str, Any]):
    answer = await ask(LINE, {"order": {"field": "NAME", "direction": "ASC"}, **variables})

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


async def test_a_time_without_a_zone_is_no_start():
    order = {"field": "CREATED_AT", "direction": "ASC"}

    answer = await ask(LINE, {"order": order, "start": {"createdAt": "2026-01-01T00:00:00"}})

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]
