"""What clients are worth: exact after every act, per currency, to be shown, filtered and sorted by."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from atrium import settings as all_settings
from atrium.clients.models import Client
from atrium.columns import now
from atrium.ids import Id
from atrium.orders.balances import realign
from atrium.orders.inputs import CancelOrderInput
from atrium.orders.placing import cancel_order
from atrium.settings import Settings
from tests.given import a_client
from tests.graph.asking import ask, data, staff
from tests.orders.given import SELLER, a_line, a_product, an_order
from tests.orders.test_quick_orders import CASH

WORTH = """query($id: ID!) { client(id: $id) {
  orderCount lifetimeValue { amount currency } balanceDue { amount currency }
  orders { totalCount nodes { total { amount } due { amount } placedBy { name } client { id } } } } }"""
LIST = """query($filter: ClientFilter, $orderBy: ClientOrder, $after: String) {
  clients(filter: $filter, orderBy: $orderBy, first: 2, after: $after) {
    totalCount nodes { firstName } pageInfo { endCursor } } }"""


async def worth(client: Client) -> dict[str, Any]:
    return (await data(WORTH, {"id": str(client.id)}))["client"]


async def names(filter_: dict[str, Any] | None = None, order_by: dict[str, Any] | None = None) -> list[str]:
    """All pages of the list, two rows at a time."""
    found: list[str] = []
    after = None
    while True:
        given = {"filter": filter_, "orderBy": order_by, "after": after}
        page = (await data(LIST, given))["clients"]
        found += [one["firstName"] for one in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["nodes"]:
            assert len(found) == page["totalCount"]
            return found


async def three() -> tuple[Client, Client, Client]:
    """Ada paid 20 euros, owes 5 and owes 300 yen; Bob owes 50 euros; Cy never ordered."""
    ada, bob, cy = await a_client("Ada"), await a_client("Bob"), await a_client("Cy")
    euros, five, fifty = await a_product(price="20"), await a_product(price="5"), await a_product(price="50")
    yen = await a_product(price="300", currency="JPY")
    await an_order(ada, a_line(euros), paid=CASH)
    await an_order(ada, a_line(five))
    await an_order(ada, a_line(yen))
    await an_order(bob, a_line(fifty))
    return ada, bob, cy


async def test_currencies_are_never_added_up():
    ada, _, cy = await three()

    assert {name: value for name, value in (await worth(ada)).items() if name != "orders"} == {
        "orderCount": 3,
        "lifetimeValue": [{"amount": "20.00", "currency": "EUR"}],
        "balanceDue": [{"amount": "5.00", "currency": "EUR"}, {"amount": "300", "currency": "JPY"}],
    }
    assert await worth(cy) == {
        "orderCount": 0, "lifetimeValue": [], "balanceDue": [], "orders": {"totalCount": 0, "nodes": []},
    }  # fmt: skip


async def test_a_cancelled_order_counts_no_more():
    client = await a_client()
    order = await an_order(client, a_line(await a_product()))

    await cancel_order(CancelOrderInput(order_id=Id(str(order.id))), SELLER)

    found = await worth(client)
    assert (found["orderCount"], found["balanceDue"]) == (0, [])
    assert found["orders"]["nodes"][0]["due"] == {"amount": "0.00"}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"orderCount": {"atLeast": 1}}, {"Ada", "Bob"}),
        ({"orderCount": {"eq": 0}}, {"Cy"}),
        ({"lifetimeValue": {"currency": "EUR", "atLeast": "20"}}, {"Ada"}),
        ({"lifetimeValue": {"currency": "eur", "atMost": "19.99"}}, {"Bob", "Cy"}),
        ({"balanceDue": {"currency": "EUR", "atLeast": "5", "atMost": "5.00"}}, {"Ada"}),
        ({"balanceDue": {"currency": "EUR", "atLeast": "5.001"}}, {"Bob"}),
        ({"balanceDue": {"currency": "JPY", "atLeast": "1"}}, {"Ada"}),
        ({"balanceDue": {"currency": "EUR", "atMost": "-0.001"}}, set()),
        ({"hasBalanceDue": True}, {"Ada", "Bob"}),
        ({"not": {"hasBalanceDue": True}}, {"Cy"}),
    ],
)
async def test_clients_are_found_by_what_they_are_worth(given: dict[str, Any], found: set[str]):
    await three()

    assert set(await names(given)) == found


@pytest.mark.parametrize(
    ("order_by", "found"),
    [
        ({"field": "LIFETIME_VALUE"}, ["Ada", "Bob", "Cy"]),
        ({"field": "BALANCE_DUE"}, ["Bob", "Ada", "Cy"]),
        ({"field": "BALANCE_DUE", "direction": "ASC"}, ["Cy", "Ada", "Bob"]),
        ({"field": "BALANCE_DUE", "currency": "JPY"}, ["Ada", "Cy", "Bob"]),
        ({"field": "ORDER_COUNT"}, ["Ada", "Bob", "Cy"]),
    ],
)
async def test_clients_are_sorted_by_what_they_are_worth(order_by: dict[str, Any], found: list[str]):
    await three()

    assert await names(None, order_by) == found


async def test_who_may_not_see_orders_learns_nothing_from_the_list():
    await three()
    may_not = staff("client.read")

    filtered = await ask(LIST, {"filter": {"or": [{"not": {"hasBalanceDue": True}}]}}, by=may_not)
    sorted_ = await ask(LIST, {"orderBy": {"field": "BALANCE_DUE"}}, by=may_not)

    assert [answer["errors"][0]["extensions"]["code"] for answer in (filtered, sorted_)] == ["FORBIDDEN", "FORBIDDEN"]


async def test_orders_of_a_client_who_may_not_be_seen_are_as_absent():
    client = await a_client()
    order = await an_order(client, a_line(await a_product()), paid=CASH)
    await Client.filter(id=client.id).update(deleted_at=now())
    asked = "query($id: ID!) { order(id: $id) { client { id } payments { order { id } } } }"

    found = await data(asked, {"id": str(order.id)}, by=staff("order.read", "client.read", "client.read_deleted"))
    hidden = await data(asked, {"id": str(order.id)}, by=staff("order.read", "client.read"))

    assert found == {"order": {"client": {"id": str(client.id)}, "payments": [{"order": {"id": str(order.id)}}]}}
    assert hidden == {"order": None}


async def test_an_unknown_currency_is_refused():
    answer = await ask(LIST, {"orderBy": {"field": "BALANCE_DUE", "currency": "x' OR 1"}})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("bound", ["NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("name", ["atLeast", "atMost"])
async def test_a_bound_that_is_no_number_is_refused(name: str, bound: str):
    answer = await ask(LIST, {"filter": {"balanceDue": {"currency": "EUR", name: bound}}})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_when_the_stores_currency_changes_clients_are_sorted_by_the_new_one(settings: Settings):
    await three()

    all_settings.use(dataclasses.replace(settings, currency="JPY"))

    assert await realign() == 2
    assert await realign() == 0
    assert await names(None, {"field": "BALANCE_DUE"}) == ["Ada", "Cy", "Bob"]


async def test_whose_orders_were_all_cancelled_is_put_right_once_too(settings: Settings):
    client = await a_client()
    order = await an_order(client, a_line(await a_product()))
    await cancel_order(CancelOrderInput(order_id=Id(str(order.id))), SELLER)

    all_settings.use(dataclasses.replace(settings, currency="JPY"))

    assert [await realign(), await realign()] == [1, 0]
