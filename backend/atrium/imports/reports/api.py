"""The door to what is told of an import: why rows are refused, what columns may be, what a revert would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import strawberry

from atrium import errors
from atrium.clients.api import Client
from atrium.graph.answers import Companions, answers, refers
from atrium.graph.fields import query
from atrium.graph.paging import checked_size
from atrium.graph.reading.assemble import PageInfo
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, Order
from atrium.imports import models
from atrium.imports.actions import guess_columns
from atrium.imports.api import NEEDS, OF_CLIENTS
from atrium.imports.foretelling import Stays, foretell_revert
from atrium.imports.reasons import reasons_of

LINES = Order("revert:LINE:ASC", (Key("{t}.line", Kind.INT),), "ASC")


@answers(needs=NEEDS, flat=True)
class ImportReason:
    """Why rows are refused: `faultAt` and `faultCode` by which an import's rows are narrowed to them.

    `message` is what one of them is told; in others it may name another line or value.
    """

    at: str
    code: str
    message: str
    rows: int


@answers(needs=NEEDS)
class ImportGuess:
    """What a column probably is, and how sure that is, out of 100; "" is of no use."""

    column: str
    field: str
    certainty: int
    values: strawberry.scalars.JSON


@answers(needs=OF_CLIENTS)
class StayingField:
    """What would stay because it was touched since: what the import wrote, and what is there now."""

    field: str
    before: strawberry.scalars.JSON | None
    after: strawberry.scalars.JSON | None


@answers(needs=NEEDS)
class StayingRow:
    """A row that would not be taken back (KEPT), or not whole (PARTLY_REVERTED), and why."""

    line: int
    fate: models.RowFate
    kept: list[StayingField]
    client_id: strawberry.Private[UUID]
    companions: strawberry.Private[Companions]
    client: Client | None = refers("Client", by="client_id", among="companions")


@answers(needs=NEEDS)
class RevertPreview:
    """What taking an import back would do now: so many rows whole, so many in part, so many not at all.

    `nodes` are the rows of the latter two, by line.
    """

    whole: int
    partly: int
    kept: int
    nodes: list[StayingRow]
    total_count: int
    page_info: PageInfo


@query(needs=NEEDS)
async def import_reasons(import_id: strawberry.ID) -> list[ImportReason]:
    """Why rows of an import are refused, the most frequent reason first, at most 200; none where there is no import."""
    key = uuid_or_none(import_id)
    found = [] if key is None else await reasons_of(key)
    return [ImportReason(at=one.at, code=one.code, message=one.message, rows=one.rows) for one in found]


@query(needs=NEEDS)
async def import_guesses(import_id: strawberry.ID, preset: str = "") -> list[ImportGuess]:
    """What an import's columns probably are, taken as this program's export; nothing is mapped. None without import."""
    key = uuid_or_none(import_id)
    found: list[Any] = [] if key is None else await guess_columns(key, preset)
    return [
        ImportGuess(column=one.name, field=one.guess, certainty=one.certainty, values=one.values) for one in found
    ]  # fmt: skip


@query(RevertPreview, errors.NotFound, needs=NEEDS)
async def revert_preview(
    info: strawberry.Info, import_id: strawberry.ID, first: int = 50, after: str | None = None
) -> RevertPreview:
    """What `revertImport` would do now. Nothing is written."""
    key, size = uuid_or_none(import_id), checked_size(first, "first")
    last = LINES.read(after)[0] if after is not None else 0
    if key is None:
        raise errors.NotFound()
    found = await foretell_revert(key, info.context.principal)
    rows = [one for one in found.stays if one.line > last]
    companions = Companions([one.client_id for one in rows[:size]])
    end = orjson.dumps([LINES.tag, rows[:size][-1].line]).hex() if rows else None
    return RevertPreview(
        whole=found.whole,
        partly=found.count(models.RowFate.PARTLY_REVERTED),
        kept=found.count(models.RowFate.KEPT),
        nodes=[_row(one, companions) for one in rows[:size]],
        total_count=len(found.stays),
        page_info=PageInfo(
            has_next_page=len(rows) > size, has_previous_page=after is not None, start_cursor=None, end_cursor=end
        ),
    )


def _row(one: Stays, companions: Companions) -> StayingRow:
    found: Sequence[Any] = one.kept
    kept = [StayingField(field=it.field, before=it.before, after=it.after) for it in found]
    return StayingRow(line=one.line, fate=one.fate, kept=kept, client_id=one.client_id, companions=companions)
