"""A field that neither a column nor SQL can answer: a Python function over columns of the row."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest
import strawberry

from atrium.access.models import StaffGroup
from atrium.graph.context import Context
from atrium.graph.engine import Engine
from atrium.graph.permits import ANYONE, NEEDS, READ_TYPES
from atrium.graph.reading.assemble import CONNECTIONS, add_field, assemble, graphql_field, paging_arguments
from atrium.graph.reading.declare import READABLES, column, computed, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.run import PageRoot
from atrium.graph.reading.sql import TRUE
from tests.graph.asking import staff
from tests.statements import counted

QUERY = "{ shelves { totalCount edges { node { name shout spelled: spelling __typename } } } }"


def spelled(name: str, is_preset: bool) -> str | None:
    """One letter after the other, as no database spells."""
    return None if is_preset else "-".join(reversed(name))


def refused(name: str) -> str:
    raise ZeroDivisionError(name)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """Shelves, which are staff groups, in a schema of their own."""

    @reads("staff_group", needs=ANYONE, model=StaffGroup)
    class Shelf:
        """A tiny type."""

        name: str = column()
        shout: str = computed(str.swapcase, "name")
        spelling: str | None = computed(spelled, "name", column("{t}.is_preset", kind=Kind.BOOL))
        broken: str = computed(refused, "name")
        secret: str = computed(str.upper, "name", needs="staff.manage")

    assemble()
    query = strawberry.type(type("Query", (), {}))
    add_field(query, graphql_field("shelves", CONNECTIONS["Shelf"], arguments=paging_arguments(False, 50)))
    NEEDS["Query", "shelves"] = ANYONE
    by_name = fixed("shelves", Key("{t}.name", Kind.TEXT), direction="ASC")
    yield Engine(strawberry.Schema(query)._schema, {"shelves": PageRoot("Shelf", by_name, lambda given, who: TRUE)})
    del READABLES["Shelf"], CONNECTIONS["Shelf"]
    READ_TYPES.discard("Shelf")
    for field in [one for one in NEEDS if one[0].startswith("Shelf") or one == ("Query", "shelves")]:
        del NEEDS[field]


async def ask(engine: Engine, query: str) -> dict:
    answer = await engine.answer(query, {}, None, Context(principal=(who := staff("client.read")), door=who.door))
    return orjson.loads(answer.body)


async def test_a_function_answers_from_columns_of_the_row_wherever_it_is_selected(engine: Engine):
    await StaffGroup.create(name='Zoë "1" {"x":[0]}')
    await StaffGroup.create(name="Abc", is_preset=True)

    async with counted() as statements:
        found = (await ask(engine, QUERY))["data"]["shelves"]

    assert len(statements) == 1
    assert found["totalCount"] == 2
    assert [edge["node"] for edge in found["edges"]] == [
        {"name": "Abc", "shout": "aBC", "spelled": None, "__typename": "Shelf"},
        {
            "name": 'Zoë "1" {"x":[0]}',
            "shout": 'zOË "1" {"X":[0]}',
            "spelled": '}-]-0-[-:-"-x-"-{- -"-1-"- -ë-o-Z',
            "__typename": "Shelf",
        },
    ]


async def test_where_it_is_not_selected_the_answer_is_spliced_in_as_it_came(engine: Engine, monkeypatch):
    await StaffGroup.create(name="Abc")
    parsed = []
    monkeypatch.setattr("atrium.graph.reading.computing.orjson.loads", parsed.append)

    answer = await engine.answer(
        "{ shelves { nodes { name } } }", {}, None, Context(principal=(who := staff()), door=who.door)
    )

    assert answer.body == b'{"data":{"shelves":{"nodes":[{"name":"Abc"}]}}}'
    assert parsed == []


async def test_a_function_that_fails_is_a_surprise_and_says_nothing_of_the_row(engine: Engine):
    await StaffGroup.create(name="Abc")

    answer = await ask(engine, "{ shelves { nodes { broken } } }")

    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "Abc" not in str(answer)


async def test_a_functions_field_may_have_a_permission_of_its_own(engine: Engine):
    answer = await ask(engine, "{ shelves { nodes { secret } } }")

    assert answer["errors"][0]["extensions"]["paths"] == ["shelves.nodes.secret"]
