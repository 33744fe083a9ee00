"""The door to imports: how far one is, what its rows are to become, and what staff do with it."""

from __future__ import annotations

import inspect
from datetime import datetime
from itertools import product
from typing import Any

import strawberry
from orjson import dumps

from atrium.events.api import Change
from atrium.graph import faces
from atrium.graph.fields import one_of, page_of
from atrium.graph.permits import ANYONE
from atrium.graph.reading.declare import (
    READABLES,
    Arguments,
    Column,
    Readable,
    column,
    many,
    one,
    page,
    part,
    reads,
)
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none, words
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of, any_of
from atrium.imports import forgetting as _forgetting  # noqa: F401 - adds its places to what an erasure forgets
from atrium.imports import models
from atrium.principal import Principal

NEEDS = "client.import"
OF_CLIENTS = "client.read"  # beside it, for what a row tells of a client who is here
COUNTED = ("unchanged", "ambiguous", "refused", "skipped", "committed", "reverted")

for _enum in (models.ImportState, models.RowOutcome, models.RowFate, models.WhenFound, models.RowDecision):
    strawberry.enum(_enum, description=inspect.getdoc(_enum))


def elements(column_: str) -> dict[str, str]:
    """SQL for the elements of a JSON list that a row keeps as text or JSON."""
    return {
        "postgres": f"(SELECT value, place FROM jsonb_array_elements({{parent}}.{column_}::jsonb)"
        " WITH ORDINALITY e(value, place))",
        "sqlite": f"(SELECT value, key AS place FROM json_each({{parent}}.{column_}))",
    }


def text_of(name: str) -> Any:
    return column(f"{{t}}.value ->> '{name}'")


def json_of(name: str) -> Any:
    return column({"postgres": f"({{t}}.value -> '{name}')::text", "sqlite": f"({{t}}.value -> '$.{name}')"})


READABLES["FieldError"] = Readable(
    name="FieldError",
    table=elements("faults"),
    needs=ANYONE,
    fields={
        "path": Column(
            sql={"postgres": "({t}.value -> 'path')::text", "sqlite": "({t}.value -> '$.path')"},
            kind=Kind.JSON, annotation=list[str],
        ),
        "code": Column(sql="{t}.value ->> 'code'", kind=Kind.TEXT, annotation=str),
        "message": Column(sql="{t}.value ->> 'message'", kind=Kind.TEXT, annotation=str),
    },
    face=faces.FieldError,
    names={"path": "path", "code": "code", "message": "message"},
)  # fmt: skip
"""The refusals' own type: what is wrong with a row is said as what is wrong with an input."""


@reads(elements("columns"), needs=NEEDS)
class ImportColumn:
    """A column of an import's file: its heading, some of its values, what it is."""

    name: str = text_of("name")
    samples: strawberry.scalars.JSON = json_of("samples")
    guess: str = text_of("guess")
    certainty: int = column({"postgres": "({t}.value ->> 'certainty')::int", "sqlite": "({t}.value ->> 'certainty')"})
    field: str = text_of("field")
    values: strawberry.scalars.JSON = json_of("values")


@reads("client_import", needs=NEEDS)
class ImportCounts:
    """How many rows are to become what; and how many of them were written, and taken back."""

    create: int = column()
    update: int = column()
    unchanged: int = column()
    ambiguous: int = column()
    refused: int = column()
    skipped: int = column()
    committed: int = column()
    reverted: int = column()


@reads(elements("changes"), needs=OF_CLIENTS)
class ImportChange:
    """A field that a row changes, or has changed."""

    field: str = text_of("field")
    before: strawberry.scalars.JSON | None = json_of("before")
    after: strawberry.scalars.JSON | None = json_of("after")


@reads(elements("kept"), needs=OF_CLIENTS)
class ImportKept:
    """What a revert left as it is, because it was touched since: what the import wrote, and what is there now."""

    field: str = text_of("field")
    before: strawberry.scalars.JSON | None = json_of("before")
    after: strawberry.scalars.JSON | None = json_of("after")


@reads("import_candidate", needs=OF_CLIENTS, model=models.ImportCandidate)
class ImportCandidate:
    """One of the clients that a row could mean."""

    id: strawberry.ID = column()
    client: Any = one("Client", on="{t}.id = {parent}.client_id")


@reads("import_row", needs=NEEDS, model=models.ImportRow)
class ImportRow:
    """A row of the file. It shows in no list or count of clients before it is committed."""

    line: int = column(doc="The line on which it begins; in JSON, its number in the list.")
    outcome: models.RowOutcome = column()
    fate: models.RowFate | None = column(doc="What was done with it; null as long as nothing was.")
    cells: strawberry.scalars.JSON = column("{t}.cells", kind=Kind.JSON, doc="Its texts by the columns' headings.")
    faults: list[Any] = many("FieldError", on="TRUE", order="{t}.place", limit=None)
    changes: list[Any] = many("ImportChange", on="TRUE", order="{t}.place", limit=None)
    kept: list[Any] = many("ImportKept", on="TRUE", order="{t}.place", limit=None)
    is_decided: bool = column(
        """({t}.plan LIKE '%"chosen":"%' AND {t}.plan NOT LIKE '%"chosen":""}')""",
        kind=Kind.BOOL, doc="Whether staff have said whom it means; `decideImportRow` with ASK takes that back.",
    )  # fmt: skip
    client: Any = one("Client", on="{t}.id = {parent}.client_id")
    candidates: list[Any] = many("ImportCandidate", on="{t}.row_id = {parent}.id", order="{t}.id", limit=20)


def with_outcomes(arguments: Arguments) -> Sql:
    """The rows whose outcome, what was done with them, and what is wrong with them is among those asked for."""
    asked = (("{t}.outcome", arguments.get("outcome")), ("{t}.fate", arguments.get("fate")))
    found = [words(name, wanted) for name, wanted in asked if wanted is not None]
    return all_of([*found, *_with_faults(arguments.get("faultAt"), arguments.get("faultCode"))])


def _with_faults(places: list[str] | None, codes: list[str] | None) -> list[Sql]:
    """One fault has one of the places ("" is the row itself) and one of the codes: as the row's text of faults says."""
    if places is None and codes is None:
        return []
    at = [""] if places is None else [f'"path":{dumps([one] if one else []).decode()}' for one in places]
    of = [""] if codes is None else [f'"code":{dumps(one).decode()}' for one in codes]
    said = [",".join(filter(None, both)) for both in product(at, of)]
    return [any_of(Sql("replace({t}.faults, ?text, '') <> {t}.faults", (one,)) for one in said)]


ROWS_IN_ORDER = fixed("importRows", Key("{t}.line", Kind.INT), direction="ASC")
NEWEST_IMPORT_FIRST = fixed("imports", Key("{t}.created_at", Kind.MOMENT))
MAPPINGS_BY_NAME = fixed("importMappings", Key("{t}.name_fold", Kind.TEXT), direction="ASC")


@reads("client_import", needs=NEEDS, model=models.Import)
class Import:
    """A file of clients, and how far its import is: uploaded, mapped, looked through, committed, maybe reverted."""

    id: strawberry.ID = column()
    file_name: str = column()
    kind: str = column(doc="CSV, TSV, XLSX, JSON or JSON_LINES.")
    encoding: str = column()
    delimiter: str = column()
    state: models.ImportState = column()
    is_staged: bool = column(doc="Whether all rows were looked at, so that it can be committed.")
    done: int = column(doc="How many rows are settled in the work under way.")
    total: int = column(doc="How many rows that work is about.")
    rate: int = column(doc="Rows a second in the work under way.")
    counts: ImportCounts = part(
        "ImportCounts", create=column("{t}.to_create"), update=column("{t}.to_update"),
        **{name: column(f"{{t}}.{name}") for name in COUNTED},
    )  # fmt: skip
    columns: list[Any] = many("ImportColumn", on="TRUE", order="{t}.place", limit=None)
    preset: str = column(doc='The program whose export this is, as given or guessed; "" for none.')
    allow_login: bool = column()
    when_found: models.WhenFound = column()
    default_country: str = column()
    send_verification: bool = column()
    error: str | None = column(doc="Why it failed.")
    rows: Any = page(
        "ImportRow", on="{t}.origin_id = {parent}.id", orders=ROWS_IN_ORDER, default_first=50,
        arguments={"outcome": list[models.RowOutcome], "fate": list[models.RowFate], "faultAt": list[str],
                   "faultCode": list[str]}, where=with_outcomes,
    )  # fmt: skip
    refused_path: str = column("'/imports/' || {t}.id || '/refused'", doc="Where the refused rows are fetched as CSV.")
    rows_path: str = column("'/imports/' || {t}.id || '/rows'", doc="Where all rows' outcomes are fetched as CSV.")
    started_by: str = column("{t}.by_name", doc="Who uploaded, committed or reverted it last.")
    created_at: datetime = column()
    started_at: datetime | None = column(doc="When the work under way began.")
    finished_at: datetime | None = column()


@reads("import_mapping", needs=NEEDS, model=models.ImportMapping)
class ImportMapping:
    """A mapping that was kept for the next file of the same kind."""

    id: strawberry.ID = column()
    name: str = column()
    preset: str = column()
    allow_login: bool = column()
    when_found: models.WhenFound = column()
    default_country: str = column()
    columns: strawberry.scalars.JSON = column(
        {"postgres": "{t}.columns::text", "sqlite": "{t}.columns"}, kind=Kind.JSON
    )
    saved_by: str = column("{t}.by_name", doc='Who kept it last; "" where that was not written down.')
    created_at: datetime = column()


@page_of("Import", needs=NEEDS, orders=NEWEST_IMPORT_FIRST, rows=20)
def imports(arguments: Arguments, principal: Principal) -> Sql:
    """All imports, the newest first."""
    return TRUE


def _import(arguments: Arguments, principal: Principal) -> Sql:
    """One import."""
    key = uuid_or_none(arguments["id"])
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


_import.__name__ = "import"  # which no function of this language can be called
one_of("Import", needs=NEEDS, arguments={"id": (strawberry.ID, strawberry.UNSET)})(_import)


@page_of("ImportMapping", needs=NEEDS, orders=MAPPINGS_BY_NAME)
def import_mappings(arguments: Arguments, principal: Principal) -> Sql:
    """The mappings that were kept, by name."""
    return TRUE


__all__ = ["Change", "Import", "ImportRow"]
