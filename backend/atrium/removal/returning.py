"""The place in a family that a deletion took: given back when the client is restored, as far as there still is one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.errors import LinkRefused, Refusal
from atrium.events.actions import Change
from atrium.family.actions import GUEST, link_client
from atrium.family.children import link_children
from atrium.family.inputs import LinkClientInput
from atrium.family.lines import CIRCLE, GENERATIONS, TOO_DEEP, check_line, heights, hold_above, line_up
from atrium.family.models import FamilyLink
from atrium.ids import Id
from atrium.json_table import among, several
from atrium.principal import Principal

GONE = "It was deleted or merged since."
ELSEWHERE = "It stands under another account by now."


@dataclass(frozen=True, slots=True)
class Return:
    """A link that the deletion ended: `other` is the account at its other end.

    `stays_away` says why it cannot be linked again.
    """

    link: FamilyLink
    other: Client
    is_parent: bool
    stays_away: str | None


async def mark_ended(link_ids: Sequence[UUID], at: datetime) -> None:
    """These links ended with a deletion at that very moment: so they are known again."""
    sql = f"UPDATE family_link SET ended_at = $1 WHERE {among('id', 2, 'uuid')}"
    await database.execute(sql, at, several(link_ids))


async def hold_family(client: Client) -> None:
    """Hold a deleted client, all whom its deletion parted it from, and all above them."""
    links = await _parted(client)
    await hold_above({client.id, *(link.parent_id for link in links), *(link.child_id for link in links)})


async def family_to_return(client: Client) -> list[Return]:
    """What a restoration gives back of the family, and what not; the parent first."""
    found, line = [], [client.id]
    links = await _parted(client)
    children = {one.id: one for one in await Client.filter(**_among_children(client))} if links else {}
    beneath = await heights(children)
    for link in links:
        if link.child_id == client.id:
            other = await Client.get(id=link.parent_id)
            above = await line_up(other.id)
            why = await _against_parent(client, other, above)
            line = line if why else [client.id, *above]
            found.append(Return(link, other, True, why))
        else:
            child = children[link.child_id]
            found.append(Return(link, child, False, _against_child(client, child, line, beneath[child.id])))
    return found


def told_of(parted: Sequence[Return]) -> list[Change]:
    """How many links come back and how many do not, for the client's activity."""
    stayed = sum(one.stays_away is not None for one in parted)
    counts = {"returned.familyLinks": len(parted) - stayed, "stayed.familyLinks": stayed}
    return [Change(name, None, count) for name, count in counts.items() if count]


async def return_family(client: Client, parted: Sequence[Return], by: Principal) -> None:
    """Link again what can be, to a client that stands again and counts in the figures."""
    back = [one for one in parted if one.stays_away is None]
    for one in back:
        if one.is_parent:
            await _link(one.link, by)
    await link_children(client.id, [one.link for one in back if not one.is_parent], by)


async def _parted(client: Client) -> list[FamilyLink]:
    """The links that ended with this very deletion, the one to the parent first."""
    if client.deleted_at is None:
        return []
    below = await FamilyLink.filter(parent_id=client.id, ended_at=client.deleted_at).order_by("child_id")
    return [*await FamilyLink.filter(child_id=client.id, ended_at=client.deleted_at), *below]


def _among_children(client: Client) -> dict[str, Any]:
    return {"links_up__parent_id": client.id, "links_up__ended_at": client.deleted_at}


async def _against_parent(client: Client, parent: Client, above: list[UUID]) -> str | None:
    """Why the client cannot stand there again. `above` begins with the parent."""
    why = _gone(parent) or _guest(client, parent)
    if why is None:
        try:
            await check_line(client.id, above)
        except LinkRefused as refused:
            why = refused.message
    return why


def _against_child(client: Client, child: Client, line: Sequence[UUID], beneath: int) -> str | None:
    """Why the child cannot stand under the client again, whose line upwards begins with it."""
    why = _gone(child) or (ELSEWHERE if child.parent_id is not None else _guest(client, child))  # type: ignore[attr-defined]
    if why is None and child.id in line:
        why = CIRCLE
    elif why is None and len(line) + 1 + beneath > GENERATIONS:
        why = TOO_DEEP
    return why


def _gone(other: Client) -> str | None:
    return GONE if other.deleted_at or other.merged_into_id else None  # type: ignore[attr-defined]


def _guest(client: Client, other: Client) -> str | None:
    return GUEST.message if client.is_guest or other.is_guest else None


async def _link(link: FamilyLink, by: Principal) -> None:
    given = LinkClientInput(
        child_id=Id(str(link.child_id)), parent_id=Id(str(link.parent_id)), parent_access=link.access,
        child_bills_parent=link.bills_parent,
    )  # fmt: skip
    with suppress(Refusal):  # somebody changed the family above at this very moment
        async with database.tx():
            await link_client(given, by)
