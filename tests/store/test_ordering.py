"""Ordering at the store: in one's own account, in another's where that is allowed, and as a guest."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from atrium.clients.inputs import ResendVerificationInput, SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientOrigin, ClientStatus
from atrium.clients.signing_in.actions import verify_email
from atrium.clients.verifying import resend_verification
from atrium.columns import now
from atrium.errors import IdempotencyConflict, TokenRefused
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from atrium.orders.inputs import UpdateProductInput
from atrium.orders.models import ClientBalance, Order, OrderStatus, Product, Service
from atrium.orders.products import update_product
from atrium.principal import ActorKind, Door, nobody
from atrium.store.consent import waiting
from atrium.store.consent.attaching import attach_guest_orders, count_guest_orders
from atrium.store.inputs import GuestInput, PlaceOrderInput
from atrium.store.models import WaitingOrder
from atrium.store.ordering import place_order
from atrium.store.registering import order_as_guest
from tests.clients.signing_in_given import a_shopper
from tests.given import STAFF, a_client, the_secret_mailed_to
from tests.graph.asking import ask, data
from tests.orders.given import SELLER, a_product, money
from tests.statements import counted
from tests.store.given import ADDRESS, VISITOR, acting_as, an_order_of, asked_of, register, the_client

PLACE = """mutation($input: PlaceOrderInput!, $key: String) { placeOrder(input: $input, idempotencyKey: $key) {
  __typename ... on Order { number status total { amount currency } lines { name quantity unitPrice { amount } } }
  ... on OrderReceived { message } ... on InvalidInput { fields { path code } } } }"""


async def order_as(email: str, product: Product, key: str | None = None, **given: Any) -> None:
    """A guest orders one of the product."""
    asked = PlaceOrderInput(order=an_order_of(product), guest=GuestInput(email=email, **given))
    await order_as_guest(asked, VISITOR, key)


async def test_a_client_orders_at_the_products_price_and_is_answered_the_order():
    client, product = await a_shopper(), await a_product("Hosting", "20.00", recurring=True)

    told = (await data(PLACE, {"input": {"order": asked_of(product, 2)}}, by=the_client(client)))["placeOrder"]

    assert told == {
        "__typename": "Order", "number": 10001, "status": "UNPAID", "total": {"amount": "40.00", "currency": "EUR"},
        "lines": [{"name": "Hosting", "quantity": 2, "unitPrice": {"amount": "20.00"}}],
    }  # fmt: skip
    assert (await Service.get()).client_id == client.id
    assert (await EmailMessage.get(kind="order_received")).to == client.login_email
    assert {"field": "order", "before": None, "after": 10001} in (await Event.get(action="order.placed")).changes


@pytest.mark.parametrize("mode", ["FULL", "ORDER"])
async def test_who_may_order_in_a_clients_account_is_written_down_beside_the_client(mode: str):
    client, product = await a_shopper(), await a_product()

    await data(PLACE, {"input": {"order": asked_of(product)}}, by=acting_as(client, mode))

    order, placed = await Order.get(), await Event.get(action="order.placed")
    assert (order.client_id, order.placed_kind, order.placed_name) == (
        client.id, ActorKind.STAFF_AS_CLIENT, "Sam Staff",
    )  # fmt: skip
    assert (placed.actor_name, placed.behalf_id) == ("Sam Staff", client.id)


async def test_who_only_looks_into_an_account_orders_nothing_there():
    client, product = await a_shopper(), await a_product()

    told = await ask(PLACE, {"input": {"order": asked_of(product)}}, by=acting_as(client, "VIEW"))

    assert told["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert await Order.all().count() == 0


async def test_twenty_parallel_retries_with_one_key_are_one_order():
    client, product = await a_shopper(), await a_product()
    asked = PlaceOrderInput(order=an_order_of(product))

    placed = await asyncio.gather(*(place_order(asked, the_client(client), "k") for _ in range(20)))
    with pytest.raises(IdempotencyConflict):
        await place_order(PlaceOrderInput(order=an_order_of(product, 2)), the_client(client), "k")

    assert set(placed) == {(await Order.get()).id}


async def test_twenty_parallel_retries_of_a_guest_are_one_order_too():
    product = await a_product()

    await asyncio.gather(*(order_as("ada@example.org", product, "k") for _ in range(20)))

    assert (await Order.all().count(), await Client.all().count(), await WaitingOrder.all().count()) == (1, 1, 0)


async def test_nobody_orders_without_saying_who_they_are_and_who_is_signed_in_is_no_guest():
    client, product = await a_shopper(), await a_product()
    guest = {"order": asked_of(product), "guest": {"email": "ada@example.org"}}

    nameless = await data(PLACE, {"input": {"order": asked_of(product)}}, by=VISITOR)
    twofold = await data(PLACE, {"input": guest}, by=the_client(client))

    assert nameless["placeOrder"]["fields"] == [{"path": ["guest"], "code": "REQUIRED"}]
    assert twofold["placeOrder"]["fields"] == [{"path": ["guest"], "code": "SIGNED_IN"}]


async def test_a_new_address_becomes_a_guest_with_the_order_who_cannot_sign_in():
    product = await a_product()

    await order_as("ada@example.org", product, first_name="Ada", phone="+44 20 7946 0123")

    guest = await Client.get()
    assert (guest.status, guest.origin, guest.login_fold) == (ClientStatus.GUEST, ClientOrigin.GUEST_CHECKOUT, None)
    assert (await Order.get()).client_id == guest.id
    assert [mail.kind for mail in await EmailMessage.all()] == ["order_received"]


async def test_a_guest_is_told_the_same_by_the_same_work_whether_the_address_is_known_or_not():
    product = await a_product(recurring=True)
    await a_client("Known", "known@example.org")
    await order_as("guest@example.org", product)
    off = await a_client("Off", "off@example.org")
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(off.id)), allow_login=False), STAFF)

    told, asked = [], []
    for name in ("unknown", "known", "guest", "off"):
        given = {"order": asked_of(product), "guest": {"email": f"{name}@example.org"}}
        async with counted() as statements:
            told.append(await ask(PLACE, {"input": given}, by=VISITOR))
        asked.append(list(statements))

    assert told[0]["data"]["placeOrder"]["__typename"] == "OrderReceived"
    assert told.count(told[0]) == asked.count(asked[0]) == 4
    assert {one.client_id for one in await WaitingOrder.all()} == {
        client.id for client in await Client.filter(display_name__in=["Known", "guest"])
    }


async def test_a_guests_faults_are_told_at_once():
    given = {"order": {"lines": []}, "guest": {"email": "", "address": {"line1": "", "city": "B", "country": "XX"}}}

    told = (await data(PLACE, {"input": given}, by=VISITOR))["placeOrder"]

    found = {(".".join(fault["path"]), fault["code"]) for fault in told["fields"]}
    assert {
        ("guest.email", "REQUIRED"), ("order.lines", "OUT_OF_RANGE"), ("guest.address.country", "UNKNOWN_COUNTRY"),
    } <= found  # fmt: skip


async def test_a_waiting_order_is_placed_once_its_owner_takes_it_at_the_price_that_was_shown():
    client, product = await a_shopper("grace@example.org"), await a_product("Hosting", "20.00")
    await order_as("grace@example.org", product)
    await update_product(
        UpdateProductInput(id=Id(str(product.id)), version=1, price=money("99"), archived=True), SELLER
    )
    secret = await the_secret_mailed_to("grace@example.org")

    glance = await waiting.look_at(secret)
    await waiting.take(secret, ADDRESS)

    order = await Order.get()
    assert glance.order is not None
    assert glance.order.total_minor == 2000
    assert (order.client_id, order.total_minor, order.status) == (client.id, 2000, OrderStatus.UNPAID)
    assert await refusal_of(secret) == "USED"
    with pytest.raises(TokenRefused):
        await waiting.take(secret, ADDRESS)
    assert await Order.all().count() == 1


async def test_a_waiting_order_that_its_owner_declines_is_nobodys():
    client, product = await a_shopper("grace@example.org"), await a_product()
    await order_as("grace@example.org", product)
    secret = await the_secret_mailed_to("grace@example.org")

    await waiting.decline(secret, ADDRESS)

    assert await Order.all().count() == 0
    assert await refusal_of(secret) == "USED"
    assert (await Event.get(action="order.declined")).client_id == client.id


async def refusal_of(secret: str) -> str:
    return (await waiting.look_at(secret)).state.value


async def test_who_takes_an_order_before_verifying_can_still_be_sent_a_new_verification_link():
    await register("grace@example.org")
    await order_as("grace@example.org", await a_product())
    await waiting.take(await the_secret_mailed_to("grace@example.org"), ADDRESS)
    client = await Client.get()

    with time_machine.travel(now() + timedelta(days=8), tick=False):
        await resend_verification(ResendVerificationInput(client_id=Id(str(client.id))), STAFF)
        await verify_email(await the_secret_mailed_to("grace@example.org"), None, ADDRESS)

    assert (await Client.get()).status is ClientStatus.ACTIVE


async def test_of_two_who_use_the_link_at_once_one_is_told_that_it_was_used():
    await a_shopper("grace@example.org")
    await order_as("grace@example.org", await a_product())
    secret = await the_secret_mailed_to("grace@example.org")

    both = await asyncio.gather(*(waiting.take(secret, ADDRESS) for _ in range(2)), return_exceptions=True)

    assert [one.code for one in both if isinstance(one, TokenRefused)] == ["USED"]
    assert await Order.all().count() == 1


async def test_a_waiting_order_goes_after_seven_days_and_with_the_login():
    client, product = await a_shopper("grace@example.org"), await a_product()
    await order_as("grace@example.org", product)
    secret = await the_secret_mailed_to("grace@example.org")

    assert await refusal_of("foreign") == "UNKNOWN"
    with time_machine.travel(now() + timedelta(days=7, seconds=1), tick=False):
        late = await refusal_of(secret)
        forgotten = await waiting.forget_past()
    await order_as("grace@example.org", product)
    another = await the_secret_mailed_to("grace@example.org")
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), STAFF)

    assert (late, forgotten, await refusal_of(another)) == ("EXPIRED", 1, "SUPERSEDED")


async def test_who_registers_with_a_guests_address_gets_the_orders_after_the_proof_and_by_word_alone():
    product = await a_product("Hosting", "20.00", recurring=True)
    await order_as("ada@example.org", product)
    guest = await Client.get()
    await register("ada@example.org")
    client = await Client.get(login_fold="ada@example.org")

    before = await count_guest_orders(the_client(client))
    await verify_email(await the_secret_mailed_to("ada@example.org"), None, ADDRESS)
    proved = await count_guest_orders(the_client(client))
    await attach_guest_orders(the_client(client))

    assert (before, proved, await count_guest_orders(the_client(client))) == (0, 1, 0)
    assert ((await Order.get()).client_id, (await Service.get()).client_id) == (client.id, client.id)
    balances = {one.client_id: one.due_minor for one in await ClientBalance.all()}
    assert balances == {client.id: 2000}
    assert {event.client_id for event in await Event.filter(action__startswith="client.orders_")} == {
        client.id, guest.id,
    }  # fmt: skip


async def test_what_is_sold_is_shown_to_everybody_and_what_is_no_longer_sold_to_nobody():
    await a_product("Hosting", "20.00", sku="H", recurring=True)
    gone = await a_product("Fax")
    await update_product(UpdateProductInput(id=Id(str(gone.id)), version=1, archived=True), SELLER)
    asked = """{ products(archived: %s) { totalCount
      nodes { name sku recurring intervalMonths price { amount currency } } } }"""

    for archived in ("false", "true"):
        told = await data(asked % archived, by=nobody(Door.STORE))
        assert told["products"] == {
            "totalCount": 1,
            "nodes": [
                {"name": "Hosting", "sku": "H", "recurring": True, "intervalMonths": 1,
                 "price": {"amount": "20.00", "currency": "EUR"}}
            ],
        }  # fmt: skip


async def test_a_preview_comes_to_what_the_order_comes_to_and_writes_nothing():
    product = await a_product("Hosting", "19.99")
    asked = """mutation($input: OrderInput!) { previewOrder(input: $input) { ... on OrderPreview {
      total { amount currency } lines { quantity total { amount } product { name } } }
      ... on InvalidInput { fields { path code } } } }"""

    told = await data(asked, {"input": asked_of(product, 3)}, by=VISITOR)
    wrong = await data(asked, {"input": asked_of(product, 0)}, by=VISITOR)

    assert told["previewOrder"]["total"] == {"amount": "59.97", "currency": "EUR"}
    assert wrong["previewOrder"]["fields"] == [{"path": ["lines", "0", "quantity"], "code": "OUT_OF_RANGE"}]
    assert await Order.all().count() == 0
