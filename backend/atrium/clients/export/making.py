"""Making the file: batch after batch of the clients that were chosen, in their order."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from atrium import database
from atrium.access.acting import acting
from atrium.clients.bulk import choosing
from atrium.clients.export import custom as _custom  # noqa: F401 - adds its columns
from atrium.clients.export.columns import ExportColumn, known_columns, lacking
from atrium.clients.export.inputs import ExportFormat
from atrium.clients.export.sheets import CsvSheet, Sheet, XlsxSheet
from atrium.clients.listing.filter import visible
from atrium.errors import Forbidden
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import TRUE, Sql, all_of
from atrium.jobs.kinds import FILE_KINDS, FileWork
from atrium.jobs.starting import BATCH
from atrium.jobs.turns import Turn
from atrium.principal import Principal

NEEDS = "client.export"
SHEETS: dict[ExportFormat, type[CsvSheet] | type[XlsxSheet]] = {
    ExportFormat.CSV: CsvSheet,
    ExportFormat.XLSX: XlsxSheet,
}
HELD_EVERY = 5.0  # seconds, while the finished file is being packed


async def make(turn: Turn) -> str:
    """Write the job's file from its beginning; answers its name. A column that is gone by now is left out.

    Raises Forbidden when who ordered it may not export any more, TurnLost when it was cancelled.
    """
    given: Any = turn.job.given
    known = await known_columns()
    columns = [known[key] for key in given["columns"] if key in known]
    name = f"clients-{turn.job.created_at:%Y-%m-%d-%H%M%S}.{given['format'].lower()}"
    await turn.go_on(done=0)
    for directory in (turn.directory.parent.parent, turn.directory.parent, turn.directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)
    sheet: Sheet = SHEETS[ExportFormat(given["format"])](
        turn.directory / name, [column.label for column in columns], [column.kind for column in columns]
    )
    try:
        await _fill(sheet, columns, turn)
    except BaseException:
        sheet.abandon()
        raise
    await _held(turn, asyncio.ensure_future(asyncio.to_thread(sheet.close)))
    return name


async def _fill(sheet: Sheet, columns: Sequence[ExportColumn], turn: Turn) -> None:
    for place in range(-(-turn.job.total // BATCH)):
        rows = await _rows(await turn.ids(place), columns, await _caller(turn, columns))
        await asyncio.to_thread(sheet.write, rows)
        await turn.go_on(done=min((place + 1) * BATCH, turn.job.total))


async def _caller(turn: Turn, columns: Sequence[ExportColumn]) -> Principal:
    """Who ordered the file, as long as that one may."""
    by = await acting(turn.job.by_kind, turn.job.by_id)
    missing = FILE_KINDS[turn.job.kind].lacks(by) or (tuple(lacking(columns, by)) if by else ())
    if by is None or missing:
        raise Forbidden(f"Who began this may not do it any more. Needed: {', '.join(missing)}.", needs=missing)
    return by


async def _rows(ids: Sequence[UUID], columns: Sequence[ExportColumn], by: Principal) -> list[Sequence[Any]]:
    """The columns of these clients, in their order; clients that the caller may not see by now are left out.

    The primary chose the clients, so only the primary is sure to have them all.
    """
    dialect = dialect_named(database.dialect())
    where = all_of([Sql(dialect.within("{t}.id", "uuids"), (list(ids),)), visible(by) or TRUE])
    picked = ", ".join(column.sql_for(dialect.name) for column in columns)
    statement = Sql(f"SELECT {{t}}.id, {picked} FROM client {{t}} WHERE {where.text}", where.params).on("t")
    sql, params = dialect.numbered(statement.text), dialect.bound(list(statement.params))
    found = await database.fetch_rows(sql, params, primary=True)
    by_id = {str(row[0]): row[1:] for row in found}
    return [by_id[str(one)] for one in ids if str(one) in by_id]


async def _held(turn: Turn, packing: asyncio.Future[None]) -> None:
    """Wait for the end, and keep the job meanwhile."""
    while not packing.done():
        await asyncio.wait([packing], timeout=HELD_EVERY)
        await turn.go_on()
    await packing


FILE_KINDS["clients.export"] = FileWork((NEEDS, choosing.NEEDS), make)
