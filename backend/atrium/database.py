"""The database, whichever of the two it is: connecting, transactions, plain SQL, and the few differences between them.

Actions write through Tortoise or `rows`/`execute`, inside `tx()`. Reads are compiled and go through `fetch_text` and
`fetch_rows`, on connections of their own that cannot write.
"""

from __future__ import annotations

import asyncio
import logging
import random
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar
from uuid import UUID

import asyncpg
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext, set_global_context
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.transactions import in_transaction

from atrium import asyncpg_engine, sqlite_engine
from atrium.columns import moment_text
from atrium.settings import Settings

Dialect = Literal["sqlite", "postgres"]
Readers = sqlite_engine.Readers | asyncpg_engine.Readers
Found = TypeVar("Found")

ROOMS = ["access", "events", "mail", "jobs", "preferences", "contacts", "custom_fields", "clients", "orders", "tickets"]
ROOMS += ["clients.pin", "clients.signing_in", "orders.sales", "family", "impersonation", "merges", "store", "imports"]
MODELS = [f"atrium.{room}.models" for room in (*ROOMS, "clients.duplicates", "removal", "dashboard")]
ALIAS, ATTEMPTS = "default", 5
RETRIED_STATES = frozenset({"40001", "40P01"})  # serialization failure, deadlock
UNREACHABLE = asyncpg_engine.AWAY

_log = logging.getLogger("atrium.sql")


class _Open:
    """What `connect` opened."""

    def __init__(self, settings: Settings, orm: TortoiseContext) -> None:
        url = settings.database_url
        self.orm = orm
        self.dialect: Dialect = dialect_of(url)
        self.primary: Readers
        self.replica: Readers
        if self.dialect == "sqlite":
            self.primary = self.replica = sqlite_engine.Readers(file_of(url))
        else:
            self.primary = asyncpg_engine.Readers(url)
            self.replica = asyncpg_engine.Readers(settings.replica_url) if settings.replica_url else self.primary


_open: _Open | None = None


def dialect_of(url: str) -> Dialect:
    return "sqlite" if url.startswith("sqlite:") else "postgres"


def file_of(url: str) -> Path:
    """The file of `sqlite:///relative.db` or `sqlite:////absolute.db`."""
    return Path(url.removeprefix("sqlite:///"))


def orm_config(url: str) -> dict[str, Any]:
    """Tortoise's configuration: all rooms' models are one app, "atrium"."""
    if dialect_of(url) == "sqlite":
        credentials = {"file_path": str(file_of(url)), "busy_timeout": 10000, "synchronous": "NORMAL"}
        connection: dict[str, Any] = {"engine": "atrium.sqlite_engine", "credentials": credentials}
    else:
        connection = {"engine": "atrium.asyncpg_engine", "credentials": asyncpg_engine.credentials(url)}
    app = {"models": MODELS, "default_connection": ALIAS, "migrations": "atrium.migrations"}
    return {"connections": {ALIAS: connection}, "apps": {"atrium": app}, "use_tz": True, "timezone": "UTC"}


async def connect(settings: Settings) -> None:
    """Make the database ready to be asked. PostgreSQL is dialled at the first question, so it may be away meanwhile."""
    global _open
    if _open is not None:
        raise RuntimeError("the database is connected already")
    if dialect_of(settings.database_url) == "sqlite":
        file_of(settings.database_url).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    orm = TortoiseContext()
    set_global_context(orm)  # every task asks through this one, whichever task opened it
    await orm.init(config=orm_config(settings.database_url))
    _open = _Open(settings, orm)


async def close() -> None:
    """Let go of every connection. Does nothing when none is open."""
    global _open
    if _open is None:
        return
    opened, _open = _open, None
    await opened.primary.close()
    if opened.replica is not opened.primary:
        await opened.replica.close()
    await opened.orm.close_connections()


def _now_open() -> _Open:
    if _open is None:
        raise RuntimeError("the database is not connected")
    return _open


def dialect() -> Dialect:
    return _now_open().dialect


@asynccontextmanager
async def tx() -> AsyncIterator[None]:
    """One transaction; within another one, a savepoint. On SQLite it has the write lock from its beginning.

    Start no task inside that outlives it: the task would believe to be in this transaction.
    """
    try:
        async with in_transaction(ALIAS):
            yield
    except asyncpg.InterfaceError as fault:
        if "closed" in str(fault):
            raise asyncpg_engine.DatabaseAway("the database left in the middle of a transaction") from fault
        raise


def in_tx() -> bool:
    return isinstance(get_connection(ALIAS), TransactionalDBClient)


async def retrying(action: Callable[[], Awaitable[Found]]) -> Found:
    """What the action gives, run again (at most five times) when the database asks for it.

    The action opens its own transaction and has no effect outside the database. Inside a transaction it runs once: only
    the outermost one can be repeated.
    """
    for attempt in range(1, ATTEMPTS):
        try:
            return await action()
        except Exception as fault:
            if in_tx() or not is_passing(fault):
                raise
        await asyncio.sleep(0.01 * 2**attempt * random.random())  # noqa: S311 - jitter, not a secret
    return await action()


def is_passing(fault: BaseException) -> bool:
    """Whether the database said: nothing is wrong, try again."""
    if isinstance(fault, sqlite3.OperationalError):
        return fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    if getattr(fault, "sqlstate", None) in RETRIED_STATES:
        return True
    inner = [fault.__cause__, *fault.args] if isinstance(fault, OperationalError) else [fault.__cause__]
    return any(isinstance(one, BaseException) and is_passing(one) for one in inner)


@lru_cache(maxsize=1024)
def _for_sqlite(sql: str) -> str:
    return re.sub(r"\$(\d+)", r"?\1", sql)


def native(value: Any) -> Any:
    """The value as this database's driver wants it: SQLite keeps times and ids as text."""
    if dialect() == "postgres":
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    return str(value) if isinstance(value, UUID) else value


async def rows(sql: str, *params: Any) -> list[dict[str, Any]]:
    """Ask in plain SQL (`$1`, `$2` …; RETURNING works) on the current transaction, or on the writer outside of one.

    On SQLite times and ids come back as text. Raises IntegrityError, see `constraint_of`.
    """
    async with statement(sql) as connection:
        if dialect() == "postgres":
            return [dict(row) for row in await connection.fetch(sql, *params)]
        found = await connection.execute_fetchall(_for_sqlite(sql), [native(value) for value in params])
        return [dict(row) for row in found]


async def execute(sql: str, *params: Any) -> int:
    """Do one thing in plain SQL, as `rows` does. Returns how many rows it touched."""
    async with statement(sql) as connection:
        if dialect() == "postgres":
            count = (await connection.execute(sql, *params)).rpartition(" ")[2]
            return int(count) if count.isdigit() else 0
        cursor = await connection.execute(_for_sqlite(sql), [native(value) for value in params])
        touched: int = cursor.rowcount
        await cursor.close()
        return touched


@asynccontextmanager
async def statement(sql: str) -> AsyncIterator[Any]:
    _log.debug(sql)
    try:
        async with get_connection(ALIAS).acquire_connection() as connection:
            yield connection
    except (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError) as clash:
        raise IntegrityError(clash) from clash


async def fetch_text(sql: str, params: Sequence[Any], *, primary: bool = False) -> str | None:
    """The first column of the first row, read outside any transaction. `params` and `sql` are the dialect's own."""
    _log.debug(sql)
    opened = _now_open()
    return await (opened.primary if primary else opened.replica).text(sql, params)


async def fetch_rows(sql: str, params: Sequence[Any], *, primary: bool = False) -> list[tuple[Any, ...]]:
    """Every row, read outside any transaction. `params` and `sql` are the dialect's own."""
    _log.debug(sql)
    opened = _now_open()
    return await (opened.primary if primary else opened.replica).fetch(sql, params)


async def ping() -> None:
    """Ask the primary the least there is. Raises one of UNREACHABLE while it is away."""
    await fetch_rows("SELECT 1", (), primary=True)


def constraint_of(clash: IntegrityError) -> str:
    """The name of the constraint that spoke, alike on both databases: `client_login_fold_key`.

    A missing value is `table_column_not_null`. SQLite does not say which foreign key was hurt: "".
    """
    cause = clash.args[0] if clash.args else None
    if isinstance(cause, asyncpg.IntegrityConstraintViolationError):
        return cause.constraint_name or f"{cause.table_name}_{cause.column_name}_not_null"
    kind, _, what = str(cause).partition(" constraint failed: ")
    if kind == "CHECK":
        return what
    if what.startswith("index '"):
        return what.removeprefix("index '").rstrip("'")
    columns = [column.partition(".") for column in what.split(", ") if "." in column]
    if not columns:
        return ""
    suffix = "not_null" if kind == "NOT NULL" else "key"
    return "_".join([columns[0][0], *(name for _, _, name in columns), suffix])
