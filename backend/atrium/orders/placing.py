"""Placing orders for clients, and taking them back."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.models import Client
from atrium.clients.standing import lock_standing
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import Blocked, Hindrance
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.inserting import Drawn, Row, insert
from atrium.orders import balances
from atrium.orders.inputs import CancelOrderInput, PlaceQuickOrderInput
from atrium.orders.locking import lock_order
from atrium.orders.models import Order, OrderStatus
from atrium.orders.money import amount_of
from atrium.orders.payments import paying, read_reference
from atrium.orders.pricing import REASON_LONGEST, Priced, priced
from atrium.orders.sales.counting import sold
from atrium.orders.serving import renew, serving
from atrium.preferences.counters import next_number
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

FIRST_NUMBER = 10_001


async def quick_preview(given: PlaceQuickOrderInput, by: Principal) -> Priced:
    """What the order would come to; nothing is written. Raises as `place_quick_order`."""
    async with tx():
        (client,) = await lock_standing(as_id(given.client_id))
        _read_paid(given)
        return await priced(given.lines, client.id, by)


async def place_quick_order(given: PlaceQuickOrderInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Place an order for a client, paid now or not; recurring products begin to run. Answers the order's id.

    Raises NotFound for a client who does not stand, InvalidInput with all faults (see `priced`), IdempotencyConflict.
    """
    client_id, order_id = as_id(given.client_id), new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "placeQuickOrder", given, order_id)
        if answered:
            return answered
        (client,) = await lock_standing(client_id)
        reference = _read_paid(given)
        order = await priced(given.lines, client_id, by)
        await _place(order_id, client, order, given, reference, by)
    return order_id


def _read_paid(given: PlaceQuickOrderInput) -> str:
    if given.paid is None:
        return ""
    faults = Faults()
    reference = read_reference(faults.within("paid"), given.paid.reference)
    faults.refuse()
    return reference


async def _place(
    order_id: UUID, client: Client, order: Priced, given: PlaceQuickOrderInput, reference: str, by: Principal
) -> None:
    total, moment = order.total_minor, now()
    is_paid = given.paid is not None or total == 0
    who = {"kind": by.actor.kind.value, "id": by.actor.id, "name": by.actor.name}
    row = {
        "id": order_id, "number": Drawn(), "client_id": client.id,
        "status": (OrderStatus.PAID if is_paid else OrderStatus.UNPAID).value, "currency": order.currency,
        "total_minor": total, "paid_minor": total if is_paid else 0, "placed_at": moment,
        **{f"placed_{name}": value for name, value in who.items()},
    }  # fmt: skip
    services, lines = serving(order, client.id, order_id, moment)
    rows = [Row("client_order", row), *services, *lines]
    if given.paid is not None and total:
        bought = [(line.product.id, line.total_minor) for line in order.lines]
        rows.append(paying(order_id, given.paid.method, total, order.currency, reference, moment, by))
        rows += sold(bought, (), total, order.currency, given.paid.method, moment)
    await insert(rows, next_number("order", first=FIRST_NUMBER))
    await renew(order, moment)
    await balances.settle(client.id, order.currency)
    changes = [
        Change("order", None, (await Order.get(id=order_id)).number),
        Change("total", None, f"{amount_of(total, order.currency)} {order.currency}"),
        Change("status", None, row["status"]),
    ]
    reasons = "; ".join(line.reason for line in order.lines if line.reason)
    await record("order.placed", by, client.id, changes=changes, reason=reasons[:1000], at=moment)


async def cancel_order(given: CancelOrderInput, by: Principal) -> UUID:
    """An order that nobody has paid for no longer counts. Answers its id.

    Raises NotFound, InvalidInput, and Blocked (HAS_PAYMENTS) when it is paid, in part or whole.
    """
    faults = Faults()
    reason = faults.text("reason", given.reason, REASON_LONGEST)
    faults.refuse()
    async with tx():
        order = await lock_order(as_id(given.order_id))
        if order.status is OrderStatus.CANCELLED:
            return order.id
        if order.paid_minor or order.status is OrderStatus.PAID:
            raise Blocked(blockers=(Hindrance("HAS_PAYMENTS", "Money has come for this order, so it stays."),))
        order.status, order.cancelled_at = OrderStatus.CANCELLED, now()
        await order.save(update_fields=["status", "cancelled_at"])
        await balances.settle(order.client_id, order.currency)
        changes = [Change("status", "UNPAID", "CANCELLED"), Change("order", order.number, None)]
        await record(
            "order.cancelled",
            by,
            order.client_id,
            changes=changes,
            reason=reason,
            at=order.cancelled_at,
        )
    return order.id
