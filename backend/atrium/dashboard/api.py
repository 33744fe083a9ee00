"""The door of the dashboard: figures as a report, its lists compiled where they stand."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry

from atrium.clients.api import Client
from atrium.clients.listing.api import ORDERS
from atrium.clients.listing.filter import STANDING
from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.dashboard import money, queries
from atrium.events.api import NEWEST_FIRST, Event
from atrium.events.periods import period_of
from atrium.graph.answers import answers, listed, selected
from atrium.graph.fields import query
from atrium.graph.reading.declare import Arguments
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, Orders
from atrium.graph.reading.sql import TRUE, Sql
from atrium.orders.api import Money
from atrium.orders.owing import Owed
from atrium.orders.sales.report import sales_by_month
from atrium.orders.worth.filter import by_amount, known_currency
from atrium.principal import Principal
from atrium.settings import current


@strawberry.enum(description="The numbers at the top of the dashboard.")
class TileName(Enum):
    TOTAL = "TOTAL"
    NEW = "NEW"
    ACTIVE = "ACTIVE"
    UNVERIFIED = "UNVERIFIED"
    LOGIN_DISABLED = "LOGIN_DISABLED"
    GUESTS = "GUESTS"
    BALANCE_DUE = "BALANCE_DUE"


@answers(needs="dashboard.read")
class Tile:
    """One number. `before`: of NEW the equal period before, of the others what it was at the period's start.

    BALANCE_DUE counts the clients who owe anything, and says how much in each currency; nothing is kept of what it was
    before. Only who may see orders is told of it.
    """

    name: TileName
    count: int
    before: int | None
    amounts: list[Money]


@answers(needs="sales.read")
class RevenuePoint:
    """What was paid in a whole month, in one currency; the month by its first day."""

    month: date
    amount: Money


@answers(needs="dashboard.read", flat=True)
class OriginPoint:
    """How many clients came on a day, and how."""

    date: date
    origin: ClientOrigin
    count: int


@answers(needs="dashboard.read", flat=True)
class Point:
    """How many clients there were when a day ended."""

    date: date
    count: int


@answers(needs="dashboard.read", flat=True)
class StatusCount:
    """How many clients stand in a status now."""

    status: ClientStatus
    count: int


@answers(needs="dashboard.read", flat=True)
class CountryCount:
    """How many clients are in a country now; `""` where it is unknown."""

    country: str
    count: int


def most_valuable(given: Arguments, principal: Principal) -> Sql:
    """Those who paid most in a currency, through its own index: few rows, however many clients there are."""
    standing = STANDING.replace("{t}", "c")
    best = (
        "SELECT b.client_id FROM client_balance b JOIN client c ON c.id = b.client_id "
        f"WHERE b.currency = ?text AND b.lifetime_minor > 0 AND {standing} "
        "ORDER BY b.lifetime_minor DESC, b.client_id DESC LIMIT ?int"
    )
    currency = known_currency(given.get("currency") or current().currency)
    return Sql(f"{{t}}.id IN (SELECT client_id FROM ({best}) b)", (currency, given["first"]))


MOST_VALUE = Orders(
    "value",
    {"VALUE": by_amount("lifetime_minor")},
    ("VALUE", "DESC"),
    implied=lambda given: {"field": "VALUE", "currency": given.get("currency")},
)
LAST_ACTIVE = Orders("active", {"SEEN": (Key("{t}.last_login_at", Kind.MOMENT, nullable=True),)}, ("SEEN", "DESC"))


@answers(
    needs=dict.fromkeys(("tiles", "newClients", "total", "byStatus", "byCountry"), "dashboard.read")
    | {"revenue": "sales.read", "topByValue": "order.read"}
    | {"newest": "client.read", "lastActive": "client.read", "unverified": "client.read", "activity": "event.read"}
)
class ClientDashboard:
    """Figures about the clients, exact at this moment. Merged and deleted clients are in none of them."""

    tiles: list[Tile]
    new_clients: list[OriginPoint]
    total: list[Point]
    by_status: list[StatusCount]
    by_country: list[CountryCount]
    revenue: list[RevenuePoint]
    newest: list[Client] = listed("Client", ORDERS, lambda given, who: Sql(STANDING))
    last_active: list[Client] = listed(
        "Client", LAST_ACTIVE, lambda given, who: Sql(f"{STANDING} AND {{t}}.last_login_at IS NOT NULL")
    )
    top_by_value: list[Client] = listed("Client", MOST_VALUE, most_valuable, currency=str)
    unverified: list[Client] = listed("Client", ORDERS, lambda given, who: Sql("{t}.status = 'UNVERIFIED'"))
    activity: list[Event] = listed("Event", NEWEST_FIRST, lambda given, who: TRUE)


FIGURES = {"tiles", "newClients", "total", "byStatus", "byCountry"}
NOTHING = queries.Figures((), (), (), (), (), Owed(0, {}))


@query(needs="dashboard.read")
async def client_dashboard(
    info: strawberry.Info,
    from_: Annotated[date | None, strawberry.argument(name="from")] = None,
    to: date | None = None,
    timezone: str | None = "UTC",
) -> ClientDashboard:
    """Figures for the local days `from` to `to` (both included; by default the last 30) of a time zone.

    Revenue is of whole months: those that the period touches, and as many before that they are at least twelve.
    """
    period = from_, to, timezone or "UTC"
    period_of(*period)  # a wrong period is refused, whatever is selected
    asked = selected(info._raw_info, "ClientDashboard")
    # Flat lists are printed from the rows that the queries gave.
    rows: Any = await queries.figures(*period) if FIGURES & asked else NOTHING
    tiles = [Tile(name=TileName(one.name), count=one.count, before=one.before, amounts=[]) for one in rows.tiles]
    if "tiles" in asked and info.context.principal.may("order.read"):
        amounts: Any = money.amounts_due(rows.due)
        tiles.append(Tile(name=TileName.BALANCE_DUE, count=rows.due.clients, before=None, amounts=amounts))
    months: Any = money.revenue(await sales_by_month(*period)) if "revenue" in asked else []
    return ClientDashboard(
        tiles=tiles,
        new_clients=rows.new_clients,
        total=rows.total,
        by_status=rows.by_status,
        by_country=rows.by_country,
        revenue=months,
    )
