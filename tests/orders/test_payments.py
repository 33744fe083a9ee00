"""Payments: never more than is due, once, and the order knows when it is paid."""

from __future__ import annotations

import asyncio

import pytest

from atrium import database
from atrium.errors import Blocked, InvalidInput
from atrium.events.models import Event
from atrium.ids import Id
from atrium.orders.inputs import RecordPaymentInput
from atrium.orders.models import Order, OrderStatus, Payment, PaymentMethod
from atrium.orders.payments import record_payment
from tests.given import a_client
from tests.orders.given import SELLER, a_line, a_product, an_order, money


def paying(order: Order, amount: str, currency: str = "EUR") -> RecordPaymentInput:
    return RecordPaymentInput(order_id=Id(str(order.id)), method=PaymentMethod.BANK, amount=money(amount, currency))


async def test_an_order_is_paid_with_its_last_cent():
    order = await an_order(await a_client(), a_line(await a_product(price="20")))

    await record_payment(paying(order, "19.99"), SELLER)
    almost = await Order.get(id=order.id)
    await record_payment(paying(order, "0.01"), SELLER)

    assert (almost.status, almost.paid_minor) == (OrderStatus.UNPAID, 1999)
    assert (await Order.get(id=order.id)).status is OrderStatus.PAID
    told = await Event.filter(action="payment.recorded").order_by("at", "id")
    assert [len(one.changes) for one in told] == [2, 3]


@pytest.mark.parametrize(
    ("amount", "currency", "codes"),
    [("20.01", "EUR", ["MORE_THAN_DUE"]), ("0", "EUR", ["ZERO"]), ("1", "CHF", ["OTHER_CURRENCY"])],
)
async def test_what_cannot_be_for_the_order_is_refused(amount: str, currency: str, codes: list[str]):
    order = await an_order(await a_client(), a_line(await a_product(price="20")))

    with pytest.raises(InvalidInput) as refused:
        await record_payment(paying(order, amount, currency), SELLER)

    assert [fault.code for fault in refused.value.faults] == codes
    assert await Payment.all().count() == 0


async def test_a_paid_order_takes_no_more():
    order = await an_order(await a_client(), a_line(await a_product(price="20")))
    await record_payment(paying(order, "20"), SELLER)

    with pytest.raises(Blocked) as refused:
        await record_payment(paying(order, "1"), SELLER)

    assert [one.code for one in refused.value.blockers] == ["ALREADY_PAID"]


async def test_payments_at_once_never_come_to_more_than_is_due():
    order = await an_order(await a_client(), a_line(await a_product(price="20")))

    outcomes = await asyncio.gather(
        *(database.retrying(lambda: record_payment(paying(order, "8"), SELLER)) for _ in range(6)),
        return_exceptions=True,
    )

    refused = [one for one in outcomes if isinstance(one, BaseException)]
    assert all(isinstance(one, InvalidInput) for one in refused)
    assert len(refused) == 4
    assert (await Order.get(id=order.id)).paid_minor == 1600


async def test_pressing_twice_records_one_payment():
    order = await an_order(await a_client(), a_line(await a_product(price="20")))

    first = await record_payment(paying(order, "5"), SELLER, "k")
    second = await record_payment(paying(order, "5"), SELLER, "k")

    assert first == second
    assert await Payment.all().count() == 1
