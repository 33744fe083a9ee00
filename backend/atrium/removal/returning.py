"""The place in a family that a deletion took: given back when the client is restored, as far as there still is one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.errors import LinkRefused, Refusal
from atrium.events.actions import Change
from atrium.family.actions import link_client
from atrium.family.inputs import LinkClientInput
from atrium.family.lines import check_line, hold_lines, line_up
from atrium.family.models import FamilyLink
from atrium.ids import Id
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
    await FamilyLink.filter(id__in=list(link_ids)).update(ended_at=at)


async def hold_family(client: Client) -> None:
    """Hold a deleted client, all whom its deletion parted it from, and all above them."""
    links = await _parted(client)
    await hold_lines({client.id, *(link.parent_id for link in links), *(link.child_id for link in links)})


async def family_to_return(client: Client) -> list[Return]:
    """What a restoration gives back of the family, and what not; the parent first."""
    found, line = [], [client.id]
    for link in await _parted(client):
        is_parent = link.child_id == client.id
        other = await Client.get(id=link.parent_id if is_parent else link.child_id)
        above = [other.id, *(await line_up(other.id))[1:]] if is_parent else line
        why = await _against(other, link.child_id, above, is_parent=is_parent)
        if is_parent and why is None:
            line = [client.id, *above]
        found.append(Return(link, other, is_parent, why))
    return found


def told_of(parted: Sequence[Return]) -> list[Change]:
    """How many links come back and how many do not, for the client's activity."""
    stayed = sum(one.stays_away is not None for one in parted)
    counts = {"returned.familyLinks": len(parted) - stayed, "stayed.familyLinks": stayed}
    return [Change(name, None, count) for name, count in counts.items() if count]


async def return_family(parted: Sequence[Return], by: Principal) -> None:
    """Link again what can be, to a client that stands again and counts in the figures."""
    for one in parted:
        if one.stays_away is None:
            await _link(one.link, by)


async def _parted(client: Client) -> list[FamilyLink]:
    """The links that ended with this very deletion, the one to the parent first."""
    if client.deleted_at is None:
        return []
    below = await FamilyLink.filter(parent_id=client.id, ended_at=client.deleted_at).order_by("child_id")
    return [*await FamilyLink.filter(child_id=client.id, ended_at=client.deleted_at), *below]


async def _against(other: Client, child_id: UUID, above: list[UUID], *, is_parent: bool) -> str | None:
    if other.deleted_at or other.merged_into_id:  # type: ignore[attr-defined]
        return GONE
    if not is_parent and other.parent_id is not None:  # type: ignore[attr-defined]
        return ELSEWHERE
    try:
        await check_line(child_id, above)
    except LinkRefused as refused:
        return refused.message
    return None


async def _link(link: FamilyLink, by: Principal) -> None:
    given = LinkClientInput(
        child_id=Id(str(link.child_id)), parent_id=Id(str(link.parent_id)), parent_access=link.access,
        child_bills_parent=link.bills_parent,
    )  # fmt: skip
    with suppress(Refusal):  # somebody changed the family above at this very moment
        async with database.tx():
            await link_client(given, by)
