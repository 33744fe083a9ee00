"""How others fare while a long file is imported by the running product: readers, those who add clients, the memory."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

from atrium.access.authentication import authenticate
from atrium.bench import works
from atrium.bench.asking import HERE
from atrium.bench.contests import Requests, of_application, of_newcomers
from atrium.bench.documents import Q1
from atrium.bench.fill import a_token
from atrium.bench.importing import entered, write_file
from atrium.bench.load import ask
from atrium.bench.people import SEED
from atrium.bench.scratch import scratch
from atrium.bench.server import Server, family, serving
from atrium.bench.works import CLIENTS, Work
from atrium.ids import Id
from atrium.imports.actions import commit_import, map_import
from atrium.imports.inputs import CommitImportInput, MapImportInput
from atrium.imports.models import Import, ImportState
from atrium.principal import Door

READ_EVERY, ADD_EVERY, LOOK_EVERY = 0.05, 0.5, 0.25  # seconds
PATIENCE = 1800.0  # seconds for each part of the import
UNDER_WAY = (ImportState.STAGING, ImportState.COMMITTING)


@dataclass(slots=True)
class Felt:
    """What callers felt, in seconds."""

    reads: list[float] = field(default_factory=list)
    adds: list[float] = field(default_factory=list)


async def measure(kind: str, rows: int, idle_seconds: float) -> str:
    """Import so many rows through a server (on PostgreSQL, through a worker process beside it) that is asked meanwhile
    at a steady low rate, and afterwards for some seconds at the same rate; say how the two compare.
    """
    async with scratch(kind) as environment, AsyncExitStack() as stack:
        file = Path(environment["ATRIUM_DATA_DIR"]) / "clients.csv"
        write_file(file, rows)
        token = await a_token()
        by = await authenticate({"authorization": f"Bearer {token}"}, Door.STAFF, HERE)
        key = await entered(file, by)
        app = await stack.enter_async_context(serving("app", environment, file.with_name("app.log")))
        worker = await stack.enter_async_context(_working(environment)) if kind == "postgres" else app.process
        callers = _Callers(app, token)
        await map_import(MapImportInput(import_id=Id(str(key)), columns=[]), by)
        memory = await _until_over(key, worker)
        await commit_import(CommitImportInput(import_id=Id(str(key))), by)
        began = time.monotonic()
        async with callers.asking() as busy:
            memory = max(memory, await _until_over(key, worker))
        spent = time.monotonic() - began
        async with callers.asking() as idle:
            await asyncio.sleep(idle_seconds)
    return _told(kind, rows / spent, memory, busy, idle)


class _Callers:
    """Someone who reads pages of clients, and someone who adds a client now and then."""

    def __init__(self, app: Server, token: str) -> None:
        chance = Random(SEED)  # noqa: S311 - the same questions every time
        self.port = app.port
        self.read = of_application(Work("Q1", Q1, works.filters(chance, works.VARIANTS), CLIENTS), token)
        self.add = of_newcomers("/graphql", works.adding(orm=False), count(1), token)

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[Felt]:
        felt, stop = Felt(), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._ask(self.read, READ_EVERY, felt.reads, stop))
            group.create_task(self._ask(self.add, ADD_EVERY, felt.adds, stop))
            yield felt
            stop.set()

    async def _ask(self, requests: Requests, every: float, felt: list[float], stop: asyncio.Event) -> None:
        """Once at least, until it is to stop."""
        while not (felt and stop.is_set()):
            began = time.perf_counter()
            await ask(self.port, requests())
            felt.append(time.perf_counter() - began)
            await asyncio.sleep(max(0.0, every - felt[-1]))


@asynccontextmanager
async def _working(environment: Mapping[str, str]) -> AsyncIterator[int]:
    """A worker process; gives its number."""
    command = (sys.executable, "-m", "atrium", "worker")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")}
    process = subprocess.Popen(command, env={**inherited, **environment})  # noqa: ASYNC220, S603 - of our own words
    try:
        yield process.pid
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait)


async def _until_over(key: UUID, process: int) -> int:
    """Wait until the import has nothing under way; the most memory that its process and children had, in bytes."""
    most = 0
    async with asyncio.timeout(PATIENCE):
        while (work := await Import.get(id=key)).state in UNDER_WAY:
            most = max(most, sum(_resident(one) for one in family(process)))
            await asyncio.sleep(LOOK_EVERY)
    assert work.state in (ImportState.STAGED, ImportState.COMMITTED), work.error
    return most


def _resident(process: int) -> int:
    """What the process has in memory, in bytes; what it shares with others in its proportion."""
    with suppress(FileNotFoundError, ProcessLookupError):
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
        return 1024 * next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return 0


def _told(kind: str, rate: float, memory: int, busy: Felt, idle: Felt) -> str:
    def both(part: float) -> str:
        slow, usual = (1000 * _within(one.reads, part) for one in (busy, idle))
        return f"{slow:.1f} ms against {usual:.1f} ms idle ({slow / usual:.1f} ×)"

    who = "a worker process" if kind == "postgres" else "the server itself"
    return (
        f"while {who} commits it at {rate:,.0f} rows/s: Q1 p50 {both(0.5)}, p95 {both(0.95)}, "
        f"longest read {1000 * max(busy.reads):.0f} ms; adding a client p95 {1000 * _within(busy.adds, 0.95):.0f} ms, "
        f"longest {1000 * max(busy.adds):.0f} ms; {memory / 2**20:.0f} MB of memory with its children"
    )


def _within(felt: list[float], part: float) -> float:
    ranked = sorted(felt)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]
