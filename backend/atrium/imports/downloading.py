"""Fetching what became of an import's rows, as CSV: all of them, or those that were refused, with the reasons."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.access.authentication import authenticate
from atrium.asgi import (
    ALLOW_FETCHING,
    FETCHING,
    NO_STORE,
    OUTCOME,
    REQUEST_ID,
    Header,
    Receive,
    Scope,
    Send,
    header_fields,
    reply,
)
from atrium.clients.export.sheets import tamed
from atrium.database import UNREACHABLE, retrying
from atrium.errors import DoorError, Forbidden, NotFound, Unauthenticated, Unavailable
from atrium.events.actions import Change, record
from atrium.graph.envelope import JSON, STATUSES, Malformed, fault
from atrium.ids import as_id
from atrium.imports.models import Import
from atrium.imports.reading.rows import flaws_of
from atrium.principal import Door, Principal

NEEDS = "client.import"
SOME = 1000
NOT_AS_IT_WAS = "This line could not be read as it is: put it right here, then empty this cell and those beside it."
"""Stands beyond the headings, so that the line is refused once more as long as nobody has looked at it."""
ALL, REFUSED = "rows", "refused"
WHICH = {ALL: "TRUE", REFUSED: "r.outcome IN ('REFUSED', 'AMBIGUOUS')"}
_PAGE = f"""
SELECT r.line, r.outcome, r.fate, r.cells, r.faults, r.kept, c.number FROM import_row r
LEFT JOIN client c ON c.id = r.client_id
WHERE r.origin_id = $1 AND r.line > $2 AND {{which}} ORDER BY r.line LIMIT {SOME}
"""


class Outcomes:
    """An ASGI application: `GET /imports/<id>/refused` and `GET /imports/<id>/rows`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = scope["path_params"]
        try:
            by = await _caller(scope)
            if given["which"] not in WHICH:
                raise NotFound()
            work = await retrying(lambda: _found(given["import_id"], given["which"], by))
        except Malformed as wrong:
            await _refuse(scope, send, wrong.status, wrong.code, wrong.message, ALLOW_FETCHING)
        except NotFound:
            await _refuse(scope, send, 404, "NOT_FOUND", "There is no such file.")
        except DoorError as refused:
            await _refuse(scope, send, STATUSES.get(refused.code, 400), refused.code, str(refused))
        except UNREACHABLE:
            await _refuse(scope, send, 503, Unavailable.code, str(Unavailable()))
        else:
            await _send(send, work, given["which"])


async def _caller(scope: Scope) -> Principal:
    if scope["method"] not in FETCHING:
        raise Malformed("Files are only fetched here.", status=405)
    by = await authenticate(header_fields(scope), Door.STAFF, (scope.get("client") or ("",))[0])
    if by.is_nobody:
        raise Unauthenticated()
    if not by.may(NEEDS):
        raise Forbidden(f"You do not have the permission for this. Needed: {NEEDS}.", needs=(NEEDS,))
    return by


async def _refuse(scope: Scope, send: Send, status: int, code: str, message: str, *more: Header) -> None:
    scope[OUTCOME] = "refused"
    await reply(send, status, JSON.encode(), fault(message, code, scope.get(REQUEST_ID, "")), NO_STORE, *more)


async def _found(given: str, which: str, by: Principal) -> Import:
    work = await Import.get_or_none(id=as_id(given))
    if work is None:
        raise NotFound()
    await record("import.file_fetched", by, changes=[Change("file", None, f"{work.file_name} ({which})")])
    return work


async def _send(send: Send, work: Import, which: str) -> None:
    name = f"import-{work.created_at:%Y-%m-%d-%H%M%S}-{which}.csv"
    headers: list[Header] = [
        (b"content-type", b"text/csv; charset=utf-8"),
        (b"content-disposition", f'attachment; filename="{name}"'.encode()),
        NO_STORE,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    async for piece in _pieces(work.id, [str(column["name"]) for column in work.columns], which):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _pieces(import_id: UUID, columns: Sequence[str], which: str) -> AsyncIterator[bytes]:
    """The file's own columns as they were given, so that it can be mended and sent again, and ours behind them."""
    told = ["Line", "Outcome", "Reasons"] if which == REFUSED else ["Line", "Outcome", "Client number", "Reasons"]
    yield _written([[*map(tamed, columns), *(f"Import: {one}" for one in told)]])
    last = -1
    while rows := await database.rows(_PAGE.format(which=WHICH[which]), import_id, last):
        yield _written([_line(row, columns, which) for row in rows])
        last = rows[-1]["line"]


def _line(row: dict[str, Any], columns: Sequence[str], which: str) -> list[Any]:
    cells = orjson.loads(row["cells"])
    flaws = flaws_of(orjson.loads(row["faults"]))
    unread = {at for at, _, _ in flaws}
    given = ["" if name in unread else tamed(cells.get(name, "")) for name in columns]
    number = [] if which == REFUSED else [row["number"] or ""]
    told = [row["line"], row["fate"] or row["outcome"], *number, tamed(_reasons(row))]
    beyond = [tamed(text) for name, text in cells.items() if name not in columns]
    return [*given, *told, *([NOT_AS_IT_WAS, *beyond] if flaws else [])]


def _reasons(row: dict[str, Any]) -> str:
    told = [f"{' '.join(one['path'])}: {one['message']}".lstrip(": ") for one in orjson.loads(row["faults"])]
    told += [f"{one['field']} stays as it is now." for one in orjson.loads(row["kept"])]
    return " ".join(told)


def _written(rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
