"""The door to files of clients: which columns there are, and ordering one."""

from __future__ import annotations

import inspect
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.export import actions, making
from atrium.clients.export.columns import known_columns, lacking
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.listing.api import ORDERS, client_order
from atrium.clients.listing.filter import CLIENT_FILTER
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import as_sent, dress, filter_face, typed

strawberry.enum(ExportFormat, description=inspect.getdoc(ExportFormat))
dress(ExportClientsInput)
typed(ExportClientsInput, filter=filter_face(CLIENT_FILTER), order_by=client_order())


@answers(needs="client.read", flat=True)
class ExportColumn:
    """What of a client a file can hold: `key` to ask for it, `label` for its heading."""

    key: str
    label: str


@query(needs="client.read")
async def export_columns(info: strawberry.Info) -> list[ExportColumn]:
    """The columns that a file of clients may have for the caller, custom fields included."""
    known, by = (await known_columns()).values(), info.context.principal
    return [ExportColumn(key=one.key, label=one.label) for one in known if not lacking([one], by)]


@mutation("Job", errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict, needs=making.NEEDS, fresh=True)
async def export_clients(info: strawberry.Info, input: ExportClientsInput, idempotency_key: str | None = None) -> UUID:
    """Order a file of all clients that match the filter at this moment. The job says when and where to fetch it.

    Texts that a spreadsheet would take for formulas are made harmless. Who exports what is written down.
    """
    sent = as_sent(info)["input"]
    given = input.model_copy(update={"filter": sent.get("filter"), "order_by": sent.get("orderBy")})
    return await actions.export_clients(given, ORDERS, info.context.principal, idempotency_key)
