"""Which impersonations count now. There is one rule, and it asks for every ending there is.

It ends with its hour, by a word, with a code that nobody redeemed; when the client may no longer sign in, was locked
out, merged or deleted since it began (though that be undone by now); when the session that started it ends or the staff
member may no longer do this.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from atrium import database
from atrium.access import sessions
from atrium.columns import now
from atrium.graph.reading.sql import Sql
from atrium.principal import Principal

OPEN = "{t}.status IN ('ACTIVE', 'UNVERIFIED')"
"""Clients whose account can be entered: those who may sign in, also before they verified their address."""

ENDING_ACTS = ("client.login_denied", "client.merged", "client.merged_into", "client.deleted")
"""What ends every impersonation of a client for good, by the event that tells it."""

_ACCOUNT = f"""EXISTS (SELECT 1 FROM client ac WHERE ac.id = {{t}}.client_id AND {OPEN.format(t="ac")})
 AND NOT EXISTS (SELECT 1 FROM event ev WHERE ev.client_id = {{t}}.client_id AND ev.at >= {{t}}.created_at
 AND ev.action IN ({", ".join(map(repr, ENDING_ACTS))}))"""
_STAFF = """EXISTS (SELECT 1 FROM staff_session ss JOIN staff sp ON sp.id = ss.staff_id
 JOIN staff_membership sm ON sm.staff_id = sp.id JOIN staff_group sg ON sg.id = sm.group_id
 WHERE ss.id = {t}.session_id AND sp.id = {t}.staff_id AND sp.disabled_at IS NULL
 AND ss.ended_at IS NULL AND ss.expires_at > @now AND ss.seen_at > @idle
 AND (CAST(sg.permissions AS text) LIKE '%"client.impersonate"%'
 OR ({t}.mode = 'ORDER' AND CAST(sg.permissions AS text) LIKE '%"order.place"%')))"""
_IN_TIME = "{t}.expires_at > @now AND ({t}.redeemed_at IS NOT NULL OR {t}.code_expires_at > @now)"
COUNTS = f"({{t}}.ended_at IS NULL AND {_IN_TIME} AND {_ACCOUNT} AND {_STAFF})"

_MOMENTS = re.compile(r"@(now|idle)")
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_NUMBERED = {"now": "$1", "idle": "$2"}


def counts(alias: str) -> str:
    """The rule as SQL about the row called `alias`; `$1` and `$2` are what `bounds` gives."""
    return _MOMENTS.sub(lambda found: _NUMBERED[found[1]], COUNTS).replace("{t}", alias)


def bounds() -> tuple[datetime, datetime]:
    """This moment, and that after which a session must have been seen to count."""
    moment = now()
    return moment, moment - sessions.IDLE


def moments(_: Principal) -> tuple[datetime, ...]:
    """The values for `COMPILED`, in its order."""
    given = dict(zip(("now", "idle"), bounds(), strict=True))
    return tuple(given[name] for name in _MOMENTS.findall(COUNTS))


COMPILED = _MOMENTS.sub("?moment", COUNTS)
"""The rule for compiled reads, about `{t}`."""

_FIND = f"""SELECT i.id, i.mode, c.id, c.display_name, p.id, p.name, i.session_id, n.seen_at <= $5
FROM impersonation i JOIN client c ON c.id = i.client_id JOIN staff p ON p.id = i.staff_id
JOIN staff_session n ON n.id = i.session_id
WHERE i.secret_hash = $3 AND i.id = $4 AND {counts("i")}"""
_FIND_IN = {"postgres": _FIND, "sqlite": re.sub(r"\$(\d)", r"?\1", _FIND)}


@dataclass(frozen=True, slots=True)
class LiveImpersonation:
    """An impersonation that counts now: in whose account, who acts there, and by which session of theirs.

    `is_to_be_seen`: that the session is in use was noted a minute ago or longer.
    """

    id: UUID
    mode: str
    client_id: UUID
    client_name: str
    staff_id: UUID
    staff_name: str
    session_id: UUID
    is_to_be_seen: bool


async def find(id: UUID, secret: str) -> LiveImpersonation | None:
    """The impersonation behind a cookie, while it counts.

    One indexed statement, on the primary; none for what cannot be a secret.
    """
    if not _SECRET.fullmatch(secret):
        return None
    moment, idle = bounds()
    given = [database.native(one) for one in (moment, idle, hash_of(secret), id, moment - sessions.SEEN_EVERY)]
    found = await database.fetch_rows(_FIND_IN[database.dialect()], given, primary=True)
    if not found:
        return None
    _, mode, client_id, client_name, staff_id, staff_name, session_id, is_to_be_seen = found[0]
    client_id, staff_id, session_id = (UUID(str(one)) for one in (client_id, staff_id, session_id))
    return LiveImpersonation(id, mode, client_id, client_name, staff_id, staff_name, session_id, bool(is_to_be_seen))


def living(wanted: bool, principal: Principal) -> Sql:
    """Those that count now; or, with `False`, the others."""
    return Sql(COMPILED if wanted else f"NOT {COMPILED}", moments(principal))


def hash_of(secret: str) -> str:
    """SHA-256 is enough for 256 random bits: there is nothing to guess that a slow hash would slow down."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
