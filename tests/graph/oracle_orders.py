"""Orders and amounts: rows to ask about, what a client is worth, and what a filter by it means, in plain Python."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from atrium.inserting import insert
from atrium.orders.balances import settle
from atrium.orders.models import (
    Order,
    OrderLine,
    OrderStatus,
    Payment,
    PaymentMethod,
    Product,
    Service,
    ServiceStatus,
)
from atrium.orders.money import amount_of
from atrium.orders.sales.counting import sold
from atrium.principal import ActorKind
from tests.graph.oracle_row import Row

if TYPE_CHECKING:
    from tests.graph.oracle_chance import Chance
    from tests.graph.oracle_population import Population
    from tests.graph.oracle_store import Store

CURRENCIES = ["EUR", "EUR", "JPY", "KWD"]
PRICES = [0, 1, 99, 1999, 100_000, 123_456_789]
BOUNDS = ["0", "-1", "0.01", "19.99", "99", "1000", "1e6", "0.0001", "3999"]


# ---------------------------------------------------------------- rows to ask about


async def ordered(made: Population) -> None:
    """Products in several currencies, and what some of the clients ordered, paid for and have running."""
    products = [_product(made, number) for number in range(6)]
    for product in products:
        await product.save(force_create=True)
    for number, client in enumerate(made.clients):
        for place in range(made.chance.choice([0, 0, 1, 2, 3])):
            await _order(made, client, made.chance.choice(products), number * 10 + place)
        for currency in set(CURRENCIES):
            await settle(client.id, currency)


def _product(made: Population, number: int) -> Product:
    return Product(
        id=made.id(), name=f'Plan "{number % 3}"', name_fold=f"plan {number % 3}", sku=f"p{number}",
        sku_fold=f"p{number}", price_minor=made.chance.choice(PRICES), currency=made.chance.choice(CURRENCIES),
        interval_months=made.chance.choice([None, 1, 12]), archived_at=made.moment() if made.maybe(0.2) else None,
        created_at=made.moment(), updated_at=made.moment(),
    )  # fmt: skip


async def _order(made: Population, client: Any, product: Product, number: int) -> None:
    who = {"kind": made.chance.choice(list(ActorKind)), "id": made.id(), "name": 'Sam "S"'}
    quantity, unit = made.chance.randint(1, 3), made.chance.choice(PRICES)
    total = quantity * unit
    paid = made.chance.choice([0, total, total // 2])
    cancelled = made.moment() if made.maybe(0.2) else None
    status = OrderStatus.CANCELLED if cancelled else OrderStatus.PAID if paid == total else OrderStatus.UNPAID
    order = await Order.create(
        id=made.id(), number=number, client=client, status=status, currency=product.currency, total_minor=total,
        paid_minor=paid, placed_at=made.moment(), cancelled_at=cancelled,
        **{f"placed_{name}": value for name, value in who.items()},
    )  # fmt: skip
    ended = made.moment() if made.maybe(0.3) else None
    service = Service(
        id=made.id(), client=client, product=product, created_at=made.moment(), ended_at=ended,
        status=ServiceStatus.ENDED if ended else ServiceStatus.RUNNING,
        runs_until=made.chance.choice([None, "2026-07-01"]),
    )  # fmt: skip
    await service.save(force_create=True)
    await OrderLine.create(
        id=made.id(), order=order, place=0, product=product, service=service if made.maybe() else None,
        name=product.name, quantity=quantity, currency=product.currency, list_minor=product.price_minor,
        unit_minor=unit, total_minor=total, reason='A "friend"' if made.maybe() else "",
    )  # fmt: skip
    if paid:
        method, at = made.chance.choice(list(PaymentMethod)), made.moment()
        await insert(sold([(product.id, total)], (), paid, product.currency, method, at))
        await Payment.create(
            id=made.id(), order=order, method=method, amount_minor=paid,
            currency=product.currency, reference="Ä 7", at=at,
            **{f"recorded_{name}": value for name, value in who.items()},
        )  # fmt: skip


# ---------------------------------------------------------------- what is answered


def worth_of(store: Store, client: Row) -> list[Row]:
    """A client's amounts of both kinds, summed from its orders."""
    sums: dict[tuple[str, str], int] = {}
    for order in store.of_client("client_order", client):
        if order["status"] == "PAID":
            _add(sums, ("LIFETIME", order["currency"]), order["total_minor"])
        elif order["status"] == "UNPAID":
            _add(sums, ("DUE", order["currency"]), order["total_minor"] - order["paid_minor"])
    return [
        Row("Money", {"what": what, "currency": currency, "amount": str(amount_of(minor, currency))})
        for (what, currency), minor in sorted(sums.items())
        if minor
    ]


def _add(sums: dict[tuple[str, str], int], key: tuple[str, str], minor: int) -> None:
    sums[key] = sums.get(key, 0) + minor


def amount_sorted_by(client: Row, field: str, currency: str) -> int:
    """In smallest units. Who has no order in the currency comes after those whose amount is nothing."""
    live = [one for one in client["orders"] if one["currency"] == currency and one["status"] != "CANCELLED"]
    if not live:
        return -1
    if field == "LIFETIME_VALUE":
        return sum(one["total_minor"] for one in live if one["status"] == "PAID")
    assert field == "BALANCE_DUE", field
    return sum(one["total_minor"] - one["paid_minor"] for one in live if one["status"] == "UNPAID")


# ---------------------------------------------------------------- what a filter means


def conditions(chance: Chance) -> dict[str, Any]:
    """A MoneyFilter."""
    bounds = {name: chance.one_of(BOUNDS) for name in ("atLeast", "atMost") if chance.once_in(2)}
    return {"currency": chance.one_of(["EUR", "jpy", "KWD", "CHF"]), **bounds}


def counts(chance: Chance) -> dict[str, Any]:
    """An IntFilter."""
    return {name: chance.number(0, 3) for name in ("eq", "atLeast", "atMost") if chance.once_in(3)}


def _live(store: Store, client: Row) -> list[dict[str, Any]]:
    return [order for order in store.of_client("client_order", client) if order["status"] != "CANCELLED"]


def order_count(store: Store, client: Row, given: dict[str, Any]) -> bool:
    count = len(_live(store, client))
    tests = {"eq": count.__eq__, "atLeast": count.__ge__, "atMost": count.__le__}
    return all(tests[name](wanted) for name, wanted in given.items() if wanted is not None)


def amount(what: str) -> Any:
    """A MoneyFilter: a client without the currency has nothing of it."""

    def holds(store: Store, client: Row, given: dict[str, Any]) -> bool:
        amounts = {row["currency"]: row["amount"] for row in worth_of(store, client) if row["what"] == what}
        has = Decimal(amounts.get(given["currency"].upper(), "0"))
        least, most = given.get("atLeast"), given.get("atMost")
        return (least is None or has >= Decimal(least)) and (most is None or has <= Decimal(most))

    return holds


def is_due(store: Store, client: Row, given: bool) -> bool:
    return any(row["what"] == "DUE" for row in worth_of(store, client)) is given


FILTERS = {
    "orderCount": order_count,
    "lifetimeValue": amount("LIFETIME"),
    "balanceDue": amount("DUE"),
    "hasBalanceDue": is_due,
}
MADE = {
    "orderCount": counts,
    "lifetimeValue": conditions,
    "balanceDue": conditions,
    "hasBalanceDue": lambda chance: chance.once_in(2),
}
