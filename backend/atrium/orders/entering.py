"""An order enters: its rows, what runs from then on, what is owed, and how it is told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from atrium.columns import now
from atrium.events.actions import Change, record
from atrium.inserting import Drawn, Row, insert
from atrium.orders import balances
from atrium.orders.models import Order, OrderStatus
from atrium.orders.money import amount_of
from atrium.orders.pricing import Priced
from atrium.orders.serving import renew, serving
from atrium.preferences.counters import next_number
from atrium.principal import Principal

FIRST_NUMBER = 10_001


async def enter_unpaid(order_id: UUID, client_id: UUID, order: Priced, by: Principal) -> None:
    """Place an order that nobody has paid for yet, for a client who is held or has just entered.

    An order of nothing is paid at once. Recurring products begin to run.
    """
    moment = now()
    row = _order(order_id, client_id, order, by, moment)
    services, lines = serving(order, client_id, order_id, moment)
    await insert([row, *services, *lines], next_number("order", first=FIRST_NUMBER))
    await renew(order, moment)
    await balances.settle(client_id, order.currency)
    changes = [
        Change("order", None, (await Order.get(id=order_id)).number),
        Change("total", None, f"{amount_of(order.total_minor, order.currency)} {order.currency}"),
        Change("status", None, row.values["status"]),
    ]
    await record("order.placed", by, client_id, changes=changes, at=moment)


def _order(order_id: UUID, client_id: UUID, order: Priced, by: Principal, at: datetime) -> Row:
    status = OrderStatus.UNPAID if order.total_minor else OrderStatus.PAID
    who = by.actor
    return Row(
        "client_order",
        {
            "id": order_id, "number": Drawn(), "client_id": client_id, "status": status.value,
            "currency": order.currency, "total_minor": order.total_minor, "paid_minor": 0, "placed_at": at,
            "placed_kind": who.kind.value, "placed_id": who.id, "placed_name": who.name,
        },
    )  # fmt: skip
