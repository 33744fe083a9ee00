"""A merge in the families: children stand under the survivor, which may take the place of one of the sources.

`client.parent_id` follows the link that lasts, and who pays for whom follows the links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.clients.standing import hold
from atrium.columns import now
from atrium.events.actions import Change
from atrium.family.models import FamilyLink
from atrium.merges.differing import PARENT
from atrium.merges.family import may_stand_under
from atrium.merges.moving import as_uuid, journal, journaled
from atrium.merges.parties import Parties
from atrium.orders import balances
from atrium.orders.billing import name_payers

TAKEN_LINK, FORMER_LINK, OWN_LINK = "taken link", "former link", "own link"
CHOSEN_NONE = UUID(int=0)  # that the survivor should stand under nobody

_PAID = """
WITH RECURSIVE below (id, step) AS (
  SELECT id, 0 FROM client WHERE id = $1
  UNION ALL
  SELECT l.child_id, below.step + 1 FROM family_link l JOIN below ON l.parent_id = below.id
  WHERE l.ended_at IS NULL AND l.bills_parent AND below.step < 50
)
SELECT b.id, b.step, c.payer_id FROM below b JOIN client c ON c.id = b.id ORDER BY b.step, b.id"""
_UP = """SELECT COALESCE(p.payer_id, p.id) AS id FROM family_link l JOIN client p ON p.id = l.parent_id
WHERE l.child_id = $1 AND l.ended_at IS NULL AND l.bills_parent"""


async def take_place(parties: Parties, chosen: Mapping[str, UUID], rows: Mapping[UUID, UUID]) -> list[Change]:
    """The sources leave their families; the survivor stands where it was chosen to."""
    survivor, whose = parties.destination, chosen.get(PARENT, parties.destination.id)
    taken = None
    for one in parties.sources:
        link = await _lasting(one.id)
        if link is not None:
            await journal(rows[one.id], OWN_LINK, [link.id])
            await _end(link)
            taken = link if one.id == whose and one.parent is not None else taken
        one.client.update_from_dict({"parent_id": None})
    source = next((one for one in parties.sources if one.id == whose), None)
    if source is None:
        return []
    former = await _lasting(survivor.id)
    if former is not None:
        await journal(rows[source.id], FORMER_LINK, [former.id])
        await _end(former)
    if taken is not None:
        await _revive(taken, survivor.id, taken.parent_id)
    await journal(rows[source.id], TAKEN_LINK, [taken.id if taken else CHOSEN_NONE])
    survivor.client.update_from_dict({"parent_id": taken.parent_id if taken else None})
    return [Change(PARENT, survivor.parent and survivor.parent.text, source.parent and source.parent.text)]


async def give_places_back(pairs: Sequence[tuple[UUID, Client]], survivor: Client) -> tuple[int, int]:
    """All stand where they stood, if nobody has linked the survivor elsewhere and their parents can still be above
    them; how many went back, and how many stayed. `pairs`: the sources, each with its row of the journal.

    Where the survivor stands comes first, when everybody's children are back: how deep a family is, is true by then.
    """
    back = stayed = 0
    for row, _ in pairs:
        left, kept = await _leave_place(row, survivor)
        back, stayed = back + left, stayed + kept
    for row, source in pairs:
        own = await journaled(row, OWN_LINK)
        if own:
            is_back = await _settle(source, own)
            back, stayed = back + is_back, stayed + (not is_back)
    return back, stayed


async def _leave_place(row: UUID, survivor: Client) -> tuple[int, int]:
    """The survivor leaves the place that it took from a source, for its own."""
    back = stayed = 0
    for taken in await journaled(row, TAKEN_LINK):
        has = await _lasting(survivor.id)
        if (has.id if has else CHOSEN_NONE) != taken:
            stayed += 1
            continue
        if has is not None:
            await _end(has)
        await _settle(survivor, await journaled(row, FORMER_LINK))
        back += 1
    return back, stayed


async def former_parents(rows: Sequence[UUID]) -> set[UUID]:
    """Under whom an undo may put its clients: those of the links that the journal names, or who they are by now."""
    kinds = (TAKEN_LINK, FORMER_LINK, OWN_LINK)
    ids = [link for row in rows for kind in kinds for link in await journaled(row, kind)]
    parents = await Client.filter(links_down__id__in=ids)
    return {one for parent in parents for one in (parent.id, parent.merged_into_id) if one}  # type: ignore[attr-defined]


async def _settle(client: Client, links: Sequence[UUID]) -> bool:
    """Put a client under the parent of the link that it had, if that is possible; otherwise under nobody."""
    client.update_from_dict({"parent_id": None})
    await client.save(update_fields=["parent_id"])
    for link in await FamilyLink.filter(id__in=list(links)):
        parent = await Client.get(id=link.parent_id)
        parent_id = parent.merged_into_id or parent.id  # type: ignore[attr-defined]
        mine = link.child_id == client.id or link.ended_at is not None
        if mine and await may_stand_under(client.id, parent_id):
            await _revive(link, client.id, parent_id)
            client.update_from_dict({"parent_id": parent_id})
            await client.save(update_fields=["parent_id"])
            return True
    return not links


async def _lasting(child_id: UUID) -> FamilyLink | None:
    return await FamilyLink.get_or_none(child_id=child_id, ended_at=None)


async def _end(link: FamilyLink) -> None:
    link.ended_at = now()
    await link.save(update_fields=["ended_at"])


async def _revive(link: FamilyLink, child_id: UUID, parent_id: UUID) -> None:
    link.child_id, link.parent_id, link.ended_at = child_id, parent_id, None
    await link.save(update_fields=["child_id", "parent_id", "ended_at"])


async def follow_links(parent_id: UUID, former_id: UUID) -> None:
    """Whose link goes back goes back, too, also one who took the place of the child that was linked then."""
    sql = """UPDATE client SET parent_id = $1, version = version + 1 WHERE parent_id = $2 AND id IN (
      SELECT l.child_id FROM family_link l WHERE l.parent_id = $1 AND l.ended_at IS NULL)"""
    await database.execute(sql, parent_id, former_id)


async def payers_of(client_ids: Sequence[UUID]) -> set[UUID]:
    """These clients, all who bill them, and who pays for any of them now: whose balances a merge may change."""
    found = set(client_ids)
    for client_id in client_ids:
        for row in await database.rows(_PAID, client_id):
            found |= {as_uuid(row["id"]), *([as_uuid(row["payer_id"])] if row["payer_id"] else [])}
    return found


async def bill_anew(clients: Sequence[Client]) -> None:
    """Work out from the links who pays for each of these, and for all who bill them."""
    for client in clients:
        found = await database.rows(_UP, client.id)
        payer = as_uuid(found[0]["id"]) if found else None
        client.update_from_dict({"payer_id": payer})
        paid = [as_uuid(row["id"]) for row in await database.rows(_PAID, client.id)]
        await name_payers({one: payer if one == client.id else payer or client.id for one in paid})


async def unbilled(source_ids: Sequence[UUID], survivor_id: UUID) -> None:
    """Who was paid for by a source, in whatever way, is paid for by nobody but as the links say."""
    for one in source_ids:
        await database.execute("UPDATE client SET payer_id = NULL WHERE payer_id = $1 AND id <> $2", one, survivor_id)


async def balance(client_ids: set[UUID]) -> None:
    """Sum what these clients' orders come to, each currency by itself."""
    await hold(client_ids)
    await balances.sum_up_all(client_ids)
