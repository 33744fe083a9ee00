"""The door to the list of all orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import strawberry

from atrium.clients.listing.filter import OF_KEPT
from atrium.events.actions import SECONDS_A_QUARTER
from atrium.events.periods import period_of
from atrium.graph.fields import page_of
from atrium.graph.reading.declare import Arguments
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.sql import FALSE, Sql, all_of, any_of
from atrium.orders.api import NEWEST_ORDER_FIRST
from atrium.orders.models import OrderStatus, PaymentMethod
from atrium.orders.worth.filter import known_currency
from atrium.principal import Principal


@strawberry.input(
    description="Orders for which money came on the local days `from` to `to` (both included; by default the last 30) "
    "of a time zone, by `method`, and which have a line of `productId` that costs something."
)
class PaidFilter:
    from_: date | None = strawberry.field(name="from", default=strawberry.UNSET)
    to: date | None = strawberry.UNSET
    timezone: str | None = strawberry.UNSET
    method: PaymentMethod | None = strawberry.UNSET
    product_id: strawberry.ID | None = strawberry.UNSET


@page_of(
    "Order",
    needs="order.read",
    orders=NEWEST_ORDER_FIRST,
    arguments={"status": lambda: list[OrderStatus], "currency": lambda: str, "paid": lambda: PaidFilter},
)
def orders(arguments: Arguments, principal: Principal) -> Sql:
    """All orders, the last placed first: of some states, in one currency, or by the money that came for them.

    What deleted clients have paid stays for the books; what they have not is asked of nobody, and not listed.
    """
    return all_of(_conditions(arguments))


def _conditions(given: Mapping[str, Any]) -> Iterator[Sql]:
    states = given.get("status")
    if states is not None:
        yield _of_states(states)
    if given.get("paid") is None and (states is None or OrderStatus.UNPAID.value in states):
        yield any_of([Sql("{t}.status <> 'UNPAID'"), OF_KEPT])
    if given.get("currency") is not None:
        yield Sql("{t}.currency = ?text", (known_currency(given["currency"]),))
    if given.get("paid") is not None:
        yield from _paid(given["paid"])


def _of_states(states: list[str]) -> Sql:
    named = ", ".join(f"'{OrderStatus(state).value}'" for state in states)
    return Sql(f"{{t}}.status IN ({named})") if states else FALSE


def _paid(given: Mapping[str, Any]) -> Iterator[Sql]:
    """Raises BadUserInput for what is no period."""
    edges = period_of(given.get("from"), given.get("to"), given.get("timezone") or "UTC").edges
    first, end = (datetime.fromtimestamp(edge * SECONDS_A_QUARTER, UTC) for edge in (edges[1], edges[-1]))
    came = [Sql("p.at >= ?moment AND p.at < ?moment", (first, end))]
    if given.get("method") is not None:
        came.append(Sql("p.method = ?text", (str(given["method"]),)))
    within = all_of(came)
    yield Sql(f"{{t}}.id IN (SELECT p.order_id FROM payment p WHERE {within.text})", within.params)
    if given.get("productId") is not None:
        key = uuid_or_none(given["productId"])
        line = "l.order_id = {t}.id AND l.total_minor > 0 AND l.product_id = ?uuid"
        yield FALSE if key is None else Sql(f"EXISTS (SELECT 1 FROM order_line l WHERE {line})", (key,))
