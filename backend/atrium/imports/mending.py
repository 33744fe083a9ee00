"""Looking through staged rows: a cell is put right, or a row is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.database import tx
from atrium.errors import Fault, InvalidInput, NotFound
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.imports.actions import OVER, blocked, lock
from atrium.imports.among import among, several
from atrium.imports.counting import recount
from atrium.imports.families import Around, settle_families
from atrium.imports.hiding import whole
from atrium.imports.inputs import SkipImportRowInput, UpdateImportRowInput
from atrium.imports.models import STANDS_STILL, Import, ImportRow, RowOutcome
from atrium.imports.reading.rows import CELL_LONGEST, NUL, Read, flaws_of
from atrium.imports.staging import Staged, place, read_rows, rules_of
from atrium.imports.vetting import Plan
from atrium.principal import Principal

ALONG = 500
"""Other rows that are looked at again with one that was mended: those that were refused because of a row like it."""

_RELATED = """
WITH RECURSIVE below(id, external_id) AS (
  SELECT id, external_id FROM import_row WHERE origin_id = $1 AND {among}
  UNION SELECT r.id, r.external_id FROM below b JOIN import_row r ON r.origin_id = $1 AND r.parent_key = b.external_id
)
SELECT id, line, cells, faults, plan, external_id FROM import_row
WHERE origin_id = $1 AND id <> $2 AND outcome = 'REFUSED' AND (
  (faults LIKE '%"DUPLICATE_IN_FILE"%' AND (external_id = $3 OR login_fold = $4 OR client_id = $5))
  OR (faults LIKE '%"PARENT_%' AND id IN (SELECT id FROM below))
) ORDER BY line LIMIT {along}
"""


async def update_import_row(given: UpdateImportRowInput, by: Principal) -> UUID:
    """Give some cells of a staged row other texts, and look at it anew. Answers the row's id.

    A fault of a cell that could not be read stays until that very cell is given, one of the whole line until all are
    given at once.

    Raises NotFound, InvalidInput (cells: UNKNOWN_COLUMN, WRONG_TYPE, TOO_LONG, CONTROL_CHARACTER), Blocked.
    """
    async with tx():
        work, row = await staged(given.import_id, given.line)
        cells = _mended(orjson.loads(row.cells), given.cells)
        typed = frozenset(given.cells) if isinstance(given.cells, Mapping) else frozenset()
        await again(work, row, reread(work, vars(row) | {"cells": orjson.dumps(cells)}, typed))
        await recount(work.id)
        return await row_of(work, given.line)


async def skip_import_row(given: SkipImportRowInput, by: Principal) -> UUID:
    """Leave a staged row out, or take it in again. Answers its id. Raises NotFound and Blocked."""
    async with tx():
        work, row = await staged(given.import_id, given.line)
        is_skipped = row.outcome is RowOutcome.SKIPPED
        if given.skip and not is_skipped:
            await skip(work, row)
        elif not given.skip and is_skipped:
            await again(work, row, as_staged(work, row), chosen="")
        await recount(work.id)
        return await row_of(work, given.line)


async def skip(work: Import, row: ImportRow) -> None:
    """Leave a row out, in the caller's transaction; and those that cannot come without it."""
    await ImportRow.filter(id=row.id).update(outcome=RowOutcome.SKIPPED)
    await settle_families(work.id, _around([row.line], row.external_id))


async def staged(import_id: str, line: int) -> tuple[Import, ImportRow]:
    """A row that waits to be looked at, its import held until the transaction ends. Raises NotFound and Blocked."""
    work = await lock(as_id(import_id))
    if not work.is_staged or work.state not in STANDS_STILL:
        raise blocked("NOT_STAGED", "The rows of this import are not waiting to be looked at.")
    row = await ImportRow.get_or_none(origin_id=work.id, line=line)
    if row is None:
        raise NotFound()
    if row.fate is not None:
        raise blocked("OVER", OVER)
    return work, row


async def row_of(work: Import, line: int) -> UUID:
    """The id of a line: looking at it anew gives it another."""
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


def as_staged(work: Import, row: ImportRow) -> Read:
    """A row as it is kept."""
    return reread(work, vars(row))


def reread(work: Import, row: Mapping[str, Any], given: Collection[str] = frozenset()) -> Read:
    """A staged row to be looked at anew, with what makes its cells say something else than its line; `given` are the
    cells that somebody has just typed.
    """
    cells = whole(orjson.loads(row["cells"]), row["plan"])
    columns = [str(column["name"]) for column in work.columns]
    flaws = (
        []
        if set(columns) <= set(given)
        else [one for one in flaws_of(orjson.loads(row["faults"])) if one[0] not in given]
    )
    return Read(row["line"], list(cells.values()) if flaws else [cells[name] for name in columns], flaws)


async def again(work: Import, row: ImportRow, read: Read, *, chosen: str | None = None) -> None:
    """Stage the row once more, and those that were refused for its sake, in the order of the file.

    What staff decided of a row holds on as long as it names the same client; `chosen` is decided now instead.
    """
    rules = await rules_of(work)
    (mended,) = await read_rows([read], rules)
    related = await _related(work, row, mended)
    plans = {row.line: Plan.of_json(row.plan)} | {one["line"]: Plan.of_json(one["plan"]) for one in related}
    await ImportRow.filter(id__in=[row.id, *(one["id"] for one in related)]).delete()
    reads = [reread(work, one) for one in related]
    for one in sorted([mended, *await read_rows(reads, rules)], key=lambda one: one.read.line):
        old = plans[one.read.line]
        one.plan.chosen = old.chosen if one.plan.identity == old.identity else ""
        if one is mended and chosen is not None:
            one.plan.chosen = chosen
        await place(work, [one])
    ids = (row.external_id, mended.plan.external_id, *(one["external_id"] for one in related))
    await settle_families(work.id, _around(list(plans), *ids))


async def _related(work: Import, row: ImportRow, mended: Staged) -> list[dict[str, Any]]:
    """The rows that were refused because of this one as it was, or may not be because of it as it is."""
    keys = {one for one in (row.external_id, mended.plan.external_id) if one}
    sql = _RELATED.format(among=among("parent_key", 6), along=ALONG)
    return await database.rows(sql, work.id, row.id, row.external_id, row.login_fold, row.client_id, several(keys))


def _around(lines: Sequence[int], *external_ids: str | None) -> Around:
    return Around(lines, {one for one in external_ids if one})
