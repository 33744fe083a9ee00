"""Looking through staged rows: a cell is put right, a row is left out, a mapping is kept for the next file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.database import tx
from atrium.errors import Fault, InvalidInput, NotFound
from atrium.faults import Faults
from atrium.folding import fold
from atrium.ids import as_id
from atrium.imports.actions import OVER, blocked, lock
from atrium.imports.counting import recount
from atrium.imports.families import settle_families
from atrium.imports.inputs import (
    RemoveImportMappingInput,
    SaveImportMappingInput,
    SkipImportRowInput,
    UpdateImportRowInput,
)
from atrium.imports.models import Import, ImportMapping, ImportRow, ImportState, RowOutcome
from atrium.imports.reading.rows import CELL_LONGEST, NUL, Read
from atrium.imports.staging import place, read_rows, rules_of
from atrium.principal import Principal

NAME_LONGEST = 80
ALONG = 500
"""Other rows that are looked at again with one that was mended: those that were refused because of a row like it."""

_RELATED = f"""
SELECT id, line, cells FROM import_row WHERE origin_id = $1 AND id <> $2 AND outcome = 'REFUSED' AND (
  (faults LIKE '%"DUPLICATE_IN_FILE"%' AND (external_id = $3 OR login_fold = $4 OR client_id = $5))
  OR faults LIKE '%"PARENT_%'
) ORDER BY line LIMIT {ALONG}
"""


async def update_import_row(given: UpdateImportRowInput, by: Principal) -> UUID:
    """Give some cells of a staged row other texts, and look at it anew. Answers the row's id.

    Raises NotFound, InvalidInput (cells: UNKNOWN_COLUMN, WRONG_TYPE, TOO_LONG, CONTROL_CHARACTER), Blocked.
    """
    async with tx():
        work, row = await _staged(given.import_id, given.line)
        cells = _mended(orjson.loads(row.cells), given.cells)
        await _again(work, row, cells)
        await recount(work.id)
        return await _id_of(work, given.line)


async def skip_import_row(given: SkipImportRowInput, by: Principal) -> UUID:
    """Leave a staged row out, or take it in again. Answers its id. Raises NotFound and Blocked."""
    async with tx():
        work, row = await _staged(given.import_id, given.line)
        is_skipped = row.outcome is RowOutcome.SKIPPED
        if given.skip and not is_skipped:
            await ImportRow.filter(id=row.id).update(outcome=RowOutcome.SKIPPED)
            await settle_families(work.id)
        elif not given.skip and is_skipped:
            await _again(work, row, orjson.loads(row.cells))
        await recount(work.id)
        return await _id_of(work, given.line)


async def _staged(import_id: str, line: int) -> tuple[Import, ImportRow]:
    work = await lock(as_id(import_id))
    if not work.is_staged or work.state not in (ImportState.STAGED, ImportState.CANCELLED):
        raise blocked("NOT_STAGED", "The rows of this import are not waiting to be looked at.")
    row = await ImportRow.get_or_none(origin_id=work.id, line=line)
    if row is None:
        raise NotFound()
    if row.fate is not None:
        raise blocked("OVER", OVER)
    return work, row


async def _id_of(work: Import, line: int) -> UUID:
    return (await ImportRow.get(origin_id=work.id, line=line)).id


def _mended(cells: dict[str, str], given: object) -> dict[str, str]:
    faults = Faults()
    if not isinstance(given, Mapping):
        raise InvalidInput.of([Fault(("cells",), "WRONG_TYPE", "Give an object: a text for each column.")])
    for name, text in given.items():
        within = faults.within("cells")
        if name not in cells:
            within.add(str(name), "UNKNOWN_COLUMN", "The file has no column with this heading.")
        elif not isinstance(text, str | int | float | None) or isinstance(text, bool):
            within.add(name, "WRONG_TYPE", "This has to be a text.")
        elif len(said := "" if text is None else str(text)) > CELL_LONGEST:
            within.add(name, "TOO_LONG", f"This is too long: at most {CELL_LONGEST} characters.")
        elif NUL in said:
            within.add(
                name, "CONTROL_CHARACTER", "This contains characters that cannot be shown. Please type it again."
            )
        else:
            cells[name] = said.encode("utf-8", "replace").decode()
    faults.refuse()
    return cells


async def _again(work: Import, row: ImportRow, cells: dict[str, str]) -> None:
    """Stage the row once more, and those that were refused for its sake, in the order of the file."""
    given = (work.id, row.id, row.external_id, row.login_fold, row.client_id)
    related = await database.rows(_RELATED, *given)
    texts: list[tuple[int, dict[str, str]]] = [(row.line, cells)]
    texts += [(one["line"], orjson.loads(one["cells"])) for one in related]
    ids: list[Any] = [row.id, *(one["id"] for one in related)]
    await ImportRow.filter(id__in=ids).delete()
    await _stage(work, [Read(line, list(one.values())) for line, one in sorted(texts, key=lambda one: one[0])])


async def _stage(work: Import, reads: Sequence[Read]) -> None:
    for one in await read_rows(reads, await rules_of(work)):
        await place(work, [one])
    await settle_families(work.id)


async def save_import_mapping(given: SaveImportMappingInput, by: Principal) -> UUID:
    """Keep an import's mapping under a name, in the place of one that has it. Answers its id.

    Raises NotFound, InvalidInput (name: REQUIRED, TOO_LONG, CONTROL_CHARACTER) and Blocked (NOT_MAPPED).
    """
    faults = Faults()
    name = faults.text("name", given.name, NAME_LONGEST, required=True)
    faults.refuse()
    async with tx():
        work = await lock(as_id(given.import_id))
        columns = [
            {"column": one["name"], "field": one["field"], "values": one["values"]}
            for one in work.columns
            if one["field"]
        ]
        if not columns:
            raise blocked("NOT_MAPPED", "The columns of this import are not mapped yet.")
        kept = {
            "name": name, "columns": columns, "preset": work.preset, "allow_login": work.allow_login,
            "when_found": work.when_found, "default_country": work.default_country,
        }  # fmt: skip
        saved, _ = await ImportMapping.update_or_create(defaults=kept, name_fold=fold(name))
    return saved.id


async def remove_import_mapping(given: RemoveImportMappingInput, by: Principal) -> UUID:
    """Forget a saved mapping. Answers its id. Raises NotFound."""
    key = as_id(given.id)
    if not await ImportMapping.filter(id=key).delete():
        raise NotFound()
    return key
