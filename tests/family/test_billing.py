"""A child that bills its parent owes nothing itself: its unpaid orders count in the parent's balance, once."""

from __future__ import annotations

from typing import Any

from atrium.clients.models import Client
from atrium.family.actions import unlink_client
from atrium.family.inputs import UnlinkClientInput
from atrium.ids import Id
from atrium.orders.inputs import CancelOrderInput
from atrium.orders.placing import cancel_order
from tests.family.given import a_line_of, linked
from tests.given import STAFF, a_client
from tests.graph.asking import data
from tests.orders.given import SELLER, a_line, a_product, an_order
from tests.orders.test_quick_orders import CASH

FAMILY = """query($id: ID!) { family(clientId: $id) { total members { depth client { displayName }
  own { orderCount balanceDue { amount currency } lifetimeValue { amount } }
  withDescendants { orderCount balanceDue { amount currency } lifetimeValue { amount currency } } } } }"""


async def due(client: Client) -> list[dict[str, Any]]:
    found = await data("query($id: ID!) { client(id: $id) { balanceDue { amount currency } } }", {"id": str(client.id)})
    return found["client"]["balanceDue"]


def euros(amount: str) -> list[dict[str, str]]:
    return [{"amount": amount, "currency": "EUR"}]


async def test_orders_before_and_after_the_link_count_in_the_parents_balance():
    ada, byron, product = await a_client("Ada"), await a_client("Byron"), await a_product(price="20")
    await an_order(byron, a_line(product))
    assert await due(byron) == euros("20.00")

    await linked(byron, ada, child_bills_parent=True)
    await an_order(byron, a_line(product, 2))

    assert await due(byron) == []
    assert await due(ada) == euros("60.00")


async def test_who_pays_for_the_parent_pays_for_its_children_too_until_the_link_ends():
    ada, byron, cleo = [await a_client(name) for name in ("Ada", "Byron", "Cleo")]
    product = await a_product(price="20")
    await linked(cleo, byron, child_bills_parent=True)
    await linked(byron, ada, child_bills_parent=True)
    order = await an_order(cleo, a_line(product))
    await an_order(byron, a_line(product, 3))
    assert [await due(one) for one in (ada, byron, cleo)] == [euros("80.00"), [], []]

    await unlink_client(UnlinkClientInput(child_id=Id(str(byron.id))), STAFF)

    assert [await due(one) for one in (ada, byron, cleo)] == [[], euros("80.00"), []]
    await cancel_order(CancelOrderInput(order_id=Id(str(order.id)), reason="Not wanted"), SELLER)
    assert await due(byron) == euros("60.00")
    await linked(cleo, byron, child_bills_parent=False)
    await an_order(cleo, a_line(product))
    assert [await due(one) for one in (byron, cleo)] == [euros("60.00"), euros("20.00")]


async def test_figures_are_rolled_up_to_the_top_and_add_no_currencies():
    ada, byron, cleo = await a_line_of("Ada", "Byron", "Cleo")
    await an_order(cleo, a_line(await a_product(price="300", currency="JPY")))
    await an_order(byron, a_line(await a_product(price="5")), paid=CASH)
    await an_order(ada, a_line(await a_product(price="7")))

    found = (await data(FAMILY, {"id": str(byron.id)}))["family"]

    assert found["total"] == 3
    top, middle, last = found["members"]
    assert [one["client"]["displayName"] for one in (top, middle, last)] == ["Ada", "Byron", "Cleo"]
    assert top["own"]["balanceDue"] == euros("7.00")
    assert top["withDescendants"] == {
        "orderCount": 3, "lifetimeValue": euros("5.00"),
        "balanceDue": [*euros("7.00"), {"amount": "300", "currency": "JPY"}],
    }  # fmt: skip
    assert middle["withDescendants"]["orderCount"] == 2
    assert last["own"] == {"orderCount": 1, "lifetimeValue": [], "balanceDue": [{"amount": "300", "currency": "JPY"}]}


async def test_of_a_large_family_the_own_line_and_what_is_beneath_come_first():
    ada, byron = await a_line_of("Ada", "Byron")
    for place in range(4):
        await linked(await a_client(f"Brother {place}"), ada)
        await linked(await a_client(f"Child {place}"), byron)

    answer = await data(FAMILY.replace("clientId: $id", "clientId: $id, first: 6"), {"id": str(byron.id)})

    names = [one["client"]["displayName"] for one in answer["family"]["members"]]
    assert names == ["Ada", "Byron", "Child 0", "Child 1", "Child 2", "Child 3"]
    assert answer["family"]["total"] == 10


async def test_there_is_no_family_of_who_is_not_there():
    assert (await data(FAMILY, {"id": "no-id"}))["family"] is None
