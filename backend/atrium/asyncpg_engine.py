"""PostgreSQL as this house uses it: a pool for actions, pools of read-only connections for compiled reads.

The module's name must contain "asyncpg": the migrations choose their dialect by it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections

WRITERS = 10
READERS = 10
READ_SECONDS = 10
CONNECT_SECONDS = 5


class DatabaseAway(ConnectionError):
    """The database cannot be reached, or left in the middle of the work."""


AWAY: tuple[type[Exception], ...] = (
    DatabaseAway,
    ConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InternalClientError,  # the server's farewell crossed our question
)


async def connect(*given: Any, **options: Any) -> Any:
    """Open one connection. Raises DatabaseAway where the address does not answer, whatever the reason."""
    try:
        return await asyncpg.connect(*given, **options)
    except (OSError, TimeoutError) as fault:
        raise DatabaseAway(f"the database cannot be reached: {fault}") from fault


def address(url: str) -> dict[str, Any]:
    """Where and how to connect, from `postgres://user:password@host:port/name?option=value`.

    `statement_cache_size` is for the driver (0 behind a pooler in transaction mode); any other option is the server's.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    found: dict[str, Any] = {
        "host": options.pop("host", None) or unquote(parts.hostname or "localhost"),
        "port": int(options.pop("port", 0) or parts.port or 5432),
        "user": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.lstrip("/")),
        "timeout": CONNECT_SECONDS,
        "statement_cache_size": int(options.pop("statement_cache_size", 512)),
    }
    if "sslmode" in options:
        found["ssl"] = options.pop("sslmode")
    pooled = found["statement_cache_size"] == 0  # such a pooler refuses a session's settings
    found["server_settings"] = {} if pooled else {"application_name": "atrium", "jit": "off", **options}
    return found


class _Transaction(TransactionContextPooled):
    """Gives the connection back even when the beginning fails or is cancelled."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool = self.client._parent._pool
        self.client._connection = await pool.acquire()
        try:
            await self.client.begin()
        except BaseException:
            await pool.release(self.client._connection)
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client


class Client(AsyncpgDBClient):
    """The writers' pool."""

    def _in_transaction(self) -> TransactionContext:
        return _Transaction(TransactionWrapper(self), self._pool_init_lock)


client_class = Client


def credentials(url: str) -> dict[str, Any]:
    """What the ORM's connection is made of."""
    return {**address(url), "minsize": 0, "maxsize": WRITERS, "connect": connect}


async def _keep(_connection: Any) -> None:
    """Nothing to reset: no read leaves anything in its session, and a reset would cost a round trip a read."""


class Readers:
    """A pool of read-only connections, opened when first asked."""

    def __init__(self, url: str) -> None:
        options = address(url)
        if options["statement_cache_size"]:
            options["server_settings"] |= {
                "default_transaction_read_only": "on",
                "statement_timeout": str(READ_SECONDS * 1000),
            }
        self._options = options
        self._pool: Any = None
        self._opening = asyncio.Lock()

    async def fetch(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self._ask("fetch", sql, params)]

    async def text(self, sql: str, params: Sequence[Any]) -> str | None:
        """The first column of the first row."""
        found: str | None = await self._ask("fetchval", sql, params)
        return found

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()

    async def _ask(self, method: str, sql: str, params: Sequence[Any]) -> Any:
        pool = self._pool or await self._open()
        try:
            return await self._ask_once(pool, method, sql, params)
        except AWAY:
            await pool.expire_connections()  # a read may be asked twice: the server may just have been restarted
            return await self._ask_once(pool, method, sql, params)

    async def _ask_once(self, pool: Any, method: str, sql: str, params: Sequence[Any]) -> Any:
        async with pool.acquire() as connection:
            return await getattr(connection, method)(sql, *params)

    async def _open(self) -> Any:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    min_size=0, max_size=READERS, connect=connect, reset=_keep, **self._options
                )
            return self._pool
