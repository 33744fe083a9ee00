"""Putting many rows into one table at once: by COPY on PostgreSQL, by one statement on SQLite.

SQLite takes the rows as one JSON text: a statement a row would ask for the interpreter's lock again for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson

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
    values = ", ".join(f"value->>{place}" for place in range(len(columns)))
    sql = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM json_each(?)'
    given = orjson.dumps([tuple(row) for row in rows], default=_kept, option=orjson.OPT_PASSTHROUGH_DATETIME)
    async with database.statement(sql) as held:
        await held.execute_fetchall(sql, [given.decode()])


def _kept(value: datetime) -> str:
    """As SQLite keeps it."""
    return moment_text(value)
