"""The plain executor: one row, one field, one query at a time, over the same declarations as the compiler.

It walks a document with graphql-core over the exported schema, so that fragments, directives and merging are somebody
else's. Filters, orders and pages are evaluated in Python. What it answers is right by being too simple to be wrong.
"""

from __future__ import annotations

import dataclasses
import inspect
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema, execute, parse

from atrium.access.permissions import PERMISSIONS
from atrium.clients.duplicates import queries as duplicates
from atrium.clients.duplicates.traits import traits_of_client
from atrium.clients.finding import queries as finding
from atrium.clients.listing.api import ORDERS as CLIENT_ORDERS
from atrium.dashboard import queries as dashboard
from atrium.dashboard.api import LAST_ACTIVE
from atrium.events.api import NEWEST_FIRST as NEWEST_EVENT_FIRST
from atrium.folding import fold
from atrium.graph.reading.declare import READABLES, Column, Computed, Many, One, Page, Part
from atrium.graph.reading.dialects import Kind
from atrium.mail.queries import delivery_state
from atrium.principal import ActorKind, Principal
from atrium.schema import as_text
from tests.graph import oracle_sales as sales
from tests.graph.oracle_filters import HIDDEN
from tests.graph.oracle_pages import by_clause, connection, in_order
from tests.graph.oracle_roots import NARROWED, ROOTS
from tests.graph.oracle_store import DERIVED_COLUMNS, Row, Store, printed


@lru_cache(maxsize=1)
def schema() -> GraphQLSchema:
    """The schema as integrators see it: nothing of ours resolves anything in it."""
    return build_schema(as_text())


class Oracle:
    """Answers for one caller over one store. `outcomes`: by response key, what a mutation is known to have answered."""

    def __init__(self, store: Store, principal: Principal, outcomes: dict[str, Any] | None = None) -> None:
        self.store, self.principal, self.outcomes = store, principal, outcomes or {}

    async def answer(self, query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> Any:
        """The answer's data. Raises the first error: what is asked of the oracle is always allowed and well-formed."""
        pending = execute(
            schema(), parse(query), variable_values=variables, operation_name=name, field_resolver=self.resolve,
            type_resolver=lambda value, *_: value.type if isinstance(value, Row) else value["__typename"],
        )  # fmt: skip
        result = await pending if inspect.isawaitable(pending) else pending
        for error in result.errors or ():
            raise error
        return result.data

    async def resolve(self, source: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        name = info.field_name
        if isinstance(source, Row):
            return await self.field(source, name, given)
        if info.parent_type.name == "Query":
            return await self.root(name, given)
        if info.parent_type.name == "Mutation":
            return self.outcomes[info.path.key]
        value = source[name] if isinstance(source, dict) else getattr(source, name)
        return value(given) if callable(value) else value

    async def root(self, name: str, given: dict[str, Any]) -> Any:
        if name in ROOTS:
            return await ROOTS[name](self, given)
        return await getattr(self, REPORTS[name])(**given)

    async def visible(self, rows: list[Row]) -> list[Row]:
        return [row for row in rows if await self.store.is_visible(row, self.principal)]

    async def field(self, row: Row, graphql_name: str, given: dict[str, Any]) -> Any:
        """One field of one row, as it is declared."""
        readable = READABLES[row.type]
        name = readable.names[graphql_name]
        declared = readable.fields[name]
        if isinstance(declared, Column):
            return await self.column(row, name, declared, declared.kind or Kind.TEXT)
        if isinstance(declared, Computed):
            return declared.function(*[await self.argument(row, one) for one in declared.columns])
        if isinstance(declared, Part):
            return await self.part(row, declared)
        related = await self.visible(await self.store.related(row, declared.target, declared.on))
        if isinstance(declared, One):
            return related[0] if related else None
        if isinstance(declared, Many):
            narrowed = [one for one in related if declared.where is None or NARROWED[declared.where](one, given)]
            return await self.many(narrowed, declared, given)
        assert isinstance(declared, Page)
        narrowed = [one for one in related if declared.where is None or NARROWED[declared.where](one, given)]
        return connection(narrowed, declared.orders, given, declared.default_first)

    async def column(self, row: Row, name: str, declared: Column, kind: Kind) -> Any:
        if row.type in DERIVED_COLUMNS:
            return DERIVED_COLUMNS[row.type][name](row)
        params = declared.params(self.principal) if declared.params else ()
        sql = declared.sql_for(_dialect(), name)
        return printed(kind, await self.store.expression(row, sql, params))

    async def argument(self, row: Row, one: str | Column) -> Any:
        """What a Python function is given of a row."""
        declared = READABLES[row.type].fields[one] if isinstance(one, str) else one
        assert isinstance(declared, Column)
        return await self.column(row, one if isinstance(one, str) else "", declared, declared.kind or Kind.TEXT)

    async def part(self, row: Row, declared: Part) -> Any:
        if declared.absent and await self.store.expression(row, declared.absent):
            return None
        target, made = READABLES[declared.target], {}
        for graphql_name, name in target.names.items():
            made[graphql_name] = await self.column(row, name, declared.columns[name], target.fields[name].kind)
        return made

    async def many(self, related: list[Row], declared: Many, given: dict[str, Any]) -> list[Any]:
        taken = by_clause(related, declared.order) if not related or related[0].type not in DERIVED_COLUMNS else related
        taken = taken[: given["first"]] if declared.limit else taken
        if declared.value is None:
            return taken
        kind = declared.value.kind or Kind.TEXT
        return [
            printed(kind, await self.store.expression(row, declared.value.sql_for(_dialect(), ""))) for row in taken
        ]

    async def viewer(self) -> dict[str, Any]:
        who, key = self.principal, str(self.principal.id)
        return {
            "permissions": sorted(who.permissions),
            "staff": self.store.get("Staff", key) if who.kind is ActorKind.STAFF else None,
            "token": self.store.get("ApiToken", key) if who.kind is ActorKind.TOKEN else None,
            "client": self.store.get("Client", key) if who.kind is ActorKind.CLIENT else None,
        }

    async def permissions(self) -> list[dict[str, str]]:
        return [{"name": name, "sentence": sentence} for name, sentence in PERMISSIONS.items()]

    async def mail_delivery(self) -> dict[str, Any]:
        state = await delivery_state()
        return {
            "configured": state.configured, "waiting": state.waiting, "failed": state.failed,
            "pausedReason": state.paused_reason,
        }  # fmt: skip

    async def search_clients(self, term: str, first: int) -> list[dict[str, Any]]:
        found = []
        for match in await finding.find(term, first):
            seen = await self.visible([self.store.get("Client", str(match.client_id))])
            found.append({"rule": match.rule, "text": match.text, "client": next(iter(seen), None)})
        return found

    async def tags(self, search: str, first: int) -> list[dict[str, Any]]:
        standing = {row["id"] for row in self.store.all("Client") if row["status"] not in HIDDEN}
        used = [row for row in self.store.tables["client_tag"].values() if row["client_id"] in standing]
        met = {row["fold"] for row in used if fold(search) in row["fold"]}
        in_turn = sorted(met, key=lambda one: (not one.startswith(fold(search)), one))
        every = self.store.tables["client_tag"].values()
        return [
            {
                "label": min(row["label"] for row in every if row["fold"] == one),
                "clientCount": sum(row["fold"] == one for row in used),
            }
            for one in in_turn[:first]
        ]

    async def possible_duplicates(self, **given: Any) -> list[dict[str, Any]]:
        known = self.store.tables["client"].get(given["clientId"].lower())
        if known is None:
            return []
        traits = await traits_of_client(UUID(known["id"]))
        found = await duplicates.find(
            traits, given["first"], but=UUID(known["id"]), with_dismissed=given["withDismissed"]
        )
        return [
            {
                "certainty": one.certainty,
                "reasons": _plain(one.reasons),
                "dismissedAt": one.dismissed_at,
                "dismissedBy": one.dismissed_by,
                "client": next(iter(await self.visible([self.store.get("Client", str(one.client_id))])), None),
            }
            for one in found
        ]

    async def client_dashboard(
        self, timezone: str | None, to: str | None = None, **given: str | None
    ) -> dict[str, Any]:
        from_ = given.get("from")
        days = [date.fromisoformat(day) if day else None for day in (from_, to)]
        figures = await dashboard.figures(*days, timezone or "UTC")
        clients = [row for row in await self.visible(self.store.all("Client")) if row["status"] not in HIDDEN]
        newest = in_order(clients, CLIENT_ORDERS.chosen(None, None))
        active = in_order([row for row in clients if row["last_login_at"]], LAST_ACTIVE.chosen(None, None))
        events = in_order(await self.visible(self.store.all("Event")), NEWEST_EVENT_FIRST.chosen(None, None))
        tiles = [{**one, "amounts": []} for one in _plain(figures.tiles)]
        asked = {"from": from_, "to": to, "timezone": timezone}
        return {
            "tiles": tiles + [sales.balance_due(self)] * self.principal.may("order.read"),
            "revenue": lambda _: sales.revenue(self, asked),
            "topByValue": lambda given: sales.top_by_value(clients, given),
            "newClients": _plain(figures.new_clients), "total": _plain(figures.total),
            "byStatus": _plain(figures.by_status), "byCountry": _plain(figures.by_country),
            "newest": lambda given: newest[: given["first"]], "lastActive": lambda given: active[: given["first"]],
            "unverified": lambda given: [row for row in newest if row["status"] == "UNVERIFIED"][: given["first"]],
            "activity": lambda given: events[: given["first"]],
        }  # fmt: skip

    async def sales_report(self, **given: Any) -> dict[str, Any]:
        return await sales.sales_report(self, given)


REPORTS = {
    "salesReport": "sales_report",
    "permissions": "permissions",
    "searchClients": "search_clients",
    "tags": "tags",
    "possibleDuplicates": "possible_duplicates",
    "viewer": "viewer",
    "mailDelivery": "mail_delivery",
    "clientDashboard": "client_dashboard",
}
# Plain answers are not compiled: of these types the oracle tells only so much, and generated documents ask for no more.
KNOWN = {"Query": {*ROOTS, *REPORTS}, "Viewer": {"permissions", "staff", "token", "client"}}


def _plain(points: Any) -> list[dict[str, Any]]:
    found = [dataclasses.asdict(point) for point in points]
    return [{**one, "date": one["date"].isoformat()} if "date" in one else one for one in found]


def _dialect() -> str:
    from atrium.database import dialect

    return dialect()
