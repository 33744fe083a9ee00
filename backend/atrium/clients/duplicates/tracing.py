"""Keeping the traits of all clients: the worker follows the feed of events, so that no act becomes slower by it.

What came without an event (a copy of another store, say) is found by comparing versions: when a worker begins, and
every hour.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.grouping import SHARED_BY_MOST
from atrium.clients.duplicates.marks import RULES, chosen, ids, marks_of
from atrium.clients.duplicates.regrouping import COUNTER, as_uuid, hold, regroup
from atrium.columns import new_id
from atrium.copying import copy_in
from atrium.json_table import lines, listed

FOLLOWED, COMPARED = 1000, 5000
COMPARED_EVERY = 3600.0  # seconds

_NEW = "SELECT client_id, place FROM event WHERE place > $1 AND client_id IS NOT NULL ORDER BY place LIMIT $2"
_MOVE = "UPDATE counter SET value = $2 WHERE name = $1"
_SEEN = "SELECT value FROM counter WHERE name = $1"
_OTHERWISE = """
SELECT c.id FROM client c LEFT JOIN client_likeness l ON l.client_id = c.id
WHERE c.id > $1 AND (l.client_id IS NULL OR l.version <> c.version) ORDER BY c.id LIMIT $2
"""
_BEFORE = "SELECT t.client_id, t.rule, t.key FROM chosen JOIN client_trait t ON t.client_id = chosen.id"
_FORGET = "DELETE FROM client_trait WHERE client_id IN (SELECT id FROM chosen)"
_VERSIONS = """
SELECT c.id, c.version, l.client_id IS NOT NULL AS is_known FROM chosen JOIN client c ON c.id = chosen.id
LEFT JOIN client_likeness l ON l.client_id = c.id
"""
_KNOW = """UPDATE client_likeness SET version = (SELECT c.version FROM client c WHERE c.id = client_likeness.client_id)
WHERE client_id IN (SELECT id FROM chosen)"""
_COUNTS = "SELECT t.key, count(*) AS n FROM keys JOIN client_trait t ON t.key = keys.key GROUP BY t.key"
_HOLDERS = "SELECT DISTINCT t.client_id FROM keys JOIN client_trait t ON t.key = keys.key"

Kept = dict[UUID, set[tuple[int, int]]]


class Tracer:
    """Follows what changes; in between it compares everything."""

    def __init__(self) -> None:
        self.compared_at: float | None = None
        self.after = UUID(int=0)

    async def advance(self) -> int:
        """One batch; how many clients were looked at."""
        followed = await database.retrying(follow)
        if followed or not self._is_time():
            return followed
        last, compared = await database.retrying(lambda: compare(self.after))
        self.after = last
        if not compared:
            self.compared_at, self.after = time.monotonic(), UUID(int=0)
        return compared

    def _is_time(self) -> bool:
        return self.compared_at is None or time.monotonic() - self.compared_at > COMPARED_EVERY


async def follow() -> int:
    """Look anew at the clients of the events that came since; how many events that were."""
    seen = await database.fetch_rows(_SEEN.replace("$1", f"'{COUNTER}'"), (), primary=True)
    if seen and not await _newer(int(seen[0][0])):
        return 0
    async with database.tx():
        events = await database.rows(_NEW, await hold(), FOLLOWED)
        if events:
            await trace({as_uuid(row["client_id"]) for row in events})
            await database.execute(_MOVE, COUNTER, events[-1]["place"])
    return len(events)


async def _newer(place: int) -> bool:
    sql = f"SELECT 1 FROM event WHERE place > {place} AND client_id IS NOT NULL LIMIT 1"
    return bool(await database.fetch_rows(sql, (), primary=True))


async def compare(after: UUID) -> tuple[UUID, int]:
    """Look anew at clients beyond `after` whose version is not the one seen: the last of them, and how many."""
    async with database.tx():
        await hold()
        found = [as_uuid(row["id"]) for row in await database.rows(_OTHERWISE, after, COMPARED)]
        await trace(found)
    return (found[-1] if found else after), len(found)


async def trace(clients: Iterable[UUID]) -> None:
    """Write down the traits of these clients as they are, and bring the groups up to date. Needs `hold`."""
    looked_at = set(clients)
    if not looked_at:
        return
    await _know(looked_at)
    before, now = await _kept(looked_at), await _had(looked_at)
    changed = {one for one in looked_at if before.get(one, set()) != now.get(one, set())}
    if not changed:
        return
    await database.execute(f"WITH {chosen()} {_FORGET}", ids(one for one in changed if one in before))
    rows = [(one, rule, key) for one in changed for rule, key in now.get(one, ())]
    await copy_in("client_trait", ("client_id", "rule", "key"), rows)
    await regroup(await _touched([before.get(one, set()) for one in changed], rows), leaving=changed)


async def _know(clients: set[UUID]) -> None:
    found = await database.rows(f"WITH {chosen()} {_VERSIONS}", ids(clients))
    known = [as_uuid(row["id"]) for row in found if row["is_known"]]
    if known:
        await database.execute(f"WITH {chosen()} {_KNOW}", ids(known))
    fresh = [(new_id(), row["id"], row["version"]) for row in found if not row["is_known"]]
    await copy_in("client_likeness", ("id", "client_id", "version"), fresh)


async def _kept(clients: set[UUID]) -> Kept:
    kept: Kept = {}
    for row in await database.rows(f"WITH {chosen()} {_BEFORE}", ids(clients)):
        kept.setdefault(as_uuid(row["client_id"]), set()).add((row["rule"], row["key"]))
    return kept


async def _had(clients: set[UUID]) -> Kept:
    found = await marks_of(clients)
    return {one: {(RULES.index(mark.rule), mark.key) for mark in marks} for one, marks in found.items() if marks}


async def _touched(gone: list[set[tuple[int, int]]], come: list[tuple[UUID, int, int]]) -> set[UUID]:
    """Who shares what came or went, as far as it is evidence now or was before."""
    moved = Counter(key for _, _, key in come)
    moved.subtract(key for had in gone for _, key in had)
    counts = {row["key"]: int(row["n"]) for row in await _by_keys(_COUNTS, moved)}
    telling = [
        key
        for key, more in moved.items()
        if any(2 <= count <= SHARED_BY_MOST for count in (counts.get(key, 0), counts.get(key, 0) - more))
    ]
    return {as_uuid(row["client_id"]) for row in await _by_keys(_HOLDERS, telling)} if telling else set()


async def _by_keys(sql: str, keys: Iterable[int]) -> list[dict[str, Any]]:
    given = listed({"key": "bigint"})
    return await database.rows(f"WITH keys AS MATERIALIZED ({given}) {sql}", lines((key,) for key in keys))
