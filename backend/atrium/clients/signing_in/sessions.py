"""Signed-in clients: an opaque secret in a cookie or a bearer token, its SHA-256 in a row.

A session counts only while its client may sign in. That is asked at each request, so nobody has to end it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from atrium import database, settings
from atrium.clients.signing_in.models import ClientSession
from atrium.columns import now
from atrium.graph.reading.sql import Sql
from atrium.principal import Principal

IDLE = timedelta(days=7)
ABSOLUTE = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=30)
TOKEN = "atc_"  # noqa: S105 - how every bearer token of a client begins, so that scanners know a leaked one

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_FIND = """
SELECT s.id, c.id, c.display_name, s.seen_at <= $4
FROM client_session s JOIN client c ON c.id = s.client_id
WHERE s.secret_hash = $1 AND s.is_token = $5 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3
  AND c.status = 'ACTIVE'
"""
_FIND_IN = {"postgres": _FIND, "sqlite": _FIND.replace("$", "?")}
_COUNTS = """{t}.ended_at IS NULL AND {t}.expires_at > ?moment AND {t}.seen_at > ?moment
 AND EXISTS (SELECT 1 FROM client c WHERE c.id = {t}.client_id AND c.status = 'ACTIVE')"""


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that counts now. `is_to_be_seen`: that it is in use was noted a minute ago or longer."""

    id: UUID
    client_id: UUID
    client_name: str
    is_to_be_seen: bool


def cookie_name() -> str:
    """The session cookie's name. Under https a browser binds it to this very host and to TLS (RFC 6265bis §4.1.3.2)."""
    return "__Host-atrium-client" if settings.current().is_https else "atrium-client"


async def open_session(client_id: UUID, address: str, user_agent: str, *, is_token: bool) -> tuple[ClientSession, str]:
    """A new session and the secret that proves it, which is kept nowhere. Of the two ways it is good for one only."""
    secret, moment = secrets.token_urlsafe(32), now()
    session = await ClientSession.create(
        client_id=client_id,
        secret_hash=_hash_of(secret),
        is_token=is_token,
        created_at=moment,
        seen_at=moment,
        expires_at=moment + ABSOLUTE,
        address=address[:45],
        user_agent="".join(sign for sign in user_agent if sign.isprintable())[:300],
    )
    return session, secret


async def find(secret: str, *, is_token: bool) -> LiveSession | None:
    """The session behind a secret while it counts: not ended, not idle for 7 days, not older than 30 days, its client
    allowed to sign in.

    One indexed statement, on the primary; none for what cannot be a secret.
    """
    if not _SECRET.fullmatch(secret):
        return None
    moment = now()
    given = [database.native(time) for time in (moment, moment - IDLE, moment - SEEN_EVERY)]
    asked = [_hash_of(secret), *given, is_token]
    found = await database.fetch_rows(_FIND_IN[database.dialect()], asked, primary=True)
    if not found:
        return None
    session_id, client_id, name, is_to_be_seen = found[0]
    return LiveSession(UUID(str(session_id)), UUID(str(client_id)), name, bool(is_to_be_seen))


def counting(_: Principal) -> Sql:
    """The sessions that count now, for compiled reads."""
    moment = now()
    return Sql(_COUNTS, (moment, moment - IDLE))


async def note_seen(session_id: UUID) -> None:
    """Note that the session is in use, unless that was done within the last minute."""
    moment, seen = now(), "UPDATE client_session SET seen_at = $1 WHERE id = $2 AND seen_at <= $3"
    await database.execute(seen, moment, session_id, moment - SEEN_EVERY)


async def end(session_id: UUID) -> bool:
    """End one session at once. Answers whether it was open."""
    ended = "UPDATE client_session SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL"
    return await database.execute(ended, now(), session_id) > 0


async def end_all(client_id: UUID, *, but: UUID | None = None) -> int:
    """End every session of a client at once, `but` one; how many of them had still counted by their times."""
    ended = """UPDATE client_session SET ended_at = $1
      WHERE client_id = $2 AND id <> $4 AND ended_at IS NULL AND expires_at > $1 AND seen_at > $3"""
    moment = now()
    return await database.execute(ended, moment, client_id, moment - IDLE, but or UUID(int=0))


async def forget_past() -> int:
    """Remove sessions that ended or ran out 30 days ago, with the addresses they came from; how many."""
    return await database.execute("DELETE FROM client_session WHERE ended_at < $1 OR expires_at < $1", now() - KEPT)


def _hash_of(secret: str) -> str:
    """SHA-256 is enough for 256 random bits: there is nothing to guess that a slow hash would slow down."""
    return hashlib.sha256(secret.encode()).hexdigest()
