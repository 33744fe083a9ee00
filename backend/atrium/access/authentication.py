"""Who is calling: looked up at every request, never remembered, so that what was ended is over at the next one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextvars import Context
from datetime import datetime, timedelta
from uuid import UUID

from atrium import database
from atrium.access import sessions, tokens
from atrium.columns import now
from atrium.errors import Unauthenticated
from atrium.graph.reading.bounded import Bounded
from atrium.principal import ActorKind, Door, Principal, nobody

_log = logging.getLogger(__name__)
_notes: dict[UUID, asyncio.Task[None]] = {}
_noted_at: Bounded[UUID, datetime] = Bounded(10_000)


async def authenticate(headers: Mapping[str, str], door: Door, address: str) -> Principal:
    """The caller of one request; `headers` in lower case, `address` the caller's network address.

    At the staff door a bearer token is asked for first (it was sent on purpose, a cookie comes by itself), then the
    session cookie, which counts only beside the header X-Requested-By (another site's form cannot send it). At the
    store's door neither is read. A cookie that does not count is nobody; for a token Unauthenticated is raised.
    """
    if door is Door.STORE:
        return nobody(door, address)
    token = bearer_in(headers)
    if token is not None:
        return await _of_token(token, address)
    secret = cookie_in(headers, sessions.cookie_name())
    if secret and headers.get("x-requested-by"):
        return await of_session(secret, address) or nobody(door, address)
    return nobody(door, address)


async def of_session(secret: str, address: str) -> Principal | None:
    """The staff member behind a session's secret, while the session counts."""
    found = await sessions.find(secret)
    if found is None:
        return None
    if found.is_to_be_seen:
        note(found.id, sessions.note_seen, sessions.SEEN_EVERY)
    return Principal(
        kind=ActorKind.STAFF,
        id=found.staff_id,
        name=found.staff_name,
        permissions=found.permissions,
        session_id=found.id,
        address=address,
        proved_at=found.proved_at,
    )


def bearer_in(headers: Mapping[str, str]) -> str | None:
    """The bearer token (RFC 6750 §2.1). Another scheme is not ours: a proxy's password, for example."""
    scheme, _, token = headers.get("authorization", "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def cookie_in(headers: Mapping[str, str], name: str) -> str | None:
    """The first cookie of this name (RFC 6265 §4.2)."""
    for pair in headers.get("cookie", "").split(";"):
        found, _, value = pair.strip().partition("=")
        if found == name:
            return value
    return None


async def notes_written() -> None:
    """Wait until everything that `authenticate` still had to note is written: before the database is closed."""
    while _notes:
        await asyncio.gather(*_notes.values())


async def _of_token(text: str, address: str) -> Principal:
    found = await tokens.find(text)
    if found is None:
        raise Unauthenticated("This API token is not valid: it is mistyped, expired or revoked.")
    if found.is_to_be_noted:
        note(found.id, tokens.note_used, tokens.USED_EVERY)
    return Principal(kind=ActorKind.TOKEN, id=found.id, name=found.name, permissions=found.permissions, address=address)


def note(id: UUID, write: Callable[[UUID], Awaitable[None]], every: timedelta) -> None:
    """Write behind the request's back; once in `every`, however many requests ask meanwhile.

    A request that looked before the note was written, and comes here after it, finds it claimed. In a context of its
    own: what is begun here belongs to no transaction of the caller's.
    """
    moment, before = now(), _noted_at.recall(id)
    if before is not None and abs(moment - before) < every:
        return
    _noted_at.keep(id, moment)
    task = asyncio.get_running_loop().create_task(_written(id, write), context=Context())
    _notes[id] = task
    task.add_done_callback(lambda _: _notes.pop(id, None))


async def _written(id: UUID, write: Callable[[UUID], Awaitable[None]]) -> None:
    try:
        await write(id)
    except database.UNREACHABLE:
        _noted_at.pop(id, None)
        _log.info("when the caller was last seen could not be noted: the database is away")
    except Exception:
        _noted_at.pop(id, None)
        _log.exception("when the caller was last seen could not be noted")
