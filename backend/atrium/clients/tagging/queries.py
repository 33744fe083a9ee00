"""The tags in use, found as somebody types. There is no list of them beside the clients': a tag is used or is not."""

from __future__ import annotations

from dataclasses import dataclass

from atrium import database
from atrium.clients.listing.filter import STANDING
from atrium.clients.tags import FOLD_LONGEST
from atrium.faults import is_control
from atrium.folding import fold
from atrium.graph.reading.dialects import Dialect, dialect_named
from atrium.graph.reading.filters import contains, prefix_bounds
from atrium.graph.reading.sql import Sql

COUNTED_TO = 1000
LOOKED_THROUGH = 500
"""How many different tags are looked at for one that holds the text further within."""


@dataclass(frozen=True, slots=True)
class TagInUse:
    """A tag as it is written, and how many clients have it, counted up to 1,001."""

    label: str
    client_count: int


async def tags_in_use(search: str, first: int) -> list[TagInUse]:
    """At most `first` tags that begin with the text, then those that hold it elsewhere, each in alphabetical order.

    Tags that only merged or deleted clients have are none. One statement, which walks from tag to tag by the index:
    it costs as much with a million clients as with a hundred.
    """
    dialect = dialect_named(database.dialect())
    text = fold("".join(" " if is_control(sign) else sign for sign in search))
    statement = _statement(text[:FOLD_LONGEST], first, dialect)
    found = await database.fetch_rows(dialect.numbered(statement.text), dialect.bound(list(statement.params)))
    return [TagInUse(label, count) for _, _, label, count in sorted(found, key=lambda row: row[:2])]


_USE = f"FROM client_tag u JOIN client c ON c.id = u.client_id WHERE u.fold = f.fold AND {STANDING.replace('{t}', 'c')}"


def _statement(text: str, first: int, dialect: Dialect) -> Sql:
    begins, others = _walk("begins", prefix_bounds(text), first), _walk("others", ("", "\U0010ffff"), LOOKED_THROUGH)
    within = contains("o.fold", text, dialect)
    known = (
        "SELECT b.fold, 0 AS place FROM begins b WHERE b.fold IS NOT NULL UNION"
        f" SELECT o.fold, 1 FROM others o WHERE {within.text} AND o.fold NOT IN (SELECT x.fold FROM begins x"
        " WHERE x.fold IS NOT NULL)"
    )
    count = f"SELECT count(*) FROM (SELECT 1 {_USE} LIMIT {COUNTED_TO + 1}) n"
    sql = (
        f"WITH RECURSIVE {begins.text}, {others.text}"
        f" SELECT f.place, f.fold, (SELECT min(l.label) FROM client_tag l WHERE l.fold = f.fold), ({count})"
        f" FROM (SELECT f.place, f.fold FROM ({known}) f WHERE EXISTS (SELECT 1 {_USE})"
        f" ORDER BY f.place, f.fold LIMIT {first}) f"
    )
    return Sql(sql, (*begins.params, *others.params, *within.params))


def _walk(name: str, bounds: tuple[str, str], most: int) -> Sql:
    """The different tags between two folds, each found by one step down the index from the one before."""
    low, high = bounds
    text = (
        f"{name}(fold, step) AS (SELECT"
        " (SELECT min(t.fold) FROM client_tag t WHERE t.fold >= ?text AND t.fold < ?text), 1"
        f" UNION ALL SELECT (SELECT min(t.fold) FROM client_tag t WHERE t.fold > w.fold AND t.fold < ?text),"
        f" w.step + 1 FROM {name} w WHERE w.fold IS NOT NULL AND w.step < {most})"
    )
    return Sql(text, (low, high, high))
