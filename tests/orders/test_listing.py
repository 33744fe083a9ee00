"""All orders: by state, by currency, by the money that came for them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from atrium.clients.models import Client
from atrium.columns import as_of, now
from atrium.orders.inputs import PaidNowInput
from atrium.orders.models import PaymentMethod
from tests.given import a_client
from tests.graph.asking import ask, data
from tests.orders.given import a_line, a_product, an_order

LIST = """query($status: [OrderStatus!], $currency: String, $paid: PaidFilter, $first: Int, $after: String) {
  orders(status: $status, currency: $currency, paid: $paid, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { status client { firstName } total { amount currency } due { amount } } } }"""


async def three() -> str:
    """Ada paid euros in cash on the 31st of March (New York), Bob yen by bank a day later; Cy owes."""
    product, yen = await a_product(price="20"), await a_product(price="300", currency="JPY")
    story = [
        ("Ada", product, datetime(2024, 4, 1, 3, 59, tzinfo=UTC), PaymentMethod.CASH),
        ("Bob", yen, datetime(2024, 4, 1, 4, 0, tzinfo=UTC), PaymentMethod.BANK),
        ("Cy", product, datetime(2024, 4, 2, tzinfo=UTC), None),
    ]
    for name, bought, at, method in story:
        client = await a_client(name)
        with as_of(at):
            await an_order(client, a_line(bought), paid=method and PaidNowInput(method=method))
    return str(product.id)


async def names(**given: Any) -> list[str]:
    found = (await data(LIST, given))["orders"]
    assert found["totalCount"] == len(found["nodes"])
    return [one["client"]["firstName"] for one in found["nodes"]]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["Cy", "Bob", "Ada"]),
        ({"status": ["UNPAID"]}, ["Cy"]),
        ({"status": ["PAID", "UNPAID"], "currency": "eur"}, ["Cy", "Ada"]),
        ({"status": []}, []),
        ({"paid": {"from": "2024-03-31", "to": "2024-03-31", "timezone": "America/New_York"}}, ["Ada"]),
        ({"paid": {"from": "2024-04-01", "to": "2024-04-01", "timezone": "America/New_York"}}, ["Bob"]),
        ({"paid": {"from": "2024-04-01", "to": "2024-04-02"}}, ["Bob", "Ada"]),
        ({"paid": {"from": "2024-04-01", "to": "2024-04-02", "method": "BANK"}}, ["Bob"]),
        ({"paid": {"from": "2024-04-01", "to": "2024-04-02", "productId": "x"}}, []),
    ],
)
async def test_orders_are_found_by_what_they_are_and_by_what_was_paid(given: dict[str, Any], found: list[str]):
    await three()

    assert await names(**given) == found


async def test_orders_are_found_by_the_product_that_was_paid():
    product = await three()

    assert await names(paid={"from": "2024-04-01", "to": "2024-04-02", "productId": product}) == ["Ada"]


async def test_what_a_deleted_client_owes_is_not_listed_and_what_it_paid_is():
    await three()
    await Client.filter(first_name__in=["Ada", "Cy"]).update(deleted_at=now())

    assert await names() == ["Bob", "Ada"]
    assert await names(status=["UNPAID"]) == []


async def test_pages_follow_each_other():
    await three()

    first = (await data(LIST, {"first": 2}))["orders"]
    second = (await data(LIST, {"first": 2, "after": first["pageInfo"]["endCursor"]}))["orders"]

    assert [one["client"]["firstName"] for one in (*first["nodes"], *second["nodes"])] == ["Cy", "Bob", "Ada"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize(
    "given", [{"currency": "XXQ"}, {"paid": {"from": "2024-05-02", "to": "2024-05-01"}}, {"paid": {"timezone": "Mars"}}]
)
async def test_what_is_no_currency_or_period_is_refused(given: dict[str, Any]):
    answer = await ask(LIST, given)

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
