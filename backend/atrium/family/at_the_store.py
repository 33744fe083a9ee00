"""What the members of a family see of each other at the store: the public name, and who may enter whose account."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from atrium import database
from atrium.clients.standing import PUBLIC_NAME
from atrium.family.models import FamilyAccess

_CHILDREN = f"""
SELECT c.id, {PUBLIC_NAME.replace("{t}", "c")} AS public_name, l.access
FROM family_link l JOIN client c ON c.id = l.child_id
WHERE l.parent_id = $1 AND l.ended_at IS NULL AND l.access <> 'NONE' AND c.status IN ('ACTIVE', 'UNVERIFIED')
ORDER BY c.name_fold, c.id LIMIT $2
"""
_PARENT = f"""
SELECT {PUBLIC_NAME.replace("{t}", "c")} AS public_name, l.access, l.bills_parent
FROM family_link l JOIN client c ON c.id = l.parent_id WHERE l.child_id = $1 AND l.ended_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Child:
    """An account that its parent may enter, and how far the parent may go there."""

    id: UUID
    public_name: str
    parent_access: FamilyAccess


@dataclass(frozen=True, slots=True)
class Parent:
    """The account above, and what it may do in this one."""

    public_name: str
    parent_access: FamilyAccess
    child_bills_parent: bool


async def children_to_enter(parent_id: UUID, first: int) -> list[Child]:
    """The first accounts by name that a client may enter as their parent."""
    found = await database.rows(_CHILDREN, parent_id, first)
    return [Child(UUID(str(row["id"])), row["public_name"], FamilyAccess(row["access"])) for row in found]


async def parent_of(child_id: UUID) -> Parent | None:
    """The account that a client stands under."""
    for row in await database.rows(_PARENT, child_id):
        return Parent(row["public_name"], FamilyAccess(row["access"]), bool(row["bills_parent"]))
    return None
