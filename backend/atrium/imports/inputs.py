"""What the acts on imports are given."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.custom_fields.inputs import Json
from atrium.ids import Id
from atrium.imports.models import RowDecision, WhenFound


class ColumnMapping(BaseModel):
    """Which field a column of the file is; an empty field leaves the column out.

    `values` says what the column's words mean, whatever their case: `{"Closed": "no", "Allemagne": "DE"}`.
    """

    column: str
    field: str
    values: Json | None = None


class MapImportInput(BaseModel):
    """What the columns are. Without any, the saved mapping's or else the preset's or the guessed ones count.

    `allowLogin`: whether those may log in who have an address, where no column says it. `defaultCountry`: of addresses
    and phone numbers that name none.
    """

    import_id: Id
    columns: list[ColumnMapping]
    preset: str | None = None
    mapping_id: Id | None = None
    allow_login: bool = True
    when_found: WhenFound = WhenFound.UPDATE
    default_country: str | None = None


class CommitImportInput(BaseModel):
    """The import to be written; with `sendVerification`, its new clients are mailed a link each, a few at a time."""

    import_id: Id
    send_verification: bool = False


class CancelImportInput(BaseModel):
    """The import that shall stop."""

    import_id: Id


class RevertImportInput(BaseModel):
    """The import to be taken back."""

    import_id: Id


class UpdateImportRowInput(BaseModel):
    """Other texts for some of a staged row's cells, by their columns: `{"E-mail": "ada@example.org"}`."""

    import_id: Id
    line: int
    cells: Json


class SkipImportRowInput(BaseModel):
    """A staged row that shall be left out, or shall not."""

    import_id: Id
    line: int
    skip: bool = True


class DecideImportRowInput(BaseModel):
    """What a row that could mean clients who are here shall become.

    `clientId` says which of its candidates it means; of a single one it need not be said.
    """

    import_id: Id
    line: int
    decision: RowDecision
    client_id: Id | None = None


class DecideImportRowsInput(BaseModel):
    """What all ambiguous rows of an import shall become; with ASK, those that were decided are asked about again."""

    import_id: Id
    decision: RowDecision


class SaveImportMappingInput(BaseModel):
    """The mapping of an import, to be kept under a name. One of the same name is replaced."""

    import_id: Id
    name: str


class RenameImportMappingInput(BaseModel):
    """Another name for a saved mapping."""

    id: Id
    name: str


class RemoveImportMappingInput(BaseModel):
    """The saved mapping that goes."""

    id: Id
