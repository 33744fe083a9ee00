"""What happens without anybody asking: mails leave, figures are folded, what has had its time goes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial

from atrium import database, settings, sqlite_engine
from atrium.access import links, sessions, throttle
from atrium.access.profile import recovery
from atrium.clients.bulk import actions as _bulk  # noqa: F401 - what is imported here can be worked on
from atrium.clients.duplicates.tracing import Tracer
from atrium.clients.export import making as _making  # noqa: F401
from atrium.clients.pin import making as support_pins
from atrium.clients.signing_in import links as client_links
from atrium.clients.signing_in import recovery as client_recovery
from atrium.clients.signing_in import sessions as client_sessions
from atrium.dashboard import rollup
from atrium.events import feed
from atrium.impersonation import ending
from atrium.imports import entering, reading_ahead
from atrium.imports import turns as import_turns
from atrium.imports.work import advance as advance_imports
from atrium.jobs import files, turns
from atrium.jobs.work import advance_rows, make_files
from atrium.mail import outbox
from atrium.mail.delivery import Carrier, deliver_due
from atrium.merges import undoable as merges
from atrium.orders import balances, owing
from atrium.orders.sales import rollup as sales_rollup
from atrium.preferences import idempotency
from atrium.store.consent import waiting
from atrium.waking import Calling, waking

GRACE = 10.0  # seconds

_log = logging.getLogger("atrium.worker")


@dataclass
class Step:
    """One kind of work. `act` answers how much it did; with nothing to do it is asked ever less often.

    `soonest` and `latest` are seconds between two questions. The nudge asks at once; `woken_by` is what gives one: a
    mail that is promised, a job or an import that is begun.
    """

    name: str
    act: Callable[[], Awaitable[int]]
    soonest: float
    latest: float
    woken_by: Calling | None = None
    nudge: asyncio.Event = field(default_factory=asyncio.Event)
    is_failing: bool = False


def usual_steps(stop: asyncio.Event) -> list[Step]:
    """All that a worker does. `stop` ends a batch of mails between two letters."""
    deliver, fold = partial(deliver_due, Carrier.from_settings(), stop=stop), partial(database.retrying, rollup.fold)
    answer = partial(database.retrying, recovery.answer_requests)
    return [
        Step("mail", deliver, soonest=0.1, latest=5, woken_by=Calling.MAIL),
        Step("resets", answer, soonest=0.5, latest=5, woken_by=Calling.MAIL),
        Step("client resets", client_recovery.answer_requests, soonest=0.5, latest=5, woken_by=Calling.MAIL),
        Step("rollup", fold, soonest=1, latest=5),
        Step("sales", partial(database.retrying, sales_rollup.fold), soonest=1, latest=5),
        Step("owing", partial(database.retrying, owing.fold), soonest=5, latest=60),
        Step("balances", partial(database.retrying, balances.realign), soonest=6 * 3600, latest=24 * 3600),
        Step("endings", partial(database.retrying, ending.settle_ended), soonest=1, latest=5),
        Step("feed", partial(database.retrying, feed.place_new), soonest=0.05, latest=1),
        Step("duplicates", Tracer().advance, soonest=0.5, latest=2),
        Step("jobs", advance_rows, soonest=0.05, latest=1, woken_by=Calling.JOBS),
        Step("imports", advance_imports, soonest=0.05, latest=1, woken_by=Calling.IMPORTS),
        Step("files", make_files, soonest=0.05, latest=1, woken_by=Calling.JOBS),
        Step("expiries", forget_past, soonest=60, latest=600),
    ]


async def run(stop: asyncio.Event, steps: list[Step] | None = None) -> None:
    """Work until `stop` is set, then finish what is under way, for ten seconds at most.

    Steps go on beside each other: one that fails or hangs holds up no other. A mail that is cut off at the end is sent
    when its lease has lapsed; on SQLite, as soon as a worker begins that is the only one.
    """
    steps = usual_steps(stop) if steps is None else steps
    with ExitStack() as listening:
        await _take_over(listening)
        listening.callback(reading_ahead.close)
        for step in steps:
            if step.woken_by:
                listening.enter_context(waking(step.woken_by, step.nudge))
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_repeat(step, stop), name=f"worker {step.name}") for step in steps]
            await stop.wait()
            for step in steps:
                step.nudge.set()
            _, late = await asyncio.wait(tasks, timeout=GRACE)
            for task in late:
                task.cancel()


async def _take_over(held: ExitStack) -> None:
    """On SQLite a worker can know to be the only one: what is claimed then was left behind by one that was killed."""
    if database.dialect() != "sqlite":
        return
    work = sqlite_engine.Work(database.file_of(settings.current().database_url))
    held.callback(work.close)
    if work.is_first:
        await _guarded(Step("take-over", partial(database.retrying, _release_all), soonest=0, latest=0))
    await asyncio.to_thread(work.share)


async def _release_all() -> int:
    return await outbox.release_all() + await turns.release_all() + await import_turns.release_all()


async def forget_past() -> int:
    """Remove what only mattered for a time: answers to repeated requests, counters, sessions, links past."""
    kept_for_a_time = (
        idempotency.forget_old, throttle.forget_past, sessions.forget_past, links.forget_past, recovery.forget_past,
        files.forget_past, entering.forget_past, merges.forget_past,
        client_sessions.forget_past, client_links.forget_past, client_recovery.forget_past, ending.forget_past,
        waiting.forget_past,
        support_pins.forget_past,
    )  # fmt: skip
    return sum([await forget() for forget in kept_for_a_time])


async def _repeat(step: Step, stop: asyncio.Event) -> None:
    pause = step.soonest
    while not stop.is_set():
        step.nudge.clear()
        done = await _guarded(step)
        pause = step.soonest if done else min(pause * 2, step.latest)
        if await _nudged(step, step.latest if step.is_failing else pause):
            pause = step.soonest


async def _guarded(step: Step) -> int:
    """Act once. A failure is logged and waited out; the database being away is said once, not every five seconds."""
    try:
        done = await step.act()
    except database.UNREACHABLE as away:
        if not step.is_failing:
            _log.warning("The %s step waits for the database: %s", step.name, type(away).__name__)
        step.is_failing = True
        return 0
    except Exception:
        _log.exception("The %s step failed", step.name)
        step.is_failing = True
        return 0
    step.is_failing = False
    return done


async def _nudged(step: Step, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await step.nudge.wait()
    return False
