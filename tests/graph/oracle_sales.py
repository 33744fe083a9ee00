"""What came in and what is due, added up payment by payment and client by client."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from atrium.columns import now
from atrium.orders.api import NEWEST_ORDER_FIRST
from atrium.orders.money import amount_of
from atrium.settings import current
from tests.graph.oracle_filters import HIDDEN
from tests.graph.oracle_orders import amount_sorted_by, worth_of
from tests.graph.oracle_pages import connection
from tests.graph.oracle_store import Row
from tests.graph.oracle_tickets import is_of_kept

if TYPE_CHECKING:
    from tests.graph.oracle import Oracle
    from tests.graph.oracle_chance import Chance


def period(given: dict[str, Any], days: int = 30) -> tuple[date, date, ZoneInfo]:
    """The local days of a period, both included."""
    zone = ZoneInfo(given.get("timezone") or "UTC")
    to = date.fromisoformat(given["to"]) if given.get("to") else now().astimezone(zone).date()
    first = date.fromisoformat(given["from"]) if given.get("from") else to - timedelta(days=days - 1)
    return first, to, zone


def day_of(payment: dict[str, Any], zone: ZoneInfo) -> date:
    return datetime.fromisoformat(payment["at"]).astimezone(zone).date()


def came(oracle: Oracle, first: date, last: date, zone: ZoneInfo) -> list[dict[str, Any]]:
    payments = oracle.store.tables["payment"].values()
    return [one for one in payments if first <= day_of(one, zone) <= last]


# ---------------------------------------------------------------- the list of orders


async def orders(oracle: Oracle, given: dict[str, Any]) -> Any:
    seen = await oracle.visible(oracle.store.all("Order"))
    status, currency = given.get("status"), given.get("currency")
    found = [
        row
        for row in seen
        if (status is None or row["status"] in status)
        and (currency is None or row["currency"] == currency.upper())
        and (_is_asked(oracle, row) if given.get("paid") is None else _is_paid(oracle, row, given["paid"]))
    ]
    return connection(found, NEWEST_ORDER_FIRST, given, 50)


def _is_asked(oracle: Oracle, order: Row) -> bool:
    """Nobody is asked for what a deleted client owes."""
    return order["status"] != "UNPAID" or is_of_kept(oracle, order)


def _is_paid(oracle: Oracle, order: Row, given: dict[str, Any]) -> bool:
    method, product = given.get("method"), given.get("productId")
    payments = [one for one in came(oracle, *period(given)) if one["order_id"] == order["id"]]
    lines = [one for one in oracle.store.tables["order_line"].values() if one["order_id"] == order["id"]]
    return any(method in (None, one["method"]) for one in payments) and (
        product is None or any(one["product_id"] == product.lower() and one["total_minor"] for one in lines)
    )


def paid(products: list[str], chance: Chance) -> dict[str, Any]:
    """A PaidFilter."""
    given: dict[str, Any] = chance.one_of([{}, {"from": "2026-06-10", "to": "2026-06-15"}, {"to": "2026-06-14"}])
    if chance.once_in(2):
        given = {**given, "timezone": chance.one_of(["Asia/Kathmandu", "America/New_York"])}
    if chance.once_in(3):
        given = {**given, "method": chance.one_of(["CASH", "BANK"])}
    return {**given, "productId": chance.one_of([*products, "x"])} if chance.once_in(3) else given


# ---------------------------------------------------------------- the report


async def sales_report(oracle: Oracle, given: dict[str, Any]) -> dict[str, Any]:
    first, last, zone = period(given)
    payments = came(oracle, first, last, zone)
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    is_monthly = given.get("by") == "MONTH"
    starts = sorted({max(first, day.replace(day=1)) for day in days}) if is_monthly else days
    lines = {one["order_id"]: one["product_id"] for one in oracle.store.tables["order_line"].values()}
    currencies = sorted({one["currency"] for one in payments})
    by_product = Counter[Any]()
    for one in payments:  # every order of the population has one line
        by_product[one["currency"], lines[one["order_id"]]] += one["amount_minor"]
    products = [
        {"name": row["name"], "sku": row["sku"], "productId": row["id"], "minor": minor, "currency": currency}
        for (currency, key), minor in by_product.items()
        for row in [oracle.store.tables["product"][key]]
    ]
    products.sort(key=lambda one: (one["currency"], -one["minor"], one["productId"]))
    return {
        "currencies": currencies,
        "totals": [_sum([one for one in payments if one["currency"] == code], code) for code in currencies],
        "series": [
            {"start": start.isoformat()} | _sum(
                [one for one in payments if one["currency"] == code and _start(one, zone, starts) == start], code
            )
            for code in currencies for start in starts
        ],
        "byMethod": [
            {"method": method} | _sum([p for p in payments if (p["currency"], p["method"]) == (code, method)], code)
            for code, method in sorted({(one["currency"], one["method"]) for one in payments})
        ],
        "byProduct": [{**one, "amount": str(amount_of(one["minor"], one["currency"]))} for one in products],
    }  # fmt: skip


def _start(payment: dict[str, Any], zone: ZoneInfo, starts: list[date]) -> date:
    return max(start for start in starts if start <= day_of(payment, zone))


def _sum(payments: list[dict[str, Any]], currency: str) -> dict[str, Any]:
    minor = sum(one["amount_minor"] for one in payments)
    return {"amount": str(amount_of(minor, currency)), "currency": currency, "payments": len(payments)}


# ---------------------------------------------------------------- the dashboard's figures of money


def balance_due(oracle: Oracle) -> dict[str, Any]:
    standing = [row for row in oracle.store.all("Client") if row["status"] not in HIDDEN]
    due = [[one for one in worth_of(oracle.store, client) if one["what"] == "DUE"] for client in standing]
    sums = Counter[str]()
    for one in (one for owed in due for one in owed):
        sums[one["currency"]] += int(one["amount"].replace(".", ""))
    amounts = [{"amount": str(amount_of(sums[code], code)), "currency": code} for code in sorted(sums)]
    return {"name": "BALANCE_DUE", "count": sum(1 for owed in due if owed), "before": None, "amounts": amounts}


def revenue(oracle: Oracle, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Whole months, twelve at least; the populations' periods touch no more."""
    _, last, zone = period(given)
    places = [last.year * 12 + last.month - 1 - back for back in range(11, -1, -1)]
    months = [date(place // 12, place % 12 + 1, 1) for place in places]
    sums = Counter[Any]()
    for one in oracle.store.tables["payment"].values():
        sums[one["currency"], day_of(one, zone).replace(day=1)] += one["amount_minor"]
    currencies = sorted({code for (code, month), minor in sums.items() if month in months})
    return [
        {"month": month.isoformat(), "amount": {"amount": str(amount_of(sums[code, month], code)), "currency": code}}
        for code in currencies
        for month in months
    ]


def top_by_value(clients: list[Row], given: dict[str, Any]) -> list[Row]:
    currency = (given.get("currency") or current().currency).upper()
    paid = [(amount_sorted_by(client, "LIFETIME_VALUE", currency), client["id"], client) for client in clients]
    return [client for minor, _, client in sorted(paid, key=lambda one: one[:2], reverse=True) if minor > 0][
        : given["first"]
    ]
