"""The server goes away and comes back; the application notices both by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio

from atrium import database, upgrade
from atrium.bench.cluster import Cluster
from atrium.preferences.models import Counter
from atrium.settings import Settings


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    own = Cluster()
    yield own
    own.remove()


@pytest_asyncio.fixture
async def connected(server: Cluster, let_go: None, settings: Settings) -> AsyncIterator[None]:
    url = server.url("postgres")
    await upgrade.upgrade(url)
    await database.connect(replace(settings, database_url=url))
    yield


@pytest.mark.usefixtures("connected")
async def test_reads_and_writes_say_that_the_server_is_away_and_work_when_it_is_back(server: Cluster):
    await Counter.create(name="before")
    await database.ping()

    server.stop()
    for ask in (database.ping, Counter.all().count, lambda: database.rows("SELECT 1")):
        for _ in range(3):
            with pytest.raises(database.UNREACHABLE):
                await ask()
    server.start()

    await database.ping()
    async with database.tx():
        await Counter.create(name="after")
    assert await Counter.all().count() == 2


@pytest.mark.usefixtures("connected")
async def test_a_transaction_in_which_the_server_leaves_says_so(server: Cluster):
    async def write() -> None:
        async with database.tx():
            await Counter.create(name="lost")
            server.stop()
            await Counter.create(name="lost too")

    with pytest.raises(database.UNREACHABLE):
        await write()
    server.start()

    assert await database.rows("SELECT name FROM counter WHERE name LIKE 'lost%'") == []


async def test_connecting_does_not_wait_for_a_server_that_is_away(let_go: None, settings: Settings):
    await database.connect(replace(settings, database_url="postgres://atrium@/none?host=/nowhere"))

    with pytest.raises(database.UNREACHABLE):
        await database.ping()
