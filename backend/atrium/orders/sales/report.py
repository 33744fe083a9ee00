"""The sales report: what came in, counted in one statement over the rollup and what is not folded yet."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from atrium.database import dialect, fetch_rows
from atrium.events.periods import Span, between, covering, midnights, month_after, months, period_of, zone_of
from atrium.json_table import lines, listed
from atrium.orders.models import PaymentMethod
from atrium.orders.money import amount_of
from atrium.orders.sales.rollup import PRODUCT_SPANS

SPAN = ("bucket", "sign", "quarters", "from_quarter", "to_quarter")
USUAL_MONTHS = 12


class SalesBy(StrEnum):
    """How finely the sales report is cut."""

    DAY = "DAY"
    MONTH = "MONTH"


class Came(NamedTuple):
    """Payments: their sum in the smallest unit, and how many there were."""

    minor: int
    payments: int


class SoldProduct(NamedTuple):
    """A product as it is called now."""

    id: str
    name: str
    sku: str


@dataclass(frozen=True, slots=True)
class Sales:
    """What came in between the edges: by start of each day or month and method, and by product, per currency."""

    starts: tuple[date, ...]
    last: date
    paid: dict[tuple[date, str, PaymentMethod], Came]
    sold: dict[tuple[str, SoldProduct], int]

    @property
    def currencies(self) -> tuple[str, ...]:
        return tuple(sorted({currency for _, currency, _ in self.paid}))

    def totals(self, key: Callable[[date, str, PaymentMethod], Any]) -> dict[Any, Came]:
        """The payments added up by whatever `key` makes of a day or month, a currency and a method."""
        found: dict[Any, Came] = {}
        for place, (minor, payments) in self.paid.items():
            before = found.get(key(*place), Came(0, 0))
            found[key(*place)] = Came(before.minor + minor, before.payments + payments)
        return found

    def best(self) -> list[tuple[tuple[str, SoldProduct], int]]:
        """What came for each product, the most first."""
        return sorted(self.sold.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))


async def sales(from_: date | None, to: date | None, timezone: str, by: SalesBy) -> Sales:
    """What came in on the local days `from_` to `to` (both included, by default the last 30) of a time zone.

    A month that the period cuts is counted as far as it lies within. Raises BadUserInput for an unknown zone, a period
    that ends before it begins, or one of more than five years.
    """
    days = period_of(from_, to, timezone).days
    starts = days if by is SalesBy.DAY else (days[0], *months(days[0], days[-1])[1:])
    return await _sales(starts, days[-1] + timedelta(days=1), timezone)


async def sales_by_month(from_: date | None, to: date | None, timezone: str) -> Sales:
    """What came in in each whole month that the period touches, and in as many before that they are at least twelve.

    Raises BadUserInput as `sales`.
    """
    days = period_of(from_, to, timezone).days
    last = days[-1].replace(day=1)
    touched = months(min(days[0], _months_before(last, USUAL_MONTHS - 1)), last)
    return await _sales(touched, month_after(last), timezone, products=False)


def _months_before(month: date, count: int) -> date:
    at = month.year * 12 + month.month - 1 - count
    return date(at // 12, at % 12 + 1, 1)


async def _sales(starts: Sequence[date], end: date, timezone: str, *, products: bool = True) -> Sales:
    edges = midnights((*starts, end), zone_of(timezone))
    paid = _kept(span for place, edge in enumerate(edges[:-1]) for span in between(place, edge, edges[place + 1]))
    sold = _kept(covering(0, edges[0], edges[-1], PRODUCT_SPANS)) if products else []
    found = await fetch_rows(_statement(), [lines(paid), lines(sold)])
    return _counted(tuple(starts), end - timedelta(days=1), edges, found)


def _kept(spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if span.from_quarter < span.to_quarter]


def _statement() -> str:
    """Three kinds of rows: the payments by bucket, the products, and the deltas that wait to be folded."""
    name = "cast(product_id as text)" if dialect() == "postgres" else "product_id"
    paid = _looked_up("payment_flow", "bucket, currency, method", ("minor", "payments"), 1)
    sold = _looked_up("product_flow", "currency, product_id", ("minor",), 2)
    return (
        f"select 'paid', bucket, currency, method, '', '', '', minor, payments from ({paid}) as paid "
        f"union all select 'sold', 0, f.currency, '', {name}, p.name, p.sku, f.minor, 0 "
        f"from ({sold}) as f join product p on p.id = f.product_id "
        f"union all select 'late', d.quarter, d.currency, d.method, {name}, p.name, p.sku, d.minor, d.payments "
        "from (select quarter, currency, method, product_id, cast(sum(minor) as bigint) as minor, "
        "cast(sum(payments) as bigint) as payments from sale_delta group by quarter, currency, method, product_id) d "
        "join product p on p.id = d.product_id"
    )


def _looked_up(table: str, key: str, figures: Sequence[str], parameter: int) -> str:
    """The spans' rows added up, span by span through the index, whatever the planner would guess."""
    postgres = dialect() == "postgres"
    span = listed(dict.fromkeys(SPAN, "integer"), f"{'$' if postgres else '?'}{parameter}")
    within = "flow.quarters = span.quarters and flow.quarter >= from_quarter and flow.quarter < to_quarter"
    source = (
        f"cross join lateral (select * from {table} as flow where {within} offset 0) as flow"
        if postgres
        else f"cross join {table} as flow on {within}"
    )
    sums = ", ".join(f"cast(sum(sign * {figure}) as bigint) as {figure}" for figure in figures)
    return f"select {key}, {sums} from ({span}) as span {source} group by {key}"


def _counted(starts: tuple[date, ...], last: date, edges: Sequence[int], found: Iterable[Sequence[Any]]) -> Sales:
    paid: dict[tuple[date, str, PaymentMethod], Came] = {}
    sold: Counter[tuple[str, SoldProduct]] = Counter()
    for kind, place, currency, method, product_id, name, sku, minor, payments in found:
        bucket = bisect_right(edges, place) - 1 if kind == "late" else place
        if not 0 <= bucket < len(starts):
            continue
        if kind != "sold":
            key = starts[bucket], currency, PaymentMethod(method)
            before = paid.get(key, Came(0, 0))
            paid[key] = Came(before.minor + minor, before.payments + payments)
        if kind != "paid":
            sold[currency, SoldProduct(str(product_id), name, sku)] += minor
    return Sales(
        starts,
        last,
        {key: came for key, came in paid.items() if came.payments},
        {key: minor for key, minor in sold.items() if minor},
    )


def printed(minor: int, currency: str) -> str:
    """The amount with all its decimals, as it is sent."""
    return f"{amount_of(minor, currency):f}"
