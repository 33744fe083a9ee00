"""The door to what staff do with imports. The file itself comes by POST /imports."""

from __future__ import annotations

from uuid import UUID

import strawberry

from atrium import errors, settings
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.imports import actions, deciding, inputs, keeping, mending
from atrium.imports.api import NEEDS
from atrium.imports.mapping.fields import CUSTOM, SENTENCES, SEVERAL, SINGLE
from atrium.imports.mapping.presets import PRESETS
from atrium.imports.reading.rows import MOST_COLUMNS, MOST_ROWS

MEMBERS = ("Import", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict)
ROW = ("ImportRow", errors.NotFound, errors.InvalidInput, errors.Blocked)

for _model in (
    inputs.ColumnMapping, inputs.MapImportInput, inputs.CommitImportInput, inputs.CancelImportInput,
    inputs.RevertImportInput, inputs.UpdateImportRowInput, inputs.SkipImportRowInput, inputs.SaveImportMappingInput,
    inputs.RemoveImportMappingInput, inputs.RenameImportMappingInput, inputs.DecideImportRowInput,
    inputs.DecideImportRowsInput,
):  # fmt: skip
    dress(_model)


@answers(needs=NEEDS)
class ImportField:
    """A field that a column can be. Of some a client may have several: `email2` is the second."""

    name: str
    has_several: bool
    sentence: str


@answers(needs=NEEDS)
class ImportPreset:
    """A program whose exports are known; `name` is what `mapImport` takes."""

    name: str
    title: str


@answers(needs=NEEDS)
class ImportLimits:
    """How large a file may be. `bytes` is a setting of whoever runs this."""

    bytes: int
    rows: int
    columns: int


@answers(needs=NEEDS)
class ImportChoices:
    """What a column can be, beside the custom fields (`customFields.key`), and which programs' exports are known."""

    fields: list[ImportField]
    presets: list[ImportPreset]
    limits: ImportLimits


@answers(needs=NEEDS)
class RemovedImportMapping:
    """The mapping that is forgotten."""

    id: strawberry.ID


@query(needs=NEEDS)
async def import_choices(info: strawberry.Info) -> ImportChoices:
    """What a column can be, and which programs' exports are known."""
    fields = [ImportField(name=one, has_several=one in SEVERAL, sentence=SENTENCES.get(one, "")) for one in
              sorted((*SINGLE, *SEVERAL), key=str.lower) if one != CUSTOM]  # fmt: skip
    presets = [ImportPreset(name=name, title=preset.title) for name, preset in PRESETS.items()]
    limits = ImportLimits(bytes=settings.current().import_limit, rows=MOST_ROWS, columns=MOST_COLUMNS)
    return ImportChoices(fields=fields, presets=presets, limits=limits)


@mutation(*MEMBERS, needs=NEEDS, result="ImportResult")
async def map_import(info: strawberry.Info, input: inputs.MapImportInput) -> UUID:
    """Say what the columns of an import are. The rows are looked at in the background, and nothing is written yet."""
    return await actions.map_import(input, info.context.principal)


@mutation(*MEMBERS, needs=NEEDS, result="ImportResult")
async def commit_import(
    info: strawberry.Info, input: inputs.CommitImportInput, idempotency_key: str | None = None
) -> UUID:
    """Write the good rows of an import, in the background. Rows that became wrong meanwhile are refused."""
    return await actions.commit_import(input, info.context.principal, idempotency_key)


@mutation(*MEMBERS, needs=NEEDS, result="ImportResult")
async def cancel_import(info: strawberry.Info, input: inputs.CancelImportInput) -> UUID:
    """Stop an import. What is written stays, and can be taken back."""
    return await actions.cancel_import(input, info.context.principal)


@mutation(*MEMBERS, needs=NEEDS, result="ImportResult")
async def revert_import(info: strawberry.Info, input: inputs.RevertImportInput) -> UUID:
    """Take an import back, in the background: what nobody has touched since. The rest stays and is listed."""
    return await actions.revert_import(input, info.context.principal)


@mutation(*ROW, needs=NEEDS, result="ImportRowResult")
async def update_import_row(info: strawberry.Info, input: inputs.UpdateImportRowInput) -> UUID:
    """Put cells of a staged row right; it is looked at anew at once."""
    return await mending.update_import_row(input, info.context.principal)


@mutation(*ROW, needs=NEEDS, result="ImportRowResult")
async def skip_import_row(info: strawberry.Info, input: inputs.SkipImportRowInput) -> UUID:
    """Leave a staged row out, or take it in again."""
    return await mending.skip_import_row(input, info.context.principal)


@mutation(*ROW, needs=NEEDS, result="ImportRowResult")
async def decide_import_row(info: strawberry.Info, input: inputs.DecideImportRowInput) -> UUID:
    """Say what a row that could mean clients who are here is to become: it is looked at anew at once."""
    return await deciding.decide_import_row(input, info.context.principal)


@mutation(*MEMBERS, needs=NEEDS, result="ImportResult")
async def decide_import_rows(info: strawberry.Info, input: inputs.DecideImportRowsInput) -> UUID:
    """Say the same of all ambiguous rows, in the background. Those that could mean several clients are not updated."""
    return await deciding.decide_import_rows(input, info.context.principal)


@mutation("ImportMapping", errors.NotFound, errors.InvalidInput, errors.Blocked, needs=NEEDS)
async def save_import_mapping(info: strawberry.Info, input: inputs.SaveImportMappingInput) -> UUID:
    """Keep an import's mapping under a name, for the next file of the same kind."""
    return await keeping.save_import_mapping(input, info.context.principal)


@mutation("ImportMapping", errors.NotFound, errors.InvalidInput, needs=NEEDS)
async def rename_import_mapping(info: strawberry.Info, input: inputs.RenameImportMappingInput) -> UUID:
    """Give a saved mapping another name."""
    return await keeping.rename_import_mapping(input, info.context.principal)


@mutation(RemovedImportMapping, errors.NotFound, needs=NEEDS)
async def remove_import_mapping(info: strawberry.Info, input: inputs.RemoveImportMappingInput) -> RemovedImportMapping:
    """Forget a saved mapping. Imports that used it stay as they are."""
    return RemovedImportMapping(
        id=strawberry.ID(str(await keeping.remove_import_mapping(input, info.context.principal)))
    )
