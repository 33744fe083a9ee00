"""SQLite as this house uses it: one writer that says so when it begins, and readers that never wait for it.

The module's name must contain "sqlite": the migrations choose their dialect by it.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import logging
import sqlite3
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TextIO

from tortoise.backends.base.client import NestedTransactionContext, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

READERS = 4
WRITER_CACHE = 65536  # kilobytes: all upper pages of the indexes that a great import writes into

logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # below that it logs every bound value, secrets too


class Acts:
    """How many transactions this process has committed, those aside that were begun where `is_long` says so."""

    done = 0
    is_long: ContextVar[bool] = ContextVar("is_long", default=False)


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that takes the write lock when it begins.

    SQLite's own (deferred) kind reads first and asks for the lock later, and then fails at once when another process
    has written meanwhile, whatever the time it was told to wait.
    """

    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            raise OperationalError(fault) from fault

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(ImmediateTransaction(self))


class _Transaction(SqliteTransactionContext):
    """Gives the writer back even when the beginning fails or is cancelled."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._forget_beginning()
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        client: TransactionalDBClient = self.connection
        return client

    async def __aexit__(self, kind: type[BaseException] | None, *more: Any) -> None:
        await super().__aexit__(kind, *more)
        Acts.done += kind is None and not Acts.is_long.get()

    def _forget_beginning(self) -> None:
        """A cancelled BEGIN may still be queued for the connection's thread: queue its rollback behind it."""
        connection = self.connection._connection
        if connection is not None and connection._running:
            connection._tx.put_nowait((None, connection._conn.rollback))


def md5(text: str | None) -> str | None:
    """What PostgreSQL's function of this name answers. It tells whether something has changed, and keeps no secret."""
    return None if text is None else hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


class Client(SqliteClient):
    """The one writer."""

    async def _post_connect(self) -> None:
        await super()._post_connect()
        assert self._connection is not None
        await self._connection.create_function("md5", 1, md5, deterministic=True)
        await self._connection.execute_fetchall(f"PRAGMA cache_size=-{WRITER_CACHE}")

    def _in_transaction(self) -> TransactionContext:
        return _Transaction(ImmediateTransaction(self), self._lock)


client_class = Client


def claim(file: Path, *, alone: bool) -> TextIO:
    """Say that this process uses the file until the answer is closed.

    Many may use it at once. `alone` (for an upgrade) raises BlockingIOError while anyone else does.
    """
    lock = file.with_name(f"{file.name}.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except OSError:
        lock.close()
        raise
    return lock


class Work:
    """The claim to work off the file's queues, until it is closed. Many may hold it.

    `is_first`: nobody else held it when it was made. Until `share` is called nobody else gets it.
    """

    def __init__(self, file: Path) -> None:
        self._lock = file.with_name(f"{file.name}.work").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.is_first = True
        except BlockingIOError:
            self.is_first = False

    def share(self) -> None:
        """Let others work, too. Waits while another is the first."""
        fcntl.flock(self._lock, fcntl.LOCK_SH)

    def close(self) -> None:
        self._lock.close()


class Readers:
    """Read-only connections, each with a thread of its own. In WAL mode they see the last commit and never wait."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._claim = claim(file, alone=False)
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")

    async def fetch(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._fetch, sql, params)

    async def text(self, sql: str, params: Sequence[Any]) -> str | None:
        """The first column of the first row."""
        found = await self.fetch(sql, params)
        return found[0][0] if found else None

    async def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for connection in self._opened:
            connection.close()
        self._claim.close()

    def _fetch(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self._connection().execute(sql, params).fetchall()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._file, isolation_level=None, check_same_thread=False, cached_statements=512, timeout=10
            )
            for pragma in ("query_only=ON", "cache_size=-32768", "mmap_size=268435456", "temp_store=MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
            self._own.connection = connection
            self._opened.append(connection)
        return connection
