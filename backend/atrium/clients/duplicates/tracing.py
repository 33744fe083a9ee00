"""Keeping the traits of all clients: the worker follows the feed of events, so that no act becomes slower by it.

What came without an event (a copy of another store, say) is found by comparing versions: when a worker begins, and
every hour. Whatever there is to do, no transaction takes longer than a moment, so that others can write meanwhile.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.grouping import SHARED_BY_MOST
from atrium.clients.duplicates.marks import PLACES, chosen, ids, marks_of
from atrium.clients.duplicates.regrouping import COUNTER, as_uuid, hold, in_dialect, regroup, settle
from atrium.columns import new_id
from atrium.copying import copy_in
from atrium.json_table import lines, listed

TURN, MOMENT = 1.0, 0.08  # seconds
LEAST, MOST, AT_ONCE = 20, 2000, 100
COMPARED_EVERY = 3600.0  # seconds

_NEW = "SELECT client_id, place FROM event WHERE place > $1 AND client_id IS NOT NULL ORDER BY place LIMIT $2"
_MOVE = "UPDATE counter SET value = $2 WHERE name = $1"
_SEEN = f"SELECT value FROM counter WHERE name = '{COUNTER}'"
_OTHERWISE = """
SELECT c.id FROM client c LEFT JOIN client_likeness l ON l.client_id = c.id AND l.client_id > $1
WHERE c.id > $1 AND (l.client_id IS NULL OR abs(l.version) <> c.version) ORDER BY c.id LIMIT $2
"""
_BEFORE = "SELECT t.client_id, t.rule, t.key FROM chosen JOIN client_trait t ON t.client_id = chosen.id"
_FORGET = "DELETE FROM client_trait WHERE client_id IN (SELECT id FROM chosen)"
_VERSIONS = """
SELECT c.id, c.version, l.version AS seen FROM chosen JOIN client c ON c.id = chosen.id
LEFT JOIN client_likeness l ON l.client_id = c.id
"""
_KNOW = "UPDATE client_likeness SET version = g.version FROM g WHERE client_likeness.client_id = g.id"
_WAIT = "UPDATE client_likeness SET version = -abs(version) WHERE client_id IN (SELECT id FROM chosen)"
_COUNTS = """SELECT keys.key, keys.more,
(SELECT count(*) FROM (SELECT 1 FROM client_trait t WHERE t.key = keys.key LIMIT $2) others) AS n FROM keys"""
_HOLDERS = """SELECT (SELECT {joined}(CAST(t.client_id AS text), ',') FROM client_trait t WHERE t.key = keys.key)
AS clients FROM keys"""

Kept = dict[UUID, set[tuple[int, int]]]


class Tracer:
    """Follows what changes; in between it compares everything, and makes the groups that wait."""

    def __init__(self) -> None:
        self.compared_at: float | None = None
        self.after = UUID(int=0)
        self.most = 200
        self.paces: dict[str, int] = {}
        self.came = 0

    async def advance(self) -> int:
        """A turn of about a second, in many short transactions; how many clients were looked at."""
        ends, done = time.monotonic() + TURN, 0
        while more := await self.some():
            done += more
            if time.monotonic() > ends:
                break
        return done

    async def some(self) -> int:
        """One short transaction; how many clients it was about."""
        followed = await self._paced(follow)
        if not followed and self._is_time():
            return await self._paced(self._compare) or await self._paced(settle)
        return followed or await self._paced(settle)

    def _is_time(self) -> bool:
        return self.compared_at is None or time.monotonic() - self.compared_at > COMPARED_EVERY

    async def _compare(self, most: int) -> int:
        found = await compare(self.after, most)
        self.after = found[-1] if found else UUID(int=0)
        self.came += len(found)
        if not found:
            self.compared_at = time.monotonic()
            await self._tell_the_planner()
        return len(found)

    async def _tell_the_planner(self) -> None:
        """So soon after so many rows PostgreSQL knows nothing of them yet, and would read whole tables for a few."""
        if self.came > MOST and database.dialect() == "postgres":
            await database.execute("ANALYZE client_trait, client_likeness")
        self.came = 0

    async def _paced(self, work: Callable[[int], Awaitable[int]]) -> int:
        """As many at once as this machine does in a moment."""
        most = self.paces.get(work.__name__, self.most)  # looking at clients and grouping them cost differently
        began = time.monotonic()
        done = await database.retrying(partial(work, most))
        took = time.monotonic() - began
        if took > MOMENT or done == most:
            better = int(most * min(max(MOMENT / took, 0.5), 2))
            self.paces[work.__name__] = min(max(better, LEAST), MOST)
        return done


async def follow(most: int) -> int:
    """Look anew at the clients of the events that came since; how many events that were."""
    seen = await database.fetch_rows(_SEEN, (), primary=True)
    if seen and not await _newer(int(seen[0][0])):
        return 0
    async with database.tx():
        events = await database.rows(_NEW, await hold(), most)
        if events:
            waiting = await trace({as_uuid(row["client_id"]) for row in events})
            if 0 < len(waiting) <= AT_ONCE:
                await regroup(waiting)
            await database.execute(_MOVE, COUNTER, events[-1]["place"])
    return len(events)


async def _newer(place: int) -> bool:
    sql = f"SELECT 1 FROM event WHERE place > {place} AND client_id IS NOT NULL LIMIT 1"
    return bool(await database.fetch_rows(sql, (), primary=True))


async def compare(after: UUID, most: int) -> list[UUID]:
    """Look anew at clients beyond `after` whose version is not the one seen; answers them in the order of ids."""
    otherwise = _OTHERWISE.replace("$1", f"'{after}'").replace("$2", str(most))
    found = [as_uuid(row[0]) for row in await database.fetch_rows(otherwise, (), primary=True)]
    if found:
        async with database.tx():
            await hold()
            await trace(found)
    return found


async def trace(clients: Iterable[UUID]) -> set[UUID]:
    """Write down the traits of these clients as they are. Answers whose groups may be others now: they wait.

    Needs `hold`.
    """
    looked_at = set(clients)
    versions = await database.rows(f"WITH {chosen()} {_VERSIONS}", ids(looked_at))
    known = [as_uuid(row["id"]) for row in versions if row["seen"] is not None]
    before, now = await _kept(known), await _had(looked_at)
    changed = {one for one in looked_at if before.get(one, set()) != now.get(one, set())}
    await _know(versions, changed)
    if not changed:
        return changed
    if before:
        await database.execute(f"WITH {chosen()} {_FORGET}", ids(one for one in changed if one in before))
    rows = [(one, rule, key) for one in changed for rule, key in now.get(one, ())]
    await copy_in("client_trait", ("client_id", "rule", "key"), rows)
    turned = await _turned([before.get(one, set()) for one in changed], rows)
    if turned:
        await database.execute(f"WITH {chosen()} {_WAIT}", ids(turned))
    return changed | turned


async def _know(versions: list[dict[str, Any]], changed: set[UUID]) -> None:
    """Who changed waits, and who waited waits on."""
    fresh, again = [], []
    for row in versions:
        waits = as_uuid(row["id"]) in changed or (row["seen"] or 0) < 0
        version = -row["version"] if waits else row["version"]
        if row["seen"] is None:
            fresh.append((new_id(), row["id"], version))
        elif row["seen"] != version:
            again.append((str(row["id"]), version))
    if again:
        given = listed({"id": "uuid", "version": "integer"})
        await database.execute(f"WITH g AS MATERIALIZED ({given}) {_KNOW}", lines(again))
    if fresh:
        await copy_in("client_likeness", ("id", "client_id", "version"), fresh)


async def _kept(clients: list[UUID]) -> Kept:
    kept: Kept = {}
    for row in await database.rows(f"WITH {chosen()} {_BEFORE}", ids(clients)) if clients else ():
        kept.setdefault(as_uuid(row["client_id"]), set()).add((row["rule"], row["key"]))
    return kept


async def _had(clients: set[UUID]) -> Kept:
    found = await marks_of(clients)
    return {one: {(PLACES[mark.rule], mark.key) for mark in marks} for one, marks in found.items() if marks}


async def _turned(gone: list[set[tuple[int, int]]], come: list[tuple[UUID, int, int]]) -> set[UUID]:
    """Who shares what was evidence and is none any more, because too many have it; or the other way round."""
    moved = Counter(key for _, _, key in come)
    moved.subtract(key for had in gone for _, key in had)
    given = lines((key, more) for key, more in moved.items() if more)
    bound = SHARED_BY_MOST + 1 + max(0, *moved.values())
    counts = await _by_keys({"key": "bigint", "more": "integer"}, _COUNTS, given, bound)
    turned = [row["key"] for row in counts if (row["n"] > SHARED_BY_MOST) != (row["n"] - row["more"] > SHARED_BY_MOST)]
    if not turned:
        return set()
    found = await _by_keys({"key": "bigint"}, in_dialect(_HOLDERS), lines((key,) for key in turned))
    return {UUID(one) for row in found if row["clients"] for one in row["clients"].split(",")}


async def _by_keys(columns: dict[str, str], sql: str, *given: Any) -> list[dict[str, Any]]:
    return await database.rows(f"WITH keys AS MATERIALIZED ({listed(columns)}) {sql}", *given)
