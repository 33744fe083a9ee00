"""A store that sold before there was a report has one that knows it all."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from tortoise.connection import get_connection

from atrium import database
from atrium.database import execute
from atrium.orders.inputs import PaidNowInput
from atrium.orders.models import PaymentMethod
from atrium.orders.owing import owed
from atrium.orders.sales.report import SalesBy, sales
from tests.given import a_client
from tests.orders.given import a_line, a_product, an_order
from tests.orders.test_sales import NOON, pay

MIGRATION: Any = import_module("atrium.migrations.0017_sales")


async def test_payments_and_balances_from_before_the_report_are_told_to_it():
    ada, bob = await a_client("Ada"), await a_client("Bob")
    first, second = await a_product("A", "9.99"), await a_product("B", "20.01")
    await an_order(ada, a_line(first), a_line(second), paid=PaidNowInput(method=PaymentMethod.CASH))
    part = await an_order(bob, a_line(first, 2), a_line(second))
    await pay(part, 1001, NOON)
    await pay(part, 17, NOON)
    known = [await sales(None, None, "UTC", SalesBy.DAY), await sales(NOON.date(), NOON.date(), "UTC", SalesBy.DAY)]
    due = await owed()
    for table in ("sale_delta", "owed"):
        await execute(f"DELETE FROM {table}")

    editor = SimpleNamespace(client=get_connection(database.ALIAS), DIALECT=database.dialect())
    await MIGRATION.Told().database_forward("atrium", None, None, editor)

    assert [await sales(None, None, "UTC", SalesBy.DAY)] == known[:1]
    assert await sales(NOON.date(), NOON.date(), "UTC", SalesBy.DAY) == known[1]
    assert await owed() == due
    assert due.clients == 1
