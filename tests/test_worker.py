"""The worker: what it does, what does not stop it, and that its death loses no mail."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from atrium import database, worker
from atrium import settings as store
from atrium.access.models import Throttle
from atrium.columns import now
from atrium.mail.delivery import Carrier, deliver_due
from atrium.mail.models import EmailMessage, MailState
from atrium.mail.server import Encryption, Server
from atrium.preferences.models import IdempotencyKey
from atrium.worker import Step
from tests.mail.given import SECRET, a_mail, lapse_leases, stored
from tests.mail.servers import SILENCE, Postbox, a_mail_server

ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def working(steps: list[Step] | None = None) -> AsyncIterator[None]:
    """A worker in this process, for the length of the block."""
    stop = asyncio.Event()
    work = asyncio.create_task(worker.run(stop, steps))
    try:
        yield
    finally:
        stop.set()
        await work


@asynccontextmanager
async def a_worker_process(settings: store.Settings, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker in a process of its own; killed at the end of the block, if it still lives."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")} | {
        "ATRIUM_DATABASE_URL": settings.database_url,
        "ATRIUM_DATA_DIR": str(settings.data_dir),
        "ATRIUM_SECRET_KEY": settings.secret_key.hex(),
        "ATRIUM_SMTP_URL": f"smtp://127.0.0.1:{port}?tls=none",
        "ATRIUM_MAIL_FROM": "post@shop.example",
    }
    command = (sys.executable, "-m", "tests.worker_process")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_none_waits() -> None:
    async with asyncio.timeout(30):
        while await EmailMessage.filter(state=MailState.WAITING).exists():  # noqa: ASYNC110 - another process marks them
            await asyncio.sleep(0.02)


async def test_a_mail_leaves_as_soon_as_it_is_promised(settings):
    postbox = Postbox()

    async with a_mail_server(postbox) as port:
        store.use(replace(settings, smtp_url=f"smtp://127.0.0.1:{port}?tls=none"))
        async with working():
            await asyncio.sleep(0.5)  # by now it sleeps
            await a_mail()
            async with asyncio.timeout(1):
                await postbox.data_seen.wait()
            await until_none_waits()

    assert postbox.recipients == ["ada@example.org"]


async def test_a_step_that_fails_or_hangs_holds_up_no_other(caplog):
    steady = asyncio.Semaphore(0)

    async def fail() -> int:
        raise ZeroDivisionError

    async def hang() -> int:
        await asyncio.sleep(3600)
        return 0

    async def go_on() -> int:
        steady.release()
        return 1

    broken, hanging, sound = (Step(act.__name__, act, soonest=0.01, latest=0.01) for act in (fail, hang, go_on))
    stop = asyncio.Event()
    work = asyncio.create_task(worker.run(stop, [broken, hanging, sound]))
    async with asyncio.timeout(5):
        for _ in range(3):
            await steady.acquire()
    work.cancel()
    await asyncio.wait([work])

    assert "The fail step failed" in caplog.text


async def test_the_database_being_away_is_said_once_and_waited_out(caplog):
    back = asyncio.Event()
    tries = 0

    async def ask() -> int:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise database.UNREACHABLE[0]("gone")
        back.set()
        return 0

    async with working([Step("ask", ask, soonest=0.01, latest=0.01)]), asyncio.timeout(5):
        await back.wait()

    assert caplog.text.count("waits for the database") == 1


async def test_what_only_mattered_for_a_time_goes():
    for key, hours in (("old", 25), ("young", 23)):
        values = {"operation": "addClient", "input_hash": "0" * 64, "result": "1"}
        await IdempotencyKey.create(caller="staff:1", key=key, created_at=now() - timedelta(hours=hours), **values)
    await Throttle.create(key="past", count=1, until=now() - timedelta(seconds=1))
    await Throttle.create(key="current", count=1, until=now() + timedelta(minutes=1))

    await worker.forget_past()

    assert [row.key for row in await IdempotencyKey.all()] == ["young"]
    assert [row.key for row in await Throttle.all()] == ["current"]


async def test_a_worker_killed_between_claim_and_mark_loses_no_mail(settings):
    silent, postbox = Postbox(data=(SILENCE,)), Postbox()
    message = await a_mail()
    async with a_mail_server(silent) as port, a_worker_process(settings, port) as process:
        async with asyncio.timeout(20):
            await silent.data_seen.wait()
        process.send_signal(signal.SIGKILL)
        await process.wait()
    left_behind = await stored(message)
    await lapse_leases()

    async with a_mail_server(postbox) as port:
        await deliver_due(Carrier(Server("127.0.0.1", port, Encryption.NONE, timeout=2)))

    row = await stored(message)
    assert (left_behind.state, left_behind.attempts, left_behind.lease_until is None) == (MailState.WAITING, 1, False)
    assert (row.state, row.attempts) == (MailState.SENT, 2)
    assert SECRET in postbox.letters[0].as_string()
    assert postbox.letters[0]["Message-ID"].split("@")[0] == silent.letters[0]["Message-ID"].split("@")[0]


class Thoughtful(Postbox):
    """Takes a moment for each letter, and notices how many it is given at once."""

    at_once = most = 0

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.05)
        self.at_once -= 1
        return await super().handle_DATA(server, session, envelope)


async def test_two_worker_processes_on_one_outbox_send_each_mail_once(settings):
    postbox = Thoughtful()
    for number in range(60):
        await a_mail(f"client{number}@example.org")

    async with (
        a_mail_server(postbox) as port,
        a_worker_process(settings, port),
        a_worker_process(settings, port),
    ):
        await until_none_waits()

    assert len(postbox.recipients) == len(set(postbox.recipients)) == 60
    assert postbox.most == 2


@pytest.mark.parametrize("moment", ["idle", "busy"])
async def test_a_worker_that_is_told_to_stop_stops(moment, settings):
    postbox = Postbox()

    async with a_mail_server(postbox) as port:
        store.use(replace(settings, smtp_url=f"smtp://127.0.0.1:{port}?tls=none"))
        if moment == "busy":
            await asyncio.gather(*(a_mail(f"client{number}@example.org") for number in range(30)))
        async with asyncio.timeout(5), working():
            await asyncio.sleep(0.2)

    sent = await EmailMessage.filter(state=MailState.SENT).count()
    assert sent == len(postbox.letters)
    assert (
        await EmailMessage.filter(state=MailState.WAITING, lease_id=None).count()
        == await EmailMessage.all().count() - sent
    )


async def test_a_mail_server_that_hangs_does_not_keep_a_worker_from_stopping(settings, monkeypatch):
    monkeypatch.setattr(worker, "GRACE", 0.2)
    silent, message = Postbox(data=(SILENCE,)), await a_mail()

    async with a_mail_server(silent) as port:
        store.use(replace(settings, smtp_url=f"smtp://127.0.0.1:{port}?tls=none"))
        async with asyncio.timeout(5), working():
            await silent.data_seen.wait()

    row = await stored(message)
    assert (row.state, row.lease_until is None) == (MailState.WAITING, False)
