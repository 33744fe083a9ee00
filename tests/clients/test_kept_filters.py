"""Filters that were kept: what is gone is said, the rest still holds, and nothing widens by itself."""

from __future__ import annotations

from typing import Any

import pytest

from atrium import database
from atrium.clients.listing.kept import kept_filter, kept_filters, matching
from atrium.custom_fields.actions import define_custom_field
from atrium.custom_fields.inputs import DefineCustomFieldInput
from atrium.custom_fields.models import CustomFieldType
from atrium.errors import BadUserInput, Forbidden
from atrium.graph.reading.dialects import dialect_named
from atrium.principal import Principal
from atrium.schema import build
from tests.given import a_client
from tests.graph.asking import staff
from tests.statements import counted


@pytest.fixture(autouse=True)
def schema() -> None:
    build()


async def names(document: Any, by: Principal | None = None) -> list[str]:
    where = matching(await kept_filter(document), by or staff()).on("c")
    dialect = dialect_named(database.dialect())
    sql = dialect.numbered(f"SELECT c.first_name FROM client c WHERE {where.text} ORDER BY c.name_fold")
    return [row[0] for row in await database.fetch_rows(sql, dialect.bound(list(where.params)))]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({}, ["Ada", "Grace"]),
        ({"firstName": {"eq": "ada"}}, ["Ada"]),
        ({"or": [{"firstName": {"startsWith": "g"}}, {"status": ["GUEST"]}]}, ["Grace"]),
        ({"not": {"firstName": {"in": ["Ada"]}}, "createdAt": {"after": "2020-01-31T09:00:00Z"}}, ["Grace"]),
        ({"status": None, "hasChildren": False}, ["Ada", "Grace"]),
    ],
)
async def test_a_kept_filter_finds_what_the_list_finds(document: dict[str, Any], found: list[str]):
    await a_client("Ada")
    await a_client("Grace")

    assert (await kept_filter(document)).is_whole
    assert await names(document) == found


async def test_what_is_gone_is_named_where_it_stands_and_the_rest_still_holds():
    await a_client("Ada")
    await a_client("Grace")
    document = {
        "firstName": {"eq": "ada"},
        "shoeSize": {"eq": "43"},
        "status": ["ACTIVE", "ASLEEP"],
        "or": [{"lastName": {"rhymesWith": "x"}}, {"and": [{"origin": ["STAFF"]}, {"mood": True}]}],
    }

    kept = await kept_filter(document)

    assert {gone.path for gone in kept.gone} == {
        ("shoeSize",), ("status",), ("or", "0", "lastName"), ("or", "1", "and", "1", "mood"),
    }  # fmt: skip
    assert all(gone.message for gone in kept.gone)
    assert kept.document == {"firstName": {"eq": "ada"}, "or": [{"and": [{"origin": ["STAFF"]}]}]}
    assert await names(document) == ["Ada"]


@pytest.mark.parametrize(
    "document", [{"or": [{"mood": True}, {"firstName": {"eq": "ada"}}]}, {"not": {"mood": True}, "hasParent": False}]
)
async def test_a_branch_of_which_nothing_is_left_does_not_turn_into_everyone_or_no_one(document: dict[str, Any]):
    await a_client("Ada")

    assert await names(document) == ["Ada"]
    assert "mood" not in str((await kept_filter(document)).document)


async def test_a_custom_field_that_is_gone_is_named_with_one_question_for_all_filters():
    await define_custom_field(DefineCustomFieldInput(key="size", label="Size", type=CustomFieldType.INTEGER), staff())
    here, gone = ({"customField": [{"key": key, "isEmpty": False}]} for key in ("size", "shoe"))

    async with counted() as statements:
        kept = await kept_filters([{"allowLogin": True, "or": [gone, here]}, here, gone, {}])

    assert [[(one.path, one.message) for one in each.gone] for each in kept] == [
        [(("or", "0", "customField"), "There is no custom field shoe any more.")], [],
        [(("customField",), "There is no custom field shoe any more.")], [],
    ]  # fmt: skip
    assert [each.document for each in kept] == [{"allowLogin": True, "or": [here]}, here, {}, {}]
    assert len(statements) == 1


async def test_a_value_that_cannot_be_compiled_counts_as_gone():
    kept = await kept_filter({"createdAt": {"inLastDays": -3}})

    assert [gone.path for gone in kept.gone] == [("createdAt",)]
    assert kept.document == {}


@pytest.mark.parametrize("document", [None, [], "x", {"or": [{"hasParent": True}] * 101}])
async def test_what_is_no_filter_is_refused(document: Any):
    with pytest.raises(BadUserInput):
        await kept_filter(document)


async def test_a_kept_filter_shows_nobody_more_than_the_list_would():
    await a_client("Ada")

    with pytest.raises(Forbidden):
        await names({"status": ["DELETED"]}, by=staff("client.read"))
