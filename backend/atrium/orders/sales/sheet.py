"""The sales report as a file for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from atrium.clients.export.sheets import tamed
from atrium.clients.standards import currency_code
from atrium.database import tx
from atrium.errors import BadUserInput
from atrium.events.actions import Change, record
from atrium.orders.sales.inputs import ExportSalesInput
from atrium.orders.sales.report import Sales, SalesBy, printed, sales
from atrium.principal import Principal

HEADINGS = ("What", "Which", "Name", "Currency", "Amount", "Payments")


@dataclass(frozen=True, slots=True)
class SalesFile:
    """A file by name: CSV (RFC 4180: commas, quotes where needed, CRLF), UTF-8."""

    name: str
    text: str


async def export_sales(given: ExportSalesInput, by: Principal) -> SalesFile:
    """The report as CSV: a line for each day or month, method and product in which anything came, and the totals.

    It is bounded as the report is: five years of days. Texts that a spreadsheet would take for formulas are made
    harmless. Who takes what away is written down. Raises BadUserInput as `sales`, and for an unknown currency.
    """
    found = await sales(given.from_, given.to, given.timezone or "UTC", given.by)
    wanted = found.currencies
    if given.currency is not None:
        currency = currency_code(given.currency)
        if currency is None:
            raise BadUserInput("There is no currency of this code (ISO 4217).")
        wanted = (currency,)
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    lines.writerows(line for currency in wanted for line in _lines(found, given.by, currency))
    first, last = found.starts[0].isoformat(), found.last.isoformat()
    async with tx():
        kept = {"from": first, "to": last, "timezone": given.timezone or "UTC", "currencies": list(wanted)}
        await record("sales.exported", by, changes=[Change(name, None, value) for name, value in kept.items()])
    return SalesFile(f"sales-{first}-{last}.csv", text.getvalue())


def _lines(found: Sales, by: SalesBy, currency: str) -> Iterator[tuple[object, ...]]:
    """`Which` is a day or a month (ISO 8601), a method, a SKU."""
    starts = found.totals(lambda start, code, method: (start, code))
    for start in found.starts:
        if came := starts.get((start, currency)):
            which = start.isoformat() if by is SalesBy.DAY else f"{start:%Y-%m}"
            yield by.value, which, "", currency, printed(came.minor, currency), came.payments
    methods = found.totals(lambda start, code, method: (code, method))
    for (code, method), came in sorted(methods.items()):
        if code == currency:
            yield "METHOD", method.value, "", currency, printed(came.minor, currency), came.payments
    for (code, product), minor in found.best():
        if code == currency:
            yield "PRODUCT", tamed(product.sku), tamed(product.name), currency, printed(minor, currency), ""
    for code, came in found.totals(lambda start, code, method: code).items():
        if code == currency:
            yield "TOTAL", "", "", currency, printed(came.minor, currency), came.payments
