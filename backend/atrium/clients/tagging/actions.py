"""Tags are put on and taken off one by one: nobody overwrites what another puts on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from atrium.clients.models import Client, ClientTag
from atrium.clients.standing import lock_standing, touch
from atrium.clients.tagging.inputs import TagClientInput, UntagClientInput
from atrium.clients.tags import MOST, Tag, read_tags, tag_rows
from atrium.database import tx
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.inserting import insert
from atrium.preferences.idempotency import claim
from atrium.principal import Principal


async def tag_client(given: TagClientInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Put tags on a client. Those that it has already stay as they are written. Answers its id.

    Raises InvalidInput (REQUIRED, TOO_LONG, CONTROL_CHARACTER, TOO_MANY beyond 50), NotFound and IdempotencyConflict.
    """
    tags, client_id = read_named(given.tags), as_id(given.client_id)
    async with tx():
        if not await claim(idempotency_key, by, "tagClient", given, client_id):
            (client,) = await lock_standing(client_id)
            await put_on(client, tags, by)
    return client_id


async def untag_client(given: UntagClientInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Take tags off a client, however they are written. Answers its id. Raises as `tag_client`."""
    tags, client_id = read_named(given.tags), as_id(given.client_id)
    async with tx():
        if not await claim(idempotency_key, by, "untagClient", given, client_id):
            (client,) = await lock_standing(client_id)
            await take_off(client, tags, by)
    return client_id


def read_named(given: Sequence[str]) -> tuple[Tag, ...]:
    """The tags that an act names: at least one. Raises InvalidInput with all faults."""
    faults = Faults()
    tags = read_tags(faults, given)
    if not given:
        faults.add("tags", "REQUIRED", "Name at least one tag.")
    faults.refuse()
    return tags


async def put_on(client: Client, tags: Sequence[Tag], by: Principal) -> bool:
    """Put the tags on a client that is locked, and tell it; whether that changed anything.

    Raises InvalidInput (tags: TOO_MANY) when the client would have more than 50.
    """
    had = await ClientTag.filter(client_id=client.id)
    known = {row.fold for row in had}
    added = [tag for tag in tags if tag.fold not in known]
    if not added:
        return False
    if len(had) + len(added) > MOST:
        faults = Faults()
        faults.add("tags", "TOO_MANY", _too_many(len(had)))
        faults.refuse()
    await insert(tag_rows(client.id, added))
    await touch(client)
    before = [row.label for row in had]
    changes = [Change("tags", sorted(before), sorted([*before, *(tag.label for tag in added)]))]
    await record("client.tagged", by, client.id, changes=changes, at=client.updated_at)
    return True


def _too_many(had: int) -> str:
    if had <= MOST:
        return f"A client has at most {MOST} tags."
    return f"A client has at most {MOST} tags, and merging gave this one {had}. Take some off first."


async def take_off(client: Client, tags: Sequence[Tag], by: Principal) -> bool:
    """Take the tags off a client that is locked, and tell it; whether that changed anything."""
    had = await ClientTag.filter(client_id=client.id)
    named = {tag.fold for tag in tags}
    gone = [row for row in had if row.fold in named]
    if not gone:
        return False
    await ClientTag.filter(id__in=[row.id for row in gone]).delete()
    await touch(client)
    after = sorted(row.label for row in had if row.fold not in named)
    changes = [Change("tags", sorted(row.label for row in had), after)]
    await record("client.untagged", by, client.id, changes=changes, at=client.updated_at)
    return True
