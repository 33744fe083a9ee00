"""A store of N clients in a scratch database, in the time that copying takes. The same N gives the same store."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import asyncpg

from atrium import asyncpg_engine, columns, database, settings
from atrium.access import actions, passwords, staff
from atrium.access.inputs import CreateApiTokenInput
from atrium.access.permissions import ADMINISTRATOR, PERMISSIONS
from atrium.bench.belongings import Belongings, Row
from atrium.bench.people import People
from atrium.clients.actions import FIRST_NUMBER
from atrium.columns import moment_text
from atrium.dashboard import rollup

OWNER = "bench@example.org"


class Writer(Protocol):
    """Adds rows to a table as fast as its database takes them; `tidy` does what databases do by night."""

    async def write(self, table: str, rows: Sequence[Row]) -> None: ...
    async def tidy(self) -> None: ...


async def fill(clients: int, until: datetime | None = None) -> None:
    """Fill the connected, migrated and empty database: clients with all that is theirs, figures and statistics.

    They came within the three years before `until` (now, unless given).
    """
    until = until or columns.now()
    people = People(clients, until)
    place = 0
    async with writing(settings.current().database_url) as writer:
        for batch in people.batches():
            drawn = Belongings(people.chance, people.id, people.until)
            for person in batch:
                drawn.add(person, place)
                place += 1
            for table, rows in drawn.rows.items():
                await writer.write(table, rows)
        await writer.write("counter", [{"name": "client", "value": FIRST_NUMBER + clients - 1}])
        await rollup.rebuild()
        await _find_signposts()
        await writer.tidy()


_SIGNPOSTS = """UPDATE client_search SET document = document || '\n' || m.lines FROM (
  SELECT merged_into_id AS id, {joined}(COALESCE(external_id || '\n' || replace(external_id, '-', '') || '\n', '')
    || CAST(number AS text), '\n') AS lines
  FROM client WHERE merged_into_id IS NOT NULL GROUP BY merged_into_id) m WHERE client_search.client_id = m.id"""


async def _find_signposts() -> None:
    """Who survived a merge is found by the numbers and external ids of those that are in it."""
    joined = {"postgres": "string_agg", "sqlite": "group_concat"}[database.dialect()]
    async with database.tx():
        await database.execute(_SIGNPOSTS.format(joined=joined))


async def a_token() -> str:
    """A bearer token that may do everything, of a staff member made for it."""
    await staff.ensure_presets()
    password = passwords.generate_password()
    await staff.add_staff(OWNER, "Bench", password, ADMINISTRATOR)
    signed_in = await actions.sign_in(OWNER, password, address="127.0.0.1")
    wanted = CreateApiTokenInput(name="Bench", scopes=sorted(PERMISSIONS))
    _, secret = await actions.create_token(wanted, signed_in.principal)
    return secret


@asynccontextmanager
async def writing(url: str) -> AsyncIterator[Writer]:
    if database.dialect_of(url) == "postgres":
        connection = await asyncpg_engine.connect(**asyncpg_engine.address(url))
        try:
            yield _Postgres(connection)
        finally:
            await connection.close()
        return
    with closing(sqlite3.connect(database.file_of(url), isolation_level=None)) as file:
        for pragma in ("synchronous=OFF", "cache_size=-262144", "temp_store=MEMORY", "busy_timeout=10000"):
            file.execute(f"PRAGMA {pragma}")
        yield _Sqlite(file)


class _Postgres:
    def __init__(self, connection: asyncpg.Connection[Any]) -> None:
        self.connection = connection

    async def write(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            records = [tuple(row.values()) for row in rows]
            await self.connection.copy_records_to_table(table, columns=list(rows[0]), records=records)

    async def tidy(self) -> None:
        await self.connection.execute("VACUUM (ANALYZE)")


class _Sqlite:
    """A transaction a table: the connection is its own, and nobody else writes yet."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self.file = file

    async def write(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        names, marks = ", ".join(f'"{name}"' for name in rows[0]), ", ".join("?" for _ in rows[0])
        self.file.execute("BEGIN")
        self.file.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [tuple(map(_native, row.values())) for row in rows]
        )
        self.file.execute("COMMIT")

    async def tidy(self) -> None:
        self.file.execute("ANALYZE")
        self.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _native(value: Any) -> Any:
    """How SQLite keeps it."""
    if isinstance(value, datetime):
        return moment_text(value)
    return str(value) if isinstance(value, UUID) else value
