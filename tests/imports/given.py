"""Files to import, and a worker that is asked turn by turn."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.columns import new_id, now
from atrium.ids import Id
from atrium.imports.actions import commit_import, map_import, revert_import
from atrium.imports.entering import enter
from atrium.imports.foretelling import foretell_revert
from atrium.imports.inputs import ColumnMapping, CommitImportInput, MapImportInput, RevertImportInput
from atrium.imports.models import Import, ImportRow, RowFate
from atrium.imports.reading import spool
from atrium.imports.reverting import vars_of
from atrium.imports.work import advance
from atrium.principal import Principal
from tests.access.given import a_principal, a_staff

Row = Mapping[str, str]


async def someone(group: str = "Administrator") -> Principal:
    """A staff member whom the worker finds, signed in."""
    return await a_principal(await a_staff(group=group))


def as_csv(rows: Sequence[Row], delimiter: str = ",") -> bytes:
    """The rows as a file; the first one's names are the headings."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


async def uploaded(content: bytes, by: Principal, name: str = "clients.csv") -> Import:
    """An import of this file, as sending it begins one. Raises Unreadable."""
    import_id = new_id()
    directory = spool.directory_of(import_id)
    await asyncio.to_thread(directory.mkdir, parents=True)
    upload: Path = directory / "upload"
    await asyncio.to_thread(upload.write_bytes, content)
    try:
        about = await spool.read(upload, spool.rows_of(import_id))
    finally:
        await asyncio.to_thread(upload.unlink)
    await enter(import_id, name, len(content), about, by)
    return await Import.get(id=import_id)


async def staged(
    given: bytes | Sequence[Row], by: Principal, columns: Iterable[tuple[str, str]] = (), **choices: Any
) -> Import:
    """An import whose rows were looked at; its columns are guessed unless given."""
    content = given if isinstance(given, bytes) else as_csv(given)
    work = await uploaded(content, by, choices.pop("name", "clients.csv"))
    mapped = [ColumnMapping(column=column, field=field) for column, field in columns]
    await map_import(MapImportInput(import_id=Id(str(work.id)), columns=mapped, **choices), by)
    await worked_off()
    return await Import.get(id=work.id)


async def committed(work: Import, by: Principal, **choices: Any) -> Import:
    await commit_import(CommitImportInput(import_id=Id(str(work.id)), **choices), by)
    await worked_off()
    return await Import.get(id=work.id)


async def imported(given: bytes | Sequence[Row], by: Principal, **choices: Any) -> Import:
    """An import that was written."""
    return await committed(await staged(given, by, **choices), by)


async def reverted(work: Import, by: Principal) -> Import:
    """An import that was taken back, as it was foretold."""
    foretold = await foretell_revert(work.id, by)
    written = {row.line for row in await ImportRow.filter(origin_id=work.id, fate=RowFate.COMMITTED)}
    done = await taken_back(work, by)
    rows = [row for row in await ImportRow.filter(origin_id=work.id).order_by("line") if row.line in written]
    stay = [(one.line, one.fate, [vars_of(it) for it in one.kept]) for one in foretold.stays]
    assert stay == [(row.line, row.fate, orjson.loads(row.kept)) for row in rows if row.fate is not RowFate.REVERTED]
    return done


async def taken_back(work: Import, by: Principal) -> Import:
    await revert_import(RevertImportInput(import_id=Id(str(work.id))), by)
    await worked_off()
    return await Import.get(id=work.id)


async def worked_off() -> None:
    """Let the worker do all that waits."""
    while await advance():
        pass


async def lapse_leases() -> None:
    """Let the time of every lease be over."""
    await database.execute("UPDATE client_import SET lease_until = $1 WHERE lease_until IS NOT NULL", now())


async def outcomes(import_id: UUID) -> dict[int, str]:
    """What each line is to become, or has become."""
    return {row.line: row.outcome.value for row in await ImportRow.filter(origin_id=import_id)}


async def faults(import_id: UUID) -> dict[int, list[tuple[str, str]]]:
    """What is wrong with each line: where, and the code."""
    rows = await ImportRow.filter(origin_id=import_id).order_by("line")
    told = {row.line: orjson.loads(row.faults) for row in rows}
    return {line: [(".".join(one["path"]), one["code"]) for one in found] for line, found in told.items() if found}
