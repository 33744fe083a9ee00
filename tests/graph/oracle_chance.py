"""Chance: a seed's, so that the same one gives the same store; and hypothesis', of which questions are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

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


@dataclass(frozen=True)
class Chance:
    """Hypothesis' choices. It simplifies towards the first of several, the smallest number, and not at all."""

    draw: Callable[[st.SearchStrategy[int]], int]

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def once_in(self, times: int) -> bool:
        return self.number(0, times - 1) == times - 1

    def one_of(self, options: Sequence[Any]) -> Any:
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[Any], most: int = 3) -> list[Any]:
        return [self.one_of(options) for _ in range(self.number(0, most))]
