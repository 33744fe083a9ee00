"""What the store writes to those who order, and to those under whose address somebody came."""

from __future__ import annotations

from uuid import UUID

from atrium.columns import new_id
from atrium.inserting import Row
from atrium.mail import outbox
from atrium.orders.models import Order, OrderLine
from atrium.orders.money import amount_of
from atrium.orders.pricing import Priced
from atrium.store.owners import Owner

CAME = {
    "registerClient": "Somebody wanted to register with this address",
    "placeOrder": "Somebody ordered as a guest with this address",
}
"""What the timeline tells of it, by the act."""


def known_already(owner: Owner, to: str) -> Row:
    """To who has an account already, and may have forgotten it."""
    return outbox.promised(
        "registered_already",
        to,
        dedupe_key=f"registered-already:{new_id()}",
        context={"name": owner.name},
        client_id=owner.id,
        language=owner.language,
    )


def order_waits(order: Priced, owner: Owner, to: str, waiting_id: UUID, secret: str) -> Row:
    """To whose address somebody ordered under: with a link for taking the order, or leaving it."""
    lines = [f"{line.quantity} × {line.product.name}" for line in order.lines]
    return outbox.promised(
        "order_waiting",
        to,
        dedupe_key=f"order-waiting:{waiting_id}",
        context={"name": owner.name, "lines": "\n".join(lines), "total": _shown(order.total_minor, order.currency)},
        client_id=owner.id,
        secret=secret,
        language=owner.language,
    )


async def send_received(order_id: UUID, to: str, name: str, language: str, client_id: UUID) -> None:
    """To who has ordered: what, and for how much. In the transaction of the order."""
    order = await Order.get(id=order_id)
    lines = await OrderLine.filter(order_id=order_id).order_by("place")
    shown = [f"{one.quantity} × {one.name}: {_shown(one.total_minor, one.currency)}" for one in lines]
    await outbox.enqueue(
        "order_received",
        to,
        dedupe_key=f"order-received:{order_id}",
        context={
            "name": name,
            "number": str(order.number),
            "lines": "\n".join(shown),
            "total": _shown(order.total_minor, order.currency),
        },
        client_id=client_id,
        language=language,
    )


def _shown(minor: int, currency: str) -> str:
    return f"{amount_of(minor, currency)} {currency}"
