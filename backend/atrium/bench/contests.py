"""Measuring in pairs: this and that in turns, each for a moment, so that a machine's moods meet both alike.

A pair is cut into slices, too: whatever else the machine does then disturbs both sides of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, cycle
from statistics import median

import orjson

from atrium.bench.load import Load, load, request_of
from atrium.bench.server import Server
from atrium.bench.works import Work, new_client

Requests = Callable[[], bytes]
WARM_UP = 0.25  # of a side's time
SLICE = 0.25  # seconds


@dataclass(slots=True)
class Side:
    """Who does the work: a server, and the requests that it gets one after the other."""

    name: str
    server: Server
    requests: Requests
    opens: str
    loads: list[Load] = field(default_factory=list)
    alone: Load = field(default_factory=Load)
    spent: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return median(one.requests / one.seconds for one in self.loads)

    @property
    def cpu(self) -> float:
        """Milliseconds of the serving process a request, the database's own not included."""
        return 1000 * median(spent / one.requests for spent, one in zip(self.spent, self.loads, strict=True))

    @property
    def weight(self) -> float:
        """Bytes an answer."""
        return sum(one.bytes for one in self.loads) / sum(one.requests for one in self.loads)

    def latency(self, part: float) -> float:
        """Milliseconds within which this part of the requests was answered, asked 16 at a time."""
        return _within([*chain.from_iterable(one.latencies for one in self.loads)], part)

    def latency_alone(self, part: float) -> float:
        """The same for requests that had the server for themselves."""
        return _within(self.alone.latencies, part)

    def begin(self) -> None:
        """A new pair."""
        self.loads.append(Load())
        self.spent.append(0.0)

    async def ask(self, seconds: float) -> None:
        before = self.server.cpu_seconds()
        self.loads[-1] += await load(self.server.port, self.requests, self.opens.encode(), seconds)
        self.spent[-1] += self.server.cpu_seconds() - before

    async def ask_alone(self, seconds: float) -> None:
        self.alone = await load(self.server.port, self.requests, self.opens.encode(), seconds, connections=1)

    def forget(self) -> None:
        self.loads.clear()
        self.spent.clear()


@dataclass(slots=True)
class Contest:
    """One row of the table: a work, who does it, whom it is compared to, and the statements that it costs."""

    name: str
    app: Side
    other: Side | None
    statements: int

    @property
    def ratio(self) -> float | None:
        """The median of the pairs' ratios of requests a second."""
        if self.other is None:
            return None
        pairs = zip(self.app.loads, self.other.loads, strict=True)
        return median((one.requests / one.seconds) / (two.requests / two.seconds) for one, two in pairs)


async def hold(contest: Contest, pairs: int, seconds: float, settled: Callable[[], Awaitable[None]]) -> None:
    """Run the pairs; who begins alternates. Before each side `settled` waits for what others left to do."""
    sides = [side for side in (contest.app, contest.other) if side is not None]
    slices = max(1, round(seconds / SLICE))
    for side in sides:
        side.begin()
        await side.ask(seconds * WARM_UP)
        side.forget()
    for pair in range(pairs):
        for side in sides:
            side.begin()
        for slice_ in range(slices):
            for side in sides if (pair + slice_) % 2 == 0 else reversed(sides):
                await settled()
                await side.ask(seconds / slices)
    await settled()
    await contest.app.ask_alone(seconds)


def _within(latencies: list[float], part: float) -> float:
    ranked = sorted(latencies)
    return 1000 * ranked[min(len(ranked) - 1, int(part * len(ranked)))]


def of_application(work: Work, token: str) -> Requests:
    """The work's variants one after the other, again and again, as GraphQL."""
    bodies = (orjson.dumps({"query": work.query, "variables": given}) for given in work.variants)
    return _again(request_of("/graphql", body, token) for body in bodies)


def of_bare(work: Work, token: str) -> Requests:
    """The same variants for the bare handler."""
    bodies = (orjson.dumps({"name": work.name, "index": index}) for index in range(len(work.variants)))
    return _again(request_of("/bare", body, token) for body in bodies)


def of_newcomers(path: str, work: Work, numbers: Iterator[int], token: str) -> Requests:
    """Adding one client after the other, each another one."""

    def next_one() -> bytes:
        body = orjson.dumps({"query": work.query, "variables": new_client(next(numbers))})
        return request_of(path, body, token)

    return next_one


def _again(requests: Iterator[bytes]) -> Requests:
    return cycle([*requests]).__next__
