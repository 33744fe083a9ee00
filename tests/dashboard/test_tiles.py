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
from tests.given import STAFF, a_client, the_secret_mailed_to
from tests.graph.asking import data

DOCUMENT = """
  query Tiles($since: DateTime!) {
    clientDashboard { tiles { name count before } byStatus { status count } byCountry { country count } }
    TOTAL: clients(first: 1) { totalCount }
    NEW: clients(first: 1, filter: {createdAt: {after: $since}}) { totalCount }
    ACTIVE: clients(first: 1, filter: {status: [ACTIVE]}) { totalCount }
    UNVERIFIED: clients(first: 1, filter: {status: [UNVERIFIED]}) { totalCount }
    LOGIN_DISABLED: clients(first: 1, filter: {status: [LOGIN_DISABLED]}) { totalCount }
    GUESTS: clients(first: 1, filter: {status: [GUEST]}) { totalCount }
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


@pytest.mark.parametrize("and_then", [None, fold, rebuild])
async def test_every_tile_counts_what_its_list_counts(and_then):
    await _a_store()
    if and_then:
        await and_then()

    answer = await data(DOCUMENT, {"since": (datetime.now(UTC) - timedelta(days=29)).isoformat()})

    tiles = {tile["name"]: tile["count"] for tile in answer["clientDashboard"]["tiles"]}
    assert tiles == {name: answer[name]["totalCount"] for name in tiles}
    assert tiles == {"TOTAL": 6, "NEW": 6, "ACTIVE": 2, "UNVERIFIED": 1, "LOGIN_DISABLED": 2, "GUESTS": 1}


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
