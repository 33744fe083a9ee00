"""What is asked of the database about amounts, where there are many."""

from __future__ import annotations

from decimal import Decimal

import pytest

from atrium.graph.reading.dialects import POSTGRES
from atrium.graph.reading.sql import Sql, none_of
from atrium.orders.worth.filter import amount, is_due


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
