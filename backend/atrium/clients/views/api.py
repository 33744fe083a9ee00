"""The door to saved views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.listing.api import ORDERS, ClientOrderField, client_order
from atrium.clients.listing.filter import CLIENT_FILTER
from atrium.clients.views import actions, inputs, queries
from atrium.custom_fields.inputs import Json
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import Direction, as_sent, dress, filter_face, typed
from atrium.graph.kept import Gone
from atrium.graph.paging import checked_size
from atrium.principal import Principal

for _model in (
    inputs.AddClientViewInput, inputs.UpdateClientViewInput, inputs.RemoveClientViewInput,
    inputs.ChooseClientViewInput, inputs.OrderClientViewsInput,
):  # fmt: skip
    dress(_model)
for _model in (inputs.AddClientViewInput, inputs.UpdateClientViewInput):
    typed(_model, filter=filter_face(CLIENT_FILTER), order_by=client_order())

NO_ORDER = Gone(("orderBy",), "What it is sorted by is no longer there.")
HIDDEN_ORDER = Gone(("orderBy",), "You may not see what it is sorted by, so the newest come first.")


@answers(needs="client.read")
class ClientViewGone:
    """A part of a view that means nothing any more: where it stands in the filter, and a sentence for the person."""

    path: list[str]
    message: str


@answers(needs="client.read")
class ClientViewOrder:
    """What a view is sorted by."""

    field: ClientOrderField
    direction: Direction
    currency: str | None


@answers(needs="client.read")
class ClientView:
    """A kept way to look at the list of clients. What its filter names and is no longer there is left out and told."""

    id: strawberry.ID
    name: str
    owner_name: str
    is_own: bool
    is_shared: bool
    is_default: bool = strawberry.field(description="The caller's list opens with it.")
    may_change: bool
    filter: Json = strawberry.field(description="A ClientFilter, as the list takes it.")
    order_by: ClientViewOrder
    columns: list[str]
    gone: list[ClientViewGone]
    updated_at: datetime


def shown(found: queries.OpenView, by: Principal) -> ClientView:
    """A view as an answer to this caller."""
    view, lost = found.view, _lost_order(found.view.order_by, by)
    order = inputs.NEWEST_FIRST if lost else view.order_by
    gone = (*found.gone, lost) if lost else found.gone
    document: Any = found.document
    return ClientView(
        id=strawberry.ID(str(view.id)), name=view.name, owner_name=view.owner.name, is_own=found.is_own,
        is_shared=view.is_shared, is_default=found.is_default, may_change=found.may_change, filter=document,
        order_by=_order(order), columns=view.columns, updated_at=view.updated_at,
        gone=[ClientViewGone(path=list(one.path), message=one.message) for one in gone],
    )  # fmt: skip


def _lost_order(kept: Mapping[str, str], by: Principal) -> Gone | None:
    """Why a view is not sorted as it was kept, if so."""
    field = kept.get("field", "")
    if field not in ClientOrderField.__members__:
        return NO_ORDER
    return HIDDEN_ORDER if field in ORDERS.needs and not by.may(ORDERS.needs[field]) else None


def _order(kept: Mapping[str, str]) -> ClientViewOrder:
    field, direction = ClientOrderField(kept["field"]), Direction(kept["direction"])
    return ClientViewOrder(field=field, direction=direction, currency=kept.get("currency"))


@query(needs="client.read")
async def client_views(info: strawberry.Info, first: int = 250) -> list[ClientView]:
    """The views that the caller may open: one's own and shared ones, in the caller's order."""
    by = info.context.principal
    found = await queries.views_for(by)
    return [shown(one, by) for one in found[: checked_size(first, "first")]]


@mutation(ClientView, errors.InvalidInput, errors.Blocked, needs="client.read")
async def add_client_view(info: strawberry.Info, input: inputs.AddClientViewInput) -> ClientView:
    """Keep a view of the list of clients, for oneself or, with the permission to share, for everybody."""
    return await _answer(info, await actions.add_view(_sent(info, input), info.context.principal))


@mutation(ClientView, errors.NotFound, errors.InvalidInput, needs="client.read")
async def update_client_view(info: strawberry.Info, input: inputs.UpdateClientViewInput) -> ClientView:
    """Change what is given of a view; what is absent stays. Shared ones may be changed by who may share."""
    return await _answer(info, await actions.update_view(_sent(info, input), info.context.principal))


@answers(needs="client.read")
class RemovedClientView:
    """The view is gone."""

    id: strawberry.ID


@mutation(RemovedClientView, errors.NotFound, needs="client.read")
async def remove_client_view(info: strawberry.Info, input: inputs.RemoveClientViewInput) -> RemovedClientView:
    """Let a view go, for everybody who has it."""
    return RemovedClientView(id=strawberry.ID(str(await actions.remove_view(input, info.context.principal))))


@answers(needs="client.read")
class ArrangedClientViews:
    """The caller's views in their order."""

    ids: list[strawberry.ID]


@mutation(ArrangedClientViews, errors.NotFound, needs="client.read")
async def choose_client_view(info: strawberry.Info, input: inputs.ChooseClientViewInput) -> ArrangedClientViews:
    """Let one's own list open with a view, or with all clients."""
    await actions.choose_view(input, info.context.principal)
    return await _arranged(info)


@mutation(needs="client.read")
async def order_client_views(info: strawberry.Info, input: inputs.OrderClientViewsInput) -> ArrangedClientViews:
    """Put one's own list of views in this order."""
    await actions.order_views(input, info.context.principal)
    return await _arranged(info)


async def _arranged(info: strawberry.Info) -> ArrangedClientViews:
    found = await queries.views_for(info.context.principal)
    return ArrangedClientViews(ids=[strawberry.ID(str(one.view.id)) for one in found])


async def _answer(info: strawberry.Info, view_id: UUID) -> ClientView:
    by = info.context.principal
    return shown(await queries.view_for(view_id, by), by)


def _sent(info: strawberry.Info, given: Any) -> Any:
    """The input with its filter and order as JSON, which is how they are kept."""
    sent = as_sent(info)["input"]
    changes = {name: sent[key] for name, key in (("filter", "filter"), ("order_by", "orderBy")) if key in sent}
    return given.model_copy(update=changes)
