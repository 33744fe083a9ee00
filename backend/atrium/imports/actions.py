"""What staff do with an import: map it, look through it, write it, stop it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import now
from atrium.custom_fields.definitions import Definition, definitions
from atrium.custom_fields.inputs import Json
from atrium.database import tx
from atrium.errors import Blocked, Fault, Hindrance, InvalidInput, NotFound
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.imports.inputs import CancelImportInput, ColumnMapping, CommitImportInput, MapImportInput, RevertImportInput
from atrium.imports.mailing import call_off
from atrium.imports.mapping.checking import check, read_default_country
from atrium.imports.mapping.guessing import Guess, guessed
from atrium.imports.mapping.presets import Preset, preset_named
from atrium.imports.models import STANDS_STILL, Import, ImportMapping, ImportState
from atrium.imports.reading.rows import About
from atrium.preferences.idempotency import claim
from atrium.principal import Principal
from atrium.waking import Calling, wake

OVER = "This import is over. Upload the file again to import it once more."
UNDER_WAY_STATES = (ImportState.STAGING, ImportState.COMMITTING, ImportState.REVERTING)
UNDER_WAY = "This import is under way. Wait for it, or cancel it."


async def map_import(given: MapImportInput, by: Principal) -> UUID:
    """Say what the columns are; its rows are staged anew by the worker. Answers the import's id.

    Raises NotFound, InvalidInput with all faults, Blocked (UNDER_WAY, OVER).
    """
    import_id = as_id(given.import_id)
    async with tx():
        work = await lock(import_id)
        refuse_over(work)
        if work.state in UNDER_WAY_STATES:
            raise blocked("UNDER_WAY", UNDER_WAY)
        await _stage_anew(work, **await _read(given, work))
        await record("import.mapped", by, changes=[Change("file", None, work.file_name)])
    wake(Calling.IMPORTS)
    return import_id


async def _read(given: MapImportInput, work: Import) -> dict[str, Any]:
    """The columns and choices, as the import keeps them. Raises InvalidInput with all faults."""
    known, faults, saved = await definitions(), Faults(), await _saved(given)
    name = work.preset if given.preset is None else given.preset
    preset = preset_named(name)
    if name and preset is None:
        faults.add("preset", "UNKNOWN_PRESET", "There is no such preset.")
    wished = given.columns or _of_saved(saved, _names(work)) or _guessed(work, known, preset)
    columns = check(faults, wished, work.columns, known)
    country = read_default_country(faults, given.default_country or (saved.default_country if saved else ""))
    faults.refuse()
    choices: Any = given if given.columns or saved is None else saved
    return {
        "columns": columns, "preset": preset.name if preset else "", "default_country": country,
        "allow_login": choices.allow_login, "when_found": choices.when_found,
    }  # fmt: skip


def _guessed(work: Import, known: Sequence[Definition], preset: Preset | None) -> list[ColumnMapping]:
    found = guessed(_about(work), known, preset)
    return [ColumnMapping(column=one.name, field=one.guess, values=Json(one.values)) for one in found]


async def guess_columns(import_id: UUID, preset: str) -> list[Guess]:
    """What the columns probably are, as this program's export ("" or unknown: by their headings alone)."""
    work = await Import.get_or_none(id=import_id)
    return guessed(_about(work), await definitions(), preset_named(preset)) if work else []


def _about(work: Import) -> About:
    return About(work.kind, columns=_names(work), samples=[list(one["samples"]) for one in work.columns])


def _names(work: Import) -> list[str]:
    return [str(column["name"]) for column in work.columns]


async def _saved(given: MapImportInput) -> ImportMapping | None:
    if given.mapping_id is None:
        return None
    found = await ImportMapping.get_or_none(id=as_id(given.mapping_id))
    if found is None:
        raise InvalidInput.of([Fault(("mappingId",), "UNKNOWN_MAPPING", "This saved mapping is gone.")])
    return found


def _of_saved(saved: ImportMapping | None, names: Sequence[str]) -> list[ColumnMapping]:
    """The saved columns that this file has."""
    kept = saved.columns if saved else []
    return [ColumnMapping(**one) for one in kept if one["column"] in names]


async def _stage_anew(work: Import, **columns: Any) -> None:
    work.update_from_dict(columns | {
        "state": ImportState.STAGING, "deciding": None, "is_staged": False, "is_cleared": False,
        "total": work.file_rows, "done": 0, "rate": 0, "to_create": 0,
        "to_update": 0, "unchanged": 0, "ambiguous": 0, "refused": 0, "skipped": 0,
        "error": None, "started_at": None, "finished_at": None, "touched_at": now(),
    })  # fmt: skip
    await work.save()


async def commit_import(given: CommitImportInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Write the good rows; the worker does it. Answers the import's id. Of two who ask at once, one is refused.

    Raises NotFound, Blocked (NOT_STAGED, UNDER_WAY, OVER, NOTHING_TO_DO), IdempotencyConflict.
    """
    import_id = as_id(given.import_id)
    async with tx():
        if await claim(idempotency_key, by, "commitImport", given, import_id):
            return import_id
        work = await lock(import_id)
        if work.state in UNDER_WAY_STATES:
            raise blocked("UNDER_WAY", UNDER_WAY)
        if work.state not in STANDS_STILL:
            raise blocked("NOT_STAGED", "Map the columns first." if work.state is ImportState.UPLOADED else OVER)
        if not work.is_staged:
            raise blocked("NOT_STAGED", "The rows were not looked at to the end. Map the columns again.")
        waiting = work.to_create + work.to_update - work.committed
        if waiting <= 0:
            raise blocked("NOTHING_TO_DO", "No row is to be written: none is new, and none would change anything.")
        await _begin(work, ImportState.COMMITTING, by, total=waiting, send_verification=given.send_verification)
        changes = [Change("file", None, work.file_name), Change("rows", None, waiting)]
        await record("import.commit_started", by, changes=changes)
    wake(Calling.IMPORTS)
    return import_id


async def revert_import(given: RevertImportInput, by: Principal) -> UUID:
    """Take back what the import wrote and nobody has touched since; the worker does it. Answers the import's id.

    Raises NotFound, Blocked (UNDER_WAY, NOTHING_TO_DO).
    """
    import_id = as_id(given.import_id)
    async with tx():
        work = await lock(import_id)
        if work.state in UNDER_WAY_STATES:
            raise blocked("UNDER_WAY", UNDER_WAY)
        sql = "SELECT count(*) AS n FROM import_row WHERE origin_id = $1 AND fate = 'COMMITTED'"
        rows = int((await database.rows(sql, import_id))[0]["n"])
        if not rows:
            raise blocked("NOTHING_TO_DO", "Nothing of this import is left to be taken back.")
        await _begin(work, ImportState.REVERTING, by, total=rows)
        await record("import.revert_started", by, changes=[Change("file", None, work.file_name)])
    wake(Calling.IMPORTS)
    return import_id


async def _begin(work: Import, state: ImportState, by: Principal, **columns: Any) -> None:
    """From here on it is done in this caller's name."""
    work.update_from_dict(columns | {
        "state": state, "done": 0, "rate": 0, "error": None, "started_at": None, "finished_at": None,
        "touched_at": now(), "by_kind": by.actor.kind, "by_id": by.actor.id, "by_name": by.actor.name,
    })  # fmt: skip
    await work.save()


async def cancel_import(given: CancelImportInput, by: Principal) -> UUID:
    """Stop the import. What is written stays, and can be taken back; the rest is left as it is. Answers its id.

    Mails that still wait are not sent, also if the import goes on later.

    Raises NotFound, Blocked (OVER) for one that is over.
    """
    import_id = as_id(given.import_id)
    async with tx():
        work = await lock(import_id)
        if work.state in (ImportState.COMMITTED, ImportState.REVERTED, ImportState.CANCELLED, ImportState.FAILED):
            raise blocked("OVER", "This is over already, so there is nothing to cancel.")
        if work.state is ImportState.COMMITTING and work.send_verification:
            await call_off(work.id)
        work.state, work.finished_at = ImportState.CANCELLED, now()
        work.lease_id = work.lease_until = None
        await work.save(update_fields=["state", "finished_at", "lease_id", "lease_until"])
        await record("import.cancelled", by, changes=[Change("file", None, work.file_name)])
    return import_id


async def lock(import_id: UUID) -> Import:
    """The import, held until the transaction ends. Raises NotFound."""
    work = await Import.filter(id=import_id).select_for_update().get_or_none()
    if work is None:
        raise NotFound()
    return work


def refuse_over(work: Import) -> None:
    """Raises Blocked where rows have been written: they are what the result is told by."""
    if work.committed or work.state in (ImportState.COMMITTED, ImportState.REVERTED, ImportState.REVERTING):
        raise blocked("OVER", OVER)


def blocked(code: str, message: str) -> Blocked:
    return Blocked(message, blockers=(Hindrance(code, message),))
