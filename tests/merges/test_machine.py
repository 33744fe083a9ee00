"""Whatever staff do, in any order: nothing is lost or doubled, sums stay, lists have one default, every id resolves."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest

from atrium import database
from atrium.clients.contacts.acts import act_on
from atrium.clients.contacts.lists import EMAILS, PHONES
from atrium.clients.models import Client
from atrium.clients.notes.actions import add_note
from atrium.clients.notes.inputs import AddNoteInput
from atrium.clients.tagging.actions import tag_client
from atrium.clients.tagging.inputs import TagClientInput
from atrium.contacts import defaults
from atrium.dashboard import queries as dashboard
from atrium.dashboard import rollup
from atrium.errors import Refusal
from atrium.family.actions import link_client, unlink_client
from atrium.family.inputs import LinkClientInput, UnlinkClientInput
from atrium.ids import Id
from atrium.merges.actions import merge_clients
from atrium.merges.inputs import MergeChoice
from atrium.merges.models import ClientMerge
from atrium.merges.preview import preview
from atrium.orders.inputs import RecordPaymentInput
from atrium.orders.models import Order, OrderStatus, PaymentMethod, Product
from atrium.orders.owing import owed
from atrium.orders.payments import record_payment
from tests.custom_fields.given import a_field
from tests.given import STAFF, a_client
from tests.merges.given import BOSS, agreed, undone
from tests.orders.given import a_line, a_product, an_order, money

LISTS = ("client_email", "client_phone", "client_address", "client_company")


class Machine:
    """Acts at random, and keeps a book of what there must be."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.products: list[Product] = []
        self.merges: list[UUID] = []
        self.numbers: list[int] = []
        self.rows: Counter[str] = Counter()
        self.sold: Counter[str] = Counter()

    async def begin(self) -> None:
        await a_field("vip")
        self.products = [await a_product(price=price, currency=code) for price, code in (("20", "EUR"), ("500", "JPY"))]
        for _ in range(3):
            await self.add()

    async def standing(self) -> Client:
        found = await Client.filter(deleted_at=None, merged_into=None).order_by("number")
        return self.chance.choice(found)

    async def add(self) -> None:
        number = len(self.numbers)
        custom = {"vip": f"v{number}"} if self.chance.random() < 0.5 else {}
        phone = f"+4930123450{number % 3}" if self.chance.random() < 0.5 else None
        made = await a_client(
            f"C{number}", f"c{number}@example.org", phone=phone, custom_fields=custom, external_id=f"x{number}",
            tags=["same", f"t{number % 2}"],
        )  # fmt: skip
        self.numbers.append(made.number)
        self.rows.update({"client": 1, "client_email": 1, "client_phone": bool(phone), "client_tag": 2})

    async def order(self) -> None:
        product = self.chance.choice(self.products)
        order = await an_order(await self.standing(), a_line(product))
        self.rows["client_order"] += 1
        self.sold[order.currency] += order.total_minor

    async def pay(self) -> None:
        order = await Order.filter(status=OrderStatus.UNPAID).order_by("number").first()
        if order is None:
            return
        amount = "20" if order.currency == "EUR" else "500"
        given = RecordPaymentInput(
            order_id=Id(str(order.id)), method=PaymentMethod.CASH, amount=money(amount, order.currency)
        )
        await record_payment(given, STAFF)
        self.rows["payment"] += 1

    async def contact(self) -> None:
        client, address = await self.standing(), f"m{self.chance.randrange(6)}@example.org"
        async with act_on(EMAILS, client.id, STAFF) as act:
            if not await EMAILS.model.exists(client_id=client.id, fold=address):
                await act.enter({"address": address, "fold": address, "label": ""})
                self.rows["client_email"] += 1

    async def prefer(self) -> None:
        of = self.chance.choice([EMAILS, PHONES])
        client = await self.standing()
        row = await of.model.filter(client_id=client.id).order_by("-created_at", "-id").first()
        if row is not None:
            await defaults.prefer(of.table, client.id, row.pk)

    async def note(self) -> None:
        await add_note(AddNoteInput(client_id=Id(str((await self.standing()).id)), text="Rings."), STAFF)
        self.rows["client_note"] += 1

    async def tag(self) -> None:
        client, word = await self.standing(), f"w{self.chance.randrange(4)}"
        before = await database.rows("SELECT count(*) AS n FROM client_tag")
        await tag_client(TagClientInput(client_id=Id(str(client.id)), tags=[word]), STAFF)
        self.rows["client_tag"] += (await database.rows("SELECT count(*) AS n FROM client_tag"))[0]["n"] - before[0][
            "n"
        ]

    async def link(self) -> None:
        child, parent = await self.standing(), await self.standing()
        given = LinkClientInput(
            child_id=Id(str(child.id)), parent_id=Id(str(parent.id)), child_bills_parent=self.chance.random() < 0.5
        )
        await link_client(given, STAFF)

    async def unlink(self) -> None:
        await unlink_client(UnlinkClientInput(child_id=Id(str((await self.standing()).id))), STAFF)

    async def merge(self) -> None:
        chosen = {one.id: one for one in [await self.standing() for _ in range(self.chance.choice([2, 2, 3]))]}
        if len(chosen) < 2:
            return
        clients = list(chosen.values())
        seen = await preview([one.id for one in clients[:-1]], clients[-1].id, BOSS)
        given = agreed(seen, *clients)
        given.take = [
            MergeChoice(field=one.field, from_=Id(str(self.chance.choice(self._possible(one)))))
            for one in seen.conflicts
            if one.field != "allowLogin" and self.chance.random() < 0.5
        ]
        self.merges.append(await merge_clients(given, BOSS))

    @staticmethod
    def _possible(conflict: Any) -> list[UUID]:
        has = [key for key, value in conflict.values.items() if value not in (None, "")]
        return has if conflict.field.startswith(("default", "firstName")) else list(conflict.values)

    async def undo(self) -> None:
        if self.merges:
            await undone(self.chance.choice(self.merges[-2:]))

    async def act(self) -> None:
        acts = [self.add, self.order, self.order, self.pay, self.contact, self.prefer, self.note, self.tag, self.link,
                self.link, self.unlink, self.merge, self.merge, self.merge, self.undo, self.undo]  # fmt: skip
        with suppress(Refusal):
            await self.chance.choice(acts)()

    async def check(self) -> None:
        """What always holds."""
        for table, count in self.rows.items():
            if table != "client_email" or not self.merges:
                assert (await database.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] == count, table
        sums = "SELECT currency, CAST(sum(total_minor) AS bigint) AS minor FROM client_order GROUP BY currency"
        assert {row["currency"]: row["minor"] for row in await database.rows(sums)} == dict(self.sold)
        assert await database.rows(_SUMS_APART) == []
        for table in LISTS:
            assert await database.rows(_NOT_ONE_DEFAULT.format(table=table)) == [], table
        assert await database.rows(_HOPS) == []
        assert await database.rows(_LINKS_APART) == []
        await self._no_circle()
        due = await database.rows(_DUE)
        assert (await owed()).minor == {row["currency"]: int(row["due"]) for row in due}

    async def _no_circle(self) -> None:
        parents = {one.id: one.parent_id for one in await Client.all()}
        for client_id in parents:
            seen, above = set(), parents[client_id]
            while above:
                assert above not in seen
                assert above != client_id
                seen.add(above)
                above = parents[above]


# Balances are what the orders come to, of those who pay for them.
_SUMS_APART = """
SELECT o.client_id, o.currency FROM client_order o LEFT JOIN client_balance b
  ON b.client_id = o.client_id AND b.currency = o.currency
GROUP BY o.client_id, o.currency, b.order_count, b.lifetime_minor
HAVING count(*) <> COALESCE(b.order_count, 0)
  OR sum(CASE WHEN o.status = 'PAID' THEN o.total_minor ELSE 0 END) <> COALESCE(b.lifetime_minor, 0)"""
_NOT_ONE_DEFAULT = """SELECT client_id FROM {table} GROUP BY client_id
HAVING sum(CASE WHEN is_default THEN 1 ELSE 0 END) <> 1"""
_DUE = """SELECT currency, CAST(sum(total_minor - paid_minor) AS bigint) AS due FROM client_order
WHERE status = 'UNPAID' GROUP BY currency HAVING sum(total_minor - paid_minor) > 0"""
# A signpost points at who stands, and owns no order; whom a client stands under stands, as its lasting link says.
_HOPS = """SELECT m.id FROM client m JOIN client s ON s.id = m.merged_into_id WHERE s.merged_into_id IS NOT NULL
UNION ALL SELECT o.client_id FROM client_order o JOIN client m ON m.id = o.client_id WHERE m.merged_into_id IS NOT NULL
UNION ALL SELECT c.id FROM client c JOIN client p ON p.id = c.parent_id
  WHERE p.merged_into_id IS NOT NULL OR c.merged_into_id IS NOT NULL"""
_LINKS_APART = """SELECT c.id FROM client c LEFT JOIN family_link l ON l.child_id = c.id AND l.ended_at IS NULL
WHERE COALESCE(CAST(c.parent_id AS text), '') <> COALESCE(CAST(l.parent_id AS text), '')"""


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_is_done_nothing_is_lost_or_doubled(seed: int):
    machine = Machine(seed)
    await machine.begin()

    for _ in range(25):
        await machine.act()
        await machine.check()

    figures = await dashboard.figures(None, None, "UTC")
    await rollup.rebuild()
    assert await dashboard.figures(None, None, "UTC") == figures
    assert machine.merges == [] or await ClientMerge.all().count() == len(machine.merges)
