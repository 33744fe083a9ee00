"""Saying that two clients who look alike are not the same, and taking that back. Both timelines tell it."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.duplicates.inputs import DismissDuplicateInput, ReopenDuplicateInput
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.principal import ActorKind, Principal

_DISMISS = """
INSERT INTO client_distinction (id, client_id, other_id, actor_kind, actor_id, actor_name, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (client_id, other_id) DO NOTHING
"""
_REOPEN = "DELETE FROM client_distinction WHERE client_id = $1 AND other_id = $2"


async def dismiss_duplicate(given: DismissDuplicateInput, by: Principal) -> UUID:
    """Remember that the two are not the same. Saying it again changes nothing. Answers the first one's id.

    Raises NotFound, and InvalidInput (otherId: SAME) for one client named twice.
    """
    ids = _pair(given)
    async with tx():
        client, other = await lock_standing(*ids)
        kind = (by.kind or ActorKind.SYSTEM).value
        if await database.execute(_DISMISS, new_id(), *sorted(ids), kind, by.id, by.name, now()):
            for one, another in ((client, other), (other, client)):
                changes = [Change("notTheSameAs", None, _called(another))]
                await record("client.duplicate_dismissed", by, one.id, changes=changes)
    return client.id


async def reopen_duplicate(given: ReopenDuplicateInput, by: Principal) -> UUID:
    """Forget that it was said: they may be the same. Answers the first one's id. Raises as `dismiss_duplicate`."""
    ids = _pair(given)
    async with tx():
        client, other = await lock_standing(*ids)
        if await database.execute(_REOPEN, *sorted(ids)):
            for one, another in ((client, other), (other, client)):
                changes = [Change("notTheSameAs", _called(another), None)]
                await record("client.duplicate_reopened", by, one.id, changes=changes)
    return client.id


def _pair(given: DismissDuplicateInput | ReopenDuplicateInput) -> tuple[UUID, UUID]:
    client_id, other_id = as_id(given.client_id), as_id(given.other_id)
    if client_id == other_id:
        faults = Faults()
        faults.add("otherId", "SAME", "This is the same client. Name another one.")
        faults.refuse()
    return client_id, other_id


def _called(client: Client) -> str:
    return f"{client.display_name} (#{client.number})"
