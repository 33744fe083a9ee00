"""Fetching a job's file: plain HTTP beside GraphQL, with the same callers and the same care."""

from __future__ import annotations

import asyncio
from pathlib import Path

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
from atrium.database import UNREACHABLE, retrying
from atrium.errors import DoorError, NotFound, Unauthenticated, Unavailable
from atrium.graph.envelope import JSON, STATUSES, Malformed, fault
from atrium.jobs.files import MadeFile, fetch
from atrium.principal import Door

PIECE = 1 << 16
KINDS = {
    ".csv": b"text/csv; charset=utf-8",
    ".zip": b"application/zip",
    ".xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Downloads:
    """An ASGI application: `GET /exports/<job id>` for a staff session (beside X-Requested-By) or an API token."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, address = header_fields(scope), (scope.get("client") or ("",))[0]
        try:
            if scope["method"] not in FETCHING:
                raise Malformed("Files are only fetched here.", status=405)
            by = await authenticate(headers, Door.STAFF, address)
            if by.is_nobody:
                raise Unauthenticated()
            found = await retrying(lambda: fetch(scope["path_params"]["job_id"], by))
        except Malformed as wrong:
            await self._refuse(scope, send, wrong.status, wrong.code, wrong.message, ALLOW_FETCHING)
        except NotFound:
            await self._refuse(scope, send, 404, "NOT_FOUND", "There is no such file, or its time is over.")
        except DoorError as refused:
            await self._refuse(scope, send, STATUSES.get(refused.code, 400), refused.code, str(refused))
        except UNREACHABLE:
            away = Unavailable()
            await self._refuse(scope, send, STATUSES.get(away.code, 503), away.code, str(away))
        else:
            await _send(send, found)

    @staticmethod
    async def _refuse(scope: Scope, send: Send, status: int, code: str, message: str, *more: Header) -> None:
        scope[OUTCOME] = "refused"
        await reply(send, status, JSON.encode(), fault(message, code, scope.get(REQUEST_ID, "")), NO_STORE, *more)


async def _send(send: Send, found: MadeFile) -> None:
    """Piece by piece, so that a long file never is in memory as a whole. Its name is ours, and plain ASCII."""
    headers: list[Header] = [
        (b"content-type", KINDS[found.path.suffix]),
        (b"content-length", b"%d" % found.path.stat().st_size),
        (b"content-disposition", f'attachment; filename="{found.name}"'.encode()),
        NO_STORE,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _send_body(send, found.path)


async def _send_body(send: Send, path: Path) -> None:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
