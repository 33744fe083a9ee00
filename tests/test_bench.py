"""The measurement itself: it fills a store such as actions leave it, and says what it measured."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence

import pytest

from atrium import database
from atrium.access.authentication import authenticate
from atrium.bench import fill
from atrium.clients import search
from atrium.clients.models import Client, ClientStatus
from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.dashboard.queries import figures
from atrium.events.models import Event
from atrium.folding import fold_email
from atrium.principal import Door
from tests.conftest import IS_POSTGRES
from tests.given import a_client

CLIENTS = 300
BENCH = "from atrium import bench; bench.run({kind!r}, clients=300, pairs=1, seconds=0.1)"


async def test_a_filled_store_is_one_that_actions_could_have_left():
    await fill.fill(CLIENTS)

    clients = await Client.all().prefetch_related("emails", "phones", "addresses", "companies")
    assert len(clients) == CLIENTS
    for client in clients:
        for contacts in map(list[ClientEmail | ClientPhone | ClientAddress | ClientCompany], _lists(client)):
            assert [contact.is_default for contact in contacts].count(True) == min(1, len(contacts))
        assert all(fold_email(email.address) == email.fold for email in client.emails)
        assert client.country == next((place.country for place in client.addresses if place.is_default), "")
        assert client.login_fold is None or client.login_fold in {email.fold for email in client.emails}
    assert {client.status for client in clients} == set(ClientStatus)
    assert await Event.filter(action="client.added").count() == CLIENTS


async def test_a_filled_store_is_found_by_the_documents_that_actions_write():
    await fill.fill(CLIENTS)

    before = await _documents()
    for client in await Client.all():
        await search.refresh(client)

    assert len(before) == CLIENTS
    assert await _documents() == before


async def test_a_filled_store_has_the_figures_of_its_clients():
    await fill.fill(CLIENTS)

    counted = {tile.name: tile.count for tile in (await figures()).tiles}
    for name, status in (("ACTIVE", "ACTIVE"), ("GUESTS", "GUEST"), ("UNVERIFIED", "UNVERIFIED")):
        found = await database.rows("SELECT count(*) AS n FROM client WHERE status = $1", status)
        assert counted[name] == found[0]["n"]


async def test_a_filled_store_goes_on_with_the_next_number():
    await fill.fill(CLIENTS)

    client = await a_client()

    assert client.number == max(row["number"] for row in await database.rows("SELECT number FROM client"))


async def test_the_load_may_do_everything():
    secret = await fill.a_token()

    caller = await authenticate({"authorization": f"Bearer {secret}"}, Door.STAFF, "127.0.0.1")

    assert caller.may("client.create")


@pytest.mark.parametrize("kind", ["postgres" if IS_POSTGRES else "sqlite"])
def test_the_bench_prints_what_every_work_costs(kind: str):
    command = [sys.executable, "-c", BENCH.format(kind=kind)]

    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)

    assert done.returncode == 0, done.stderr
    works, secrets = tables(done.stdout)
    reads = works.keys() - {"add a client"}
    assert len(reads) == 9
    assert {works[name][-1] for name in reads} == {"2"}, "a read is one statement, and one for who asks"
    assert "Finding the duplicates among 300 clients" in done.stdout
    assert "Merging a client with 300 orders and 1,500 events" in done.stdout
    assert "import of 300 rows (300 of them valid)" in done.stdout
    assert re.search(r"Q1 p50 .* adding a client p95 .* of memory with its children", done.stdout)
    assert re.fullmatch(r"\d+\.\d\d", works["Q1: page of 50 with contacts"][4])
    assert secrets.keys() == {"register", "sign in, wrong password", "ask for a new password"}
    assert all(re.fullmatch(r"\d+\.\d / \d+\.\d", time) for row in secrets.values() for time in row[1:3])


def tables(printed: str) -> list[dict[str, list[str]]]:
    """The rows of each table by their first cell."""
    found = [block.splitlines()[2:] for block in printed.split("\n\n") if block.startswith("| ")]
    return [{cells[0]: cells for cells in (line.strip("| ").split(" | ") for line in rows)} for rows in found]


async def _documents() -> dict[int, set[str]]:
    """Every client's lines, by its number."""
    found = await database.rows("SELECT number, document FROM client_search")
    return {row["number"]: set(row["document"].splitlines()) for row in found}


def _lists(client: Client) -> Sequence[object]:
    return (client.emails, client.phones, client.addresses, client.companies)
