"""Clients with belongings, and merging them as a person does: previewed, chosen, the code typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atrium.access.permissions import PERMISSIONS
from atrium.clients.models import Client
from atrium.family.actions import link_client
from atrium.family.inputs import LinkClientInput
from atrium.ids import Id
from atrium.merges.actions import merge_clients
from atrium.merges.inputs import MergeChoice, MergeClientsInput, UndoMergeInput
from atrium.merges.preview import Preview, preview
from atrium.merges.undoing import Undone, undo_merge
from atrium.principal import ActorKind, Principal

BOSS = Principal(ActorKind.STAFF, UUID(int=7), "Sam Staff", permissions=frozenset(PERMISSIONS))


async def previewed(*clients: Client) -> Preview:
    """What merging all but the last into the last would do."""
    return await preview([one.id for one in clients[:-1]], clients[-1].id, BOSS)


def agreed(seen: Preview, *clients: Client, **take: Client) -> MergeClientsInput:
    """The preview's own token and code; `take` names the client by field (`customFields__vip` for a custom one)."""
    choices = [MergeChoice(field=field.replace("__", "."), from_=Id(str(client.id))) for field, client in take.items()]
    return MergeClientsInput(
        source_ids=[Id(str(one.id)) for one in clients[:-1]],
        destination_id=Id(str(clients[-1].id)),
        preview_token=seen.token,
        confirmation_code=seen.code,
        take=choices,
    )


async def merged(*clients: Client, **take: Client) -> UUID:
    """Merge all but the last into the last; the merge's id."""
    return await merge_clients(agreed(await previewed(*clients), *clients, **take), BOSS)


async def undone(merge_id: UUID, *, preview: bool = False) -> Undone:
    return await undo_merge(UndoMergeInput(merge_id=Id(str(merge_id)), preview=preview), BOSS)


async def linked(child: Client, parent: Client, *, bills: bool = False) -> None:
    given = LinkClientInput(child_id=Id(str(child.id)), parent_id=Id(str(parent.id)), child_bills_parent=bills)
    await link_client(given, BOSS)


async def fresh(client: Client) -> Client:
    return await Client.get(id=client.id)


def counts(seen: Any) -> dict[str, tuple[int, int]]:
    return {one.kind: (one.count, one.same) for one in seen.moves}
