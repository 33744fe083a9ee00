"""The door to what clients are worth: fields of a client, members of the filter, and orders of the list."""

from __future__ import annotations

from atrium.clients.listing.api import ORDERS
from atrium.clients.listing.filter import CLIENT_FILTER
from atrium.graph.inputs import IntFilter, MoneyFilter
from atrium.graph.reading.declare import Column, Many, extend, many
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import Member
from atrium.graph.reading.orders import Key
from atrium.orders.worth.columns import NEEDS, offer_columns
from atrium.orders.worth.filter import amount, by_amount, is_due, order_count


def amounts(what: str, doc: str) -> Many:
    """The client's amounts of one kind, one a currency."""
    made: Many = many("Money", on=f"{{t}}.what = '{what}'", order="{t}.currency", limit=None, needs=NEEDS, doc=doc)
    return made


extend(
    "Client",
    order_count=Column(annotation=int, needs=NEEDS, doc="How many orders, cancelled ones left out."),
    lifetime_value=amounts("LIFETIME", "What was paid in full, one entry a currency."),
    balance_due=amounts("DUE", "What is missing of the unpaid orders, one entry a currency."),
)

CLIENT_FILTER.members.update(
    {
        "orderCount": Member(order_count, IntFilter, needs=NEEDS),
        "lifetimeValue": Member(amount("lifetime_minor"), MoneyFilter, needs=NEEDS),
        "balanceDue": Member(amount("due_minor"), MoneyFilter, needs=NEEDS),
        "hasBalanceDue": Member(is_due, bool, needs=NEEDS),
    }
)

SORTED_BY = {
    "LIFETIME_VALUE": by_amount("lifetime_minor"),
    "BALANCE_DUE": by_amount("due_minor"),
    "ORDER_COUNT": (Key("{t}.order_count", Kind.INT),),
}
ORDERS.keys.update(SORTED_BY)
ORDERS.needs.update(dict.fromkeys(SORTED_BY, NEEDS))
offer_columns()
