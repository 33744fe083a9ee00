"""Putting many rows into one table at once: by COPY on PostgreSQL, by one statement on SQLite.

SQLite takes the rows as one JSON text: a statement a row would ask for the interpreter's lock again for each of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import orjson

from atrium import database
from atrium.columns import moment_text
from atrium.sqlite_engine import Acts

LOG, LONG_LOG = 1000, 16_000  # pages that SQLite's log may have before it is carried over: usually, and at the most


class _Log:
    """SQLite's log during long work, and what others have put into it."""

    _seen: tuple[int, int] = (-1, -1)

    async def others(self) -> bool:
        """Whether anybody else has committed since this was asked last, in this process or in another."""
        found = await database.rows("PRAGMA data_version")
        before, self._seen = self._seen, (Acts.done, int(found[0]["data_version"]))
        return self._seen != before

    async def carry(self) -> None:
        """Carry the log over, and sync it, if it holds anything of others."""
        if await self.others():
            await database.rows("PRAGMA wal_checkpoint(PASSIVE)")


async def _nothing() -> None:
    return None


@asynccontextmanager
async def long_writing() -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """About a second of many transactions; what it gives is to be awaited after each of them.

    SQLite carries its log over into the file, and syncs it, once at their end instead of after each that is large; but
    after the next one where others have committed meanwhile: what they were told is done waits no longer than before.
    A process that dies meanwhile loses nothing; see SQLite's synchronous=NORMAL for what a machine may that loses its
    power.
    """
    if database.dialect() == "postgres":
        yield _nothing
        return
    log, mark = _Log(), Acts.is_long.set(True)
    await database.rows(f"PRAGMA wal_autocheckpoint={LONG_LOG}")
    try:
        await log.others()
        yield log.carry
    finally:
        Acts.is_long.reset(mark)
        await database.rows(f"PRAGMA wal_autocheckpoint={LOG}")
        await database.rows("PRAGMA wal_checkpoint(PASSIVE)")


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
