"""Asking the application in this very process, as its door does; and counting the SQL statements that it costs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from atrium import schema
from atrium.access.authentication import authenticate
from atrium.graph.context import Context
from atrium.principal import Door, Principal

LOGGERS = ("atrium.sql", "tortoise.db_client")
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
HERE = "127.0.0.1"


class Asker:
    """Asks with a bearer token."""

    def __init__(self, token: str) -> None:
        self.headers = {"authorization": f"Bearer {token}"}

    async def caller(self) -> Principal:
        return await authenticate(self.headers, Door.STAFF, HERE)

    async def answer(self, query: str, variables: dict[str, Any]) -> bytes:
        """The body of the answer. Raises RuntimeError for one with errors."""
        return await answer_to(await self.caller(), query, variables)

    async def statements(self, query: str, first: dict[str, Any], then: dict[str, Any]) -> int:
        """How many statements it costs the second time, the look-up of the caller included."""
        await self.answer(query, first)
        with _counting() as counted:
            await self.answer(query, then)
        return len(counted)


async def answer_to(caller: Principal, query: str, variables: dict[str, Any]) -> bytes:
    """The body of the answer to a caller who is known already. Raises RuntimeError for one with errors."""
    answer = await schema.engine().answer(query, variables, None, Context(caller, Door.STAFF))
    if answer.code:
        raise RuntimeError(f"The application refuses: {answer.body.decode()}")
    return answer.body


@contextmanager
def _counting() -> Iterator[list[str]]:
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
    try:
        yield listener.statements
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)
            logger.propagate = propagate


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = str(record.args[0] if isinstance(record.args, tuple) and record.args else record.msg)
        if said.lstrip(" \n(").upper().startswith(VERBS):
            self.statements.append(said)
