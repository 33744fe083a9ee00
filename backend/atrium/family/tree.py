"""A family as a tree, with what its accounts come to: each by itself, and with all beneath it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from atrium import database
from atrium.clients.signing_in.lockout import client_seen
from atrium.family.lines import FURTHEST, line_up
from atrium.principal import Principal

_TREE = """
WITH RECURSIVE tree (id, parent_id, name_fold, depth) AS (
  SELECT id, parent_id, name_fold, 0 FROM client WHERE id = $1
  UNION ALL
  SELECT c.id, c.parent_id, c.name_fold, tree.depth + 1 FROM client c JOIN tree ON c.parent_id = tree.id
  WHERE tree.depth < $2 AND c.status NOT IN ('MERGED', 'DELETED')
)
SELECT t.id, t.parent_id, t.depth, b.currency, b.order_count, b.lifetime_minor, b.due_minor
FROM tree t LEFT JOIN client_balance b ON b.client_id = t.id
ORDER BY t.depth, t.name_fold, t.id
"""


@dataclass(slots=True)
class Figures:
    """How many orders, and in each currency's smallest unit what was paid and what is due."""

    order_count: int = 0
    lifetime: Counter[str] = field(default_factory=Counter)
    due: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        self.order_count += other.order_count
        self.lifetime.update(other.lifetime)
        self.due.update(other.due)


@dataclass(slots=True)
class Member:
    """One account of the family: `depth` 0 is the topmost; `own` figures, and `rolled_up` with all beneath it."""

    client_id: UUID
    parent_id: UUID | None
    depth: int
    own: Figures = field(default_factory=Figures)
    rolled_up: Figures = field(default_factory=Figures)
    children: list[Member] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Family:
    """The members to show, parents before their children; `total` counts those that are not shown too."""

    members: list[Member]
    total: int


async def family_of(client_id: UUID, first: int, by: Principal) -> Family | None:
    """The whole family of a client: at most `first` members, of them its own line and what is beneath it first.

    None for a client who is not there for the caller.
    """
    if await client_seen(client_id, by) is None:
        return None
    line = await line_up(client_id)
    found = await _members(line[-1])
    for one in reversed(found.values()):  # the deepest first
        one.rolled_up.add(one.own)
        if one.parent_id in found and one.depth:
            found[one.parent_id].rolled_up.add(one.rolled_up)
    shown = _chosen(found, line, first)
    return Family([one for one in _in_order(found[line[-1]]) if one.client_id in shown], len(found))


async def _members(top_id: UUID) -> dict[UUID, Member]:
    found: dict[UUID, Member] = {}
    for row in await database.rows(_TREE, top_id, FURTHEST):
        key = UUID(str(row["id"]))
        if key not in found:
            parent_id = row["parent_id"] and UUID(str(row["parent_id"]))
            found[key] = Member(key, parent_id, int(row["depth"]))
            if found[key].depth:
                found[parent_id].children.append(found[key])
        if row["currency"]:
            own, currency = found[key].own, row["currency"]
            own.order_count += int(row["order_count"])
            own.lifetime[currency] += int(row["lifetime_minor"])
            own.due[currency] += int(row["due_minor"])
    return found


def _chosen(found: dict[UUID, Member], line: list[UUID], first: int) -> set[UUID]:
    """Whom to show of a large family: the client's line, those beneath the client, then the rest from the top."""
    beneath = [one.client_id for one in _in_order(found[line[0]])] if line[0] in found else []
    wanted = dict.fromkeys([*line[::-1], *beneath, *found])
    return set(list(wanted)[:first])


def _in_order(member: Member) -> Iterator[Member]:
    yield member
    for child in member.children:
        yield from _in_order(child)
