"""Putting an account under another, and taking it out again: one act from two sides."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.models import Client
from atrium.clients.standing import lock_standing, touch
from atrium.columns import new_id
from atrium.database import tx
from atrium.errors import Blocked, Hindrance
from atrium.events.actions import Change, record
from atrium.family.billing import bill
from atrium.family.inputs import LinkClientInput, LowerParentAccessInput, UnlinkClientInput
from atrium.family.lines import check_line, hold, hold_lines, standing
from atrium.family.models import FamilyAccess, FamilyLink
from atrium.family.terms import Terms
from atrium.ids import as_id
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

RANKS = list(FamilyAccess)
GUEST = Hindrance("GUEST", "A guest has no account yet, so it cannot be part of a family.")
NO_PARENT = Hindrance("NO_PARENT", "This account stands under no other.")
ABOVE = Hindrance("ABOVE", "You can lower what the parent may do here, not raise it. The store's staff can.")


async def preview_link(child_id: UUID, parent_id: UUID) -> list[UUID]:
    """The accounts from the topmost down to the child, were it linked. Raises as `link_client`; nothing is written."""
    async with tx():
        child, parent, line = await hold(child_id, parent_id)
        _refuse_guests(child, parent)
        return await check_line(child.id, line)


async def link_client(given: LinkClientInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Put the child under the parent, or change what its link allows. Answers the child's id.

    A child with another parent moves. Raises NotFound for who does not stand, LinkRefused (SELF, CYCLE, TOO_DEEP),
    Blocked (GUEST) and IdempotencyConflict.
    """
    child_id, parent_id = as_id(given.child_id), as_id(given.parent_id)
    async with tx():
        if await claim(idempotency_key, by, "linkClient", given, child_id):
            return child_id
        child, parent, line = await hold(child_id, parent_id)
        _refuse_guests(child, parent)
        await check_line(child_id, line)
        former = await FamilyLink.get_or_none(child_id=child_id, ended_at=None)
        if former is not None and former.parent_id == parent_id:
            await _change(child, former, Terms(given.parent_access, given.child_bills_parent), by)
        else:
            await _move(child, parent, former, given, by)
    return child_id


async def unlink_client(given: UnlinkClientInput, by: Principal) -> UUID:
    """Take the child out from under its parent; its own children stay with it. Answers the child's id.

    Raises NotFound, and Blocked (NO_PARENT).
    """
    child_id = as_id(given.child_id)
    async with tx():
        link = await _lasting(child_id)
        child, _ = await _held(child_id, link)
        child.parent_id = None
        await touch(child, "parent_id")
        await _end(link, child)
        await bill(child, None)
        changes = [Change("parent", str(link.parent_id), None), *Terms.of(link).gone()]
        await record("client.unlinked", by, child_id, changes=changes, at=child.updated_at)
        await record("client.child_unlinked", by, link.parent_id, changes=[Change("child", str(child_id), None)])
    return child_id


async def lower_parent_access(given: LowerParentAccessInput, by: Principal) -> UUID:
    """What the child itself decides at the store: its parent may do less in its account from now on.

    Answers the child's id. Raises Blocked: NO_PARENT, ABOVE for more than the parent may do now.
    """
    assert by.client_id is not None
    async with tx():
        link = await _lasting(by.client_id)
        child, link = await _held(by.client_id, link)
        if RANKS.index(given.parent_access) > RANKS.index(link.access):
            raise Blocked(blockers=(ABOVE,))
        await _change(child, link, Terms(given.parent_access, link.bills_parent), by)
    return child.id


def _refuse_guests(child: Client, parent: Client) -> None:
    if child.is_guest or parent.is_guest:
        raise Blocked(blockers=(GUEST,))


async def _lasting(child_id: UUID) -> FamilyLink:
    link = await FamilyLink.get_or_none(child_id=child_id, ended_at=None)
    if link is None:
        await lock_standing(child_id)
        raise Blocked(blockers=(NO_PARENT,))
    return link


async def _held(child_id: UUID, link: FamilyLink) -> tuple[Client, FamilyLink]:
    """The child, held, and its link as it is now. Raises Blocked when it ended or moved meanwhile."""
    child = standing(await hold_lines([child_id]), child_id)
    found = await FamilyLink.get_or_none(id=link.id, ended_at=None)
    if found is None:
        raise Blocked(blockers=(NO_PARENT,))
    return child, found


async def _change(child: Client, link: FamilyLink, terms: Terms, by: Principal) -> None:
    changes = terms.since(Terms.of(link))
    if not changes:
        return
    link.access, link.bills_parent = terms.access, terms.bills_parent
    await link.save(update_fields=["access", "bills_parent"])
    await touch(child)
    await bill(child, link.parent_id if terms.bills_parent else None)
    await record("client.link_changed", by, child.id, changes=changes, at=child.updated_at)


async def _move(
    child: Client, parent: Client, former: FamilyLink | None, given: LinkClientInput, by: Principal
) -> None:
    child.parent_id = parent.id
    await touch(child, "parent_id")
    if former is not None:
        await _end(former, child)
        gone = [Change("child", str(child.id), None)]
        await record("client.child_unlinked", by, former.parent_id, changes=gone, at=child.updated_at)
    terms = Terms(given.parent_access, given.child_bills_parent)
    who = by.actor
    await FamilyLink.create(
        id=new_id(), child_id=child.id, parent_id=parent.id, access=terms.access, bills_parent=terms.bills_parent,
        linked_at=child.updated_at, linked_kind=who.kind, linked_id=who.id, linked_name=who.name,
    )  # fmt: skip
    await bill(child, parent.id if terms.bills_parent else None)
    before = former and str(former.parent_id)
    changes = [Change("parent", before, str(parent.id)), *terms.since(Terms.of(former) if former else None)]
    await record("client.linked", by, child.id, changes=changes, at=child.updated_at)
    come = [Change("child", None, str(child.id))]
    await record("client.child_linked", by, parent.id, changes=come, at=child.updated_at)


async def _end(link: FamilyLink, child: Client) -> None:
    link.ended_at = child.updated_at
    await link.save(update_fields=["ended_at"])
