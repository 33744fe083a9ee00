"""Those who come to the store: visitors who have not signed in, and clients in their account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atrium.clients.models import Client
from atrium.ids import Id
from atrium.orders.models import Product
from atrium.principal import Actor, ActorKind, Door, Impersonating, Principal, nobody
from atrium.store.inputs import OrderInput, OrderLineInput, RegisterClientInput
from atrium.store.registering import register_client

ADDRESS = "192.0.2.7"
PASSWORD = "four small boats drift"
VISITOR = nobody(Door.STORE, ADDRESS)


def an_order_of(product: Product, quantity: int = 1) -> OrderInput:
    return OrderInput(lines=[OrderLineInput(product_id=Id(str(product.id)), quantity=quantity)])


def asked_of(product: Product, quantity: int = 1) -> dict[str, Any]:
    """The same in GraphQL's words."""
    return {"lines": [{"productId": str(product.id), "quantity": quantity}]}


async def register(email: str = "ada@example.org", **given: Any) -> None:
    """Somebody registers who has read the terms."""
    meant = {"password": PASSWORD, "first_name": "Ada", "accept_terms": True, **given}
    key = meant.pop("key", None)
    await register_client(RegisterClientInput(email=email, **meant), VISITOR, key)


def the_client(client: Client) -> Principal:
    """The client in person, at the store."""
    return Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE, address=ADDRESS)


def acting_as(client: Client, mode: str) -> Principal:
    """A staff member in the client's account."""
    by = Actor(ActorKind.STAFF_AS_CLIENT, UUID(int=7), "Sam Staff")
    acting = Impersonating(UUID(int=9), mode, by)
    return Principal(ActorKind.STAFF_AS_CLIENT, client.id, client.display_name, door=Door.STORE, impersonating=acting)
