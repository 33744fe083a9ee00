"""What tests of the groups of likely duplicates have in common: the worker's part, the page, what is kept."""

from __future__ import annotations

from typing import Any

from atrium import database
from atrium.clients.duplicates.inputs import DismissDuplicatesInput
from atrium.clients.duplicates.tracing import Tracer
from atrium.clients.models import Client
from atrium.events.feed import place_new
from atrium.ids import Id
from tests.graph.asking import data

PAGE = """query($first: Int! = 20, $after: String, $rule: DuplicateRule) {
  duplicateGroups(first: $first, after: $after, rule: $rule) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id score size certainty reasons { rule text }
      members { reasons { rule text } client { displayName } } } } }"""


async def worked() -> None:
    """What the worker does, until there is nothing left."""
    tracer = Tracer()
    while await place_new() or await tracer.advance():
        pass


async def made_anew() -> None:
    """What is kept, forgotten and made from all clients at once."""
    for table in ("client_likeness", "client_trait", "duplicate_group"):
        await database.execute(f"DELETE FROM {table}")
    await worked()


async def page(**given: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await data(PAGE, given))["duplicateGroups"]
    return found


def named(found: dict[str, Any]) -> list[tuple[set[str], int]]:
    return [({one["client"]["displayName"] for one in node["members"]}, node["score"]) for node in found["nodes"]]


async def kept() -> list[tuple[Any, ...]]:
    """The groups as they are kept, with their members."""
    rows = await database.rows(
        """SELECT g.id, g.score, g.size, g.rules, l.client_id FROM duplicate_group g
        JOIN client_likeness l ON l.group_id = g.id ORDER BY g.id, l.client_id"""
    )
    return [tuple(str(value) for value in row.values()) for row in rows]


def of(*clients: Client) -> DismissDuplicatesInput:
    return DismissDuplicatesInput(client_ids=[Id(str(one.id)) for one in clients])
