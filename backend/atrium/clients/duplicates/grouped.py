"""The groups of likely duplicates among all clients, a page at a time: who is in them, and what they have in common.

The kept groups say where to look; what is told of them is read anew, so that nothing is told that is true no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.clients.duplicates.grouping import Pair, bit_of, pair_of
from atrium.clients.duplicates.marks import MARKS, RULES, Mark, Marks, chosen, gathered, ids
from atrium.clients.duplicates.queries import Certainty, DuplicateRule, Reason
from atrium.clients.duplicates.regrouping import as_uuid
from atrium.errors import BadUserInput
from atrium.graph.reading.dialects import Kind, dialect_named
from atrium.graph.reading.orders import Key, Order
from atrium.graph.reading.sql import TRUE, Sql, all_of

SHOWN, MOST = 10, 50
"""Members that are shown of a group; groups a page."""

ORDER = Order("duplicates", (Key("{t}.score", Kind.INT), Key("{t}.id", Kind.ID)))

_APART = """UNION ALL SELECT d.client_id, 'APART', CAST(d.other_id AS text), '', ''
 FROM chosen JOIN client_distinction d ON d.client_id = chosen.id"""


@dataclass(frozen=True, slots=True)
class Member:
    """One of a group, and what this client has in common with others of it, as it is written here."""

    client_id: UUID
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Likely:
    """A group of clients who may be one. `size` counts the members that are not shown, too."""

    id: UUID
    score: int
    size: int
    reasons: list[Reason]
    members: list[Member]

    @property
    def certainty(self) -> Certainty:
        likely = all(reason.rule is DuplicateRule.NAME_AND_POSTCODE for reason in self.reasons)
        return Certainty.LIKELY if likely else Certainty.EXACT


@dataclass(frozen=True, slots=True)
class Page:
    """A page of groups, the surest first; `end` is the cursor of its last one."""

    groups: list[Likely]
    total: int
    has_more: bool
    end: str | None


async def page(first: int, after: str | None = None, rule: DuplicateRule | None = None) -> Page:
    """Two statements. A group that does not hold any more is left out until the worker has made it anew.

    Raises BadUserInput for `first` out of 1 to 50, and for a cursor of another list.
    """
    if not 1 <= first <= MOST:
        raise BadUserInput(f"first must be between 1 and {MOST}, not {first}.")
    rows = await _read(statement_for(first, after, rule))
    found = [row for row in rows if row[1] is not None]
    groups = list(dict.fromkeys((as_uuid(row[1]), row[2], row[3]) for row in found))
    shown = groups[:first]
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for row in found:
        members[as_uuid(row[1])].append(as_uuid(row[4]))
    marks, apart = await _known(key for group in shown for key in members[group[0]])
    told = [_told(group, members[group[0]], marks, apart) for group in shown]
    end = orjson.dumps([ORDER.tag, shown[-1][1], str(shown[-1][0])]).hex() if shown else None
    return Page([one for one in told if len(one.members) > 1], int(rows[0][0]), len(groups) > first, end)


def statement_for(first: int, after: str | None, rule: DuplicateRule | None) -> Sql:
    """How many groups there are, and a page of them with their first members, one more than asked for."""
    bit = 0 if rule is None else bit_of(rule)
    which = TRUE if rule is None else Sql("({t}.rules & ?int) <> 0", (bit,))
    sought = all_of([which, *([] if after is None else [ORDER.beyond(ORDER.read(after))])]).on("g")
    counted = which.on("g")
    text = f"""WITH page AS MATERIALIZED (
 SELECT g.id, g.score, g.size FROM duplicate_group g WHERE {sought.text}
 ORDER BY g.score DESC, g.id DESC LIMIT {first + 1}),
 member AS (SELECT l.group_id, l.client_id,
 row_number() OVER (PARTITION BY l.group_id ORDER BY l.client_id) AS place
 FROM page CROSS JOIN client_likeness l WHERE l.group_id = page.id)
SELECT t.total, page.id, page.score, page.size, m.client_id
 FROM (SELECT count(*) AS total FROM duplicate_group g WHERE {counted.text}) t
 LEFT JOIN page ON TRUE LEFT JOIN member m ON m.group_id = page.id AND m.place <= {SHOWN}
 ORDER BY page.score DESC, page.id DESC, m.place"""
    return Sql(text, (*sought.params, *counted.params))


async def _known(clients: Any) -> tuple[Marks, set[Pair]]:
    """What the clients have, and of which pairs it was told that they are not the same."""
    given = ids(clients)
    if given == "[]":
        return {}, set()
    rows = await _read(Sql(f"WITH {chosen('?text')} {MARKS} {_APART}", (given,)))
    apart = {(as_uuid(row[0]), as_uuid(row[2])) for row in rows if row[1] == "APART"}
    return gathered((row[0], row[1], row[2], row[3], row[4]) for row in rows if row[1] != "APART"), apart


async def _read(statement: Sql) -> Sequence[Sequence[Any]]:
    dialect = dialect_named(database.dialect())
    return await database.fetch_rows(dialect.numbered(statement.text), dialect.bound(list(statement.params)))


def _told(group: tuple[UUID, int, int], members: list[UUID], marks: Marks, apart: set[Pair]) -> Likely:
    """The group as it is now: who has nothing in common with the others any more is not of it."""
    alike: dict[UUID, set[int]] = {member: set() for member in members}
    for one, other in combinations(members, 2):
        if pair_of(one, other) not in apart:
            common = {mark.key for mark in marks.get(one, ())} & {mark.key for mark in marks.get(other, ())}
            alike[one] |= common
            alike[other] |= common
    own = {one: [mark for mark in marks.get(one, ()) if mark.key in keys] for one, keys in alike.items() if keys}
    every = {mark.key: mark for one in own.values() for mark in one}
    shown = [Member(one, _reasons(those)) for one, those in own.items()]
    return Likely(group[0], group[1], group[2], _reasons(list(every.values())), shown)


def _reasons(marks: Sequence[Mark]) -> list[Reason]:
    ordered = sorted(marks, key=lambda mark: (RULES.index(mark.rule), mark.text))
    return [Reason(mark.rule, mark.text) for mark in ordered]
