"""What is counted over time, and how a delta counts: one arithmetic for folding and for reading the unfolded."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from atrium.clients.models import ClientOrigin, ClientStatus

ORIGINS = tuple(ClientOrigin)
STATUSES = (ClientStatus.ACTIVE, ClientStatus.UNVERIFIED, ClientStatus.LOGIN_DISABLED, ClientStatus.GUEST)
COLUMNS = (*(f"new_{origin.lower()}" for origin in ORIGINS), *(status.lower() for status in STATUSES))
NEW = {str(origin): place for place, origin in enumerate(ORIGINS)}
STATUS = {str(status): place for place, status in enumerate(STATUSES, start=len(ORIGINS))}

Vector = list[int]  # one number for each of COLUMNS


def zeros() -> Vector:
    return [0] * len(COLUMNS)


@dataclass(frozen=True, slots=True)
class Delta:
    """A row of `client_delta`, its fields in the table's order. Quarters are quarter-hours since 1970 in UTC."""

    quarter: int
    since_quarter: int | None
    origin: str
    status_from: str | None
    status_to: str | None
    country_from: str | None
    country_to: str | None


@dataclass
class Tally:
    """Deltas added up: movement by quarter, and the change of how many stand in each (status, country)."""

    flow: defaultdict[int, Vector] = field(default_factory=lambda: defaultdict(zeros))
    standing: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, delta: Delta, times: int = 1) -> None:
        self._step(delta.quarter, delta.status_from, delta.country_from, -times)
        self._step(delta.quarter, delta.status_to, delta.country_to, times)
        if delta.since_quarter is not None:
            self.flow[delta.since_quarter][NEW[delta.origin]] += times if delta.status_to in STATUS else -times

    def _step(self, quarter: int, status: str | None, country: str | None, amount: int) -> None:
        if status is None:
            return
        self.standing[status, country or ""] += amount
        if status in STATUS:
            self.flow[quarter][STATUS[status]] += amount
