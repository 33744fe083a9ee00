"""Registering: one answer and one work for every address; what becomes of it depends on whose the address is."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from atrium.access import passwords
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientOrigin, ClientStatus
from atrium.clients.signing_in.actions import sign_in, verify_email
from atrium.columns import as_of, now
from atrium.custom_fields.actions import define_custom_field
from atrium.custom_fields.inputs import DefineCustomFieldInput
from atrium.custom_fields.models import CustomFieldType, CustomFieldVisibility
from atrium.custom_fields.values import values_of
from atrium.errors import IdempotencyConflict, InvalidInput, TooManyAttempts
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from atrium.orders.models import ClientBalance, Order, OrderStatus
from atrium.principal import ActorKind
from atrium.store.models import WaitingOrder
from tests.given import STAFF, a_client, rows_everywhere, the_secret_mailed_to
from tests.graph.asking import ask, data
from tests.merges.given import merged
from tests.orders.given import SELLER, a_product
from tests.statements import counted
from tests.store.given import ADDRESS, PASSWORD, VISITOR, an_order_of, asked_of, register

REGISTER = """mutation($input: RegisterClientInput!, $key: String) {
  registerClient(input: $input, idempotencyKey: $key) { __typename
    ... on RegistrationReceived { message } ... on InvalidInput { fields { path code } }
    ... on TooManyAttempts { retryAt } ... on IdempotencyConflict { code } } }"""


async def kinds_mailed_to(address: str) -> list[str]:
    return [mail.kind for mail in await EmailMessage.filter(to=address).order_by("created_at", "id")]


async def test_who_registers_proves_the_address_and_signs_in_with_the_password_of_the_registration():
    await register("Ada@example.org", last_name="Lovelace", phone="+44 20 7946 0123")

    client = await Client.get(login_fold="ada@example.org")
    assert (client.status, client.origin) == (ClientStatus.UNVERIFIED, ClientOrigin.SELF_REGISTERED)
    assert (client.display_name, client.language) == ("Ada Lovelace", "en")
    assert await kinds_mailed_to("Ada@example.org") == ["verify_email"]
    await verify_email(await the_secret_mailed_to("Ada@example.org"), None, ADDRESS)
    signed_in = await sign_in("ada@example.org", PASSWORD, address=ADDRESS)
    assert signed_in.principal.id == client.id
    added = await Event.get(action="client.added")
    assert (added.actor_kind, added.actor_id) == (ActorKind.CLIENT, client.id)


async def test_the_first_order_comes_in_the_same_transaction_unpaid_and_at_the_products_price():
    product = await a_product("Hosting", "20.00", recurring=True)

    await register(order=an_order_of(product, 3))

    client = await Client.get(login_fold="ada@example.org")
    order = await Order.get(client_id=client.id)
    assert (order.status, order.total_minor, order.placed_kind) == (OrderStatus.UNPAID, 6000, ActorKind.CLIENT)
    assert (await ClientBalance.get(client_id=client.id)).due_minor == 6000
    assert sorted(await kinds_mailed_to("ada@example.org")) == ["order_received", "verify_email"]
    mail = await EmailMessage.get(kind="order_received")
    assert "3 × Hosting: 60.00 EUR" in mail.text
    assert str(order.number) in mail.subject


async def test_a_known_address_gets_another_mail_and_nothing_changes_for_its_client():
    client = await a_client("Grace", "grace@example.org")
    before = await rows_everywhere()

    await register("GRACE@example.org", first_name="Mallory")

    after = await rows_everywhere()
    assert await kinds_mailed_to("GRACE@example.org") == ["registered_already"]
    grown = {table for table in after if after[table] != before.get(table, 0)}
    assert grown == {"email_message", "event", "throttle"}
    assert (await Client.get()).password_hash == client.password_hash
    assert (await Event.get(action="client.came_again")).client_id == client.id


@pytest.mark.parametrize("since", ["", "merged"])
async def test_where_login_is_off_nothing_is_created_and_nothing_mailed(since: str):
    client, product = await a_client("Grace", "grace@example.org"), await a_product()
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), STAFF)
    if since == "merged":
        await merged(client, await a_client("Ada"))
    before = await rows_everywhere()

    await register("grace@example.org", order=an_order_of(product))

    after = await rows_everywhere()
    assert {table for table in after if after[table] != before.get(table, 0)} == {"throttle"}


async def test_an_address_that_was_given_with_login_never_on_does_not_reserve_the_login():
    await a_client("Grace", "grace@example.org", allow_login=False)

    await register("grace@example.org")

    assert (await Client.get(login_fold="grace@example.org")).origin is ClientOrigin.SELF_REGISTERED


@pytest.mark.parametrize("with_order", [False, True])
async def test_known_unknown_and_login_off_addresses_cost_the_same_statements_and_one_hash(
    with_order: bool, monkeypatch: pytest.MonkeyPatch
):
    product = await a_product(recurring=True)
    order = {"order": an_order_of(product)} if with_order else {}
    await a_client("Known", "known@example.org")
    off = await a_client("Off", "off@example.org")
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(off.id)), allow_login=False), STAFF)
    hashed: list[bytes] = []
    genuine = passwords._hasher.hash
    hasher: Any = type("Hasher", (), {"hash": staticmethod(lambda word: hashed.append(word) or genuine(word))})
    monkeypatch.setattr(passwords, "_hasher", hasher)

    asked = {}
    for name in ("unknown", "known", "off"):
        async with counted() as statements:
            await register(f"{name}@example.org", **order)
        asked[name] = list(statements)

    assert asked["unknown"] == asked["known"] == asked["off"]
    assert len(hashed) == 3


async def test_the_answers_are_the_same_to_the_letter():
    product = await a_product()
    await a_client("Known", "known@example.org")

    told = []
    for name in ("unknown", "known"):
        given = {"email": f"{name}@example.org", "password": PASSWORD, "acceptTerms": True, "order": asked_of(product)}
        told.append(await ask(REGISTER, {"input": given}, by=VISITOR))

    assert told[0] == told[1]
    assert told[0]["data"]["registerClient"]["__typename"] == "RegistrationReceived"


async def test_an_order_under_a_known_address_waits_and_is_nobodys_until_its_owner_says_so():
    client, product = await a_client("Grace", "grace@example.org"), await a_product()

    await register("grace@example.org", order=an_order_of(product))

    assert await Order.all().count() == 0
    assert (await WaitingOrder.get()).client_id == client.id
    assert await kinds_mailed_to("grace@example.org") == ["verify_email", "order_waiting"]


async def test_who_gives_no_name_is_called_by_what_stands_before_the_at():
    await register("countess.lovelace@example.org", first_name="")

    assert (await Client.get()).display_name == "countess.lovelace"


async def test_all_faults_are_told_at_once_and_nothing_is_written():
    product = await a_product(archived=False)
    given = {
        "email": "ada", "password": "short", "phone": "12", "acceptTerms": False, "firstName": "A\u0000",
        "order": {"lines": [{"productId": "nothing"}, {"productId": str(product.id), "quantity": 0}]},
    }  # fmt: skip

    told = await data(REGISTER, {"input": given}, by=VISITOR)

    found = {(".".join(fault["path"]), fault["code"]) for fault in told["registerClient"]["fields"]}
    assert found == {
        ("email", "MALFORMED"), ("password", "TOO_SHORT"), ("phone", "INVALID_PHONE"), ("acceptTerms", "REQUIRED"),
        ("firstName", "CONTROL_CHARACTER"), ("order.lines.0.productId", "UNKNOWN_PRODUCT"),
        ("order.lines.1.quantity", "OUT_OF_RANGE"),
    }  # fmt: skip
    assert await Client.all().count() == 0


async def test_only_the_custom_fields_of_the_registration_are_asked_and_known():
    for key, visibility in (("vat", "REGISTRATION"), ("rank", "STAFF"), ("shoe", "CLIENT_EDITS")):
        await define_custom_field(
            DefineCustomFieldInput(
                key=key, label=key, type=CustomFieldType.TEXT, required=True,
                visibility=CustomFieldVisibility(visibility),
            ),
            SELLER,
        )  # fmt: skip

    with pytest.raises(InvalidInput) as none:
        await register()
    with pytest.raises(InvalidInput) as foreign:
        await register(custom_fields={"vat": "X", "rank": "General"})
    await register(custom_fields={"vat": "small"})

    assert [(fault.path, fault.code) for fault in none.value.faults] == [(("customFields", "vat"), "REQUIRED")]
    assert [(fault.path[-1], fault.code) for fault in foreign.value.faults] == [("rank", "UNKNOWN_FIELD")]
    assert await values_of((await Client.get()).id) == {"vat": "small"}


async def test_pressing_twice_registers_once_and_another_input_under_the_key_is_a_conflict():
    product = await a_product()
    order = an_order_of(product)

    await asyncio.gather(*(register("ada@example.org", order=order, key="k") for _ in range(20)))
    with pytest.raises(IdempotencyConflict):
        await register("bob@example.org", key="k")

    assert (await Client.all().count(), await Order.all().count()) == (1, 1)
    assert sorted(await kinds_mailed_to("ada@example.org")) == ["order_received", "verify_email"]


async def test_of_several_who_register_with_one_address_at_once_one_enters():
    await asyncio.gather(*(register("ada@example.org", first_name=f"Ada {n}") for n in range(4)))

    assert await Client.all().count() == 1
    assert sorted(await kinds_mailed_to("ada@example.org")) == ["registered_already"] * 3 + ["verify_email"]


async def test_an_address_and_a_network_can_be_used_so_often_only():
    with as_of(now()):
        for _ in range(5):
            await register("ada@example.org")
        with pytest.raises(TooManyAttempts) as refused:
            await register("ada@example.org")
        given = {"email": "ada@example.org", "password": PASSWORD, "acceptTerms": True}
        told = await data(REGISTER, {"input": given}, by=VISITOR)

    assert refused.value.retry_at > now()
    assert told["registerClient"]["__typename"] == "TooManyAttempts"
