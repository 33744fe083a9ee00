"""A store's history, kept twice: through record(), and as a plain list that is counted anew for every question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from atrium.clients.models import ClientOrigin
from atrium.database import execute, tx
from atrium.events.actions import Move, Standing, record
from atrium.principal import SYSTEM

SHOWN = ("ACTIVE", "UNVERIFIED", "LOGIN_DISABLED", "GUEST")
TILES = {"ACTIVE": "ACTIVE", "UNVERIFIED": "UNVERIFIED", "LOGIN_DISABLED": "LOGIN_DISABLED", "GUESTS": "GUEST"}


@dataclass
class Person:
    """Where one client stood, and since when."""

    origin: str
    registered_at: datetime
    story: list[tuple[datetime, Standing | None]] = field(default_factory=list)

    @property
    def standing(self) -> Standing | None:
        return self.story[-1][1]


@dataclass
class Book:
    """Acts must be entered in the order of their moments."""

    people: list[Person] = field(default_factory=list)

    async def register(self, at: datetime, status: str, country: str = "", origin: str = "STAFF") -> Person:
        person = Person(origin, at, [(at, Standing(status, country))])
        self.people.append(person)
        await record("client.added", SYSTEM, move=Move(origin, None, person.standing, is_new=True), at=at)
        return person

    async def move(self, person: Person, at: datetime, **changes: str) -> None:
        before = person.standing
        if before is None:
            return
        await self._to(person, at, replace(before, **changes))

    async def remove(self, person: Person, at: datetime) -> None:
        await self._to(person, at, None)

    async def _to(self, person: Person, at: datetime, after: Standing | None) -> None:
        move = Move(person.origin, person.standing, after, registered_at=person.registered_at)
        person.story.append((at, after))
        await record("client.updated", SYSTEM, move=move, at=at)

    def stood(self, before: datetime | None = None) -> Counter[str]:
        """How many had each status just before the moment; without one, how many have it now."""
        last = ([s for at, s in p.story if before is None or at < before] for p in self.people)
        return Counter(told[-1].status for told in last if told and told[-1] and told[-1].counts)

    def expected(self, days: list[date], timezone: str) -> dict[str, object]:
        """The same figures as `shape` makes of an answer, counted by looking at everyone's local calendar."""
        zone = ZoneInfo(timezone)
        shown = [p for p in self.people if p.standing and p.standing.counts]
        registered = Counter((p.registered_at.astimezone(zone).date(), p.origin) for p in shown)
        began = days[0] - timedelta(days=len(days))
        now, at_start = self.stood(), self._stood_by(days[0] - timedelta(days=1), zone)
        tiles = {
            "TOTAL": (now.total(), at_start.total()),
            "NEW": tuple(
                sum(count for (day, _), count in registered.items() if first <= day <= last)
                for first, last in ((days[0], days[-1]), (began, days[0] - timedelta(days=1)))
            ),
            **{tile: (now[status], at_start[status]) for tile, status in TILES.items()},
        }
        return {
            "tiles": tiles,
            "new": [(day, origin, registered[day, origin]) for day in days for origin in ClientOrigin],
            "total": [(day, self._stood_by(day, zone).total()) for day in days],
            "by_status": {status: now[status] for status in SHOWN},
            "by_country": dict(Counter(p.standing.country for p in shown if p.standing)),
        }

    def _stood_by(self, day: date, zone: ZoneInfo) -> Counter[str]:
        """How many had each status when the local day was over."""
        last = ([s for at, s in p.story if at.astimezone(zone).date() <= day] for p in self.people)
        return Counter(told[-1].status for told in last if told and told[-1] and told[-1].counts)


def shape(figures: object) -> dict[str, object]:
    """An answer in the words of `Book.expected`."""
    return {
        "tiles": {tile.name: (tile.count, tile.before) for tile in figures.tiles},
        "new": [(point.date, point.origin, point.count) for point in figures.new_clients],
        "total": [(point.date, point.count) for point in figures.total],
        "by_status": {row.status: row.count for row in figures.by_status},
        "by_country": {row.country: row.count for row in figures.by_country},
    }


async def forget_everything() -> None:
    """An empty store again, between the examples of one test."""
    async with tx():
        for table in ("event", "client_delta", "client_flow", "client_standing"):
            await execute(f"delete from {table}")
