"""Whatever is done in whatever order: figures agree with the rows, and nobody stands under who is gone."""

from __future__ import annotations

import random

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.errors import Refusal
from atrium.events.models import ClientDelta
from atrium.orders import owing
from tests.family.given import linked
from tests.given import a_client
from tests.merges.given import merged
from tests.orders.given import a_line, a_product, an_order
from tests.removal.given import EVERYTHING, deleted, erased, restored

STEPS = 14
_DUE = """SELECT o.currency, CAST(sum(o.total_minor - o.paid_minor) AS bigint) AS due FROM client_order o
JOIN client c ON c.id = o.client_id JOIN client p ON p.id = COALESCE(c.payer_id, c.id)
WHERE o.status = 'UNPAID' AND p.status NOT IN ('MERGED', 'DELETED') GROUP BY o.currency"""
_UNDER_WHO_IS_GONE = """SELECT count(*) AS n FROM client c JOIN client p ON p.id = c.parent_id
WHERE p.status IN ('MERGED', 'DELETED') OR c.status IN ('MERGED', 'DELETED')"""


@pytest.mark.parametrize("seed", range(12))
async def test_any_order_of_acts_keeps_the_figures_and_the_families_whole(seed: int):
    chance, product = random.Random(seed), await a_product()
    clients = [await a_client(name, f"{name}{seed}@example.org") for name in ("Ada", "Bob", "Cyd", "Dan")]

    for _ in range(STEPS):
        one, other = chance.sample(clients, 2)
        try:
            match chance.choice(["order", "link", "link", "merge", "delete", "delete", "restore", "restore", "erase"]):
                case "order":
                    await an_order(one, a_line(product))
                case "link":
                    await linked(one, other, child_bills_parent=chance.random() < 0.5)
                case "merge" if chance.random() < 0.4:
                    await merged(one, other)
                case "delete":
                    await deleted(one, *EVERYTHING)
                case "restore":
                    await restored(one, without_login=chance.random() < 0.3)
                case "erase" if chance.random() < 0.4:
                    await erased(one, *EVERYTHING)
        except Refusal:
            pass
        await _agrees()


async def _agrees() -> None:
    due = {row["currency"]: int(row["due"]) for row in await database.rows(_DUE)}
    assert (await owing.owed()).minor == {currency: minor for currency, minor in due.items() if minor}
    assert (await database.rows(_UNDER_WHO_IS_GONE))[0]["n"] == 0
    told: dict[str, int] = {}
    for delta in await ClientDelta.all():
        for status, by in ((delta.status_from, -1), (delta.status_to, 1)):
            if status:
                told[status] = told.get(status, 0) + by
    stands: dict[str, int] = {}
    for client in await Client.all():
        stands[client.status.value] = stands.get(client.status.value, 0) + 1
        assert client.erased_at is None or (client.deleted_at and not client.first_name and not client.login_fold)
    assert {status: n for status, n in told.items() if n} == stands
