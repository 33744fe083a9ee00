"""Finding clients by what they have in custom fields; each kind of condition by an index of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from atrium import database
from atrium.clients.listing.filter import CLIENT_FILTER
from atrium.clients.models import Client
from atrium.columns import as_of
from atrium.custom_fields.models import CustomField
from atrium.graph.reading.dialects import dialect_named
from tests.custom_fields.given import a_field, matching
from tests.given import a_client
from tests.graph.asking import ask, data
from tests.graph.test_reading_oracle import LISTED

CLIENTS = 20_000


@pytest.fixture
async def three() -> None:
    """Ada has a value in every field, Bob others, Cy none."""
    for key, type_ in {
        "note": "LONG_TEXT",
        "rate": "DECIMAL",
        "seats": "INTEGER",
        "since": "DATE",
        "vip": "BOOLEAN",
    }.items():
        await a_field(key, type_)
    await a_field("topics", "MULTI_SELECT", options=["Art", "Böcker", "Cars"])
    ada = {"note": "Änne's 100% note", "rate": "12.5", "seats": 3, "since": "2026-06-10", "vip": True}
    bob = {"note": "x" * 2000 + "end", "rate": "-0.5", "seats": 30, "since": "2026-06-15", "vip": False}
    await a_client("Ada", custom_fields={**ada, "topics": ["Art", "Böcker"]})
    await a_client("Bob", custom_fields={**bob, "topics": ["Cars"]})
    await a_client("Cy")


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"key": "note", "text": {"contains": "anne's"}}, {"Ada"}),
        ({"key": "note", "text": {"contains": "%"}}, {"Ada"}),
        ({"key": "note", "text": {"startsWith": "ANNE"}}, {"Ada"}),
        ({"key": "note", "text": {"eq": "anne's 100% note"}}, {"Ada"}),
        ({"key": "note", "text": {"eq": "x" * 2000}}, set()),
        ({"key": "note", "text": {"eq": "X" * 2000 + "END"}}, {"Bob"}),
        ({"key": "note", "text": {"startsWith": "x" * 1999}}, {"Bob"}),
        ({"key": "note", "text": {"startsWith": "x" * 1999 + "y"}}, set()),
        ({"key": "note", "text": {"isEmpty": True}}, {"Cy"}),
        ({"key": "rate", "number": {"atLeast": "12.5"}}, {"Ada"}),
        ({"key": "rate", "number": {"atLeast": "-0.50", "atMost": "0"}}, {"Bob"}),
        ({"key": "rate", "number": {"eq": "12.500000"}}, {"Ada"}),
        ({"key": "seats", "number": {"atLeast": "4"}}, {"Bob"}),
        ({"key": "seats", "number": {"atMost": "1e30"}}, {"Ada", "Bob"}),
        ({"key": "since", "date": {"after": "2026-06-10T00:00:00Z"}}, {"Bob"}),
        ({"key": "since", "date": {"after": "2026-06-09T23:59:59Z", "before": "2026-06-10T00:00:01Z"}}, {"Ada"}),
        ({"key": "since", "date": {"before": "2026-06-10T00:00:00Z"}}, set()),
        ({"key": "since", "date": {"inLastDays": 5}}, {"Ada", "Bob"}),
        ({"key": "since", "date": {"inLastDays": 4}}, {"Bob"}),
        ({"key": "vip", "boolean": True}, {"Ada"}),
        ({"key": "vip", "boolean": False}, {"Bob"}),
        ({"key": "vip", "isEmpty": True}, {"Cy"}),
        ({"key": "topics", "options": ["bocker", "none"]}, {"Ada"}),
        ({"key": "topics", "options": []}, set()),
        ({"key": "topics", "text": {"startsWith": "c"}}, {"Bob"}),
        ({"key": "gone", "text": {"eq": "x"}}, set()),
        ({"key": "gone", "isEmpty": True}, {"Ada", "Bob", "Cy"}),
        ({"key": "rate", "text": {"contains": ""}}, set()),
        ({"key": "rate"}, {"Ada", "Bob", "Cy"}),
    ],
)
async def test_a_condition_finds_whom_it_describes(three: None, given: dict[str, Any], names: set[str]):
    with as_of(datetime(2026, 6, 15, 12, tzinfo=UTC)):
        assert await matching(**given) == names


async def test_conditions_hold_together_and_stand_under_and_or_not(three: None):
    ada = {"customField": [{"key": "vip", "boolean": True}, {"key": "rate", "number": {"atLeast": "1"}}]}
    neither = {"not": {"or": [ada, {"and": [{"customField": [{"key": "seats", "number": {"eq": "30"}}]}]}]}}

    found = await data("query($a: ClientFilter, $b: ClientFilter) { a: clients(filter: $a) { nodes { firstName } }"
                       " b: clients(filter: $b) { nodes { firstName } } }", {"a": ada, "b": neither})  # fmt: skip

    assert {name: [one["firstName"] for one in page["nodes"]] for name, page in found.items()} == {
        "a": ["Ada"],
        "b": ["Cy"],
    }


async def test_each_condition_counts_and_what_is_no_number_is_refused():
    for wanted in ([{"key": "a", "boolean": True}] * 101, [{"key": "a", "number": {"eq": "NaN"}}]):
        answer = await ask(LISTED, {"filter": {"customField": wanted}})

        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


async def many_clients(count: int = CLIENTS) -> None:
    """Copies of one client, and a value of every kind for each, as no action would make them."""
    for key, type_ in {"one": "TEXT", "rate": "DECIMAL", "since": "DATE", "vip": "BOOLEAN"}.items():
        await a_field(key, type_)
    await a_field("size", "SELECT", options=["o7", "o8"])
    first = await a_client("Ada", allow_login=False)
    columns = [name for name in Client._meta.fields_db_projection.values() if name not in ("id", "number")]
    made = "'00000000-0000-4000-8000-' || CAST(100000000000 + {i} AS text)"
    key = made if database.dialect() == "sqlite" else f"CAST({made} AS uuid)"
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
    await database.execute(
        f"INSERT INTO client (id, number, {', '.join(columns)}) {numbers}"
        f" SELECT {key.format(i='i')}, 100000 + i, {', '.join(columns)} FROM client, n WHERE client.id = $1",
        first.id,
    )
    fields = {one.type.value: one.id for one in await CustomField.all()}
    kinds = {
        "TEXT": ("text, fold, fold_key", "'v' || i, 'v' || i, 'v' || i"),
        "DECIMAL": ("number", "i * CAST(1000000 AS bigint)"),
        "DATE": ("day", "'2' || CAST(100 + i % 800 AS text) || '-01-01'"),
        "BOOLEAN": ("flag", "i % 500 = 0"),
        "SELECT": ("text, fold, fold_key", "'o' || (i % 300), 'o' || (i % 300), 'o' || (i % 300)"),
    }
    for number, (kind, (names, values)) in enumerate(kinds.items(), 1):
        value_id = key.format(i=f"{number} * 1000000 + i")
        await database.execute(
            f"INSERT INTO custom_field_value (id, client_id, field_id, type, place, {names}) {numbers}"
            f" SELECT {value_id}, {key.format(i='i')}, $1, '{kind}', 0, {values} FROM n",
            fields[kind],
        )
    await database.execute("ANALYZE")


CONDITIONS = {
    "custom_field_value_fold_key_idx": [
        {"key": "one", "text": {"eq": "v777"}},
        {"key": "one", "text": {"startsWith": "v77"}},
        {"key": "size", "options": ["o7", "o8"]},
    ],
    "custom_field_value_number_idx": [{"key": "rate", "number": {"atLeast": Decimal(19_990)}}],
    "custom_field_value_day_idx": [{"key": "since", "date": {"after": datetime(2890, 1, 1, tzinfo=UTC)}}],
    "custom_field_value_flag_idx": [{"key": "vip", "boolean": True}],
}


async def plan_of(filter_: dict[str, Any], memory: str = "4MB") -> str:
    """How the database would find the newest clients who meet it; PostgreSQL, with so much to hash values in."""
    speech = dialect_named(database.dialect())
    where = CLIENT_FILTER.predicate(filter_, speech).on("c")
    sql = f"SELECT c.id FROM client c WHERE {where.text} ORDER BY c.created_at DESC, c.id DESC LIMIT 51"
    asked, given = speech.numbered(sql), speech.bound(list(where.params))
    if speech.name == "sqlite":
        return "\n".join(str(row[-1]) for row in await database.fetch_rows(f"EXPLAIN QUERY PLAN {asked}", given))
    async with database.tx():
        await database.execute(f"SET LOCAL work_mem = '{memory}'")
        return "\n".join(row["QUERY PLAN"] for row in await database.rows(f"EXPLAIN {asked}", *given))


def held(condition: dict[str, Any]) -> dict[str, Any]:
    """The filter of this one condition."""
    return {"customField": [condition]}


async def test_among_many_clients_every_kind_of_condition_is_answered_by_its_index():
    await many_clients()

    plans = {index: [await plan_of(held(one)) for one in conditions] for index, conditions in CONDITIONS.items()}

    assert [(index, plan) for index, found in plans.items() for plan in found if index not in plan] == []
    assert [plan for found in plans.values() for plan in found if "Seq Scan on custom_field_value" in plan] == []
    found = await data('{ clients(filter: {customField: [{key: "size", options: ["o7"]}]}) { totalCount } }')
    assert found["clients"]["totalCount"] == len(range(7, CLIENTS + 1, 300))


DENIED = [
    held({"key": "one", "isEmpty": True}),
    held({"key": "one", "text": {"isEmpty": True}}),
    {"not": held({"key": "vip", "boolean": False})},
]
EITHER = [
    {"or": [held({"key": "vip", "boolean": False}), {"status": ["GUEST"]}]},
    {"or": [held({"key": "one", "isEmpty": True}), {"status": ["GUEST"]}]},
    {"not": {"customField": [{"key": "vip", "boolean": False}, {"key": "one", "text": {"startsWith": "v"}}]}},
]


async def test_values_too_many_to_be_hashed_are_not_read_anew_for_each_client():
    await many_clients(5_000)

    denied, either = [await plan_of(one, "64kB") for one in DENIED], [await plan_of(one, "64kB") for one in EITHER]

    postgres = database.dialect() == "postgres"
    joined, own = ("Anti Join", "Index Cond: ((client_id = c.id)") if postgres else ("LIST SUBQUERY", "LIST SUBQUERY")
    assert [plan for plan in denied if joined not in plan or "SubPlan" in plan] == []
    assert [plan for plan in either if own not in plan or "Materialize" in plan] == []
