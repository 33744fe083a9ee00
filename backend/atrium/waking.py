"""Calling this process's worker at once for what it would find by itself, and other processes do, within seconds."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Calling(StrEnum):
    """What there may be to do."""

    MAIL = "MAIL"
    JOBS = "JOBS"
    IMPORTS = "IMPORTS"


_sleepers: defaultdict[Calling, set[asyncio.Event]] = defaultdict(set)


def wake(calling: Calling) -> None:
    """Say that there may be something to do. Who is called before a commit finds nothing, and soon looks again."""
    for sleeper in _sleepers[calling]:
        sleeper.set()


@contextmanager
def waking(calling: Calling, sleeper: asyncio.Event) -> Iterator[None]:
    """While inside, every call of this kind in this process sets the event."""
    _sleepers[calling].add(sleeper)
    try:
        yield
    finally:
        _sleepers[calling].discard(sleeper)
