"""Quick orders: what was previewed is what is sold, once, at a price somebody stands for."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from atrium import database
from atrium.columns import as_of, now
from atrium.errors import Blocked, InvalidInput, NotFound
from atrium.events.models import Event
from atrium.ids import Id
from atrium.orders.inputs import (
    CancelOrderInput,
    EndServiceInput,
    PaidNowInput,
    PlaceQuickOrderInput,
    QuickOrderLineInput,
    UpdateProductInput,
)
from atrium.orders.models import Order, OrderLine, OrderStatus, Payment, PaymentMethod, Service, ServiceStatus
from atrium.orders.placing import cancel_order, place_quick_order
from atrium.orders.products import update_product
from atrium.orders.serving import end_service
from tests.given import a_client, rows_everywhere
from tests.graph.asking import data, staff
from tests.orders.given import SELLER, a_line, a_product, an_order, money

CASH = PaidNowInput(method=PaymentMethod.CASH, reference="Receipt 7")
PLACE = """mutation($input: PlaceQuickOrderInput!) { placeQuickOrder(input: $input) {
  __typename ... on Order { number status ...Sold } ... on OrderPreview { ...Looked }
  ... on InvalidInput { fields { path code } } } }
fragment Sold on Order { total { amount currency } lines { ...Line } }
fragment Looked on OrderPreview { total { amount currency } lines { ...Line } }
fragment Line on OrderLine { name quantity reason unitPrice { amount } total { amount currency } listPrice { amount }
  product { id name sku recurring price { amount currency } } }"""


def asked(client: Any, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"input": {"clientId": str(client.id), "lines": list(lines), **more}}


async def test_the_preview_and_the_order_come_to_the_same_and_the_preview_writes_nothing():
    client, one = await a_client(), await a_product("Hosting", "19.99", recurring=True)
    lines = (
        {"productId": str(one.id), "quantity": 3},
        {"productId": str(one.id), "price": "0.5", "reason": "A friend"},
    )
    before = await rows_everywhere()

    preview = (await data(PLACE, asked(client, *lines, preview=True)))["placeQuickOrder"]

    assert await rows_everywhere() == before
    placed = (await data(PLACE, asked(client, *lines)))["placeQuickOrder"]
    assert preview["__typename"] == "OrderPreview"
    assert placed["__typename"] == "Order"
    assert preview["total"] == placed["total"] == {"amount": "60.47", "currency": "EUR"}
    assert preview["lines"] == placed["lines"]
    assert placed["status"] == "UNPAID"


async def test_an_order_keeps_the_name_and_the_price_it_was_sold_at():
    client, product = await a_client(), await a_product("Hosting", "20")
    order = await an_order(client, a_line(product, 2))

    key = Id(str(product.id))
    await update_product(UpdateProductInput(id=key, version=1, name="Hosting 2", price=money("99")), SELLER)

    line = await OrderLine.get(order_id=order.id)
    assert (line.name, line.unit_minor, line.total_minor, order.total_minor) == ("Hosting", 2000, 4000, 4000)


async def test_an_order_paid_now_has_its_payment():
    client, product = await a_client(allow_login=False), await a_product(price="20")

    order = await an_order(client, a_line(product), paid=CASH)

    payment = await Payment.get(order_id=order.id)
    assert (order.status, order.paid_minor) == (OrderStatus.PAID, 2000)
    assert (payment.method, payment.amount_minor, payment.reference) == (PaymentMethod.CASH, 2000, "Receipt 7")
    told = await Event.get(action="order.placed")
    changes = {change["field"]: change["after"] for change in told.changes}
    assert changes == {"order": order.number, "total": "20.00 EUR", "status": "PAID"}


async def test_a_price_of_ones_own_needs_the_permission_and_a_reason():
    client, product = await a_client(), await a_product(price="20")
    line = {"productId": str(product.id), "price": "1"}
    may_not = staff("order.place", "order.read", "client.read")

    refused = (await data(PLACE, asked(client, {**line, "reason": "x"}), by=may_not))["placeQuickOrder"]
    silent = (await data(PLACE, asked(client, line)))["placeQuickOrder"]
    below = (await data(PLACE, asked(client, {**line, "price": "-1", "reason": "x"})))["placeQuickOrder"]

    assert refused["fields"] == [{"path": ["lines", "0", "price"], "code": "NOT_PERMITTED"}]
    assert silent["fields"] == [{"path": ["lines", "0", "reason"], "code": "REQUIRED"}]
    assert below["fields"] == [{"path": ["lines", "0", "price"], "code": "NEGATIVE"}]
    assert "client_order" not in await rows_everywhere()


async def test_every_fault_of_every_line_is_told_at_once():
    client, stranger = await a_client(), await a_client()
    euros, yen = await a_product(price="1"), await a_product(currency="JPY", price="1")
    gone = await a_product()
    await update_product(UpdateProductInput(id=Id(str(gone.id)), version=1, archived=True), SELLER)
    monthly = await a_product(recurring=True)
    await an_order(stranger, a_line(monthly))
    theirs = await Service.get(client_id=stranger.id)
    lines = [
        a_line(euros, 0), a_line(yen, 10_001), a_line(gone), QuickOrderLineInput(),
        QuickOrderLineInput(product_id=Id("nonsense")), QuickOrderLineInput(service_id=Id(str(theirs.id))),
        a_line(euros, runs_until=date(2030, 1, 1)),
    ]  # fmt: skip

    with pytest.raises(InvalidInput) as refused:
        await an_order(client, *lines)

    assert {(*fault.path[1:], fault.code) for fault in refused.value.faults} == {
        ("0", "quantity", "OUT_OF_RANGE"), ("1", "quantity", "OUT_OF_RANGE"), ("2", "productId", "ARCHIVED"),
        ("3", "productId", "EXACTLY_ONE"), ("4", "productId", "UNKNOWN_PRODUCT"), ("5", "serviceId", "UNKNOWN_SERVICE"),
        ("6", "runsUntil", "NOT_RECURRING"), ("MIXED_CURRENCIES",),
    }  # fmt: skip


async def test_an_order_has_lines_and_a_client_who_stands():
    client, product = await a_client(), await a_product()
    await database.execute("UPDATE client SET deleted_at = $1 WHERE id = $2", now(), client.id)

    with pytest.raises(NotFound):
        await an_order(client, a_line(product))
    with pytest.raises(InvalidInput):
        await an_order(await a_client())


async def test_twenty_presses_at_once_place_one_order():
    client, product = await a_client(), await a_product(price="20")
    given = PlaceQuickOrderInput(client_id=Id(str(client.id)), lines=[a_line(product)], paid=CASH)

    found = await asyncio.gather(
        *(database.retrying(lambda: place_quick_order(given, SELLER, "once")) for _ in range(20))
    )

    written = await rows_everywhere()
    assert len(set(found)) == 1
    assert (written["client_order"], written["order_line"], written["payment"]) == (1, 1, 1)


async def test_orders_of_many_at_once_all_have_numbers_of_their_own():
    product = await a_product()
    clients = [await a_client() for _ in range(8)]

    await asyncio.gather(*(database.retrying(lambda c=one: an_order(c, a_line(product))) for one in clients))

    numbers = await Order.all().order_by("number").values_list("number", flat=True)
    assert numbers == list(range(10_001, 10_009))


@pytest.mark.parametrize(
    ("begun", "quantity", "until"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-01-15", 12, "2027-01-15"), ("2024-01-31", 1, "2024-02-29")],
)
async def test_a_recurring_product_runs_for_its_months(begun: str, quantity: int, until: str):
    client, product = await a_client(), await a_product(recurring=True)

    with as_of(now().fromisoformat(f"{begun}T12:00:00+00:00")):
        await an_order(client, a_line(product, quantity))

    service = await Service.get(client_id=client.id)
    assert (service.status, service.runs_until) == (ServiceStatus.RUNNING, until)


async def test_a_renewed_service_runs_on_from_its_last_day_and_a_lapsed_one_from_today():
    client, product = await a_client(), await a_product(recurring=True, interval_months=3)
    with as_of(now().fromisoformat("2026-01-10T12:00:00+00:00")):
        await an_order(client, a_line(product, runs_until=date(2026, 2, 1)))
    service = await Service.get(client_id=client.id)
    line = QuickOrderLineInput(service_id=Id(str(service.id)))

    with as_of(now().fromisoformat("2026-01-20T12:00:00+00:00")):
        await an_order(client, line)
    first = (await Service.get(id=service.id)).runs_until
    with as_of(now().fromisoformat("2026-07-05T12:00:00+00:00")):
        await an_order(client, line)

    assert first == "2026-05-01"
    assert (await Service.get(id=service.id)).runs_until == "2026-10-05"
    assert await Service.all().count() == 1


async def test_an_ended_service_is_not_renewed():
    client, product = await a_client(), await a_product(recurring=True)
    await an_order(client, a_line(product))
    service = await Service.get(client_id=client.id)

    await end_service(EndServiceInput(service_id=Id(str(service.id)), reason="Moved away"), SELLER)

    assert (await Service.get(id=service.id)).status is ServiceStatus.ENDED
    assert (await Event.get(action="service.ended")).reason == "Moved away"
    with pytest.raises(InvalidInput) as refused:
        await an_order(client, QuickOrderLineInput(service_id=Id(str(service.id))))
    assert [fault.code for fault in refused.value.faults] == ["ENDED"]


async def test_an_unpaid_order_is_cancelled_and_a_paid_one_stays():
    client, product = await a_client(), await a_product()
    unpaid, paid = await an_order(client, a_line(product)), await an_order(client, a_line(product), paid=CASH)

    await cancel_order(CancelOrderInput(order_id=Id(str(unpaid.id)), reason="By mistake"), SELLER)

    assert (await Order.get(id=unpaid.id)).status is OrderStatus.CANCELLED
    with pytest.raises(Blocked) as refused:
        await cancel_order(CancelOrderInput(order_id=Id(str(paid.id))), SELLER)
    assert [one.code for one in refused.value.blockers] == ["HAS_PAYMENTS"]


async def test_an_order_of_nothing_is_paid():
    client, product = await a_client(), await a_product(price="0")

    order = await an_order(client, a_line(product), paid=CASH)

    assert order.status is OrderStatus.PAID
    assert await Payment.all().count() == 0


@pytest.mark.parametrize("year", [1, 26, 9999])
async def test_a_day_that_can_only_be_a_slip_is_refused(year: int):
    client, product = await a_client(), await a_product(recurring=True)

    with pytest.raises(InvalidInput) as refusal:
        await an_order(client, a_line(product, runs_until=date(year, 1, 1)))

    (fault,) = refusal.value.faults
    assert (fault.path, fault.code) == (("lines", "0", "runsUntil"), "OUT_OF_RANGE")
