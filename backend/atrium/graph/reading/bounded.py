"""Memory that does not grow: plans, statements and documents are remembered in it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Bounded(OrderedDict[K, V], Generic[K, V]):
    """A cache that forgets what was asked for longest ago."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def recall(self, key: K) -> V | None:
        found = self.get(key)
        if found is not None:
            self.move_to_end(key)
        return found

    def keep(self, key: K, value: V) -> V:
        self[key] = value
        if len(self) > self.most:
            self.popitem(last=False)
        return value
