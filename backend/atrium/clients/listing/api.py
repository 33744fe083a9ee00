"""The door to lists of clients: the filter, the orders, and where a list may begin."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

import strawberry

from atrium.clients import models
from atrium.clients.listing.filter import CLIENT_FILTER, conditions, standing_rule, ways
from atrium.clients.listing.kept import missing_custom_fields
from atrium.clients.listing.start import start_value
from atrium.custom_fields.api import CustomFieldFilter
from atrium.database import dialect
from atrium.graph.fields import page_of
from atrium.graph.inputs import DateTimeFilter, StringFilter, filter_input, order_input
from atrium.graph.reading.declare import Arguments
from atrium.graph.reading.dialects import Kind, dialect_named
from atrium.graph.reading.filters import Member
from atrium.graph.reading.orders import Key, Orders
from atrium.graph.reading.sql import Sql, all_of
from atrium.principal import Principal


@strawberry.enum(description="What clients are sorted by. Clients without a value come last when descending.")
class ClientOrderField(Enum):
    CREATED_AT = "CREATED_AT"
    NAME = "NAME"
    NUMBER = "NUMBER"
    LAST_LOGIN_AT = "LAST_LOGIN_AT"
    LIFETIME_VALUE = "LIFETIME_VALUE"
    BALANCE_DUE = "BALANCE_DUE"
    ORDER_COUNT = "ORDER_COUNT"


TYPES: dict[str, Any] = {
    "ids": list[strawberry.ID], "status": list[models.ClientStatus], "origin": list[models.ClientOrigin], "search": str,
    "country": list[str], "currency": list[str], "allowLogin": bool, "verified": bool, "hasParent": bool,
    "hasChildren": bool, "parentId": strawberry.ID, "createdAt": DateTimeFilter, "lastLoginAt": DateTimeFilter,
    "customField": list[CustomFieldFilter],
}  # fmt: skip
MISSING = {"customField": missing_custom_fields}
CLIENT_FILTER.members.update(
    {
        name: Member(compiled, TYPES.get(name, StringFilter), MISSING.get(name))
        for name, compiled in conditions().items()
    }
)

ORDERS = Orders(
    "clients",
    {
        "CREATED_AT": (Key("{t}.created_at", Kind.MOMENT),),
        "NAME": (Key("{t}.name_fold", Kind.TEXT),),
        "NUMBER": (Key("{t}.number", Kind.INT),),
        "LAST_LOGIN_AT": (Key("{t}.last_login_at", Kind.MOMENT, nullable=True),),
    },
    default=("CREATED_AT", "DESC"),
    start=start_value,
)


@strawberry.input(
    description="Where a list begins: at this value of what it is sorted by, or where it would stand. Exactly one."
)
class ClientStart:
    created_at: datetime | None = strawberry.UNSET
    name: str | None = strawberry.field(
        default=strawberry.UNSET, description="The beginning of a name; all that begin so follow, in either direction."
    )
    number: int | None = strawberry.UNSET
    last_login_at: datetime | None = strawberry.UNSET


def client_order() -> Any:
    """The input that says how clients are sorted."""
    doc = "How clients are sorted; newest first if not. `currency` is that of an amount, the store's own if not said."
    return order_input("ClientOrder", ClientOrderField, doc, currency=str)


@page_of(
    "Client", needs="client.read", orders=ORDERS, backward=True,
    arguments={
        "filter": lambda: filter_input(CLIENT_FILTER),
        "orderBy": client_order,
        "startAt": lambda: ClientStart,
    },
)  # fmt: skip
def clients(arguments: Arguments, principal: Principal) -> Sql:
    """The clients that match, newest first. Merged and deleted ones only where the top-level status names them."""
    given = arguments.get("filter")
    speech = dialect_named(dialect())
    whole = all_of([standing_rule(given, principal), CLIENT_FILTER.predicate(given, speech)])
    return whole._replace(ways=ways(given, principal, speech))
