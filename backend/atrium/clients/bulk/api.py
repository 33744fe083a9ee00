"""The door to acts on many clients: what one would do, and beginning it."""

from __future__ import annotations

import inspect
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.bulk import actions
from atrium.clients.bulk.inputs import BulkAct, BulkClientsInput
from atrium.clients.listing.filter import CLIENT_FILTER
from atrium.graph.answers import answers
from atrium.graph.faces import Blocker
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import as_sent, dress, filter_face, typed
from atrium.graph.reading.declare import extend, one
from atrium.jobs.api import JobRow

strawberry.enum(BulkAct, description=inspect.getdoc(BulkAct))
dress(BulkClientsInput)
typed(BulkClientsInput, filter=filter_face(CLIENT_FILTER))

extend(JobRow.__name__, client=one("Client", on="{t}.id = {parent}.client_id"))


@answers(needs="client.bulk")
class BulkPreview:
    """What an act on many clients would do now."""

    total: int = strawberry.field(description="How many clients match.")
    unchanged: int = strawberry.field(description="How many of them are so already.")
    refusals: list[Blocker] = strawberry.field(description="What will not be possible, why, and for how many.")


@query(needs="client.bulk")
async def bulk_preview(info: strawberry.Info, input: BulkClientsInput) -> BulkPreview:
    """What an act on many clients would do now: how many they are, and what will not be possible and why."""
    try:
        found = await actions.preview(_sent(info, input), info.context.principal)
    except errors.InvalidInput as wrong:  # a question has no refusals among its answers
        raise errors.BadUserInput(" ".join(fault.message for fault in wrong.faults)) from wrong
    refusals = [Blocker(code=one.code, message=one.message, count=one.count) for one in found.refusals]
    return BulkPreview(total=found.total, unchanged=found.unchanged, refusals=refusals)


@mutation("Job", errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict, needs="client.bulk")
async def bulk_clients(info: strawberry.Info, input: BulkClientsInput, idempotency_key: str | None = None) -> UUID:
    """Do one act to all clients that match the filter at this moment. The job goes on by itself; ask it how far it is.

    Each client is changed by the same act as by hand, with an event of its own, or refused with the reason.
    """
    return await actions.bulk_clients(_sent(info, input), info.context.principal, idempotency_key)


def _sent(info: strawberry.Info, given: BulkClientsInput) -> BulkClientsInput:
    """The input with its filter as JSON, which is how a job keeps it."""
    return given.model_copy(update={"filter": as_sent(info)["input"].get("filter")})
