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
from atrium.dashboard import queries
from atrium.events.api import NEWEST_FIRST, Event
from atrium.events.periods import period_of
from atrium.graph.answers import answers, listed, selected
from atrium.graph.fields import query
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, Orders
from atrium.graph.reading.sql import TRUE, Sql


@strawberry.enum(description="The numbers at the top of the dashboard.")
class TileName(Enum):
    TOTAL = "TOTAL"
    NEW = "NEW"
    ACTIVE = "ACTIVE"
    UNVERIFIED = "UNVERIFIED"
    LOGIN_DISABLED = "LOGIN_DISABLED"
    GUESTS = "GUESTS"


@answers(needs="dashboard.read", flat=True)
class Tile:
    """One number. `before`: of NEW the equal period before, of the others what it was at the period's start."""

    name: TileName
    count: int
    before: int | None


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


LAST_ACTIVE = Orders("active", {"SEEN": (Key("{t}.last_login_at", Kind.MOMENT, nullable=True),)}, ("SEEN", "DESC"))


@answers(
    needs=dict.fromkeys(("tiles", "newClients", "total", "byStatus", "byCountry"), "dashboard.read")
    | {"newest": "client.read", "lastActive": "client.read", "unverified": "client.read", "activity": "event.read"}
)
class ClientDashboard:
    """Figures about the clients, exact at this moment. Merged and deleted clients are in none of them."""

    tiles: list[Tile]
    new_clients: list[OriginPoint]
    total: list[Point]
    by_status: list[StatusCount]
    by_country: list[CountryCount]
    newest: list[Client] = listed("Client", ORDERS, lambda given, who: Sql(STANDING))
    last_active: list[Client] = listed(
        "Client", LAST_ACTIVE, lambda given, who: Sql(f"{STANDING} AND {{t}}.last_login_at IS NOT NULL")
    )
    unverified: list[Client] = listed("Client", ORDERS, lambda given, who: Sql("{t}.status = 'UNVERIFIED'"))
    activity: list[Event] = listed("Event", NEWEST_FIRST, lambda given, who: TRUE)


FIGURES = {"tiles", "newClients", "total", "byStatus", "byCountry"}
NOTHING = queries.Figures((), (), (), (), ())


@query(needs="dashboard.read")
async def client_dashboard(
    info: strawberry.Info,
    from_: Annotated[date | None, strawberry.argument(name="from")] = None,
    to: date | None = None,
    timezone: str | None = "UTC",
) -> ClientDashboard:
    """Figures for the local days `from` to `to` (both included; by default the last 30) of a time zone."""
    period_of(from_, to, timezone or "UTC")  # a wrong period is refused, whatever is selected
    is_asked = bool(FIGURES & selected(info._raw_info, "ClientDashboard"))
    # Flat lists are printed from the rows that the queries gave.
    rows: Any = await queries.figures(from_, to, timezone or "UTC") if is_asked else NOTHING
    return ClientDashboard(
        tiles=rows.tiles,
        new_clients=rows.new_clients,
        total=rows.total,
        by_status=rows.by_status,
        by_country=rows.by_country,
    )
