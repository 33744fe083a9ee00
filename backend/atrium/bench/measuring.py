"""The whole measurement: a scratch store, two servers beside each other, one contest after the other, one table."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict
from itertools import count
from pathlib import Path

from atrium import database
from atrium.bench import beside, contests, duplicates, importing, merging, report, secrecy, works
from atrium.bench.asking import Asker
from atrium.bench.bare import ASKED
from atrium.bench.contests import Contest, Side, hold
from atrium.bench.fill import a_token, fill
from atrium.bench.load import WrongAnswer, ask
from atrium.bench.scratch import scratch
from atrium.bench.server import Server, serving
from atrium.bench.works import VARIANTS, Work

Say = Callable[[str], None]
MOST_IMPORTED = 100_000
LOOKS, LOOK_EVERY = 400, 0.05  # how often, and after how many seconds, to look whether left-over work is done


async def measure(kind: str, clients: int, pairs: int, seconds: float, say: Say = print) -> None:
    """Fill, serve, measure, and say the table."""
    _tidy_when_ended()
    async with scratch(kind) as environment:
        began = time.monotonic()
        await fill(clients)
        say(f"Filled a scratch database with {clients:,} clients in {time.monotonic() - began:.0f} s.")
        found = await duplicates.measure(clients)
        token = await a_token()
        directory = Path(environment["ATRIUM_DATA_DIR"])
        meeting = _Meeting(token, await works.reads(), *await works.pages(Asker(token)))
        (directory / ASKED).write_text(json.dumps(meeting.asked()))
        async with AsyncExitStack() as stack:
            app = await stack.enter_async_context(serving("app", environment, directory / "app.log"))
            bare = await stack.enter_async_context(serving("bare", environment, directory / "bare.log"))
            held = []
            for contest in await meeting.contests(app, bare):
                say(f"Measuring: {contest.name} …")
                await hold(contest, pairs, seconds, _settled)
                held.append(contest)
            say("Measuring: known against unknown addresses …")
            secrets = await secrecy.compare(app, pairs * seconds, _settled)
        say(f"\n{await report.heading(clients, pairs, seconds)}\n\n{report.table(held)}")
        say(f"\n{report.table_of_secrets(secrets)}")
        say(f"\n{found}")
        say(f"\n{await merging.measure(min(merging.ORDERS, clients))}")
    rows = min(clients, MOST_IMPORTED)
    say(f"\n{await importing.measure(kind, rows)}\n{await beside.measure(kind, rows, pairs * seconds)}")


def _tidy_when_ended() -> None:
    """Told to end (SIGTERM), take the servers along."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


class _Meeting:
    """Who meets whom."""

    def __init__(self, token: str, reads: list[Work], far: Work, first: Work) -> None:
        self.token = token
        self.asker = Asker(token)
        self.reads = [*reads, far]
        self.far, self.first = far, first

    def asked(self) -> dict[str, object]:
        """What the bare handler must know."""
        compiled = {work.name: asdict(work) for work in self.reads if work.is_compiled}
        return {"token": self.token, "works": compiled}

    async def contests(self, app: Server, bare: Server) -> list[Contest]:
        """Every read against the bare handler, a far page against the first, adding against the ORM's way."""
        met = [await self._read(work, app, bare) for work in self.reads]
        sides = [
            Side(work.name, app, contests.of_application(work, self.token), work.opens)
            for work in (self.far, self.first)
        ]
        cost = await self._cost(self.far)
        return [
            *met,
            Contest(f"{self.far.name}, beside page 1", sides[0], sides[1], cost),
            await self._adding(app, bare),
        ]

    async def _read(self, work: Work, app: Server, bare: Server) -> Contest:
        asked = Side("app", app, contests.of_application(work, self.token), work.opens)
        cost = await self._cost(work)
        if not work.is_compiled:
            return Contest(work.name, asked, None, cost)
        finished = Side("bare", bare, contests.of_bare(work, self.token), work.opens)
        await self._agree(work, asked, finished)
        return Contest(work.name, asked, finished, cost)

    async def _cost(self, work: Work) -> int:
        return await self.asker.statements(work.query, work.variants[0], work.variants[-1])

    async def _agree(self, work: Work, one: Side, two: Side) -> None:
        """Both must give the same answers: else they do not do the same work."""
        for _ in work.variants[:VARIANTS]:
            answers = [await ask(side.server.port, side.requests()) for side in (one, two)]
            if answers[0] != answers[1]:
                raise WrongAnswer(f"{work.name}: the application and the bare handler differ")

    async def _adding(self, app: Server, bare: Server) -> Contest:
        numbers = count(1)
        acted, created = works.adding(orm=False), works.adding(orm=True)
        sides = [
            Side("app", app, contests.of_newcomers("/graphql", acted, numbers, self.token), acted.opens),
            Side("ORM, row by row", bare, contests.of_newcomers("/orm", created, numbers, self.token), created.opens),
        ]
        first, then = (works.new_client(next(numbers)) for _ in range(2))
        cost = await self.asker.statements(acted.query, first, then)
        return Contest(acted.name, sides[0], sides[1], cost)


async def _settled() -> None:
    """On SQLite the application delivers mails and folds figures behind its answers: wait until it has."""
    if database.dialect() == "postgres":
        return
    waiting = "SELECT 1 FROM email_message WHERE state = 'WAITING' UNION ALL SELECT 1 FROM client_delta LIMIT 1"
    for _ in range(LOOKS):
        if not await database.fetch_rows(waiting, ()):
            return
        await asyncio.sleep(LOOK_EVERY)
