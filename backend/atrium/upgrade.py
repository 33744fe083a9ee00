"""Bringing a database to the tables that the code knows, and finding out whether it is there.

A migration and its entry in the history are one transaction, so a crash leaves either both or neither. Two upgrades at
once wait for each other. SQLite's file is copied first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.operations import AlterModelOptions
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.transactions import in_transaction

from atrium import asyncpg_engine, sqlite_engine
from atrium.database import ALIAS, dialect_of, file_of, orm_config

APP = "atrium"


class UpgradeRefused(Exception):
    """The database cannot be brought to this code's tables now; the message says why and what to do."""


async def upgrade(url: str, say: Callable[[str], object] = lambda line: None) -> list[str]:
    """Apply what is missing. Returns the names of what was applied; `say` is told each.

    Raises UpgradeRefused when another process uses the SQLite file, or a newer Atrium has upgraded the database.
    """
    if not await missing(url):
        return []
    if dialect_of(url) == "sqlite":
        with _alone(file_of(url)):
            _copy(file_of(url))
            return await _apply(url, say)
    async with _queued(url):
        return await _apply(url, say)


async def missing(url: str) -> list[str]:
    """The migrations that this database has not seen.

    Raises UpgradeRefused when it has seen one that this code does not know, and the driver's errors when it is away.
    """
    async with _opened(url) as connection:
        executor = _executor(connection, url)
        await executor.loader.build_graph()
        known = {key.name for key in executor.loader.graph.nodes}
        seen = await _history(connection)
    if seen - known:
        raise UpgradeRefused(
            f"A newer Atrium has upgraded this database ({', '.join(sorted(seen - known))}). Use that one."
        )
    return sorted(known - seen)


async def drift(url: str) -> list[str]:
    """What the models say and no migration does, a line each. Nothing is asked of the database."""
    config = orm_config(url)
    async with TortoiseContext() as orm:
        await orm.init(config=config)
        if orm.apps is None:
            raise RuntimeError("the models could not be loaded")
        changes = await MigrationAutodetector(orm.apps, config["apps"]).changes()
    operations = [operation for change in changes for operation in change.operations]
    return [operation.describe() for operation in operations if not isinstance(operation, AlterModelOptions)]


async def _apply(url: str, say: Callable[[str], object]) -> list[str]:
    async with _opened(url) as connection:
        executor = _executor(connection, url)
        await executor.loader.build_graph()
        await executor.recorder.ensure_schema(executor._schema_editor(atomic=False))
        applied = {MigrationKey(APP, name) for name in await _history(connection)}
        state = await executor._project_state(applied)
        names = []
        for step in executor._migration_plan(None, applied, executor.loader.graph):
            say(f"Applying {step.migration.name}")
            async with in_transaction(ALIAS) as client:
                editor = executor._schema_editor(atomic=True)
                editor.client = client
                await step.migration.apply(state, schema_editor=editor)
                await _refuse_orphans(client)
                await MigrationRecorder(client).record_applied(APP, step.migration.name)
            names.append(step.migration.name)
    return names


async def _refuse_orphans(client: BaseDBAsyncClient) -> None:
    """SQLite upgrades with foreign keys off, so that rebuilding a table takes no row with it; here they are checked."""
    if client.capabilities.dialect == "sqlite":
        orphans = await client.execute_query_dict("PRAGMA foreign_key_check")
        if orphans:
            raise UpgradeRefused(f"{len(orphans)} rows would point at nothing: {orphans[:3]}. Nothing was changed.")


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[BaseDBAsyncClient]:
    config: dict[str, Any] = orm_config(url)
    if dialect_of(url) == "sqlite":
        file_of(url).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        config["connections"][ALIAS]["credentials"]["foreign_keys"] = "OFF"
    async with TortoiseContext() as orm:
        await orm.init(config=config)
        yield get_connection(ALIAS)


def _executor(connection: BaseDBAsyncClient, url: str) -> MigrationExecutor:
    return MigrationExecutor(connection, orm_config(url)["apps"])


async def _history(connection: BaseDBAsyncClient) -> set[str]:
    """The names of the applied migrations. The ORM's own reader would take any error for an empty history."""
    catalogue = "sqlite_master" if connection.capabilities.dialect == "sqlite" else "pg_tables"
    column = "name" if catalogue == "sqlite_master" else "tablename"
    if not await connection.execute_query_dict(f"SELECT 1 FROM {catalogue} WHERE {column} = 'tortoise_migrations'"):
        return set()
    rows = await connection.execute_query_dict(f"SELECT name FROM tortoise_migrations WHERE app = '{APP}'")
    return {row["name"] for row in rows}


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """No other process uses the SQLite file meanwhile. Raises UpgradeRefused while one does."""
    try:
        lock = sqlite_engine.claim(file, alone=True)
    except BlockingIOError as taken:
        raise UpgradeRefused("Another Atrium uses this database. Stop it, then upgrade.") from taken
    with lock:
        yield


def _copy(file: Path) -> None:
    """Keep the file as it was beside the upgraded one (`atrium.db.before-upgrade`), unless nothing is in it yet."""
    with closing(sqlite3.connect(file)) as source:
        if source.execute("SELECT 1 FROM sqlite_master").fetchone():
            with closing(sqlite3.connect(file.with_name(f"{file.name}.before-upgrade"))) as copy:
                source.backup(copy)


@asynccontextmanager
async def _queued(url: str) -> AsyncIterator[None]:
    """Wait for any other upgrade of this PostgreSQL database: a locked row, which every dialect of it knows."""
    connection = await asyncpg_engine.connect(**asyncpg_engine.address(url))
    try:
        with suppress(asyncpg.UniqueViolationError):  # two that create it at the very same moment
            await connection.execute("CREATE TABLE IF NOT EXISTS upgrade_queue (id integer PRIMARY KEY)")
        await connection.execute("INSERT INTO upgrade_queue VALUES (1) ON CONFLICT DO NOTHING")
        async with connection.transaction():
            await connection.execute("SELECT id FROM upgrade_queue FOR UPDATE")
            yield
    finally:
        await connection.close()
