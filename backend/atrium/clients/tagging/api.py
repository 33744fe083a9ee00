"""The door to the tags: which are in use, and the two verbs on one client."""

from __future__ import annotations

from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.tagging import actions, queries
from atrium.clients.tagging.inputs import TagClientInput, UntagClientInput
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.paging import checked_size

dress(TagClientInput)
dress(UntagClientInput)


@answers(needs="client.read", flat=True)
class Tag:
    """A tag that clients have."""

    label: str
    client_count: int = strawberry.field(description="How many clients have it, up to 1,000; 1,001 stands for more.")


@query(needs="client.read")
async def tags(search: str = "", first: int = 10) -> list[Tag]:
    """The tags in use that begin with the text, then those that hold it elsewhere, each in alphabetical order."""
    found = await queries.tags_in_use(search, checked_size(first, "first"))
    return [Tag(label=one.label, client_count=one.client_count) for one in found]


@mutation("Client", errors.NotFound, errors.InvalidInput, errors.IdempotencyConflict, needs="client.update")
async def tag_client(info: strawberry.Info, input: TagClientInput, idempotency_key: str | None = None) -> UUID:
    """Put tags on a client, beside those that it has: at most 50 in all."""
    return await actions.tag_client(input, info.context.principal, idempotency_key)


@mutation("Client", errors.NotFound, errors.InvalidInput, errors.IdempotencyConflict, needs="client.update")
async def untag_client(info: strawberry.Info, input: UntagClientInput, idempotency_key: str | None = None) -> UUID:
    """Take tags off a client, whether upper or lower case."""
    return await actions.untag_client(input, info.context.principal, idempotency_key)
