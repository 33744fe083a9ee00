"""The figures: what they are made of, what they cost, and what an empty store shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.dashboard.queries import CountryCount, Figures, figures
from atrium.dashboard.rollup import fold
from atrium.errors import BadUserInput
from tests.dashboard.book import Book
from tests.statements import counted

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def _tile(answer: Figures, name: str) -> tuple[int, int | None]:
    (found,) = [tile for tile in answer.tiles if tile.name == name]
    return found.count, found.before


async def test_an_empty_store_shows_zeros():
    answer = await figures(date(2024, 5, 16), date(2024, 5, 17), "Europe/Berlin")

    assert [(tile.name, tile.count, tile.before) for tile in answer.tiles] == [
        (name, 0, 0) for name in ("TOTAL", "NEW", "ACTIVE", "UNVERIFIED", "LOGIN_DISABLED", "GUESTS")
    ]
    assert [(point.date.day, point.count) for point in answer.total] == [(16, 0), (17, 0)]
    assert [point.count for point in answer.new_clients] == [0] * 2 * len(ClientOrigin)
    assert [row.count for row in answer.by_status] == [0, 0, 0, 0]
    assert answer.by_country == ()


async def test_without_dates_the_figures_are_of_thirty_days():
    answer = await figures(timezone="Australia/Lord_Howe")

    assert len(answer.total) == 30


@pytest.mark.parametrize("is_folded", [False, True])
async def test_the_figures_cost_one_statement(is_folded: bool):
    await Book().register(NOON, "ACTIVE")
    if is_folded:
        await fold()

    async with counted() as statements:
        await figures(date(2023, 5, 18), date(2024, 5, 17), "America/New_York")

    assert len(statements) == 1


@pytest.mark.parametrize("is_folded", [False, True])
@pytest.mark.parametrize(
    ("zone", "last_evening"),
    [
        ("Europe/Berlin", datetime(2024, 3, 31, 21, 59, 59, tzinfo=UTC)),
        ("America/New_York", datetime(2024, 4, 1, 3, 59, 59, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2024, 3, 31, 18, 14, 59, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2024, 3, 31, 12, 59, 59, tzinfo=UTC)),
    ],
)
async def test_the_last_second_belongs_to_the_day_and_the_next_one_to_tomorrow(
    zone: str, last_evening: datetime, is_folded: bool
):
    book = Book()
    await book.register(last_evening, "ACTIVE")
    await book.register(last_evening + timedelta(seconds=1), "ACTIVE")
    await book.register(last_evening + timedelta(seconds=2), "ACTIVE")
    if is_folded:
        await fold()

    answer = await figures(date(2024, 3, 31), date(2024, 4, 1), zone)

    by_staff = [point.count for point in answer.new_clients if point.origin is ClientOrigin.STAFF]
    assert by_staff == [1, 2]
    assert [point.count for point in answer.total] == [1, 3]


async def test_new_compares_with_the_equal_period_before():
    book = Book()
    for days_ago in (15, 14, 13, 9, 8, 7, 6, 1, 0):
        await book.register(NOON - days_ago * DAY, "ACTIVE")

    answer = await figures(date(2024, 5, 11), date(2024, 5, 17), "UTC")

    assert _tile(answer, "NEW") == (3, 4)


async def test_the_other_tiles_compare_with_the_start_of_the_period():
    book = Book()
    blocked = await book.register(NOON - 20 * DAY, "ACTIVE")
    await book.register(NOON - 19 * DAY, "GUEST")
    await book.move(blocked, NOON - 2 * DAY, status=ClientStatus.LOGIN_DISABLED)

    answer = await figures(date(2024, 5, 11), date(2024, 5, 17), "UTC")

    assert _tile(answer, "TOTAL") == (2, 2)
    assert _tile(answer, "ACTIVE") == (0, 1)
    assert _tile(answer, "LOGIN_DISABLED") == (1, 0)
    assert _tile(answer, "GUESTS") == (1, 1)


async def test_a_deleted_client_leaves_every_figure_and_comes_back_with_its_day():
    book = Book()
    person = await book.register(NOON - 3 * DAY, "ACTIVE", "DE")
    period = (date(2024, 5, 1), date(2024, 5, 17), "UTC")

    await book.move(person, NOON - DAY, status=ClientStatus.DELETED)
    deleted = await figures(*period)
    await book.move(person, NOON, status=ClientStatus.ACTIVE)
    restored = await figures(*period)

    assert (_tile(deleted, "NEW"), _tile(deleted, "TOTAL"), deleted.by_country) == ((0, 0), (0, 0), ())
    assert (_tile(restored, "NEW"), _tile(restored, "TOTAL")) == ((1, 0), (1, 0))
    assert [point.date for point in restored.new_clients if point.count] == [date(2024, 5, 14)]
    assert [point.count for point in restored.total[-4:]] == [1, 1, 0, 1]


async def test_countries_come_with_the_most_clients_first_and_the_unknown_among_them():
    book = Book()
    for country in ("AT", "DE", "", "DE", "CH"):
        await book.register(NOON, "ACTIVE", country)
    mover = await book.register(NOON, "ACTIVE", "CH")
    await book.move(mover, NOON + DAY, country="AT")

    answer = await figures(date(2024, 5, 17), date(2024, 5, 17), "UTC")

    assert answer.by_country == (
        CountryCount("AT", 2),
        CountryCount("DE", 2),
        CountryCount("", 1),
        CountryCount("CH", 1),
    )


async def test_what_is_no_period_is_refused_before_anything_is_asked():
    async with counted() as statements:
        with pytest.raises(BadUserInput):
            await figures(date(2024, 5, 17), date(2024, 5, 16), "UTC")
        with pytest.raises(BadUserInput):
            await figures(None, None, "Mars/Olympus_Mons")

    assert statements == []
