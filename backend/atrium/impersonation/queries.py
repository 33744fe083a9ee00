"""Which impersonations count now. There is one rule, and it asks for every ending there is.

It ends with its hour, by a word, with a code that nobody redeemed; when the client may no longer sign in, was locked
out, merged or deleted since it began (though that be undone by now); when the session that started it ends, or who acts
may no longer do this: the staff member by the groups, the parent by a link that lasts and still allows as much.
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
from atrium.principal import Actor, ActorKind, Principal

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
_PARENT = """EXISTS (SELECT 1 FROM client_session cs JOIN client pc ON pc.id = cs.client_id
 JOIN family_link fl ON fl.parent_id = pc.id AND fl.child_id = {t}.client_id
 WHERE cs.id = {t}.session_id AND pc.id = {t}.parent_id AND pc.status = 'ACTIVE'
 AND cs.ended_at IS NULL AND cs.expires_at > @now AND fl.ended_at IS NULL AND fl.linked_at <= {t}.created_at
 AND (fl.access = 'FULL' OR fl.access = {t}.mode OR (fl.access = 'ORDER' AND {t}.mode = 'VIEW')))"""
_IN_TIME = "{t}.expires_at > @now AND ({t}.redeemed_at IS NOT NULL OR {t}.code_expires_at > @now)"
COUNTS = f"({{t}}.ended_at IS NULL AND {_IN_TIME} AND {_ACCOUNT} AND ({_STAFF} OR {_PARENT}))"

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

_FIND = f"""SELECT i.id, i.mode, c.id, c.display_name, i.parent_id IS NOT NULL, COALESCE(i.parent_id, p.id),
COALESCE(p.name, i.actor_name), i.session_id, COALESCE(n.seen_at, m.seen_at) <= $5
FROM impersonation i JOIN client c ON c.id = i.client_id LEFT JOIN staff p ON p.id = i.staff_id
LEFT JOIN staff_session n ON n.id = i.session_id LEFT JOIN client_session m ON m.id = i.session_id
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
    by: Actor
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
    _, mode, client_id, client_name, is_parent, actor_id, actor_name, session_id, is_to_be_seen = found[0]
    client_id, actor_id, session_id = (UUID(str(one)) for one in (client_id, actor_id, session_id))
    by = Actor(ActorKind.PARENT_AS_CHILD if is_parent else ActorKind.STAFF_AS_CLIENT, actor_id, actor_name)
    return LiveImpersonation(id, mode, client_id, client_name, by, session_id, bool(is_to_be_seen))


def living(wanted: bool, principal: Principal) -> Sql:
    """Those that count now; or, with `False`, the others."""
    return Sql(COMPILED if wanted else f"NOT {COMPILED}", moments(principal))


def hash_of(secret: str) -> str:
    """SHA-256 is enough for 256 random bits: there is nothing to guess that a slow hash would slow down."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
