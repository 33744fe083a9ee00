"""All children of an account leave it, or come back to it, at once: however many they are, by as few statements.

Their timelines and their parent's tell of each of them, as when one is linked or unlinked alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from atrium import database
from atrium.columns import new_id, now
from atrium.copying import copy_in
from atrium.events.actions import Change, happening, record_many
from atrium.family.billing import bill_many, payer_of
from atrium.family.lines import hold_above
from atrium.family.models import FamilyLink
from atrium.family.terms import Terms
from atrium.inserting import Row
from atrium.json_table import among, several
from atrium.principal import Principal

_PLACE = "UPDATE client SET parent_id = $1, version = version + 1, updated_at = $2 WHERE {among}"
_END = "UPDATE family_link SET ended_at = $2 WHERE parent_id = $1 AND ended_at IS NULL"
_LINK = (
    "id", "child_id", "parent_id", "access", "bills_parent", "linked_at", "linked_kind", "linked_id", "linked_name",
)  # fmt: skip


async def unlink_children(parent_id: UUID, by: Principal) -> list[UUID]:
    """Take all children out from under a held account; theirs stay with them. Answers the links that this ends."""
    links = await FamilyLink.filter(parent_id=parent_id, ended_at=None).order_by("child_id")
    if not links:
        return []
    moment, told = now(), list[list[Row]]()
    await hold_above([link.child_id for link in links])
    await _place(links, None, moment)
    await database.execute(_END, parent_id, moment)
    await bill_many([link.child_id for link in links if link.bills_parent], None)
    for link in links:
        changes = [Change("parent", str(parent_id), None), *Terms.of(link).gone()]
        gone = [Change("child", str(link.child_id), None)]
        told.append(happening("client.unlinked", by, link.child_id, changes=changes, at=moment))
        told.append(happening("client.child_unlinked", by, parent_id, changes=gone, at=moment))
    await record_many(told)
    return [link.id for link in links]


async def link_children(parent_id: UUID, links: Sequence[FamilyLink], by: Principal) -> None:
    """Put all these held accounts, who stand under nobody and may stand here, under one: as their former links did."""
    if not links:
        return
    moment, who, told = now(), by.actor, list[list[Row]]()
    await _place(links, parent_id, moment)
    same = (moment, who.kind.value, who.id, who.name)
    made = [(new_id(), one.child_id, parent_id, one.access.value, one.bills_parent, *same) for one in links]
    await copy_in("family_link", _LINK, made)
    await bill_many([one.child_id for one in links if one.bills_parent], await payer_of(parent_id))
    for one in links:
        told += _joined(one, parent_id, by, moment)
    await record_many(told)


def _joined(link: FamilyLink, parent_id: UUID, by: Principal, at: datetime) -> list[list[Row]]:
    changes = [Change("parent", None, str(parent_id)), *Terms.of(link).since(None)]
    come = [Change("child", None, str(link.child_id))]
    return [
        happening("client.linked", by, link.child_id, changes=changes, at=at),
        happening("client.child_linked", by, parent_id, changes=come, at=at),
    ]


async def _place(links: Sequence[FamilyLink], parent_id: UUID | None, moment: datetime) -> None:
    children = several([link.child_id for link in links])
    await database.execute(_PLACE.format(among=among("id", 3, "uuid")), parent_id, moment, children)
