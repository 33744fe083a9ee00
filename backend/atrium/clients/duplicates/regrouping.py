"""The kept groups, brought up to date where something has changed: only the clients who hang on it are looked at.

A client whose traits were written down, but whose group was not made since, has the version seen with a minus: it
waits. So the work can be cut off anywhere and is gone on with by whoever comes next.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.grouping import SHARED_BY_MOST, Group, Pair, groups_of
from atrium.clients.duplicates.marks import chosen, ids
from atrium.json_table import lines, listed

COUNTER = "duplicates"

# Whoever brings groups up to date holds the counter's row until the commit: one at a time. What happened before there
# was one need not be followed: all clients are compared then.
_HOLD = """
INSERT INTO counter (name, value) SELECT CAST($1 AS text), COALESCE(max(value), 0) FROM counter WHERE name = 'event'
ON CONFLICT (name) DO UPDATE SET value = counter.value RETURNING value
"""
# A look into the index for each key, and no further than it tells: a join would read the whole table as long as the
# planner does not know how few clients have the same.
_ALIKE = f""", had AS MATERIALIZED (
  SELECT DISTINCT t.rule, t.key FROM chosen JOIN client_trait t ON t.client_id = chosen.id),
shared AS MATERIALIZED (SELECT had.rule, had.key, (SELECT {{joined}}(CAST(client_id AS text), ',') FROM (
  SELECT o.client_id FROM client_trait o WHERE o.key = had.key LIMIT {SHARED_BY_MOST + 1}) others)
  AS holders FROM had)
SELECT rule, key, holders FROM shared WHERE holders LIKE '%,%'
"""
_FELLOWS = """, old AS MATERIALIZED (
SELECT DISTINCT (SELECT l.group_id FROM client_likeness l WHERE l.client_id = chosen.id) AS group_id FROM chosen)
SELECT old.group_id, (SELECT {joined}(CAST(l.client_id AS text), ',') FROM client_likeness l
  WHERE l.group_id = old.group_id) AS members FROM old WHERE old.group_id IS NOT NULL
"""
_TOLD = "SELECT d.client_id, d.other_id FROM chosen JOIN client_distinction d ON d.client_id = chosen.id"
_MAKE = """INSERT INTO duplicate_group (id, score, size, rules) SELECT g.id, g.score, g.size, g.rules FROM g WHERE TRUE
ON CONFLICT (id) DO UPDATE SET score = excluded.score, size = excluded.size, rules = excluded.rules"""
_ENTER = """UPDATE client_likeness SET group_id = g.lead, version = abs(client_likeness.version) FROM g
WHERE client_likeness.client_id = g.id AND (client_likeness.version < 0
  OR client_likeness.group_id IS NULL OR g.lead IS NULL OR client_likeness.group_id <> g.lead)"""
_DROP = "DELETE FROM duplicate_group WHERE id IN (SELECT id FROM chosen)"
_WAITING = "SELECT client_id FROM client_likeness WHERE version < 0 ORDER BY client_id LIMIT "


async def hold() -> int:
    """Be the only one who changes the groups, until the transaction ends. Answers the last place in the feed seen."""
    return int((await database.rows(_HOLD, COUNTER))[0]["value"])


async def settle(most: int) -> int:
    """Make the groups of at most so many of the clients who wait, and of those with them; how many of these there were.

    A transaction of its own; none when nobody waits.
    """
    if not await database.fetch_rows(f"{_WAITING} 1", (), primary=True):
        return 0
    async with database.tx():
        await hold()
        waiting = [as_uuid(row["client_id"]) for row in await database.rows(f"{_WAITING} {most}")]
        await regroup(waiting)
    return len(waiting)


async def regroup(clients: Iterable[UUID]) -> None:
    """Make anew the groups of these clients, and of those who hang together with them. Needs `hold`."""
    near = _Near()
    await near.gather(set(clients))
    told: set[Pair] = set()
    if near.holders:
        told = {(as_uuid(row["client_id"]), as_uuid(row["other_id"])) for row in await _rows(_TOLD, near.clients)}
    await _write(near, groups_of(near.holders, told))


class _Near:
    """All who hang together with some clients, were it over others, or did so until now."""

    def __init__(self) -> None:
        self.clients: set[UUID] = set()
        self.old: set[UUID] = set()
        self.holders: dict[tuple[int, int], set[UUID]] = {}
        self.read: dict[str, UUID] = {}

    async def gather(self, more: set[UUID]) -> None:
        while more:
            self.clients |= more
            found: set[UUID] = set()
            for row in await _rows(_ALIKE, more):
                holders = row["holders"].split(",")
                if len(holders) <= SHARED_BY_MOST:
                    found |= self.holders.setdefault((row["rule"], row["key"]), self._ids(holders))
            for row in await _rows(_FELLOWS, more):
                self.old.add(as_uuid(row["group_id"]))
                found |= self._ids(row["members"].split(","))
            more = found - self.clients

    def _ids(self, texts: list[str]) -> set[UUID]:
        """The same client is met under many keys: reading each text once is several times as fast."""
        read = self.read
        return {read.get(text) or read.setdefault(text, UUID(text)) for text in texts}


async def _write(near: _Near, groups: list[Group]) -> None:
    if groups:
        made = lines((str(one.id), one.score, len(one.members), one.rules) for one in groups)
        await _given({"id": "uuid", "score": "integer", "size": "integer", "rules": "integer"}, _MAKE, made)
    leads = {member: str(one.id) for one in groups for member in one.members}
    await _given({"id": "uuid", "lead": "uuid"}, _ENTER, lines((str(one), leads.get(one)) for one in near.clients))
    gone = near.old - {one.id for one in groups}
    if gone:
        await database.execute(f"WITH {chosen()} {_DROP}", ids(gone))


async def _given(columns: dict[str, str], sql: str, rows: str) -> None:
    await database.execute(f"WITH g AS MATERIALIZED ({listed(columns)}) {sql}", rows)


async def _rows(sql: str, clients: Iterable[UUID]) -> list[dict[str, Any]]:
    return await database.rows(f"WITH {chosen()} {in_dialect(sql)}", ids(clients))


def in_dialect(sql: str) -> str:
    """The statement with the aggregate's name by which texts are `{joined}`."""
    return sql.format(joined={"postgres": "string_agg", "sqlite": "group_concat"}[database.dialect()])


def as_uuid(value: object) -> UUID:
    """An id as either database's driver gives it: SQLite's is text."""
    return value if isinstance(value, UUID) else UUID(str(value))
