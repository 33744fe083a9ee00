"""A client is deleted: gone from lists and figures, its address free for others, everything kept to come back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from atrium.clients import ways_in
from atrium.clients.login import REASON_LONGEST
from atrium.clients.models import Client
from atrium.clients.standing import standing_of, touch
from atrium.columns import now
from atrium.database import tx
from atrium.errors import Hindrance, NotFound
from atrium.events.actions import Change, Move, record
from atrium.family.actions import unlink_client
from atrium.family.children import unlink_children
from atrium.family.inputs import UnlinkClientInput
from atrium.family.models import FamilyLink
from atrium.faults import Faults
from atrium.ids import Id, as_id
from atrium.preferences.idempotency import claim
from atrium.principal import Principal
from atrium.removal.blocking import refuse_blocked, refuse_merged, seen
from atrium.removal.inputs import DeleteClientInput
from atrium.removal.returning import mark_ended

WHY = "Not sent: the client was deleted."


async def delete_client(given: DeleteClientInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Delete a client so that it can be restored. Answers its id.

    Raises NotFound (also for who is deleted already), Blocked (MERGED; each blocker that `override` does not name),
    InvalidInput (reason) and IdempotencyConflict.
    """
    client_id, faults = as_id(given.client_id), Faults()
    reason = faults.text("reason", given.reason, REASON_LONGEST, lines=True)
    faults.refuse()
    async with tx():
        if await claim(idempotency_key, by, "deleteClient", given, client_id):
            return client_id
        client = await seen(client_id, by, lock=True)
        if client.deleted_at is not None:
            raise NotFound()
        refuse_merged(client)
        overridden = await refuse_blocked(client_id, given.override or ())
        await delete(client_id, overridden, by, reason)
    return client_id


async def delete(client_id: UUID, overridden: Sequence[Hindrance], by: Principal, reason: str = "") -> Client:
    """Delete a locked client against whatever speaks against it; its children become accounts of their own."""
    ended = await _leave_family(client_id, by)
    client = await Client.get(id=client_id)
    before, address = standing_of(client), client.login_email
    await ways_in.end_all(client_id, WHY)
    client.deleted_at = now()
    await mark_ended(ended, client.deleted_at)
    client.signpost_email, client.signpost_fold = client.login_email, client.login_fold
    client.login_email = client.login_fold = None
    await touch(client, "deleted_at", "signpost_email", "signpost_fold", "login_email", "login_fold")
    changes = [Change("loginEmail", address, None)] if address else []
    changes += [Change(f"overridden.{one.code}", None, one.count) for one in overridden]
    moved = Move(client.origin.value, before, standing_of(client), registered_at=client.created_at)
    await record("client.deleted", by, client_id, changes=changes, reason=reason, move=moved, at=client.updated_at)
    return client


async def _leave_family(client_id: UUID, by: Principal) -> list[UUID]:
    """Answers the links that this ends."""
    ended = await unlink_children(client_id, by)
    link = await FamilyLink.get_or_none(child_id=client_id, ended_at=None)
    if link is not None:
        await unlink_client(UnlinkClientInput(child_id=Id(str(client_id))), by)
        ended.append(link.id)
    return ended
