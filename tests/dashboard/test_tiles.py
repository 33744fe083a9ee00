"""A tile opens the list with its filter behind it, and both count the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from atrium.clients.actions import add_client
from atrium.clients.inputs import AddClientInput, SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientOrigin
from atrium.clients.verifying import verify_email
from atrium.dashboard.rollup import fold, rebuild
from atrium.orders.inputs import PaidNowInput
from atrium.orders.models import PaymentMethod
from tests.given import STAFF, a_client, the_secret_mailed_to
from tests.graph.asking import data, staff
from tests.orders.given import a_line, a_product, an_order

DOCUMENT = """
  query Tiles($since: DateTime!) {
    clientDashboard {
      tiles { name count before amounts { amount currency } } byStatus { status count } byCountry { country count } }
    TOTAL: clients(first: 1) { totalCount }
    NEW: clients(first: 1, filter: {createdAt: {after: $since}}) { totalCount }
    ACTIVE: clients(first: 1, filter: {status: [ACTIVE]}) { totalCount }
    UNVERIFIED: clients(first: 1, filter: {status: [UNVERIFIED]}) { totalCount }
    LOGIN_DISABLED: clients(first: 1, filter: {status: [LOGIN_DISABLED]}) { totalCount }
    GUESTS: clients(first: 1, filter: {status: [GUEST]}) { totalCount }
    BALANCE_DUE: clients(first: 1, filter: {hasBalanceDue: true}) { totalCount }
  }
"""


async def _a_store() -> None:
    """Two active (one of them blocked and let in again), one unverified, two blocked, one guest."""
    for name in ("ada", "grace"):
        await a_client(name, f"{name}@example.org")
        await verify_email(await the_secret_mailed_to(f"{name}@example.org"), "seven green otters juggle", "192.0.2.1")
    await a_client("Alan")
    blocked = await a_client("Eve")
    await a_client("Kurt", allow_login=False)
    grace = await Client.get(login_email="grace@example.org")
    for client, allowed in ((blocked, False), (grace, False), (grace, True)):
        await set_allow_login(SetAllowLoginInput(client_id=str(client.id), allow_login=allowed), STAFF)
    guest = AddClientInput(first_name="Gus", email="gus@example.org", allow_login=False)
    await add_client(guest, STAFF, origin=ClientOrigin.GUEST_CHECKOUT)
    euros, yen = await a_product(price="20"), await a_product(price="300", currency="JPY")
    for client, product in ((blocked, euros), (blocked, yen), (grace, euros)):
        await an_order(client, a_line(product))
    await an_order(grace, a_line(euros), paid=PaidNowInput(method=PaymentMethod.CASH))


@pytest.mark.parametrize("and_then", [None, fold, rebuild])
async def test_every_tile_counts_what_its_list_counts(and_then):
    await _a_store()
    if and_then:
        await and_then()

    answer = await data(DOCUMENT, {"since": (datetime.now(UTC) - timedelta(days=29)).isoformat()})

    tiles = {tile["name"]: tile["count"] for tile in answer["clientDashboard"]["tiles"]}
    assert tiles == {name: answer[name]["totalCount"] for name in tiles}
    assert tiles == {
        "TOTAL": 6,
        "NEW": 6,
        "ACTIVE": 2,
        "UNVERIFIED": 1,
        "LOGIN_DISABLED": 2,
        "GUESTS": 1,
        "BALANCE_DUE": 2,
    }


async def test_what_is_due_is_told_by_currency_to_who_may_see_orders():
    await _a_store()
    given = {"since": "2024-01-01T00:00:00Z"}
    plain = DOCUMENT.replace("BALANCE_DUE: clients(first: 1, filter: {hasBalanceDue: true}) { totalCount }", "")

    due = (await data(DOCUMENT, given))["clientDashboard"]["tiles"][-1]
    others = (await data(plain, given, by=staff("dashboard.read", "client.read")))["clientDashboard"]["tiles"]

    assert due == {
        "name": "BALANCE_DUE", "count": 2, "before": None,
        "amounts": [{"amount": "40.00", "currency": "EUR"}, {"amount": "300", "currency": "JPY"}],
    }  # fmt: skip
    assert "BALANCE_DUE" not in {tile["name"] for tile in others}


async def test_those_who_paid_most_in_a_currency_come_first_and_revenue_equals_the_payments():
    ada, bob, gone = [await a_client(name) for name in ("Ada", "Bob", "Gone")]
    euros, yen = await a_product(price="20"), await a_product(price="300", currency="JPY")
    for client, line in ((ada, a_line(euros)), (bob, a_line(euros, 2)), (gone, a_line(euros, 3)), (ada, a_line(yen))):
        await an_order(client, line, paid=PaidNowInput(method=PaymentMethod.BANK))
    await an_order(await a_client("Owes"), a_line(euros))
    await Client.filter(id=gone.id).update(deleted_at=datetime.now(UTC))

    answer = await data(
        """{ clientDashboard { revenue { month amount { amount currency } }
          EUR: topByValue(first: 3, currency: "EUR") { firstName }  own: topByValue { firstName }
          JPY: topByValue(currency: "jpy") { firstName } } }"""
    )

    found = answer["clientDashboard"]
    assert [[one["firstName"] for one in found[key]] for key in ("EUR", "own", "JPY")] == [
        ["Bob", "Ada"], ["Bob", "Ada"], ["Ada"],
    ]  # fmt: skip
    assert len(found["revenue"]) == 2 * 12
    assert {(one["amount"]["currency"], one["amount"]["amount"]) for one in found["revenue"]} == {
        ("EUR", "120.00"), ("EUR", "0.00"), ("JPY", "300"), ("JPY", "0"),
    }  # fmt: skip


async def test_every_status_and_country_counts_what_its_list_counts():
    await _a_store()

    answer = (await data(DOCUMENT, {"since": "2024-01-01T00:00:00Z"}))["clientDashboard"]

    assert {row["status"]: row["count"] for row in answer["byStatus"]} == {
        "ACTIVE": 2,
        "UNVERIFIED": 1,
        "LOGIN_DISABLED": 2,
        "GUEST": 1,
    }
    assert answer["byCountry"] == [{"country": "", "count": 6}]
