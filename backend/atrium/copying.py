"""Putting many rows into one table at once: by COPY on PostgreSQL, by one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import moment_text


async def copy_in(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add the rows, in the caller's transaction. Values are as `database.execute` takes them; JSON is text.

    Raises IntegrityError, see `database.constraint_of`; on PostgreSQL the transaction, or the savepoint, is over then.
    """
    if database.dialect() == "postgres":
        async with database.statement(f"COPY {table}") as held:
            await held.copy_records_to_table(table, columns=list(columns), records=[tuple(row) for row in rows])
        return
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
    async with database.statement(sql) as held:
        await held.executemany(sql, [[_kept(value) for value in row] for row in rows])


def _kept(value: Any) -> Any:
    """As SQLite keeps it."""
    turn = _TURNS.get(type(value))
    return turn(value) if turn else value


_TURNS: dict[type, Callable[[Any], str]] = {UUID: str, datetime: moment_text}
