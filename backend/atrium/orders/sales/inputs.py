"""What is asked of the sales report, as it arrives."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from atrium.orders.sales.report import SalesBy


class ExportSalesInput(BaseModel):
    """The sales report as a file: local days (both included, by default the last 30), in one currency or in all."""

    from_: date | None = None
    to: date | None = None
    timezone: str | None = "UTC"
    by: SalesBy = SalesBy.DAY
    currency: str | None = None
