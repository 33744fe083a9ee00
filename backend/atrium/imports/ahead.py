"""The next rows to write, looked up while those before them are being written."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import new_id, now
from atrium.custom_fields.definitions import Definition, definitions
from atrium.errors import Fault
from atrium.imports.among import uuid_of
from atrium.imports.models import Import
from atrium.imports.staging import login_of
from atrium.imports.turns import Turn
from atrium.imports.vetting import Plan
from atrium.imports.writing import Book, Newcomer
from atrium.principal import Principal

Place = tuple[int, int]
LAST = 0.2
"""In the last seconds of a turn nothing is looked up ahead: it would most likely be for nothing."""

_NEXT = """
SELECT id, wave, line, outcome, changes, plan, fingerprint, client_id FROM import_row
WHERE origin_id = {p}1 AND fate IS NULL AND outcome IN ('CREATE', 'UPDATE') AND (wave, line) > ({p}2, {p}3)
ORDER BY wave, line LIMIT {p}4
"""


@dataclass(slots=True)
class Waiting:
    """A staged row whose turn it is."""

    id: UUID
    wave: int
    line: int
    outcome: str
    changes: str
    plan: Plan
    login: str | None
    fingerprint: str | None
    client_id: UUID | None
    parent_id: UUID | None = None
    wrong: Fault | None = None

    def refuse(self, field: str, code: str, message: str) -> None:
        self.wrong = Fault((field,), code, message)


@dataclass(slots=True)
class Chunk:
    """The rows of one wave that come `after` a wave and a line. `book` has those among them that are new, as they are
    to be written if nothing proves to be otherwise; None where that is not known beforehand.
    """

    after: Place
    rows: list[Waiting]
    book: Book | None = None

    def book_for(self, new: Sequence[Waiting], known: Sequence[Definition], by: Principal) -> Book | None:
        """The book made ahead, if it says what one would that is made now."""
        is_right = self.book and self.book.is_of(known, by) and not any(row.wrong for row in new)
        return self.book if is_right else None


async def next_chunk(turn: Turn, limit: int, *, alone: bool = False) -> Chunk:
    """The rows whose turn it is, outside of any transaction: nobody but the holder of the turn changes them. Unless
    `alone`, those after them are looked up from now on.
    """
    ahead, turn.ahead = turn.ahead, None
    chunk: Chunk | None = await ahead if ahead is not None else None
    if chunk is None or chunk.after != turn.last:
        chunk = await _read(turn.work, limit, turn.last)
    if not alone and len(chunk.rows) >= limit and time.monotonic() + LAST < turn.ends:
        turn.ahead = asyncio.create_task(_look_ahead(turn.work, limit, place_of(chunk.rows[-1])))
    return chunk


def place_of(row: Waiting) -> Place:
    return row.wave, row.line


async def _read(work: Import, limit: int, after: Place) -> Chunk:
    sql = _NEXT.format(p="$" if database.dialect() == "postgres" else "?")
    found = await database.fetch_rows(sql, (database.native(work.id), *after, limit), primary=True)
    rows = await asyncio.to_thread(lambda: [_row(one, work) for one in found if one[1] == found[0][1]])
    return Chunk(after, rows)


def _row(found: tuple[Any, ...], work: Import) -> Waiting:
    id_, wave, line, outcome, changes, text, fingerprint, client_id = found
    key, plan = uuid_of(id_), Plan.of_json(text)
    assert key is not None
    return Waiting(
        key, wave, line, outcome, changes, plan, login_of(plan, work), fingerprint, uuid_of(client_id)
    )  # fmt: skip


async def _look_ahead(work: Import, limit: int, after: Place) -> Chunk:
    chunk = await _read(work, limit, after)
    new = [row for row in chunk.rows if row.outcome == "CREATE"]
    if new and not any(row.plan.parent for row in new):
        known, by = await definitions(), Principal(work.by_kind, work.by_id, work.by_name)
        chunk.book = await asyncio.to_thread(booked, [newcomer(row, work) for row in new], known, by)
    return chunk


def newcomer(row: Waiting, work: Import) -> Newcomer:
    reason = f"Imported from {work.file_name}, line {row.line}."
    return Newcomer(row.plan, row.login, reason, row.parent_id, new_id(), row.id)


def booked(made: Sequence[Newcomer], known: Sequence[Definition], by: Principal) -> Book:
    """All that is to be written of these, but for their numbers."""
    book = Book(known, by, now())
    for one in made:
        book.add(one)
    return book
