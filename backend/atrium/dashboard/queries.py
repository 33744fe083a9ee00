"""The dashboard's figures: one statement over the rollup and what is not folded yet, so they are exact at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice
from typing import Any

from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.dashboard.measures import COLUMNS, ORIGINS, STATUS, STATUSES, Delta, Tally, Vector, zeros
from atrium.database import dialect, fetch_rows
from atrium.events.periods import Period, period_of
from atrium.json_table import lines, listed
from atrium.orders.owing import SUMS, Owed, owed_in

FIRST_DAY = 2  # the bucket; see Period
TILE_NAMES = {status: str(status) for status in STATUSES} | {ClientStatus.GUEST: "GUESTS"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One number. `before`: for NEW that of the equal period before, for the others that at the period's start."""

    name: str
    count: int
    before: int | None


@dataclass(frozen=True, slots=True)
class OriginPoint:
    date: date
    origin: ClientOrigin
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    date: date
    count: int


@dataclass(frozen=True, slots=True)
class StatusCount:
    status: ClientStatus
    count: int


@dataclass(frozen=True, slots=True)
class CountryCount:
    """`country` is ISO 3166-1 alpha-2, or `""` for clients whose country is unknown."""

    country: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the dashboard counts. Merged and deleted clients are in none of it, as they are in no list.

    `new_clients` has a point for every day and origin, `total` one for every day: how many there were when it ended.
    `by_status`, `by_country` and what is `due` are of now.
    """

    tiles: tuple[Tile, ...]
    new_clients: tuple[OriginPoint, ...]
    total: tuple[Point, ...]
    by_status: tuple[StatusCount, ...]
    by_country: tuple[CountryCount, ...]
    due: Owed


async def figures(from_: date | None = None, to: date | None = None, timezone: str = "UTC") -> Figures:
    """Tiles and series for the local days `from_` to `to` (both included, by default the last 30), in one statement.

    Raises BadUserInput for an unknown time zone, a period that ends before it begins, or one of more than five years.
    """
    period = period_of(from_, to, timezone)
    found = await fetch_rows(_statement(), [lines(period.spans())])
    return _Ledger(period, found).figures()


def _statement() -> str:
    """Four kinds of rows: the rollup by bucket, how many stand where, what is due, and the deltas not folded yet."""
    postgres = dialect() == "postgres"
    names = ("bucket", "sign", "quarters", "from_quarter", "to_quarter")
    span = listed(dict.fromkeys(names, "integer"), "$1" if postgres else "?1")
    within = "flow.quarters = span.quarters and flow.quarter >= from_quarter and flow.quarter < to_quarter"
    looked_up = (  # span by span through the index, whatever the planner would guess
        f"span cross join lateral (select * from client_flow as flow where {within} offset 0) as flow"
        if postgres
        else f"span cross join client_flow as flow on {within}"
    )
    sums = ", ".join(f"cast(sum(sign * {name}) as bigint)" for name in COLUMNS)
    blank = ", ".join("0" for _ in COLUMNS[2:])
    return (
        f"with span as ({span}) "
        f"select 'flow', '', '', '', '', '', bucket, {sums} from {looked_up} group by bucket "
        f"union all select 'standing', status, country, '', '', '', 0, amount, 0, {blank} from client_standing "
        f"union all select 'due', currency, '', '', '', '', 0, minor, clients, {blank} from ({SUMS}) as due "
        "union all select 'delta', origin, status_from, status_to, country_from, country_to, "
        f"quarter, since_quarter, count(*), {blank} from client_delta "
        "group by quarter, since_quarter, origin, status_from, status_to, country_from, country_to"
    )


class _Ledger:
    """What the statement found, sorted into the period's buckets: the one before it, its days, the one after it."""

    def __init__(self, period: Period, found: Iterable[Sequence[Any]]) -> None:
        self.period = period
        self.moved: list[Vector] = [zeros() for _ in range(len(period.edges) + 1)]
        self.standing: Counter[tuple[str, str]] = Counter()
        self.due: list[tuple[str, int, int]] = []
        late = Tally()
        for kind, one, two, three, four, five, place, *numbers in found:
            if kind == "flow":
                self.moved[place] = numbers
            elif kind == "standing":
                self.standing[one, two] = numbers[0]
            elif kind == "due":
                self.due.append((one, numbers[0], numbers[1]))
            else:
                late.add(Delta(place, numbers[0], one, two, three, four, five), numbers[1])
        self.standing.update(late.standing)
        for quarter, amounts in late.flow.items():
            bucket = bisect_right(period.edges, quarter)
            self.moved[bucket] = [sum(pair) for pair in zip(self.moved[bucket], amounts, strict=True)]

    def figures(self) -> Figures:
        return Figures(
            tiles=self._tiles(),
            new_clients=tuple(
                OriginPoint(day, origin, count)
                for day, moved in zip(self.period.days, self.moved[FIRST_DAY:-1], strict=True)
                for origin, count in zip(ORIGINS, moved, strict=False)
            ),
            total=self._total(),
            by_status=tuple(StatusCount(status, self._now(status)) for status in STATUSES),
            by_country=self._by_country(),
            due=owed_in(self.due),
        )

    def _tiles(self) -> tuple[Tile, ...]:
        before, *days = (sum(moved[: len(ORIGINS)]) for moved in self.moved[FIRST_DAY - 1 : -1])
        total = Tile("TOTAL", self._now(*STATUSES), self._at_start(*STATUSES))
        new = Tile("NEW", sum(days), before)
        rest = (Tile(TILE_NAMES[status], self._now(status), self._at_start(status)) for status in STATUSES)
        return (total, new, *rest)

    def _now(self, *statuses: ClientStatus) -> int:
        return sum(count for (status, _), count in self.standing.items() if status in statuses)

    def _at_start(self, *statuses: ClientStatus) -> int:
        """What there is now, less what moved since the period began."""
        return self._now(*statuses) - sum(
            moved[STATUS[status]] for moved in self.moved[FIRST_DAY:] for status in statuses
        )

    def _total(self) -> tuple[Point, ...]:
        joined = (sum(moved[len(ORIGINS) :]) for moved in self.moved[FIRST_DAY:-1])
        counts = accumulate(joined, initial=self._at_start(*STATUSES))
        return tuple(Point(day, count) for day, count in zip(self.period.days, islice(counts, 1, None), strict=True))

    def _by_country(self) -> tuple[CountryCount, ...]:
        """The most numerous first."""
        counts: Counter[str] = Counter()
        for (status, country), count in self.standing.items():
            if status in STATUSES:
                counts[country] += count
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(CountryCount(country, count) for country, count in ranked if count)
