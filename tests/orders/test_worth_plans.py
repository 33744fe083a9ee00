"""What is asked of the database about amounts, where there are many."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from atrium.graph.reading.dialects import POSTGRES
from atrium.graph.reading.sql import Sql, none_of
from atrium.orders.balances import _SUMS
from atrium.orders.worth.filter import amount, is_due
from tests.given import a_client
from tests.plans import plan_of


@pytest.mark.parametrize(
    "condition",
    [
        is_due(False, POSTGRES),
        none_of(is_due(True, POSTGRES)),
        amount("due_minor")({"currency": "EUR", "atMost": Decimal(5)}, POSTGRES),
        none_of(amount("due_minor")({"currency": "EUR", "atLeast": Decimal(5)}, POSTGRES)),
    ],
)
def test_who_owes_nothing_or_little_is_told_by_a_join_on_postgresql(condition: Sql):
    assert condition.text.startswith("NOT EXISTS (SELECT 1 FROM client_balance b WHERE b.client_id = {t}.id AND ")


async def test_for_what_a_client_owes_the_orders_of_the_whole_store_are_not_looked_through():
    client = await a_client("Ada")
    values = {"$1": ("?uuid", client.id), "$2": ("?text", "EUR")}
    named = [values[mark] for mark in re.findall(r"\$[12]", _SUMS)]
    marks = iter(named)

    plan = await plan_of(Sql(re.sub(r"\$[12]", lambda _: next(marks)[0], _SUMS), tuple(value for _, value in named)))

    assert "client_payer_id_idx" in plan, plan
