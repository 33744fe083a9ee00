"""Products: one SKU each, priced to the cent, archived instead of lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from atrium.errors import IdempotencyConflict, InvalidInput, StaleVersion
from atrium.events.models import Event
from atrium.ids import Id
from atrium.orders.inputs import AddProductInput, UpdateProductInput
from atrium.orders.products import add_product, update_product
from tests.given import rows_everywhere
from tests.graph.asking import ask, data, staff
from tests.orders.given import SELLER, a_product, money

PRODUCTS = """query($archived: Boolean) { products(archived: $archived) {
  nodes { name sku price { amount currency } recurring } } }"""


async def test_products_are_listed_by_name_with_exact_prices():
    await a_product("Zebra", "19.9", sku="Z-1")
    await a_product("Änne's plan", "500", "JPY", sku="A-1", recurring=True)

    found = (await data(PRODUCTS))["products"]["nodes"]

    assert found == [
        {"name": "Änne's plan", "sku": "A-1", "price": {"amount": "500", "currency": "JPY"}, "recurring": True},
        {"name": "Zebra", "sku": "Z-1", "price": {"amount": "19.90", "currency": "EUR"}, "recurring": False},
    ]


async def test_every_fault_of_a_product_is_told_at_once():
    await a_product(sku="TAKEN")
    given = AddProductInput(name=" ", sku="taken", price=money("-1", "XXX1"), interval_months=3)

    with pytest.raises(InvalidInput) as refused:
        await add_product(given, SELLER)

    assert {(fault.path, fault.code) for fault in refused.value.faults} == {
        (("name",), "REQUIRED"),
        (("sku",), "SKU_TAKEN"),
        (("price", "currency"), "UNKNOWN_CURRENCY"),
        (("price", "amount"), "NEGATIVE"),
        (("intervalMonths",), "NOT_RECURRING"),
    }


async def test_the_constraint_decides_who_has_an_sku():
    await a_product(sku="One")

    with pytest.raises(InvalidInput) as refused:
        await a_product(sku="ONE")

    assert [fault.code for fault in refused.value.faults] == ["SKU_TAKEN"]


async def test_pressing_twice_adds_one_product():
    given = AddProductInput(name="Hosting", sku="H", price=money("1"))
    other = AddProductInput(name="Hosting", sku="I", price=money("1"))

    first = await add_product(given, SELLER, "k")
    second = await add_product(given, SELLER, "k")

    assert first == second
    with pytest.raises(IdempotencyConflict):
        await add_product(other, SELLER, "k")
    assert (await rows_everywhere())["product"] == 1


async def test_an_archived_product_leaves_the_list_and_comes_back():
    product = await a_product("Hosting")
    key = Id(str(product.id))

    await update_product(UpdateProductInput(id=key, version=1, archived=True), SELLER)

    assert (await data(PRODUCTS))["products"]["nodes"] == []
    assert [one["name"] for one in (await data(PRODUCTS, {"archived": True}))["products"]["nodes"]] == ["Hosting"]
    await update_product(UpdateProductInput(id=key, version=2, archived=False), SELLER)
    assert len((await data(PRODUCTS))["products"]["nodes"]) == 1


async def test_what_changed_of_a_product_is_told_and_nothing_is_overwritten_unseen():
    product = await a_product("Hosting", "20")
    key = Id(str(product.id))

    await update_product(UpdateProductInput(id=key, version=1, price=money("25")), SELLER)
    await update_product(UpdateProductInput(id=key, version=2, name="Hosting"), SELLER)

    with pytest.raises(StaleVersion):
        await update_product(UpdateProductInput(id=key, version=1, name="Other"), SELLER)
    told = await Event.filter(action="product.updated")
    assert [one.changes for one in told] == [[{"field": "price", "before": "20.00 EUR", "after": "25.00 EUR"}]]


async def test_only_who_manages_products_changes_them():
    answer = await ask(
        'mutation { addProduct(input: {name: "x", sku: "x", price: {amount: "1", currency: "EUR"}}) { __typename } }',
        by=staff("order.read", "order.place"),
    )

    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert "product" not in await rows_everywhere()


async def test_a_price_is_a_decimal():
    product = await a_product(price="12.34")

    assert Decimal(product.price_minor) == 1234
