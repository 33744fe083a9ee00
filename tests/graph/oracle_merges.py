"""Merges that the oracle reads: of those who are signposts, some undone, some too long ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from atrium.clients.models import Client
from atrium.merges.models import ClientMerge, ClientMergeSource
from atrium.principal import ActorKind
from tests.graph.oracle_chance import TODAY, Rows

KINDS = ["emails", "orders", "customFields"]


async def joined(made: Rows, clients: Sequence[Client]) -> None:
    """An act for each signpost, and for some clients one that was undone."""
    for client in clients:
        if client.merged_into_id is not None:
            await _merge(made, client, client.merged_into_id, undone=made.maybe(0.1))
        elif made.maybe(0.2):
            await _merge(made, client, made.chance.choice(clients).id, undone=True)


async def _merge(made: Rows, client: Client, destination_id: object, *, undone: bool) -> None:
    begun = TODAY - timedelta(days=made.chance.choice([1, 2, 40]))
    merge = ClientMerge(
        id=made.id(),
        at=begun,
        destination_id=destination_id,
        by_kind=made.chance.choice(list(ActorKind)),
        by_id=made.id() if made.maybe() else None,
        by_name='Sam "S"',
        moves=[{"kind": kind, "count": made.chance.randint(0, 9), "same": 1} for kind in made.chance.sample(KINDS, 2)],
        undoable_until=begun + timedelta(days=30),
        undone_at=made.moment() if undone else None,
        undone_kind=ActorKind.STAFF if undone else None,
        undone_id=made.id() if undone and made.maybe() else None,
        undone_name="Zoë" if undone else None,
    )
    await merge.save(force_create=True)
    await ClientMergeSource(id=made.id(), merge_id=merge.id, client_id=client.id, place=0).save(force_create=True)
