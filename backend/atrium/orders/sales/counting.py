"""Telling the sales report of a payment, in the payment's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from atrium import database
from atrium.columns import new_id
from atrium.events.actions import quarter_of
from atrium.inserting import Row
from atrium.orders.sales.shares import shared

_LINES = """
SELECT l.product_id, l.total_minor AS minor FROM order_line l WHERE l.order_id = $1 ORDER BY l.place
"""
_EARLIER = "SELECT p.amount_minor AS minor FROM payment p WHERE p.order_id = $1 ORDER BY p.at, p.id"

Line = tuple[UUID, int]  # a product, and what it costs altogether


def sold(
    lines: Sequence[Line],
    earlier: Sequence[int],
    minor: int,
    currency: str,
    method: str,
    at: datetime,
) -> list[Row]:
    """The rows by which the report counts a payment: its shares (see `shares.shared`), one a product."""
    shares: dict[UUID, int] = {}
    for (product_id, _), share in zip(lines, shared(minor, [total for _, total in lines], earlier), strict=True):
        if share:
            shares[product_id] = shares.get(product_id, 0) + share
    return [
        Row(
            "sale_delta",
            {
                "id": new_id(), "quarter": quarter_of(at), "currency": currency, "method": str(method),
                "product_id": product_id, "minor": share, "payments": int(place == 0),
            },
        )
        for place, (product_id, share) in enumerate(shares.items())
    ]  # fmt: skip


async def sold_for(order_id: UUID, minor: int, currency: str, method: str, at: datetime) -> list[Row]:
    """The rows for one more payment for an order that is held."""
    lines = [(UUID(str(row["product_id"])), int(row["minor"])) for row in await database.rows(_LINES, order_id)]
    earlier = [int(row["minor"]) for row in await database.rows(_EARLIER, order_id)]
    return sold(lines, earlier, minor, currency, method, at)
