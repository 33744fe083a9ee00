"""One source of chance, so that the same seed gives the same store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

TODAY = datetime(2026, 6, 15, 12, tzinfo=UTC)


class Rows:
    """Draws what rows are made of. Moments are few, so that many rows tie."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.moments = [TODAY - timedelta(hours=7 * step, microseconds=step % 2) for step in range(9)]

    def id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def moment(self) -> datetime:
        return self.chance.choice(self.moments)

    def maybe(self, odds: float = 0.5) -> bool:
        return self.chance.random() < odds
