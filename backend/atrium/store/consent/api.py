"""The door to orders that wait for their owner's word."""

from __future__ import annotations

from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.links.queries import LinkState
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, query
from atrium.graph.permits import ANYONE, AT_THE_STORE, CLIENT_SESSION, STORE_DOOR
from atrium.orders.quick.api import OrderPreview, previewed
from atrium.store.consent import attaching, waiting

for _field in ("lines", "total"):
    AT_THE_STORE["OrderPreview", _field] = STORE_DOOR  # whoever is shown one has made it, or holds its link


@answers(needs=ANYONE)
class WaitingOrder:
    """What the mailed link of a waiting order can still do, and the order while the link works."""

    state: LinkState
    order: OrderPreview | None


@answers(needs=ANYONE)
class SettledOrder:
    """The owner of the address has spoken: the order is placed in the account, or left aside."""

    is_taken: bool


@query(needs=STORE_DOOR)
async def waiting_order(token: str) -> WaitingOrder:
    """What the token of a mailed link is about. Nothing is used up."""
    glance = await waiting.look_at(token)
    return WaitingOrder(state=glance.state, order=previewed(glance.order) if glance.order else None)


@mutation(SettledOrder, errors.TokenRefused, needs=STORE_DOOR)
async def settle_waiting_order(info: strawberry.Info, token: str, take: bool) -> SettledOrder:
    """The owner of an address takes an order that was placed under it into the account, or declines it. Works once."""
    if take:
        await waiting.take(token, info.context.address)
    else:
        await waiting.decline(token, info.context.address)
    return SettledOrder(is_taken=take)


@query(needs=CLIENT_SESSION)
async def guest_orders(info: strawberry.Info) -> int:
    """How many orders were placed by guests with an address that the client has proved to be the own."""
    return await attaching.count_guest_orders(info.context.principal)


@mutation("Client", errors.NotFound, needs=CLIENT_SESSION)
async def attach_guest_orders(info: strawberry.Info) -> UUID:
    """Take those orders into the account, with what runs by them."""
    return await attaching.attach_guest_orders(info.context.principal)
