"""The door to the sales report."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from atrium.graph.answers import answers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.orders.models import PaymentMethod
from atrium.orders.sales import sheet
from atrium.orders.sales.inputs import ExportSalesInput
from atrium.orders.sales.report import Sales, SalesBy, printed, sales

NEEDS = "sales.read"

strawberry.enum(SalesBy, description=inspect.getdoc(SalesBy))
dress(ExportSalesInput)


@answers(needs=NEEDS, flat=True)
class SalesTotal:
    """What came in in one currency, and by how many payments."""

    currency: str
    amount: Decimal
    payments: int


@answers(needs=NEEDS, flat=True)
class SalesPoint:
    """What came in on a day, or in a month by its first day; a month that the period cuts begins where that does."""

    start: date
    currency: str
    amount: Decimal
    payments: int


@answers(needs=NEEDS, flat=True)
class SalesByMethod:
    """What came in in one way."""

    method: PaymentMethod
    currency: str
    amount: Decimal
    payments: int


@answers(needs=NEEDS, flat=True)
class SalesByProduct:
    """What came in for one product, called as it is called now."""

    product_id: strawberry.ID
    name: str
    sku: str
    currency: str
    amount: Decimal


@answers(needs=NEEDS)
class SalesReport:
    """The payments of a period, added up in three ways; each way sums to the payments, to the smallest unit.

    Amounts of different currencies are never added. A payment for several lines, or for a part of an order, is shared
    among the lines in proportion to what is still unpaid of each, by the largest remainder: no line is paid more than
    it costs, the shares add up to the payment, and those of a fully paid line to its total.
    """

    currencies: list[str]
    totals: list[SalesTotal]
    series: list[SalesPoint]
    by_method: list[SalesByMethod]
    by_product: list[SalesByProduct]


@query(needs=NEEDS)
async def sales_report(
    from_: Annotated[date | None, strawberry.argument(name="from")] = None,
    to: date | None = None,
    timezone: str | None = "UTC",
    by: SalesBy = SalesBy.DAY,
) -> SalesReport:
    """What came in on the local days `from` to `to` (both included; by default the last 30) of a time zone."""
    return reported(await sales(from_, to, timezone or "UTC", by))


def reported(found: Sales) -> SalesReport:
    """The report with a point for every day or month and currency; the products that brought most come first."""
    starts = found.totals(lambda start, currency, method: (start, currency))
    methods = found.totals(lambda start, currency, method: (currency, method))
    totals = found.totals(lambda start, currency, method: currency)
    series: Any = [
        SalesPoint(start=start, currency=currency, **_came(starts.get((start, currency)), currency))
        for currency in found.currencies
        for start in found.starts
    ]
    by_product = [
        SalesByProduct(
            product_id=strawberry.ID(product.id), name=product.name, sku=product.sku, currency=currency,
            amount=_amount(minor, currency),
        )
        for (currency, product), minor in found.best()
    ]  # fmt: skip
    return SalesReport(
        currencies=list(found.currencies),
        totals=[SalesTotal(currency=currency, **_came(totals[currency], currency)) for currency in found.currencies],
        series=series,
        by_method=[
            SalesByMethod(method=method, currency=currency, **_came(came, currency))
            for (currency, method), came in sorted(methods.items())
        ],
        by_product=by_product,
    )


def _came(came: Any, currency: str) -> dict[str, Any]:
    minor, payments = came or (0, 0)
    return {"amount": _amount(minor, currency), "payments": payments}


def _amount(minor: int, currency: str) -> Any:
    """Flat lists are printed as they stand, so an amount is its text."""
    return printed(minor, currency)


@answers(needs=NEEDS)
class SalesFile:
    """The sales report as CSV (RFC 4180, UTF-8), and a name for the file."""

    name: str
    text: str


@mutation(needs=NEEDS, fresh=True)
async def export_sales(info: strawberry.Info, input: ExportSalesInput) -> SalesFile:
    """The sales report as a file. Texts that a spreadsheet would take for formulas are made harmless.

    Who exports what is written down.
    """
    made = await sheet.export_sales(input, info.context.principal)
    return SalesFile(name=made.name, text=made.text)
