"""The next rows of a file, read while those before them are put down: in a thread, or long files in a process."""

from __future__ import annotations

import asyncio
import logging

from atrium import database
from atrium.imports import apart
from atrium.imports.reading import spool
from atrium.imports.staging import Staged, read_rows, staged
from atrium.imports.turns import Turn

LONG = 5000
"""Rows for which a process of their own is worth its beginning."""

_log = logging.getLogger("atrium.imports")
_readers: list[apart.Reader] = []
"""The one that is at work, if any. It outlives a turn: the next one goes on with it."""


async def next_rows(turn: Turn, done: int, count: int) -> list[Staged]:
    """So many rows after those that are done: read ahead already, unless this turn has just begun or a chunk failed.

    Those after them are read from now on. Outside of any transaction.
    """
    ahead, turn.ahead = turn.ahead, None
    place, rows = (await ahead) if ahead is not None else (-1, [])
    if place != done:
        turn.offset = 0
        rows = (await _read(turn, done, count))[1]
    if rows and (_readers or database.dialect() == "postgres"):  # a thread would contend with SQLite's
        turn.ahead = asyncio.create_task(_read(turn, done + len(rows), count))
    if not rows:
        await asyncio.to_thread(close)
    return list(rows)


async def _read(turn: Turn, place: int, count: int) -> tuple[int, list[Staged]]:
    """The rows from this place in the file on, as far as they alone can tell. Nothing is asked of the database."""
    assert turn.rules is not None
    if reader := await asyncio.to_thread(_reader_for, turn, place, count):
        try:
            return place, [staged(*one) for one in await asyncio.to_thread(reader.rows_from, place)]
        except EOFError:
            _log.warning("The process that read import %s is gone; its rows are read here.", turn.work.id)
            close()
    path = spool.rows_of(turn.work.id)
    reads, turn.offset = await asyncio.to_thread(spool.some, path, place, turn.offset, count)
    return place, await read_rows(reads, turn.rules)


def _reader_for(turn: Turn, place: int, count: int) -> apart.Reader | None:
    """The process that has come to this place in this file; a new one where much is left to read; else none."""
    path, given = spool.rows_of(turn.work.id), apart.given_of(turn.work.columns, turn.rules)
    for one in _readers:
        if (one.path, one.given) == (path, given) and one.has(place):
            return one
    if turn.work.total - place < LONG:
        return None
    close()
    _readers.append(apart.Reader(path, given, place, count))
    return _readers[-1]


def close() -> None:
    """End the process, if there is one."""
    while _readers:
        _readers.pop().close()
