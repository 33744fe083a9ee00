"""Sending a file: plain HTTP beside GraphQL, with the same callers and the same care. It is streamed to disk."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import orjson

from atrium.access.authentication import authenticate
from atrium.asgi import NO_STORE, OUTCOME, REQUEST_ID, Gone, Receive, Scope, Send, header_fields, reply
from atrium.columns import new_id
from atrium.database import UNREACHABLE, retrying
from atrium.errors import DoorError, Forbidden, TooManyRequests, Unauthenticated, Unavailable
from atrium.graph.envelope import JSON, STATUSES, Malformed, fault
from atrium.graph.same_site import check_site
from atrium.imports.entering import enter
from atrium.imports.multipart import Parts, boundary_of
from atrium.imports.reading import spool
from atrium.imports.reading.rows import Unreadable
from atrium.principal import Door, Principal

NEEDS = "client.import"
PIECE = 1 << 18  # bytes that are gathered before they are written
READ_AT_ONCE = 2
"""Files that are read at the same time: each may take a processor and a gigabyte. Others wait on the disk."""
SENT_AT_ONCE = 4
"""Files that one caller may have under way."""


class Uploads:
    """An ASGI application: `POST /imports` for a staff session (beside X-Requested-By) or an API token.

    The form's field `file` is the file; the answer is `{"importId": …}`. What cannot be used gets 400 with the reason.
    """

    def __init__(self, *, origin: str) -> None:
        self._origin = origin
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
        self._sending: Counter[UUID | None] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            by = await self._caller(scope)
            with self._one_more(by):
                import_id = await _received(scope, receive, by, self._reading)
        except Malformed as wrong:
            await _refuse(scope, send, wrong.status, wrong.code, wrong.message)
        except Unreadable as wrong:
            await _refuse(scope, send, 400, wrong.code, str(wrong))
        except DoorError as refused:
            await _refuse(scope, send, STATUSES.get(refused.code, 400), refused.code, str(refused))
        except UNREACHABLE:
            await _refuse(scope, send, 503, Unavailable.code, str(Unavailable()))
        else:
            body = orjson.dumps({"importId": str(import_id)})
            await reply(send, 201, JSON.encode(), body, NO_STORE)

    async def _caller(self, scope: Scope) -> Principal:
        if scope["method"] != "POST":
            raise Malformed("Files are sent by POST here.", status=405)
        headers = header_fields(scope)
        check_site(headers, self._origin, frozenset())
        by = await authenticate(headers, Door.STAFF, (scope.get("client") or ("",))[0])
        if by.is_nobody:
            raise Unauthenticated()
        if not by.may(NEEDS):
            raise Forbidden(f"You do not have the permission for this. Needed: {NEEDS}.", needs=(NEEDS,))
        return by

    @contextmanager
    def _one_more(self, by: Principal) -> Iterator[None]:
        """While one of the caller's files is under way. Raises TooManyRequests where there are enough of them."""
        if self._sending[by.actor.id] >= SENT_AT_ONCE:
            raise TooManyRequests("Several of your files are being read already. Wait for one of them.")
        self._sending[by.actor.id] += 1
        try:
            yield
        finally:
            self._sending[by.actor.id] -= 1
            self._sending += Counter()  # forgets those who send nothing


async def _refuse(scope: Scope, send: Send, status: int, code: str, message: str) -> None:
    scope[OUTCOME] = "refused"
    await reply(send, status, JSON.encode(), fault(message, code, scope.get(REQUEST_ID, "")), NO_STORE)


async def _received(scope: Scope, receive: Receive, by: Principal, reading: asyncio.Semaphore) -> UUID:
    import_id = new_id()
    directory = spool.directory_of(import_id)
    boundary = boundary_of(header_fields(scope).get("content-type", ""))
    for one in (directory.parent, directory):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
    upload = directory / "upload"
    try:
        name = await _stored(boundary, upload, receive)
        size = upload.stat().st_size
        async with reading:
            about = await spool.read(upload, spool.rows_of(import_id))
        upload.unlink()
        await retrying(lambda: enter(import_id, name, size, about, by))
    except BaseException:
        await asyncio.to_thread(shutil.rmtree, directory, True)
        raise
    return import_id


async def _stored(boundary: bytes, path: Path, receive: Receive) -> str:
    """Write the file down as it comes; the name that it goes by. Raises Malformed, and Gone when the caller leaves."""
    with path.open("wb") as out:
        parts, gathered = Parts(boundary, out), bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise Gone
            gathered += message.get("body", b"")
            is_whole = not message.get("more_body", False)
            if len(gathered) >= PIECE or is_whole:
                await asyncio.to_thread(parts.feed, bytes(gathered))
                gathered.clear()
            if is_whole:
                break
        parts.finish()
    return parts.file_name
