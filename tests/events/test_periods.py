"""Days as people live them: clock changes, skipped days, odd offsets; and what is no period at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from atrium.errors import BadUserInput
from atrium.events.actions import quarter_of
from atrium.events.periods import DAY, HOUR, period_of

HOURS_OF_DAYS = [
    ("Europe/Berlin", date(2024, 3, 31), 23),
    ("Europe/Berlin", date(2024, 10, 27), 25),
    ("America/New_York", date(2024, 3, 10), 23),
    ("America/New_York", date(2024, 11, 3), 25),
    ("Asia/Kathmandu", date(2024, 3, 31), 24),
    ("Australia/Lord_Howe", date(2024, 4, 7), 24.5),
    ("Australia/Lord_Howe", date(2024, 10, 6), 23.5),
    ("America/Havana", date(2024, 11, 3), 25),  # its clock goes back from one o'clock to midnight
    ("Asia/Beirut", date(2024, 3, 31), 23),  # it has no midnight
    ("Pacific/Apia", date(2011, 12, 30), 0),  # never happened there
    ("UTC", date(2024, 3, 31), 24),
]


@pytest.mark.parametrize(("timezone", "day", "hours"), HOURS_OF_DAYS)
def test_a_day_is_one_day_however_long_the_clock_makes_it(timezone: str, day: date, hours: float):
    _, start, end = period_of(day, day, timezone).edges

    assert (end - start) / HOUR == hours


def test_days_begin_at_local_midnight():
    period = period_of(date(2024, 5, 17), date(2024, 5, 17), "Asia/Kathmandu")

    assert period.edges[1] == quarter_of(datetime(2024, 5, 16, 18, 15, tzinfo=UTC))


def test_the_period_before_is_as_many_days_long():
    before, start, *_ = period_of(date(2024, 5, 1), date(2024, 5, 7), "UTC").edges

    assert start - before == 7 * DAY


@time_machine.travel(datetime(2024, 5, 17, 20, tzinfo=UTC), tick=False)
def test_without_dates_the_period_is_the_last_thirty_days_until_today_where_one_lives():
    berlin, auckland = period_of(None, None, "Europe/Berlin"), period_of(None, None, "Pacific/Auckland")

    assert (berlin.days[0], berlin.days[-1]) == (date(2024, 4, 18), date(2024, 5, 17))
    assert (auckland.days[0], auckland.days[-1]) == (date(2024, 4, 19), date(2024, 5, 18))


@time_machine.travel(datetime(2024, 5, 17, 20, tzinfo=UTC), tick=False)
def test_one_date_is_completed_by_today_or_by_thirty_days():
    since, until = period_of(date(2024, 5, 1), None, "UTC"), period_of(None, date(2024, 3, 30), "UTC")

    assert since.days[-1] == date(2024, 5, 17)
    assert until.days[0] == date(2024, 3, 1)


def test_a_year_is_read_from_days_and_their_edges_only():
    spans = period_of(date(2023, 1, 1), date(2023, 12, 31), "America/New_York").spans()
    after = spans[-2:]

    rows = sum((span.to_quarter - span.from_quarter) // span.quarters for span in spans if span not in after)

    assert rows < 367 * 12


@pytest.mark.parametrize("timezone", ["Berlin", "", "europe/berlin", "../etc/passwd", "Europe", "localtime", "UTC\0"])
def test_an_unknown_time_zone_is_refused(timezone: str):
    with pytest.raises(BadUserInput, match="time zone"):
        period_of(None, None, timezone)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(BadUserInput, match="later"):
        period_of(date(2024, 5, 2), date(2024, 5, 1), "UTC")


def test_five_years_are_a_period_and_a_day_more_is_refused():
    five_years = period_of(date(2019, 1, 1), date(2023, 12, 31), "UTC")

    assert len(five_years.days) == 5 * 365 + 1
    with pytest.raises(BadUserInput, match="five years"):
        period_of(date(2019, 1, 1), date(2024, 1, 3), "UTC")


@pytest.mark.parametrize("day", [date.min, date(1979, 12, 31), date(2200, 1, 1), date.max])
def test_days_out_of_reach_are_refused(day: date):
    with pytest.raises(BadUserInput, match="between"):
        period_of(day, day, "Pacific/Auckland")


def test_the_reach_itself_has_an_answer():
    first, last = (
        period_of(date(1980, 1, 1), date(1980, 1, 1), "UTC"),
        period_of(date(2199, 12, 31), date(2199, 12, 31), "UTC"),
    )

    assert len(first.days) == len(last.days) == 1
    assert last.edges[-1] < 2**31
    assert last.days[0] - first.days[0] > timedelta(days=80_000)
