"""Holding an order until a transaction ends."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.standing import lock_standing
from atrium.errors import NotFound
from atrium.orders.models import Order


async def lock_order(order_id: UUID) -> Order:
    """The order as it is now. Raises NotFound, also when its client does not stand.

    The client is what is locked, as in every act on its belongings; the order is read once that is held. If it has
    become another client's meanwhile, that one is locked, too.
    """
    order, held = await Order.get_or_none(id=order_id), None
    if order is None:
        raise NotFound()
    while held != order.client_id:
        held = order.client_id
        await lock_standing(held)
        order = await Order.get(id=order_id)
    return order
