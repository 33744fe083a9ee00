"""Whoever begins work calls the worker of their process: it does not wait until it looks for itself."""

from __future__ import annotations

import asyncio
from functools import partial

from atrium.waking import Calling, wake, waking
from atrium.worker import Step
from tests.given import a_client
from tests.imports.given import committed, reverted, staged
from tests.jobs.given import a_job, someone
from tests.test_worker import working


async def test_a_call_wakes_the_step_it_is_for_and_no_other():
    woken: list[Calling] = []

    async def asked(calling: Calling) -> int:
        woken.append(calling)
        return 0

    async with working([Step(one, partial(asked, one), soonest=60, latest=60, woken_by=one) for one in Calling]):
        await asyncio.sleep(0.05)  # each has asked once, and sleeps
        woken.clear()
        wake(Calling.JOBS)
        await asyncio.sleep(0.05)

        assert woken == [Calling.JOBS]


async def test_a_job_calls_the_worker():
    await a_client("Ada", allow_login=False)
    by, called = await someone(), asyncio.Event()

    with waking(Calling.JOBS, called):
        await a_job(by)

    assert called.is_set()


async def test_each_work_at_an_import_calls_the_worker():
    by, called, calls = await someone(), asyncio.Event(), []

    with waking(Calling.IMPORTS, called):
        work = await staged([{"First name": "Bob"}], by)
        for act in (committed, reverted):
            calls.append(called.is_set())
            called.clear()
            await act(work, by)

    assert [*calls, called.is_set()] == [True, True, True]
