"""Whatever happened, the figures equal a live count: before, during and after folding."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.dashboard.queries import figures
from atrium.dashboard.rollup import fold
from atrium.database import tx
from tests.dashboard.book import SHOWN, Book, forget_everything, shape

# Within these days clocks change in New York (10 March), Berlin (31 March) and on Lord Howe (7 April, by half an hour).
FIRST, LAST = datetime(2024, 2, 25, tzinfo=UTC), datetime(2024, 4, 20, tzinfo=UTC)
MINUTES = int((LAST - FIRST).total_seconds()) // 60
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia")

anywhen = st.integers(0, MINUTES).map(lambda minute: FIRST + timedelta(minutes=minute))
around_midnight = st.builds(
    lambda day, zone, minutes: (
        datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC) + timedelta(minutes=minutes)
    ),
    st.dates(date(2024, 2, 26), date(2024, 4, 18)),
    st.sampled_from(ZONES),
    st.integers(-50, 50),
)
moments = st.one_of(anywhen, around_midnight)
countries = st.sampled_from(["", "DE", "NP", "US"])
registering = st.tuples(st.sampled_from(SHOWN), countries, st.sampled_from(list(ClientOrigin)))
moving = st.one_of(
    st.fixed_dictionaries({"status": st.sampled_from(list(ClientStatus))}),
    st.fixed_dictionaries({"country": countries}),
    st.none(),
)
acts = st.one_of(registering, st.tuples(st.integers(0, 20), moving))
histories = st.lists(st.tuples(moments, acts), max_size=30).map(lambda told: sorted(told, key=lambda act: act[0]))
periods = st.tuples(st.dates(date(2024, 2, 20), date(2024, 4, 25)), st.integers(1, 45), st.sampled_from(ZONES))


async def _live_through(history: list) -> Book:
    book = Book()
    async with tx():
        for at, (first, *rest) in history:
            if isinstance(first, str):
                await book.register(at, first, *rest)
            elif book.people:
                person = book.people[first % len(book.people)]
                (changes,) = rest
                await (book.remove(person, at) if changes is None else book.move(person, at, **changes))
    return book


@given(history=histories, period=periods, portion=st.integers(1, 12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_figures_equal_a_live_count_before_during_and_after_folding(history, period, portion):
    await forget_everything()
    start, length, zone = period
    days = [start + timedelta(days=day) for day in range(length)]

    book = await _live_through(history)
    before = await figures(days[0], days[-1], zone)
    await fold(portion)
    during = await figures(days[0], days[-1], zone)
    while await fold(portion):
        pass
    after = await figures(days[0], days[-1], zone)

    expected = book.expected(days, zone)
    assert shape(before) == expected
    assert shape(during) == expected
    assert shape(after) == expected
