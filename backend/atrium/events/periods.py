"""Days as people live them, cut out of the rollup's spans, whatever the time zone and its clock changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from atrium import columns
from atrium.errors import BadUserInput
from atrium.events.actions import quarter_of

HOUR = 4  # in quarters
DAY = 96
END_OF_TIME = 2**31 - 1  # a quarter that the column can hold and no delta reaches
USUAL_DAYS = 30
MOST_DAYS = 5 * 365 + 2
EARLIEST, LATEST = date(1980, 1, 1), date(2199, 12, 31)


class Span(NamedTuple):
    """Rows of one length (in quarters) that start in `from_quarter <= quarter < to_quarter`, counted `sign` times."""

    bucket: int
    sign: int
    quarters: int
    from_quarter: int
    to_quarter: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, and the edges of the buckets that time falls into.

    `edges` are quarters: the start of the equal period before, the start of each day, the end of the last one. Bucket 0
    lies before the first edge, bucket 1 is the period before, bucket 2 the first day, the last bucket what came after.
    """

    days: tuple[date, ...]
    edges: tuple[int, ...]

    def spans(self) -> list[Span]:
        """The rollup's rows that add up to each bucket: days, with hours and quarters at the edges only."""
        ends = (*self.edges[1:], END_OF_TIME)
        return [
            span
            for bucket, (start, end) in enumerate(zip(self.edges, ends, strict=True), start=1)
            for span in between(bucket, start, end)
            if span.from_quarter < span.to_quarter
        ]


def period_of(from_: date | None, to: date | None, timezone: str) -> Period:
    """The local days `from_` to `to`, both included; without them the last 30 days until today.

    Raises BadUserInput for an unknown IANA zone, for `from_` after `to`, and for more than five years.
    """
    zone = zone_of(timezone)
    to = to or columns.now().astimezone(zone).date()
    _check_reach(to)
    from_ = from_ or to - timedelta(days=USUAL_DAYS - 1)
    _check_reach(from_)
    count = (to - from_).days + 1
    if count < 1:
        raise BadUserInput("The period must not end before it begins: `from` is later than `to`.")
    if count > MOST_DAYS:
        raise BadUserInput("The period may cover at most five years.")
    days = tuple(from_ + timedelta(days=day) for day in range(count))
    starts = (from_ - timedelta(days=count), *days, to + timedelta(days=1))
    return Period(days, midnights(starts, zone))


def midnights(days: Iterable[date], zone: ZoneInfo) -> tuple[int, ...]:
    """The quarters in which local days begin."""
    return tuple(_midnight(day, zone) for day in days)


def month_after(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months(first: date, last: date) -> tuple[date, ...]:
    """The first day of each month from the one of `first` to the one of `last`."""
    found = [first.replace(day=1)]
    while (after := month_after(found[-1])) <= last:
        found.append(after)
    return tuple(found)


def _check_reach(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise BadUserInput(f"Dates must lie between {EARLIEST} and {LATEST}.")


def zone_of(name: str) -> ZoneInfo:
    """The time zone of an IANA name. Raises BadUserInput where there is none."""
    if name not in _zone_names():
        raise BadUserInput('The time zone is unknown. Use an IANA name such as "Europe/Berlin" or "UTC".')
    return ZoneInfo(name)


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime"}  # whatever the server is set to


def _midnight(day: date, zone: ZoneInfo) -> int:
    """The quarter in which the local day begins; where the clock skips midnight, the first moment after it."""
    return quarter_of(datetime.combine(day, time.min, zone))


def between(bucket: int, start: int, end: int) -> Iterator[Span]:
    """What moved until `end` less what moved until `start`, by few spans wherever the edges lie."""
    yield Span(bucket, 1, DAY, _nearest_day(start), _nearest_day(end) if end < END_OF_TIME else END_OF_TIME)
    if end < END_OF_TIME:
        yield from _rest(bucket, 1, end)
    yield from _rest(bucket, -1, start)


def covering(bucket: int, start: int, end: int, lengths: Sequence[int]) -> Iterator[Span]:
    """The spans that lie between two quarters without a gap, the longest of these lengths that fit; the last is 1."""
    length, *shorter = lengths
    first, last = -(-start // length) * length, end // length * length
    if first >= last:
        if shorter:
            yield from covering(bucket, start, end, shorter)
        return
    yield Span(bucket, 1, length, first, last)
    if shorter:
        yield from covering(bucket, start, first, shorter)
        yield from covering(bucket, last, end, shorter)


def _nearest_day(quarter: int) -> int:
    return (quarter + DAY // 2) // DAY * DAY


def _rest(bucket: int, sign: int, quarter: int) -> Iterator[Span]:
    """What lies between the nearest midnight of UTC and the quarter: added when after it, taken away when before."""
    midnight = _nearest_day(quarter)
    if quarter >= midnight:
        hour = quarter // HOUR * HOUR
        yield Span(bucket, sign, HOUR, midnight, hour)
        yield Span(bucket, sign, 1, hour, quarter)
    else:
        hour = -(-quarter // HOUR) * HOUR
        yield Span(bucket, -sign, HOUR, hour, midnight)
        yield Span(bucket, -sign, 1, quarter, hour)
