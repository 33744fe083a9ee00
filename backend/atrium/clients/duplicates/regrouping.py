"""The kept groups, brought up to date where something has changed: only the clients who hang on it are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.grouping import SHARED_BY_MOST, Group, Pair, groups_of
from atrium.clients.duplicates.marks import chosen, ids
from atrium.copying import copy_in
from atrium.json_table import lines, listed

COUNTER = "duplicates"

# Whoever brings groups up to date holds the counter's row until the commit: one at a time.
_HOLD = """
INSERT INTO counter (name, value) VALUES ($1, 0) ON CONFLICT (name) DO UPDATE SET value = counter.value RETURNING value
"""
_GROUPS = "SELECT DISTINCT l.group_id FROM chosen JOIN client_likeness l ON l.client_id = chosen.id"
_MEMBERS = "SELECT l.client_id FROM chosen JOIN client_likeness l ON l.group_id = chosen.id"
_SHARED = f"""
SELECT t.client_id, t.rule, t.key FROM chosen JOIN client_trait t ON t.client_id = chosen.id
WHERE (SELECT count(*) FROM (SELECT 1 FROM client_trait o WHERE o.key = t.key LIMIT {SHARED_BY_MOST + 1}) others)
  BETWEEN 2 AND {SHARED_BY_MOST}
"""
_TOLD = "SELECT d.client_id, d.other_id FROM chosen JOIN client_distinction d ON d.client_id = chosen.id"
_LEAVE = "UPDATE client_likeness SET group_id = NULL WHERE group_id IN (SELECT id FROM chosen)"
_DROP = "DELETE FROM duplicate_group WHERE id IN (SELECT id FROM chosen)"
_ENTER = "UPDATE client_likeness SET group_id = g.lead FROM g WHERE client_likeness.client_id = g.id"


async def hold() -> int:
    """Be the only one who changes the groups, until the transaction ends. Answers the last place in the feed seen."""
    return int((await database.rows(_HOLD, COUNTER))[0]["value"])


async def regroup(clients: Iterable[UUID], leaving: Iterable[UUID] = ()) -> None:
    """Make anew the groups of these clients, and of those who hang together with them. Needs `hold`.

    `leaving` are clients who may hang together with nobody any more.
    """
    near = set(clients)
    old = [row["group_id"] for row in await _rows(_GROUPS, near.union(leaving)) if row["group_id"] is not None]
    if old:
        near |= {as_uuid(row["client_id"]) for row in await _rows(_MEMBERS, map(as_uuid, old))}
        await _execute(_LEAVE, map(as_uuid, old))
        await _execute(_DROP, map(as_uuid, old))
    await _write(await _made(near))


async def _made(near: set[UUID]) -> list[Group]:
    holders: dict[tuple[int, int], list[UUID]] = defaultdict(list)
    for row in await _rows(_SHARED, near):
        holders[row["rule"], row["key"]].append(as_uuid(row["client_id"]))
    if not any(len(clients) > 1 for clients in holders.values()):
        return []
    told: set[Pair] = {(as_uuid(row["client_id"]), as_uuid(row["other_id"])) for row in await _rows(_TOLD, near)}
    return groups_of(holders, told)


async def _write(groups: list[Group]) -> None:
    if not groups:
        return
    rows = [(one.id, one.score, len(one.members), one.rules) for one in groups]
    await copy_in("duplicate_group", ("id", "score", "size", "rules"), rows)
    members = lines((str(member), str(one.id)) for one in groups for member in one.members)
    given = listed({"id": "uuid", "lead": "uuid"})
    await database.execute(f"WITH g AS MATERIALIZED ({given}) {_ENTER}", members)


async def _rows(sql: str, clients: Iterable[UUID]) -> list[dict[str, Any]]:
    return await database.rows(f"WITH {chosen()} {sql}", ids(clients))


async def _execute(sql: str, clients: Iterable[UUID]) -> None:
    await database.execute(f"WITH {chosen()} {sql}", ids(clients))


def as_uuid(value: object) -> UUID:
    """An id as either database's driver gives it: SQLite's is text."""
    return value if isinstance(value, UUID) else UUID(str(value))
