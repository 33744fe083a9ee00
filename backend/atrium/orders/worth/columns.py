"""What clients are worth, as columns of a file."""

from __future__ import annotations

from atrium.clients.export.columns import COLUMNS, ExportColumn
from atrium.graph.reading.dialects import Kind
from atrium.orders.money import amount_sql

NEEDS = "order.read"


def amounts(column: str) -> dict[str, str]:
    """SQL for a client's amounts with their currencies: "20.00 EUR, 4.00 GBP". They are never added."""
    printed = f"{amount_sql(f'b.{column}', 'b.currency')} || ' ' || b.currency"
    rows = f"FROM client_balance b WHERE b.client_id = {{t}}.id AND b.{column} > 0"
    return {
        "postgres": f"(SELECT string_agg({printed}, ', ' ORDER BY b.currency) {rows})",
        "sqlite": f"(SELECT group_concat(v, ', ') FROM (SELECT {printed} AS v {rows} ORDER BY b.currency))",
    }


def offer_columns() -> None:
    """Let a file of clients hold how often they ordered, what they paid and what they owe."""
    for column in (
        ExportColumn("orderCount", "Orders", "{t}.order_count", Kind.INT, NEEDS),
        ExportColumn("lifetimeValue", "Value", amounts("lifetime_minor"), Kind.WORD, NEEDS),
        ExportColumn("balanceDue", "Balance due", amounts("due_minor"), Kind.WORD, NEEDS),
    ):
        COLUMNS[column.key] = column
