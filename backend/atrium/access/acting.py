"""Acting later in somebody's name: what that one may do at this moment, not when the work was ordered."""

from __future__ import annotations

import json
from uuid import UUID

from atrium import database
from atrium.access.sessions import permissions_in
from atrium.columns import now
from atrium.principal import ActorKind, Principal

_OF_STAFF = """
SELECT p.name, NULL AS scopes, CAST(g.permissions AS text) AS permissions
FROM staff p
LEFT JOIN staff_membership m ON m.staff_id = p.id
LEFT JOIN staff_group g ON g.id = m.group_id
WHERE p.id = $1 AND p.disabled_at IS NULL
"""
_OF_PROGRAM = """
SELECT t.name, CAST(t.scopes AS text) AS scopes, CAST(g.permissions AS text) AS permissions
FROM api_token t
JOIN staff p ON p.id = t.owner_id
LEFT JOIN staff_membership m ON m.staff_id = p.id
LEFT JOIN staff_group g ON g.id = m.group_id
WHERE t.id = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2) AND p.disabled_at IS NULL
"""


async def acting(kind: ActorKind, id: UUID) -> Principal | None:
    """The staff member or token as it may act now; None when it may not act at all any more.

    That a browser has signed out meanwhile plays no part. Asked within the caller's transaction, if there is one.
    """
    if kind is ActorKind.STAFF:
        found = await database.rows(_OF_STAFF, id)
    elif kind is ActorKind.TOKEN:
        found = await database.rows(_OF_PROGRAM, id, now())
    else:
        return None
    if not found:
        return None
    permissions = permissions_in(tuple(row["permissions"] for row in found if row["permissions"]))
    if found[0]["scopes"] is not None:
        permissions &= frozenset(json.loads(found[0]["scopes"]))
    return Principal(kind=kind, id=id, name=found[0]["name"], permissions=permissions)
