"""A file of clients tells what they are worth, each currency for itself."""

from __future__ import annotations

from atrium.orders.inputs import PaidNowInput
from atrium.orders.models import PaymentMethod
from tests.clients.test_export import lines, ordered
from tests.given import a_client
from tests.jobs.given import someone
from tests.orders.given import a_line, a_product, an_order


async def test_amounts_of_several_currencies_stand_beside_each_other():
    by, ada = await someone(), await a_client("Ada")
    await a_client("Grace")
    hosting, lessons = await a_product(price="20.00"), await a_product("Lessons", "1500", "JPY")
    await an_order(ada, a_line(hosting, 2))
    await an_order(ada, a_line(lessons), paid=PaidNowInput(method=PaymentMethod.CASH))
    await an_order(ada, a_line(hosting), paid=PaidNowInput(method=PaymentMethod.CASH))

    told = await lines(await ordered(by, columns=["name", "orderCount", "lifetimeValue", "balanceDue"]))

    assert told[0] == ["Name", "Orders", "Value", "Balance due"]
    assert sorted(told[1:]) == [["Ada", "3", "20.00 EUR, 1500 JPY", "40.00 EUR"], ["Grace", "0", "", ""]]
