"""What is true of a store at every moment, whatever was done in it: read anew from its rows, and compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients import search
from atrium.clients.models import Client, ClientSearch
from atrium.dashboard import queries as dashboard
from atrium.dashboard import rollup
from atrium.family.lines import GENERATIONS
from atrium.family.models import FamilyLink
from atrium.orders.models import Order
from atrium.orders.owing import Owed, owed
from tests.clients.duplicates_given import kept as kept_groups
from tests.clients.duplicates_given import made_anew, worked
from tests.graph.asking import data

GONE = ("MERGED", "DELETED")
LISTS = ("client_email", "client_phone", "client_address", "client_company")
MOVED = ("client_order", "service", "ticket", "client_note", "email_message", "impersonation", "waiting_order")

NONE_OF: dict[str, str] = {
    **{
        f"a list of {table} with none or two defaults": f"""SELECT client_id FROM {table} GROUP BY client_id
          HAVING sum(CASE WHEN is_default THEN 1 ELSE 0 END) <> 1"""
        for table in LISTS
    },
    **{
        f"{table} of a signpost": f"""SELECT t.id FROM {table} t JOIN client m ON m.id = t.client_id
          WHERE m.merged_into_id IS NOT NULL"""
        for table in MOVED
    },
    "a signpost that leads to a signpost": """SELECT m.id FROM client m JOIN client s ON s.id = m.merged_into_id
      WHERE s.merged_into_id IS NOT NULL""",
    "somebody under who is gone, or gone and under somebody": """SELECT c.id FROM client c
      JOIN client p ON p.id = c.parent_id
      WHERE p.status IN ('MERGED', 'DELETED') OR c.status IN ('MERGED', 'DELETED')""",
    "a parent without the link that says so": """SELECT c.id FROM client c
      LEFT JOIN family_link l ON l.child_id = c.id AND l.ended_at IS NULL
      WHERE COALESCE(CAST(c.parent_id AS text), '') <> COALESCE(CAST(l.parent_id AS text), '')""",
    "a login address that is none of the client's": """SELECT c.id FROM client c
      WHERE c.status IN ('ACTIVE', 'UNVERIFIED')
      AND NOT EXISTS (SELECT 1 FROM client_email e WHERE e.client_id = c.id AND e.fold = c.login_fold)""",
    "a login of who is gone": """SELECT c.id FROM client c
      WHERE c.login_fold IS NOT NULL AND c.status IN ('MERGED', 'DELETED')""",
    "a link for an address that is another's, or of who is gone": """SELECT v.id FROM verification_token v
      JOIN client_email e ON e.id = v.email_id JOIN client c ON c.id = v.client_id
      WHERE v.used_at IS NULL AND v.superseded_at IS NULL
      AND (e.client_id <> v.client_id OR c.status IN ('MERGED', 'DELETED'))""",
    "a login that waits for another's address": """SELECT l.id FROM login_change l
      JOIN client_email e ON e.id = l.email_id WHERE e.client_id <> l.client_id""",
    "a value that still stands aside": """SELECT v.id FROM custom_field_value v JOIN client c ON c.id = v.client_id
      WHERE v.place >= 1000000 AND c.merged_into_id IS NULL""",
    "an order that its payments do not pay": """SELECT o.id FROM client_order o LEFT JOIN payment p ON p.order_id = o.id
      GROUP BY o.id, o.paid_minor, o.total_minor, o.status HAVING COALESCE(sum(p.amount_minor), 0) <> o.paid_minor
      OR (o.status = 'PAID') <> (o.paid_minor = o.total_minor) OR COUNT(DISTINCT p.currency) > 1""",
    "who was erased and still can be told": """SELECT id FROM client
      WHERE erased_at IS NOT NULL AND (deleted_at IS NULL OR first_name <> '' OR signpost_fold IS NOT NULL)""",
}
"""Sentences about what must not be, and the statements that would find it."""

RESOLVE = """query($id: ID!, $number: Int!) {
  one: client(id: $id) { id status } two: client(number: $number) { id }
  itself: client(id: $id, followMerge: false) { id } }"""
BY_EXTERNAL_ID = "query($key: String!) { client(externalId: $key) { id } }"
BY_EMAIL = "query($email: String!) { client(email: $email) { id } }"


async def all_hold() -> None:
    """All that is read cheaply enough to be asked after every single act."""
    for what, sql in NONE_OF.items():
        found = await database.rows(sql)
        assert found == [], f"There is {what}: {found}"
    clients = {one.id: one for one in await Client.all().order_by("number")}
    await _families_are_trees(clients)
    await _balances_follow_orders(clients)
    await _figures_follow_clients(clients)
    await _sales_follow_payments()
    await _documents_follow_clients(clients)


async def _families_are_trees(clients: dict[UUID, Client]) -> None:
    for one in clients.values():
        line = [one.id]
        while (above := clients[line[-1]].parent_id) is not None:  # type: ignore[attr-defined]
            assert above not in line, f"a circle: {line}"
            line.append(above)
        assert len(line) <= GENERATIONS, f"too deep: {line}"


async def _balances_follow_orders(clients: dict[UUID, Client]) -> None:
    """Every currency by itself: a client's own orders, and what is due of whom it pays for."""
    payers = await _payers(clients)
    assert {one.id: one.payer_id or one.id for one in clients.values()} == payers  # type: ignore[attr-defined]
    own: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for order in await Order.exclude(status="CANCELLED"):
        mine, its = own[str(order.client_id), order.currency], own[str(payers[order.client_id]), order.currency]
        mine[0] += 1
        mine[1] += order.total_minor if order.status == "PAID" else 0
        its[2] += order.total_minor - order.paid_minor if order.status == "UNPAID" else 0
    kept = await database.rows("SELECT * FROM client_balance")
    found = {
        (str(b["client_id"]), b["currency"]): [b["order_count"], b["lifetime_minor"], b["due_minor"]] for b in kept
    }
    assert found == {key: its for key, its in own.items() if its[0] or its[2]}
    due: Counter[str] = Counter()
    debtors = set()
    for (client_id, currency), (_, _, minor) in own.items():
        if minor and clients[UUID(client_id)].status not in GONE:
            due[currency] += minor
            debtors.add(client_id)
    assert await owed() == Owed(len(debtors), dict(sorted(due.items())))
    await _columns_follow_balances(own)


async def _columns_follow_balances(own: dict[tuple[str, str], list[int]]) -> None:
    """What the list sorts by: the count of all currencies, the amounts of the store's own."""
    counts: Counter[str] = Counter()
    for (client_id, _), sums in own.items():
        counts[client_id] += sums[0]
    for row in await database.rows("SELECT id, sort_currency, order_count, lifetime_minor, due_minor FROM client"):
        if row["sort_currency"]:
            sums = own.get((str(row["id"]), "EUR"), [0, 0, 0])
            expected = sums[1:] if sums[0] or sums[2] else [-1, -1]
            assert [row["order_count"], row["lifetime_minor"], row["due_minor"]] == [counts[str(row["id"])], *expected]


async def _payers(clients: dict[UUID, Client]) -> dict[UUID, UUID]:
    """Who pays for whom, as the links say."""
    up = {one.child_id: one.parent_id for one in await FamilyLink.filter(ended_at=None, bills_parent=True)}
    payers = {}
    for one in clients:
        payer = one
        while payer in up:
            payer = up[payer]
        payers[one] = payer
    return payers


async def _figures_follow_clients(clients: dict[UUID, Client]) -> None:
    shown = [one for one in clients.values() if one.status not in GONE]
    found = await dashboard.figures(None, None, "UTC")
    assert {row.status: row.count for row in found.by_status if row.count} == Counter(one.status for one in shown)
    assert {row.country: row.count for row in found.by_country if row.count} == Counter(one.country for one in shown)
    tiles = {tile.name: tile.count for tile in found.tiles}
    assert (tiles["TOTAL"], tiles["NEW"]) == (len(shown), len(shown))
    assert sum(point.count for point in found.new_clients) == len(shown)


async def _sales_follow_payments() -> None:
    sums = "SELECT currency, CAST(sum({}) AS bigint) AS minor FROM {} GROUP BY currency ORDER BY currency"
    paid, told = [
        await database.rows(sums.format(*of)) for of in (("amount_minor", "payment"), ("minor", "sale_delta"))
    ]
    assert paid == told


async def _documents_follow_clients(clients: dict[UUID, Client]) -> None:
    kept = {one.number: one.document for one in await ClientSearch.all()}
    for one in clients.values():
        if one.status not in GONE:
            has, should = kept[one.number].splitlines(), (await search.document_of(one)).splitlines()
            assert sorted(has) == sorted(should), "found by what is not so"


async def every_name_leads_home(external_ids: set[str]) -> None:
    """Each client's id and number, each external id and login address: to itself, or in one hop to its survivor."""
    for one in await Client.all().order_by("number"):
        home = str(one.merged_into_id or one.id)  # type: ignore[attr-defined]
        found = await data(RESOLVE, {"id": str(one.id), "number": one.number})
        status = (await Client.get(id=home)).status.value
        expected = {"one": {"id": home, "status": status}, "two": {"id": home}, "itself": {"id": str(one.id)}}
        assert found == expected
        if one.external_id:
            assert (await data(BY_EXTERNAL_ID, {"key": one.external_id}))["client"] == {"id": home}
        if one.login_email:
            assert (await data(BY_EMAIL, {"email": one.login_email}))["client"] == {"id": home}
        elif one.signpost_email:
            assert (await data(BY_EMAIL, {"email": one.signpost_email}))["client"] is not None
    has = set(await Client.filter(external_id__not_isnull=True).values_list("external_id", flat=True))
    assert external_ids <= has, f"lost: {external_ids - has}"


async def what_is_kept_is_what_is_made_anew() -> None:
    """The dashboard's history and the groups of duplicates, which follow step by step, as if they were made at once."""
    figures = await dashboard.figures(None, None, "UTC")
    await rollup.rebuild()
    assert await dashboard.figures(None, None, "UTC") == figures
    await worked()
    groups: Any = await kept_groups()
    await made_anew()
    assert await kept_groups() == groups
