"""Counting the SQL statements that something costs."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LOGGERS = ("atrium.sql", "tortoise.db_client")
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.args[0] if isinstance(record.args, tuple) and record.args else record.msg
        if str(said).lstrip(" \n(").upper().startswith(VERBS):
            self.statements.append(str(said))


@asynccontextmanager
async def counted() -> AsyncIterator[list[str]]:
    """The statements, as text, that run within the block: `async with counted() as statements:`."""
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
