"""A seeded store: believable, consistent, and quiet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atrium import database
from atrium.clients.models import Client, ClientSearch, ClientStatus
from atrium.columns import now
from atrium.custom_fields.models import CustomField
from atrium.events.models import ClientDelta, Event
from atrium.folding import fold
from atrium.mail.models import EmailMessage, MailState
from atrium.orders.models import Order, OrderStatus, Payment, Product, Service, ServiceStatus
from atrium.seeds import seed
from atrium.seeds.lands import lands
from atrium.tickets.models import Ticket
from tests.orders.given import a_product

CLIENTS = 120


@pytest.fixture
async def told() -> list[str]:
    """What a seeding of 120 clients said."""
    said: list[str] = []
    await seed(CLIENTS, said.append)
    return said


async def test_so_many_clients_come_with_a_past_that_holds_together(told: list[str]):
    clients = await Client.all().order_by("number")

    assert len(clients) == await ClientSearch.all().count() == CLIENTS
    assert told[-1] == "120 clients added"
    dates = [client.created_at for client in clients]
    assert dates == sorted(dates)
    assert dates[-1] < now() < dates[0] + timedelta(days=3 * 365 + 2)
    for client in clients:
        assert client.verified_at is None or client.verified_at >= client.created_at
        assert client.last_login_at is None or client.last_login_at >= client.verified_at
    assert await Event.filter(at__gt=now()).count() == 0


async def test_the_clients_stand_and_come_as_real_ones_do(told: list[str]):
    clients = await Client.all()

    assert {client.status for client in clients} >= {ClientStatus.ACTIVE, ClientStatus.UNVERIFIED, ClientStatus.GUEST}
    assert sum(client.status is ClientStatus.ACTIVE for client in clients) > CLIENTS / 2
    assert len({client.origin for client in clients}) >= 4
    assert len({client.country for client in clients}) > 10
    assert any(fold(client.first_name) != client.first_name.casefold() for client in clients)
    assert any(not client.first_name.isascii() and not fold(client.first_name).isascii() for client in clients)


async def test_some_have_talked_with_staff_and_nothing_of_it_waits_to_be_mailed(told: list[str]):
    tickets = await Ticket.all().prefetch_related("messages")

    assert len(tickets) >= 3
    assert len({ticket.status for ticket in tickets}) >= 2
    for ticket in tickets:
        moments = [message.at for message in ticket.messages]
        assert ticket.created_at == min(moments)
        assert max(moments) <= ticket.updated_at < now()
    assert await EmailMessage.filter(kind__startswith="ticket_", state=MailState.WAITING).count() == 0


async def test_some_have_answered_what_the_store_wants_to_know(told: list[str]):
    fields = {field.key: field.type for field in await CustomField.all()}
    kept = await database.rows(
        "SELECT DISTINCT f.key FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id"
    )

    assert len(fields) == 6
    assert {row["key"] for row in kept} == set(fields)


async def test_some_ordered_and_paid_in_the_order_of_time(told: list[str]):
    orders = await Order.all().order_by("number")
    clients = {client.id: client for client in await Client.all()}

    assert {order.status for order in orders} >= {OrderStatus.PAID, OrderStatus.UNPAID}
    assert len({order.currency for order in orders}) > 1
    assert await Service.filter(status=ServiceStatus.RUNNING).exists()
    moments = [order.placed_at for order in orders]
    assert moments == sorted(moments)
    assert moments[-1] < now()
    assert all(order.placed_at >= clients[order.client_id].created_at for order in orders)
    assert len({payment.method for payment in await Payment.all()}) > 1


async def test_what_came_for_an_order_is_what_was_paid_of_it(told: list[str]):
    wrong = await database.rows(
        """SELECT o.number FROM client_order o LEFT JOIN payment p ON p.order_id = o.id GROUP BY o.id, o.number
         HAVING o.paid_minor <> coalesce(sum(p.amount_minor), 0)"""
    )
    owing = await database.rows("SELECT sum(total_minor - paid_minor) AS n FROM client_order WHERE status = 'UNPAID'")
    due = await database.rows("SELECT sum(due_minor) AS n FROM client_balance")

    assert wrong == []
    assert owing[0]["n"] == due[0]["n"] > 0


async def test_a_store_that_sells_something_of_its_own_is_sold_nothing_else():
    await a_product("Bread")

    await seed(20, lambda _: None)

    assert await Product.all().count() == 1
    assert not await Order.exists()


async def test_nobody_is_written_to(told: list[str]):
    assert await EmailMessage.filter(state=MailState.WAITING).count() == 0
    assert await EmailMessage.filter(sealed__isnull=False).count() == 0
    assert all("example." in address for address in await EmailMessage.all().values_list("to", flat=True))


async def test_the_figures_are_folded_and_exact(told: list[str]):
    standing = await database.rows("SELECT status, sum(amount) AS n FROM client_standing GROUP BY status")
    clients = await database.rows("SELECT status, count(*) AS n FROM client GROUP BY status")

    assert {row["status"]: row["n"] for row in standing if row["n"]} == {row["status"]: row["n"] for row in clients}
    assert not await ClientDelta.exists()


async def test_a_second_seeding_adds_others(told: list[str]):
    await seed(30, lambda _: None)

    assert await Client.all().count() == CLIENTS + 30
    skus = await Product.all().values_list("sku", flat=True)
    assert len(skus) == len(set(skus)) == 27


def test_every_land_has_all_that_its_clients_need():
    for land in lands():
        assert land.first_names
        assert all(name.isascii() or "=" in name or fold(name).isascii() for name in land.last_names), land.country
        assert all(town[0] for town in land.towns)
