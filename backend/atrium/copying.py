"""Putting many rows into one table at once: by COPY on PostgreSQL, by one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from atrium import database


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
        await held.executemany(sql, [[database.native(value) for value in row] for row in rows])
