"""Signed-in browsers: an opaque secret in a cookie, its SHA-256 in a row. Its endings are asked at each request."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from atrium import database, settings
from atrium.access.models import StaffSession
from atrium.columns import moment_of, now
from atrium.principal import Principal

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=30)

COUNTS = "{t}.ended_at IS NULL AND {t}.expires_at > ?moment AND {t}.seen_at > ?moment"
"""Which sessions count at the moments that `bounds` gives, for compiled reads."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_FIND = """
SELECT s.id, p.id, p.name, s.seen_at <= $4, s.proved_at, CAST(g.permissions AS text)
FROM staff_session s
JOIN staff p ON p.id = s.staff_id
LEFT JOIN staff_membership m ON m.staff_id = p.id
LEFT JOIN staff_group g ON g.id = m.group_id
WHERE s.secret_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL
"""
_FIND_IN = {"postgres": _FIND, "sqlite": _FIND.replace("$", "?")}


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that counts now, and what its owner may do now.

    `is_to_be_seen`: that it is in use was noted a minute ago or longer.
    """

    id: UUID
    staff_id: UUID
    staff_name: str
    permissions: frozenset[str]
    is_to_be_seen: bool
    proved_at: datetime | None


def cookie_name() -> str:
    """The session cookie's name. Under https a browser binds it to this very host and to TLS (RFC 6265bis §4.1.3.2)."""
    return "__Host-atrium-staff" if settings.current().is_https else "atrium-staff"


async def open_session(staff_id: UUID, address: str, user_agent: str) -> tuple[StaffSession, str]:
    """A new session and the secret that proves it, which is kept nowhere."""
    secret, moment = secrets.token_urlsafe(32), now()
    session = await StaffSession.create(
        staff_id=staff_id,
        secret_hash=_hash_of(secret),
        created_at=moment,
        seen_at=moment,
        proved_at=moment,
        expires_at=moment + ABSOLUTE,
        address=address[:45],
        user_agent="".join(sign for sign in user_agent if sign.isprintable())[:300],
    )
    return session, secret


async def find(secret: str) -> LiveSession | None:
    """The session behind a secret while it counts: not ended, not idle for 30 minutes, not older than 12 hours, its
    owner not disabled.

    One indexed statement, on the primary; none for what cannot be a secret.
    """
    if not _SECRET.fullmatch(secret):
        return None
    moment = now()
    given = [database.native(time) for time in (moment, moment - IDLE, moment - SEEN_EVERY)]
    found = await database.fetch_rows(_FIND_IN[database.dialect()], [_hash_of(secret), *given], primary=True)
    if not found:
        return None
    session_id, staff_id, name, is_to_be_seen, proved_at, _ = found[0]
    permissions = permissions_in(tuple(row[5] for row in found if row[5]))
    proved = proved_at and moment_of(proved_at)
    return LiveSession(UUID(str(session_id)), UUID(str(staff_id)), name, permissions, bool(is_to_be_seen), proved)


def bounds(_: Principal) -> tuple[datetime, datetime]:
    """The values for `COUNTS`: sessions end after the first, and were seen after the second."""
    moment = now()
    return moment, moment - IDLE


async def note_seen(session_id: UUID) -> None:
    """Note that the session is in use, unless that was done within the last minute."""
    moment = now()
    await database.execute(
        "UPDATE staff_session SET seen_at = $1 WHERE id = $2 AND seen_at <= $3", moment, session_id, moment - SEEN_EVERY
    )


async def note_proof(session_id: UUID) -> None:
    """The session's owner has just proved once more who they are."""
    await database.execute("UPDATE staff_session SET proved_at = $1 WHERE id = $2", now(), session_id)


async def end(session_id: UUID) -> bool:
    """End one session at once. Answers whether it was open."""
    ended = "UPDATE staff_session SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL"
    return await database.execute(ended, now(), session_id) > 0


async def end_all(staff_id: UUID) -> int:
    """End every session of a staff member at once; how many there were."""
    ended = "UPDATE staff_session SET ended_at = $1 WHERE staff_id = $2 AND ended_at IS NULL"
    return await database.execute(ended, now(), staff_id)


async def forget_past() -> int:
    """Remove sessions that ended or ran out 30 days ago, with the addresses they came from; how many."""
    return await database.execute("DELETE FROM staff_session WHERE ended_at < $1 OR expires_at < $1", now() - KEPT)


async def end_others(staff_id: UUID, kept: UUID | None) -> int:
    """End every session of a staff member but one; how many there were."""
    ended = "UPDATE staff_session SET ended_at = $1 WHERE staff_id = $2 AND ended_at IS NULL AND id <> $3"
    return await database.execute(ended, now(), staff_id, kept or UUID(int=0))


@lru_cache(maxsize=256)
def permissions_in(groups: tuple[str, ...]) -> frozenset[str]:
    """The permissions of several groups together, each given as its JSON."""
    return frozenset(permission for group in groups for permission in json.loads(group))


def _hash_of(secret: str) -> str:
    """SHA-256 is enough for 256 random bits: there is nothing to guess that a slow hash would slow down."""
    return hashlib.sha256(secret.encode()).hexdigest()
