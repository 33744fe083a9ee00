"""How a file of clients is made: from which database, by which worker, and what does not fit into it."""

from __future__ import annotations

from typing import Any

from atrium import database
from tests.clients.test_export import lines, ordered
from tests.given import a_client
from tests.jobs.given import someone


class Behind:
    """A replica that none of the clients has reached yet."""

    async def fetch(self, sql: str, params: Any) -> list[tuple[Any, ...]]:
        return []


async def test_a_replica_that_is_behind_costs_no_client(monkeypatch):
    by = await someone()
    await a_client("Ada")
    monkeypatch.setattr(database._open, "replica", Behind())

    assert await lines(await ordered(by, columns=["name"])) == [["Name"], ["Ada"]]
