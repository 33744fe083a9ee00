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


async def insert(rows: Sequence[Row]) -> None:
    """Add the rows, within the caller's transaction. A row follows those it points at.

    Raises IntegrityError, see `database.constraint_of`; then none of them is there, once the transaction has ended.
    """
    if rows and database.dialect() == "postgres":
        shapes = tuple((row.table, tuple(row.values)) for row in rows)
        await database.execute(_together(shapes), *(value for row in rows for value in row.values.values()))
        return
    for row in rows:
        await database.execute(_together(((row.table, tuple(row.values)),)), *row.values.values())


@lru_cache(maxsize=512)
def _together(shapes: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """INSERTs as one statement; foreign keys are checked at its end, so their order within it is free."""
    *before, last = _inserts(shapes)
    named = ", ".join(f"r{place} AS ({one})" for place, one in enumerate(before))
    return f"WITH {named} {last}" if before else last


def _inserts(shapes: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    inserts, place = [], 0
    for table, columns in shapes:
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join(f"${place + number}" for number in range(1, len(columns) + 1))
        inserts.append(f'INSERT INTO "{table}" ({names}) VALUES ({marks})')
        place += len(columns)
    return inserts
