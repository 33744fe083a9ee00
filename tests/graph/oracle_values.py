"""Arguments worth asking with: taken from what is stored, and from what people paste."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLArgument, get_named_type
from hypothesis import strategies as st

from atrium.access.api import NEWEST_TOKEN_FIRST
from atrium.access.team.api import BY_NAME, GROUPS_BY_NAME
from atrium.clients.listing.api import ORDERS as CLIENT_ORDERS
from atrium.clients.listing.start import MEMBERS as MEMBERS_OF_START
from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.events.api import IN_PLACE
from atrium.events.audit.api import NEWEST_FIRST as NEWEST_ENTRY_FIRST
from atrium.graph.reading.declare import READABLES, Page
from atrium.graph.reading.orders import Order, Orders
from atrium.impersonation.api import NEWEST_FIRST as NEWEST_ENTERED_FIRST
from atrium.imports.api import MAPPINGS_BY_NAME, NEWEST_IMPORT_FIRST
from atrium.jobs.api import NEWEST_JOB_FIRST
from atrium.mail.api import NEWEST_FIRST
from atrium.orders.api import NEWEST_ORDER_FIRST, PRODUCTS_BY_NAME
from atrium.tickets.api import LATEST_FIRST as LATEST_TICKET_FIRST
from tests.graph.oracle_chance import Chance
from tests.graph.oracle_custom import conditions, keys
from tests.graph.oracle_orders import MADE as ORDER_CONDITIONS
from tests.graph.oracle_pages import cursor_of, has_place
from tests.graph.oracle_population import COMPANIES, COUNTRIES, NAMES, WORDS
from tests.graph.oracle_sales import paid
from tests.graph.oracle_store import Store

ROOT_PAGES: dict[str, tuple[str, Orders]] = {
    "orders": ("Order", NEWEST_ORDER_FIRST),
    "tickets": ("Ticket", LATEST_TICKET_FIRST),
    "impersonations": ("Impersonation", NEWEST_ENTERED_FIRST),
    "clients": ("Client", CLIENT_ORDERS),
    "mailbox": ("EmailMessage", NEWEST_FIRST),
    "events": ("Event", IN_PLACE),
    "jobs": ("Job", NEWEST_JOB_FIRST),
    "imports": ("Import", NEWEST_IMPORT_FIRST),
    "importMappings": ("ImportMapping", MAPPINGS_BY_NAME),
    "auditLog": ("AuditEntry", NEWEST_ENTRY_FIRST),
    "apiTokens": ("ApiToken", NEWEST_TOKEN_FIRST),
    "staffMembers": ("Staff", BY_NAME),
    "staffGroups": ("StaffGroup", GROUPS_BY_NAME),
    "products": ("Product", PRODUCTS_BY_NAME),
}
PASTED = [
    "%",
    "_",
    '"',
    "'",
    "\\",
    "''",
    '"a"',
    "ä",
    "李",
    "Влад",
    "😀",
    "ß",
    "  ",
    "",
    "#12",
    "0049 30",
    "+49",
    "a b",
    "1",
    "12",
]
MOMENTS = ["2026-06-13T00:00:00Z", "2026-06-14T22:00:00+02:00", "2026-06-15T12:00:00.000001Z", "0999-01-01T00:00:00Z"]
STRANGER = "00000000-0000-4000-8000-000000000000"
CONTACTS = [("client_email", "address"), ("client_phone", "number"), ("client_company", "tax_id")]
TEXTS = ("firstName", "lastName", "email", "phone", "company", "tags")
FLAGS = ("allowLogin", "verified", "hasParent", "hasChildren")
CURRENCIES = ["EUR", "jpy", "KWD", "CHF"]
NESTING = 3


class Pool:
    """The values that one store suggests."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clients = sorted(store.all("Client"), key=lambda row: row["number"])
        texts = {
            one
            for row in self.clients
            for one in (row["login_email"], row["external_id"], row["signpost_email"])
            if one
        }
        texts |= {row[column] for table, column in CONTACTS for row in store.tables[table].values()}
        self.texts = sorted({*texts, *NAMES, *WORDS, *COMPANIES})
        self.ids = [row["id"] for row in self.clients] + [STRANGER, "x", self.clients[0]["id"].upper()]

    def arguments(
        self, chance: Chance, parent: str, name: str, declared: Mapping[str, GraphQLArgument]
    ) -> dict[str, Any]:
        """What to give to a field; sizes always, for the answer must stay within its limits."""
        if parent == "Query" and name in SPECIAL:
            return SPECIAL[name](self, chance)
        if "after" not in declared:
            given = {"keys": keys(self, chance)} if "keys" in declared and chance.once_in(2) else {}
            if "currency" in declared and chance.once_in(2):
                given["currency"] = chance.one_of(CURRENCIES)
            return {**given, "first": chance.number(1, 4)} if "first" in declared else given
        page = READABLES[parent].fields[READABLES[parent].names[name]] if parent in READABLES else None
        target, orders = (page.target, page.orders) if isinstance(page, Page) else ROOT_PAGES[name]
        given = {one: make(self, chance) for one, make in NARROWING.items() if one in declared and chance.once_in(2)}
        for one in {"state", "status"} & set(given):
            given[one] = chance.some(list(get_named_type(declared[one].type).values))
        if "orderBy" in declared and chance.once_in(2):
            given["orderBy"] = self.order_by(chance, orders, get_named_type(declared["orderBy"].type).fields)
        backward = "last" in declared and chance.once_in(3)
        given["last" if backward else "first"] = chance.number(1, 6)
        if chance.once_in(2):
            given["before" if backward else "after"] = self.cursor(
                chance, target, orders.chosen(given.get("orderBy"), None)
            )
        elif "startAt" in declared and not backward and chance.once_in(2):
            field = given.get("orderBy", {}).get("field", "CREATED_AT")
            given |= {"startAt": self.start(chance, field)} if field in MEMBERS_OF_START else {}
        return given

    def order_by(self, chance: Chance, orders: Orders, members: Mapping[str, Any]) -> dict[str, Any]:
        """Any order of a list, now and then in a currency."""
        given = {"field": chance.one_of(sorted(orders.keys)), "direction": chance.one_of(["DESC", "ASC"])}
        in_one = "currency" in members and chance.once_in(2)
        return {**given, "currency": chance.one_of(CURRENCIES)} if in_one else given

    def cursor(self, chance: Chance, target: str, order: Order) -> str:
        """Of any row that can stand in such a list, though perhaps not in this one."""
        rows = sorted(self.store.all(target), key=lambda row: row["id"])
        return cursor_of(chance.one_of([row for row in rows if has_place(row, order)]), order)

    def start(self, chance: Chance, field: str) -> dict[str, Any]:
        """Somewhere in the list, or beside it."""
        row = chance.one_of(self.clients)
        moments = [*MOMENTS, row["created_at"], row["last_login_at"] or row["created_at"]]
        value = {"NAME": self.text(chance), "NUMBER": row["number"] - chance.number(0, 1)}.get(field)
        return {MEMBERS_OF_START[field]: chance.one_of(moments) if value is None else value}

    def text(self, chance: Chance) -> str:
        """Something stored, a piece of it, or something pasted."""
        if chance.once_in(3):
            return chance.one_of(PASTED)
        whole = chance.one_of(self.texts)
        if chance.once_in(2):
            return whole
        begin = chance.number(0, 5)
        return whole[begin : begin + chance.number(1, 6)]

    def client(self, chance: Chance) -> dict[str, Any]:
        row = chance.one_of(self.clients)
        options = [
            {"id": chance.one_of(self.ids)},
            {"number": chance.one_of([row["number"], 0, -1, 2**31 - 1])},
            {"externalId": row["external_id"] or self.text(chance)},
            {"email": row["login_email"] or self.text(chance)},
        ]
        follow = {"followMerge": chance.once_in(2)} if chance.once_in(2) else {}
        return {**chance.one_of(options), **follow}

    def mail(self, chance: Chance) -> dict[str, Any]:
        mails = sorted(row["id"] for row in self.store.all("EmailMessage"))
        return {"id": chance.one_of([*mails, STRANGER, "x"])}

    def order(self, chance: Chance) -> dict[str, Any]:
        return {"id": chance.one_of([*sorted(row["id"] for row in self.store.all("Order")), STRANGER, "x"])}

    def ticket(self, chance: Chance) -> dict[str, Any]:
        return {"id": chance.one_of([*sorted(row["id"] for row in self.store.all("Ticket")), STRANGER, "x"])}

    def job(self, chance: Chance) -> dict[str, Any]:
        return {"id": chance.one_of([*sorted(row["id"] for row in self.store.all("Job")), STRANGER, "x"])}

    def import_(self, chance: Chance) -> dict[str, Any]:
        return {"id": chance.one_of([*sorted(row["id"] for row in self.store.all("Import")), STRANGER, "x"])}

    def staff(self, chance: Chance) -> dict[str, Any]:
        return {"id": chance.one_of([*sorted(row["id"] for row in self.store.all("Staff")), STRANGER])}

    def search(self, chance: Chance) -> dict[str, Any]:
        return {"term": self.text(chance), "first": chance.number(1, 5)}

    def tags(self, chance: Chance) -> dict[str, Any]:
        return {"search": self.text(chance), "first": chance.number(1, 5)}

    def duplicates(self, chance: Chance) -> dict[str, Any]:
        return {"clientId": chance.one_of(self.ids), "first": chance.number(1, 5)}

    def dashboard(self, chance: Chance) -> dict[str, Any]:
        zone = {"timezone": chance.one_of(["UTC", "Asia/Kathmandu", "America/New_York"])} if chance.once_in(2) else {}
        return {**chance.one_of([{}, {"from": "2026-06-10", "to": "2026-06-15"}]), **zone}

    def filter(self, chance: Chance, depth: int = NESTING) -> dict[str, Any]:
        """A ClientFilter: at most three members, each sometimes null."""
        names = [name for name in MEMBERS if depth > 0 or name not in ("and", "or", "not")]
        chosen = dict.fromkeys(chance.some(names))
        return {name: None if chance.once_in(12) else MEMBERS[name](self, chance, depth) for name in chosen}

    def filters(self, chance: Chance, depth: int) -> list[dict[str, Any]]:
        return [self.filter(chance, depth - 1) for _ in range(chance.number(0, 3))]

    def string_filter(self, chance: Chance) -> dict[str, Any]:
        given = {}
        for operator in dict.fromkeys(chance.some(["contains", "startsWith", "eq", "in", "isEmpty"], 2)):
            several = operator == "in"
            wanted = [self.text(chance) for _ in range(chance.number(0, 3))] if several else self.text(chance)
            given[operator] = chance.once_in(2) if operator == "isEmpty" else wanted
            given[operator] = None if chance.once_in(12) else given[operator]
        return given

    def moment_filter(self, chance: Chance) -> dict[str, Any]:
        moments = MOMENTS + [row["created_at"] for row in self.clients[:8]]
        made = {
            "after": lambda: chance.one_of(moments), "before": lambda: chance.one_of(moments),
            "inLastDays": lambda: chance.number(0, 4), "isEmpty": lambda: chance.once_in(2),
        }  # fmt: skip
        return {
            name: None if chance.once_in(12) else made[name]() for name in dict.fromkeys(chance.some(list(made), 2))
        }


MEMBERS: dict[str, Callable[[Pool, Chance, int], Any]] = {
    "search": lambda pool, chance, depth: pool.text(chance),
    "status": lambda pool, chance, depth: chance.some([str(status) for status in ClientStatus]),
    **dict.fromkeys(TEXTS, lambda pool, chance, depth: pool.string_filter(chance)),
    **dict.fromkeys(FLAGS, lambda pool, chance, depth: chance.once_in(2)),
    **dict.fromkeys(("createdAt", "lastLoginAt"), lambda pool, chance, depth: pool.moment_filter(chance)),
    "origin": lambda pool, chance, depth: chance.some([str(origin) for origin in ClientOrigin]),
    "country": lambda pool, chance, depth: chance.some([*COUNTRIES, "de", ""]),
    "currency": lambda pool, chance, depth: chance.some(["EUR", "chf", "%"]),
    "ids": lambda pool, chance, depth: chance.some(pool.ids),
    "parentId": lambda pool, chance, depth: chance.one_of(pool.ids),
    "customField": lambda pool, chance, depth: conditions(pool, chance),
    **{name: lambda pool, chance, depth, make=make: make(chance) for name, make in ORDER_CONDITIONS.items()},
    "and": lambda pool, chance, depth: pool.filters(chance, depth),
    "or": lambda pool, chance, depth: pool.filters(chance, depth),
    "not": lambda pool, chance, depth: pool.filter(chance, depth - 1),
}
SPECIAL: dict[str, Callable[[Pool, Chance], dict[str, Any]]] = {
    "client": Pool.client,
    "clientDashboard": Pool.dashboard,
    "salesReport": lambda pool, chance: {**pool.dashboard(chance), "by": chance.one_of(["DAY", "MONTH"])},
    "order": Pool.order,
    "job": Pool.job,
    "import": Pool.import_,
    "ticket": Pool.ticket,
    "mail": Pool.mail,
    "searchClients": Pool.search,
    "staffMember": Pool.staff,
    "tags": Pool.tags,
    "possibleDuplicates": Pool.duplicates,
}
NARROWING: dict[str, Callable[[Pool, Chance], Any]] = {
    "filter": Pool.filter,
    "actions": lambda pool, chance: chance.some(["client.added", "x'y", "none"]),
    "actorId": lambda pool, chance: chance.one_of(
        [row["actor_id"] or STRANGER for row in pool.store.all("AuditEntry")]
    ),
    "outcome": lambda pool, chance: chance.some(["CREATE", "REFUSED", "SKIPPED"]),
    "fate": lambda pool, chance: chance.some(["COMMITTED", "REVERTED", "KEPT"]),
    "faultAt": lambda pool, chance: chance.some(["", "E-mail", "Änne"]),
    "faultCode": lambda pool, chance: chance.some(["X", "Y", "Z"]),
    "result": lambda pool, chance: chance.some(["DONE", "UNCHANGED", "REFUSED"]),
    "currency": lambda pool, chance: chance.one_of(CURRENCIES),
    "paid": lambda pool, chance: paid(sorted(row["id"] for row in pool.store.all("Product")), chance),
    "archived": lambda pool, chance: chance.once_in(2),
    "isLive": lambda pool, chance: chance.once_in(2),
    "search": lambda pool, chance: chance.one_of(["sa", "É", "ö", "Ö", "RE:", "100%", "_", "ADA@ re", "", '"', "\\ x"]),
    "clientId": lambda pool, chance: chance.one_of(pool.ids[:-1]),
    "status": lambda pool, chance: [],
    "state": lambda pool, chance: [],  # any of the argument's own members
}


@st.composite
def filters(draw: Any, pool: Pool) -> dict[str, Any]:
    """A ClientFilter."""
    return pool.filter(Chance(draw))
