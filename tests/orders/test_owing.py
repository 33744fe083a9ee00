"""What is due in the whole store is exact after every act, whoever is deleted, merged or brought back meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.clients.models import Client
from atrium.columns import now
from atrium.events.actions import Move, Standing, record
from atrium.ids import Id
from atrium.orders import owing
from atrium.orders.balances import settle
from atrium.orders.inputs import CancelOrderInput, RecordPaymentInput
from atrium.orders.models import ClientBalance, Order, Owed, PaymentMethod
from atrium.orders.owing import fold, owed
from atrium.orders.payments import record_payment
from atrium.orders.placing import cancel_order
from atrium.principal import SYSTEM
from tests.given import a_client
from tests.orders.given import SELLER, a_line, a_product, an_order, money
from tests.statements import counted


async def hidden(client: Client, *, deleted: bool = True) -> None:
    """As deleting a client will do it, and restoring."""
    status, gone = client.status.value, Standing("DELETED", "")
    await Client.filter(id=client.id).update(deleted_at=now() if deleted else None)
    before, after = (Standing(status, ""), gone) if deleted else (gone, Standing(status, ""))
    move = Move("STAFF", before, after, registered_at=client.created_at)
    await record("client.deleted", SYSTEM, client.id, move=move)


async def plain() -> owing.Owed:
    """The same by looking at every order of every client that stands."""
    standing = {client.id for client in await Client.filter(deleted_at=None, merged_into_id=None)}
    due: dict[str, int] = {}
    debtors = set()
    for order in await Order.filter(status="UNPAID"):
        if order.client_id in standing:
            due[order.currency] = due.get(order.currency, 0) + order.total_minor - order.paid_minor
            debtors.add(order.client_id)
    return owing.Owed(len(debtors), dict(sorted(due.items())))


async def test_every_act_moves_the_figure_and_folding_does_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(owing, "KEPT", 1)
    ada, bob = await a_client("Ada"), await a_client("Bob")
    euros, yen = await a_product(price="20"), await a_product(price="300", currency="JPY")
    first, second, third = [
        await an_order(client, a_line(product)) for client, product in ((ada, euros), (ada, yen), (bob, euros))
    ]
    paying = {"method": PaymentMethod.CASH, "amount": money("5.00")}
    acts: list[Any] = [
        lambda: record_payment(RecordPaymentInput(order_id=Id(str(first.id)), **paying), SELLER),
        lambda: cancel_order(CancelOrderInput(order_id=Id(str(second.id))), SELLER),
        lambda: hidden(ada),
        lambda: hidden(bob),
        lambda: hidden(ada, deleted=False),
        lambda: fold(2),
        lambda: hidden(bob, deleted=False),
        lambda: cancel_order(CancelOrderInput(order_id=Id(str(third.id))), SELLER),
    ]

    for act in acts:
        await act()

        assert await owed() == await plain()

    assert await owed() == owing.Owed(1, {"EUR": 1500})


@pytest.mark.parametrize("settled_first", [True, False])
async def test_orders_that_move_to_another_client_are_counted_once_in_whichever_order_it_is_told(settled_first: bool):
    source, destination = await a_client("Ada"), await a_client("Bob")
    await an_order(source, a_line(await a_product(price="20")))

    async def settled() -> None:
        await Order.filter(client_id=source.id).update(client_id=destination.id)
        await settle(source.id, "EUR")
        await settle(destination.id, "EUR")

    await Client.filter(id=source.id).update(merged_into_id=destination.id)
    for act in (settled, lambda: hidden(source))[:: 1 if settled_first else -1]:
        await act()

    assert await owed() == owing.Owed(1, {"EUR": 2000})
    assert await ClientBalance.filter(client_id=source.id).count() == 0


async def test_folding_adds_many_rows_up_into_one_a_currency(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(owing, "KEPT", 2)
    product = await a_product(price="20")
    for name in ("Ada", "Bob", "Cy"):
        await an_order(await a_client(name), a_line(product))

    assert await fold() == 4
    assert await fold() == 0
    assert await Owed.all().count() == 2
    assert await owed() == owing.Owed(3, {"EUR": 6000})


async def test_the_figure_costs_one_statement():
    async with counted() as statements:
        found = await owed()

    assert (found, len(statements)) == (owing.Owed(0, {}), 1)
