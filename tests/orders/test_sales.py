"""The sales report equals the payments, to the smallest unit: by day and month, by method, by product, per currency."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium.clients.models import Client
from atrium.columns import as_of
from atrium.database import execute, tx
from atrium.events.models import Event
from atrium.ids import Id
from atrium.orders.inputs import PaidNowInput, RecordPaymentInput
from atrium.orders.models import Order, OrderLine, Payment, PaymentMethod, Product
from atrium.orders.money import amount_of
from atrium.orders.payments import record_payment
from atrium.orders.sales.report import Sales, SalesBy, sales, sales_by_month
from atrium.orders.sales.rollup import fold
from atrium.orders.sales.shares import apportioned, shared
from tests.given import a_client
from tests.graph.asking import ask, data, staff
from tests.orders.given import SELLER, a_line, a_product, an_order, money
from tests.statements import counted

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
MAY = (date(2024, 5, 1), date(2024, 5, 31), "UTC")
REPORT = """query($from: Date, $to: Date, $timezone: String, $by: SalesBy! = DAY) {
  salesReport(from: $from, to: $to, timezone: $timezone, by: $by) {
    currencies totals { currency amount payments } series { start currency amount payments }
    byMethod { method currency amount payments } byProduct { productId name sku currency amount } } }"""
METHODS = list(PaymentMethod)


async def pay(order: Order, minor: int, at: datetime, method: PaymentMethod = PaymentMethod.CASH) -> None:
    given = RecordPaymentInput(
        order_id=Id(str(order.id)), method=method, amount=money(str(amount_of(minor, order.currency)), order.currency)
    )
    with as_of(at):
        await record_payment(given, SELLER)


async def folded() -> None:
    while await fold(3):
        pass


# ---------------------------------------------------------------- shares of a payment


amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=6).filter(any)


@given(amounts, st.data())
def test_the_shares_of_a_payment_add_up_and_those_of_a_paid_line_to_its_total(totals: list[int], chance: Any):
    unpaid, earlier, lines = sum(totals), [], [0] * len(totals)
    while unpaid:
        paid = chance.draw(st.integers(1, unpaid)) if len(earlier) < 4 else unpaid
        parts = shared(paid, totals, earlier)
        lines = [line + part for line, part in zip(lines, parts, strict=True)]

        assert sum(parts) == paid
        assert all(0 <= line <= total for line, total in zip(lines, totals, strict=True))
        earlier.append(paid)
        unpaid -= paid

    assert lines == totals


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [(100, [1, 1, 1], [34, 33, 33]), (1, [1, 1], [1, 0]), (10, [0, 7, 3], [0, 7, 3]), (5, [2, 3, 3], [1, 2, 2])],
)
def test_what_rounding_leaves_goes_to_the_largest_remainders(amount: int, weights: list[int], parts: list[int]):
    assert apportioned(amount, weights) == parts


# ---------------------------------------------------------------- the report equals the payments


ZONES = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"]
PRICES = {"EUR": 1999, "JPY": 333, "KWD": 12_345}
moments = st.one_of(
    st.integers(0, 60 * 24 * 80).map(lambda minute: datetime(2024, 2, 20, tzinfo=UTC) + timedelta(minutes=minute)),
    st.builds(
        lambda day, zone, minutes: (
            datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC) + timedelta(minutes=minutes)
        ),
        st.dates(date(2024, 2, 26), date(2024, 5, 1)),
        st.sampled_from(ZONES),
        st.integers(-20, 20),
    ),
)
bought = st.tuples(
    st.sampled_from(sorted(PRICES)), st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=3)
)
buying = st.tuples(moments, bought, st.lists(st.tuples(st.integers(1, 99), st.sampled_from(METHODS)), max_size=3))


async def plain(days: Sequence[date], zone: str) -> dict[str, Any]:
    """The same figures by looking at every payment, an order after the other."""
    by_day: Counter[Any] = Counter()
    by_method: Counter[Any] = Counter()
    by_product: Counter[Any] = Counter()
    for order in await Order.all():
        lines, earlier = await OrderLine.filter(order=order).order_by("place"), []
        for payment in await Payment.filter(order=order).order_by("at", "id"):
            day = payment.at.astimezone(ZoneInfo(zone)).date()
            shares = shared(payment.amount_minor, [line.total_minor for line in lines], earlier)
            earlier.append(payment.amount_minor)
            if days[0] <= day <= days[-1]:
                by_day[day, order.currency] += payment.amount_minor
                by_method[payment.method, order.currency] += payment.amount_minor
                for line, share in zip(lines, shares, strict=True):
                    by_product[str(line.product_id), order.currency] += share
    return {"day": dict(+by_day), "method": dict(+by_method), "product": dict(+by_product)}


def shape(found: Sales) -> dict[str, Any]:
    def sums(key: Any) -> dict[Any, int]:
        return {place: came.minor for place, came in found.totals(key).items()}

    return {
        "day": sums(lambda day, currency, method: (day, currency)),
        "method": sums(lambda day, currency, method: (method, currency)),
        "product": {(product.id, currency): minor for (currency, product), minor in found.sold.items()},
    }


async def _empty() -> None:
    async with tx():
        for table in ("sale_delta", "payment_flow", "product_flow", "payment", "order_line", "client_order"):
            await execute(f"delete from {table}")
        await execute("delete from owed")
        await execute("delete from client_balance")


async def _buy(client: Client, products: dict[str, list[Product]], one: Any) -> None:
    at, (currency, lines), payments = one
    chosen = lines or [(0, 1)]
    with as_of(at):
        order = await an_order(client, *(a_line(products[currency][place], quantity) for place, quantity in chosen))
    left = order.total_minor
    for place, (percent, method) in enumerate(payments):
        minor = min(left, max(1, order.total_minor * percent // 100))
        if minor:
            await pay(order, minor, at + timedelta(hours=7 * place), method)
        left -= minor


@given(
    st.lists(buying, max_size=6),
    st.dates(date(2024, 2, 26), date(2024, 5, 1)),
    st.integers(1, 40),
    st.sampled_from(ZONES),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_report_equals_plain_sums_before_during_and_after_folding(
    story: list[Any], first: date, length: int, zone: str
):
    await _empty()
    client = await Client.first() or await a_client("Ada")
    products: dict[str, list[Product]] = {
        code: [await a_product(f"P{place}", str(amount_of(price + place, code)), code) for place in range(3)]
        for code, price in PRICES.items()
    }
    for one in story:
        await _buy(client, products, one)
    days = [first + timedelta(days=place) for place in range(length)]
    expected = await plain(days, zone)

    found = [shape(await sales(days[0], days[-1], zone, SalesBy.DAY))]
    await fold(2)
    found.append(shape(await sales(days[0], days[-1], zone, SalesBy.DAY)))
    await folded()
    found.append(shape(await sales(days[0], days[-1], zone, SalesBy.DAY)))
    monthly = shape(await sales(days[0], days[-1], zone, SalesBy.MONTH))

    assert found == [expected] * 3
    assert {name: monthly[name] for name in ("method", "product")} == {
        name: expected[name] for name in ("method", "product")
    }
    assert sum(monthly["day"].values()) == sum(expected["day"].values())


# ---------------------------------------------------------------- days, months, currencies


@pytest.mark.parametrize("and_then", [None, folded])
@pytest.mark.parametrize(
    ("zone", "last_second"),
    [
        ("Europe/Berlin", datetime(2024, 3, 31, 21, 59, 59, tzinfo=UTC)),  # that day has 23 hours
        ("America/New_York", datetime(2024, 3, 11, 3, 59, 59, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2024, 3, 31, 18, 14, 59, tzinfo=UTC)),
    ],
)
async def test_the_last_second_of_a_day_is_that_days(zone: str, last_second: datetime, and_then: Any):
    order = await an_order(await a_client(), a_line(await a_product(price="5.00")))
    await pay(order, 200, last_second)
    await pay(order, 300, last_second + timedelta(seconds=1))
    if and_then:
        await and_then()
    day = last_second.astimezone(ZoneInfo(zone)).date()

    answer = await data(
        REPORT, {"from": str(day), "to": str(day + timedelta(days=1)), "timezone": zone}, by=staff("sales.read")
    )

    assert [(point["start"], point["amount"]) for point in answer["salesReport"]["series"]] == [
        (str(day), "2.00"),
        (str(day + timedelta(days=1)), "3.00"),
    ]


async def test_currencies_stand_beside_each_other_with_their_own_decimals():
    client = await a_client()
    for price, currency in (("20.00", "EUR"), ("300", "JPY"), ("1.234", "KWD")):
        product = await a_product(f"In {currency}", price, currency)
        with as_of(NOON):
            await an_order(client, a_line(product, 2), paid=PaidNowInput(method=PaymentMethod.BANK))

    answer = await data(REPORT, {"from": "2024-05-01", "to": "2024-05-31", "timezone": "UTC", "by": "MONTH"})

    report = answer["salesReport"]
    assert report["currencies"] == ["EUR", "JPY", "KWD"]
    assert [(one["amount"], one["payments"]) for one in report["totals"]] == [("40.00", 1), ("600", 1), ("2.468", 1)]
    assert [(one["start"], one["amount"]) for one in report["series"]] == [
        ("2024-05-01", amount) for amount in ("40.00", "600", "2.468")
    ]
    assert {(one["method"], one["currency"]) for one in report["byMethod"]} == {
        ("BANK", code) for code in ("EUR", "JPY", "KWD")
    }
    assert [(one["name"], one["amount"]) for one in report["byProduct"]] == [
        ("In EUR", "40.00"), ("In JPY", "600"), ("In KWD", "2.468"),
    ]  # fmt: skip


async def test_revenue_is_of_whole_months_and_of_twelve_at_least():
    client, product = await a_client(), await a_product(price="10.00")
    for at in (NOON, datetime(2024, 5, 31, 23, tzinfo=UTC), datetime(2023, 6, 1, tzinfo=UTC)):
        with as_of(at):
            await an_order(client, a_line(product), paid=PaidNowInput(method=PaymentMethod.CASH))

    found = await sales_by_month(date(2024, 5, 10), date(2024, 5, 17), "UTC")

    assert found.starts[0] == date(2023, 6, 1)
    assert found.starts[-1] == date(2024, 5, 1)
    assert {start: came.minor for start, came in found.totals(lambda start, *_: start).items()} == {
        date(2023, 6, 1): 1000,
        date(2024, 5, 1): 2000,
    }


async def test_a_store_without_sales_has_an_empty_report():
    answer = await data(REPORT, {"from": "2024-05-01", "to": "2024-05-31", "timezone": "UTC"})

    assert answer["salesReport"] == {key: [] for key in ("currencies", "totals", "series", "byMethod", "byProduct")}


# ---------------------------------------------------------------- who, what else, at what price


@pytest.mark.parametrize(
    "given",
    [
        {"from": "2024-05-02", "to": "2024-05-01"},
        {"timezone": "Mars/Olympus_Mons"},
        {"from": "2000-01-01", "to": "2024-05-01"},
    ],
)
async def test_what_is_no_period_is_refused(given: dict[str, str]):
    answer = await ask(REPORT, given)
    exported = await ask("mutation($i: ExportSalesInput!) { exportSales(input: $i) { name } }", {"i": given})

    assert [one["errors"][0]["extensions"]["code"] for one in (answer, exported)] == ["BAD_USER_INPUT"] * 2


async def test_the_report_costs_one_statement():
    async with counted() as statements:
        await sales(*MAY, SalesBy.DAY)

    assert len(statements) == 1


async def test_the_file_holds_the_report_harmless_and_is_on_record():
    client, product = await a_client(), await a_product("=cmd|' /C calc'!A0", "19.99", sku="-1")
    with as_of(NOON):
        await an_order(client, a_line(product), paid=PaidNowInput(method=PaymentMethod.CASH))
        await an_order(
            client, a_line(await a_product("Yen", "300", "JPY")), paid=PaidNowInput(method=PaymentMethod.BANK)
        )
    asked = {"i": {"from": "2024-05-17", "to": "2024-05-18", "timezone": "UTC", "currency": "eur"}}

    made = await data("mutation($i: ExportSalesInput!) { exportSales(input: $i) { name text } }", asked)

    lines = list(csv.reader(io.StringIO(made["exportSales"]["text"])))
    assert made["exportSales"]["name"] == "sales-2024-05-17-2024-05-18.csv"
    assert lines == [
        ["What", "Which", "Name", "Currency", "Amount", "Payments"],
        ["DAY", "2024-05-17", "", "EUR", "19.99", "1"],
        ["METHOD", "CASH", "", "EUR", "19.99", "1"],
        ["PRODUCT", "'-1", "'=cmd|' /C calc'!A0", "EUR", "19.99", ""],
        ["TOTAL", "", "", "EUR", "19.99", "1"],
    ]
    event = await Event.get(action="sales.exported")
    assert {one["field"]: one["after"] for one in event.changes} == {
        "from": "2024-05-17", "to": "2024-05-18", "timezone": "UTC", "currencies": ["EUR"],
    }  # fmt: skip


async def test_a_free_order_is_in_no_report():
    with as_of(NOON):
        await an_order(
            await a_client(), a_line(await a_product(price="0")), paid=PaidNowInput(method=PaymentMethod.CASH)
        )

    assert (await sales(*MAY, SalesBy.DAY)).paid == {}
    assert Decimal(await Payment.all().count()) == 0
