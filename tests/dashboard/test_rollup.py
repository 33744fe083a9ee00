"""Folding loses nothing and doubles nothing, and the rollup can be derived anew."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from atrium.clients.models import Client, ClientStatus
from atrium.dashboard.models import ClientFlow, ClientStanding
from atrium.dashboard.queries import figures
from atrium.dashboard.rollup import fold, rebuild
from atrium.database import retrying, rows, tx
from atrium.events.actions import Move, Standing, record
from atrium.events.models import ClientDelta
from atrium.principal import SYSTEM
from tests.dashboard.book import Book, shape

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
MAY = (date(2024, 5, 1), date(2024, 5, 31), "Europe/Berlin")


async def test_folding_empties_the_deltas_in_portions():
    book = Book()
    for minute in range(5):
        await book.register(NOON + timedelta(minutes=minute), "ACTIVE")

    portions = [await fold(2), await fold(2), await fold(2), await fold(2)]

    assert portions == [2, 2, 1, 0]
    assert await ClientDelta.all().count() == 0


async def test_what_is_folded_stands_once_in_a_quarter_an_hour_and_a_day():
    await Book().register(NOON, "GUEST", "DE", "GUEST_CHECKOUT")

    await fold()

    found = await ClientFlow.all().order_by("quarters").values_list("quarters", "new_guest_checkout", "guest", "active")
    assert found == [(1, 1, 1, 0), (4, 1, 1, 0), (96, 1, 1, 0)]
    assert await ClientStanding.all().values_list("status", "country", "amount") == [("GUEST", "DE", 1)]


async def test_a_fold_that_is_cut_off_leaves_everything_as_it_was():
    await Book().register(NOON, "ACTIVE")

    async def fold_and_die() -> None:
        async with tx():
            await fold()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fold_and_die()

    assert await ClientDelta.all().count() == 1
    assert await ClientFlow.all().count() == await ClientStanding.all().count() == 0


async def test_two_folders_among_writers_lose_nothing_and_double_nothing():
    writing = True

    async def write(offset: int) -> None:
        for hour in range(20):
            move = Move("API", None, Standing("ACTIVE", "AT"), is_new=True)
            at = NOON + timedelta(hours=hour * 7 + offset)
            await retrying(lambda at=at, move=move: record("client.added", SYSTEM, move=move, at=at))

    async def keep_folding() -> None:
        while writing or await ClientDelta.all().count():
            await retrying(lambda: fold(7))
            await asyncio.sleep(0)

    folders = [asyncio.create_task(keep_folding()) for _ in range(2)]
    await asyncio.gather(*(write(offset) for offset in range(4)))
    writing = False
    await asyncio.gather(*folders)

    sums = await rows("select quarters, sum(new_api) as new, sum(active) as active from client_flow group by quarters")
    assert {(row["quarters"], int(row["new"]), int(row["active"])) for row in sums} == {
        (1, 80, 80),
        (4, 80, 80),
        (96, 80, 80),
    }
    assert await ClientStanding.all().values_list("status", "country", "amount") == [("ACTIVE", "AT", 80)]


async def test_figures_are_whole_at_every_moment_of_a_fold():
    for minute in range(0, 600, 20):
        await Book().register(NOON + timedelta(minutes=minute), "UNVERIFIED", "PL")

    seen, folded = [], 3
    while folded:
        folded, meanwhile = await asyncio.gather(fold(3), figures(*MAY))
        seen += [meanwhile, await figures(*MAY)]

    assert len(seen) > 20
    assert {(answer.tiles[0].count, answer.tiles[1].count, answer.by_country[0].count) for answer in seen} == {
        (30, 30, 30)
    }


async def _a_client(number: int, **columns: object) -> Client:
    login = f"ada{number}@example.org"
    given = {"origin": "STAFF", "display_name": "Ada", "name_fold": "ada", "currency": "EUR", "created_at": NOON}
    return await Client.create(number=number, login_email=login, login_fold=login, **given | columns)


async def test_a_rebuild_derives_the_same_figures_from_the_clients_as_their_acts_gave():
    book, day = Book(), timedelta(days=1)
    await _a_client(1, verified_at=NOON + 2 * day, country="DE")
    await _a_client(2, allow_login=False, origin="API")
    await _a_client(3, is_guest=True, origin="GUEST_CHECKOUT", country="DE")
    await _a_client(4, deleted_at=NOON + 3 * day)
    await _a_client(5)
    verified = await book.register(NOON, "UNVERIFIED", "DE")
    await book.register(NOON, "LOGIN_DISABLED", "", "API")
    await book.register(NOON, "GUEST", "DE", "GUEST_CHECKOUT")
    deleted = await book.register(NOON, "UNVERIFIED")
    await book.register(NOON, "UNVERIFIED")
    await book.move(verified, NOON + 2 * day, status=ClientStatus.ACTIVE)
    await book.move(deleted, NOON + 3 * day, status=ClientStatus.DELETED)
    recorded = await figures(*MAY)

    await rebuild()

    assert shape(await figures(*MAY)) == shape(recorded)
    assert await ClientDelta.all().count() == 0


async def test_a_merged_client_is_in_no_figure_after_a_rebuild():
    destination = await _a_client(1)
    await _a_client(2, merged_into_id=destination.id)

    await rebuild()

    answer = await figures(*MAY)
    assert [(tile.name, tile.count) for tile in answer.tiles[:2]] == [("TOTAL", 1), ("NEW", 1)]


async def test_a_rebuild_among_writers_counts_each_client_once():
    async def add(number: int) -> None:
        async with tx():
            await _a_client(number)
            await asyncio.sleep(0)
            move = Move("STAFF", None, Standing("UNVERIFIED", ""), is_new=True)
            await record("client.added", SYSTEM, move=move, at=NOON)

    await asyncio.gather(*(retrying(lambda number=number: add(number)) for number in range(1, 9)), rebuild(), fold())

    answer = await figures(*MAY)
    assert [(tile.name, tile.count) for tile in answer.tiles[:2]] == [("TOTAL", 8), ("NEW", 8)]
