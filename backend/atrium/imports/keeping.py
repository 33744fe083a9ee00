"""Mappings that are kept under a name, for the next file of the same kind."""

from __future__ import annotations

from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium.database import tx
from atrium.errors import Fault, InvalidInput, NotFound
from atrium.faults import Faults
from atrium.folding import fold
from atrium.ids import as_id
from atrium.imports.actions import blocked, lock
from atrium.imports.inputs import RemoveImportMappingInput, RenameImportMappingInput, SaveImportMappingInput
from atrium.imports.models import ImportMapping
from atrium.principal import Principal

NAME_LONGEST = 80


async def save_import_mapping(given: SaveImportMappingInput, by: Principal) -> UUID:
    """Keep an import's mapping under a name, in the place of one that has it. Answers its id.

    Raises NotFound, InvalidInput (name: REQUIRED, TOO_LONG, CONTROL_CHARACTER) and Blocked (NOT_MAPPED).
    """
    name = _name(given.name)
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
            "when_found": work.when_found, "default_country": work.default_country, "by_name": by.name,
        }  # fmt: skip
        saved, _ = await ImportMapping.update_or_create(defaults=kept, name_fold=fold(name))
    return saved.id


async def rename_import_mapping(given: RenameImportMappingInput, by: Principal) -> UUID:
    """Give a saved mapping another name. Answers its id.

    Raises NotFound, InvalidInput (name: REQUIRED, TOO_LONG, CONTROL_CHARACTER, NAME_TAKEN).
    """
    key, name = as_id(given.id), _name(given.name)
    try:
        async with tx():
            if not await ImportMapping.filter(id=key).update(name=name, name_fold=fold(name)):
                raise NotFound()
    except IntegrityError as clash:
        taken = Fault(("name",), "NAME_TAKEN", "There is a saved mapping of this name already.")
        raise InvalidInput.of([taken]) from clash
    return key


async def remove_import_mapping(given: RemoveImportMappingInput, by: Principal) -> UUID:
    """Forget a saved mapping. Answers its id. Raises NotFound."""
    key = as_id(given.id)
    if not await ImportMapping.filter(id=key).delete():
        raise NotFound()
    return key


def _name(given: str) -> str:
    faults = Faults()
    name = faults.text("name", given, NAME_LONGEST, required=True)
    faults.refuse()
    return name
