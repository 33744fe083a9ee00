"""Products and orders that a test begins with, made by the acts that make them in a store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from atrium.access.permissions import PERMISSIONS
from atrium.clients.models import Client
from atrium.ids import Id
from atrium.orders.inputs import AddProductInput, MoneyInput, PlaceQuickOrderInput, QuickOrderLineInput
from atrium.orders.models import Order, Product
from atrium.orders.placing import place_quick_order
from atrium.orders.products import add_product
from atrium.principal import ActorKind, Principal

SELLER = Principal(ActorKind.STAFF, uuid4(), "Sam Staff", frozenset(PERMISSIONS))


def money(amount: str, currency: str = "EUR") -> MoneyInput:
    return MoneyInput(amount=Decimal(amount), currency=currency)


async def a_product(name: str = "Hosting", price: str = "20.00", currency: str = "EUR", **given: Any) -> Product:
    made = AddProductInput(name=name, sku=given.pop("sku", uuid4().hex[:8]), price=money(price, currency), **given)
    return await Product.get(id=await add_product(made, SELLER))


def a_line(product: Product, quantity: int = 1, **given: Any) -> QuickOrderLineInput:
    return QuickOrderLineInput(product_id=Id(str(product.id)), quantity=quantity, **given)


async def an_order(client: Client, *lines: QuickOrderLineInput, by: Principal = SELLER, **given: Any) -> Order:
    asked = PlaceQuickOrderInput(client_id=Id(str(client.id)), lines=list(lines), **given)
    return await Order.get(id=await place_quick_order(asked, by))
