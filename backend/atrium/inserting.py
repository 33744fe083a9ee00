"""Writing the rows of one act together: one statement on PostgreSQL, however many tables it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from atrium import database


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be: its table and its columns' values, as `database.execute` takes them."""

    table: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value that is known only when the rows are written: the number drawn for them, after a text if one is given."""

    after: str | None = None

    def being(self, number: int) -> int | str:
        return number if self.after is None else f"{self.after}{number}"


@dataclass(frozen=True, slots=True)
class Draw:
    """A statement that answers one `value`, the number for all `Drawn` values of the rows."""

    sql: str
    params: tuple[Any, ...]


async def insert(rows: Sequence[Row], draw: Draw | None = None) -> None:
    """Add all the rows or none of them, in the caller's transaction if there is one. A row follows those it points at.

    Raises IntegrityError, see `database.constraint_of`.
    """
    if database.dialect() == "postgres":
        if rows:
            await _at_once(rows, draw)
    elif database.in_tx():
        await _one_by_one(rows, draw)
    else:
        async with database.tx():
            await _one_by_one(rows, draw)


async def _one_by_one(rows: Sequence[Row], draw: Draw | None) -> None:
    number = (await database.rows(draw.sql, *draw.params))[0]["value"] if draw else 0
    for row in rows:
        values = [value.being(number) if isinstance(value, Drawn) else value for value in row.values.values()]
        marks = ", ".join(f"${place}" for place in range(1, len(values) + 1))
        await database.execute(_insert(row.table, tuple(row.values), marks), *values)


async def _at_once(rows: Sequence[Row], draw: Draw | None) -> None:
    shapes = tuple((row.table, tuple((name, _kind(value)) for name, value in row.values.items())) for row in rows)
    given = [value for row in rows for value in row.values.values() if value != Drawn()]
    values = [value.after if isinstance(value, Drawn) else value for value in given]
    drawing = (draw.sql, len(draw.params)) if draw else None
    await database.execute(_together(shapes, drawing), *(draw.params if draw else ()), *values)


def _kind(value: Any) -> str:
    if not isinstance(value, Drawn):
        return "given"
    return "drawn" if value.after is None else "text and drawn"


@lru_cache(maxsize=512)
def _together(shapes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], drawing: tuple[str, int] | None) -> str:
    """INSERTs as one statement; foreign keys are checked at its end, so their order within it is free."""
    named, place = [], 0
    if drawing:
        named, place = [f"drawn AS ({drawing[0]})"], drawing[1]
    for number, (table, columns) in enumerate(shapes):
        marks = []
        for _, kind in columns:
            place += kind != "drawn"
            marks.append({"given": f"${place}", "drawn": _DRAWN}.get(kind, f"${place}::text || {_DRAWN}"))
        insert = _insert(table, tuple(name for name, _ in columns), ", ".join(marks))
        named.append(f"r{number} AS ({insert})")
    return f"WITH {', '.join(named)} SELECT 1"


_DRAWN = "(SELECT value FROM drawn)"


@lru_cache(maxsize=512)
def _insert(table: str, columns: tuple[str, ...], marks: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
