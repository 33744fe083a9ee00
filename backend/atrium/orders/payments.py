"""Money that comes for orders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import Blocked, Hindrance
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.inserting import Row, insert
from atrium.orders import balances
from atrium.orders.inputs import RecordPaymentInput
from atrium.orders.locking import lock_order
from atrium.orders.models import Order, OrderStatus, PaymentMethod
from atrium.orders.money import amount_of, read_amount
from atrium.orders.sales.counting import sold_for
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

REFERENCE_LONGEST = 200


async def record_payment(given: RecordPaymentInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Write down that money came for an order. Answers the payment's id; paid in full, the order is PAID.

    Raises NotFound, InvalidInput (amount.currency: OTHER_CURRENCY; amount.amount: ZERO, MORE_THAN_DUE, NEGATIVE,
    TOO_PRECISE, TOO_LARGE), Blocked (CANCELLED, ALREADY_PAID) and IdempotencyConflict.
    """
    payment_id = new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "recordPayment", given, payment_id)
        if answered:
            return answered
        order = await lock_order(as_id(given.order_id))
        if order.status is not OrderStatus.UNPAID:
            raise Blocked(blockers=(BLOCKERS[order.status],))
        minor, reference = _read(given, order)
        moment = now()
        payment = paying(order.id, given.method, minor, order.currency, reference, moment, by, payment_id)
        await insert([payment, *await sold_for(order.id, minor, order.currency, given.method, moment)])
        await _receive(order, minor, moment, by)
    return payment_id


BLOCKERS = {
    OrderStatus.PAID: Hindrance("ALREADY_PAID", "This order is paid in full."),
    OrderStatus.CANCELLED: Hindrance("CANCELLED", "This order was cancelled."),
}


def _read(given: RecordPaymentInput, order: Order) -> tuple[int, str]:
    faults = Faults()
    reference = read_reference(faults, given.reference)
    if given.amount.currency.upper() != order.currency:
        faults.add(("amount", "currency"), "OTHER_CURRENCY", f"This order is in {order.currency}.")
    minor = read_amount(faults, ("amount", "amount"), given.amount.amount, order.currency)
    due = order.total_minor - order.paid_minor
    if minor > due:
        shown = f"{amount_of(due, order.currency)} {order.currency}"
        faults.add(("amount", "amount"), "MORE_THAN_DUE", f"Only {shown} is still due.")
    elif not minor and not faults.found:
        faults.add(("amount", "amount"), "ZERO", "Say how much came.")
    faults.refuse()
    return minor, reference


async def _receive(order: Order, minor: int, at: datetime, by: Principal) -> None:
    before = order.status
    order.paid_minor += minor
    if order.paid_minor == order.total_minor:
        order.status = OrderStatus.PAID
    await order.save(update_fields=["paid_minor", "status"])
    await balances.settle(order.client_id, order.currency)
    changes = [Change("payment", None, f"{amount_of(minor, order.currency)} {order.currency}")]
    changes += [Change("status", before.value, order.status.value)] if before is not order.status else []
    changes.append(Change("order", None, order.number))
    await record("payment.recorded", by, order.client_id, changes=changes, at=at)


def read_reference(faults: Faults, given: str | None) -> str:
    """What was written on the payment: a receipt's number, the text of a transfer."""
    return faults.text("reference", given, REFERENCE_LONGEST)


def paying(
    order_id: UUID,
    method: PaymentMethod,
    minor: int,
    currency: str,
    reference: str,
    at: datetime,
    by: Principal,
    payment_id: UUID | None = None,
) -> Row:
    """The row of a payment."""
    return Row(
        "payment",
        {
            "id": payment_id or new_id(), "order_id": order_id, "method": method.value, "amount_minor": minor,
            "currency": currency, "reference": reference, "at": at,
            "recorded_kind": by.actor.kind.value, "recorded_id": by.actor.id, "recorded_name": by.actor.name,
        },
    )  # fmt: skip
