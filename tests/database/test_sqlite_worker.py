"""On SQLite a worker that begins knows whether another lives, so what a killed one had claimed need not wait."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from datetime import timedelta

from atrium import database, sqlite_engine
from atrium import settings as store
from atrium.mail import outbox
from atrium.mail.models import EmailMessage, MailState
from tests.mail.given import a_mail, stored
from tests.mail.servers import SILENCE, Postbox, a_mail_server
from tests.test_worker import a_worker_process, until_none_waits, working

LEASE = timedelta(minutes=5)


async def test_what_a_killed_worker_had_claimed_leaves_as_soon_as_the_next_begins(settings):
    silent, postbox = Postbox(data=(SILENCE,)), Postbox()
    under_way = await a_mail("under-way@example.org")
    async with a_mail_server(silent) as port, a_worker_process(settings, port) as process, asyncio.timeout(20):
        await silent.data_seen.wait()
        process.send_signal(signal.SIGKILL)
        await process.wait()
    only_claimed = await a_mail("claimed@example.org")
    await outbox.claim(1, LEASE)

    async with a_mail_server(postbox) as port:
        store.use(replace(settings, smtp_url=f"smtp://127.0.0.1:{port}?tls=none"))
        async with asyncio.timeout(20), working():
            await until_none_waits()

    assert sorted(postbox.recipients) == ["claimed@example.org", "under-way@example.org"]
    assert [(await stored(message)).attempts for message in (under_way, only_claimed)] == [2, 1]


async def test_what_a_living_worker_has_claimed_is_left_to_it(settings):
    living = sqlite_engine.Work(database.file_of(settings.database_url))
    living.share()
    await a_mail()
    (claimed,) = await outbox.claim(1, LEASE)

    async with working():
        await asyncio.sleep(0.5)

    living.close()
    row = await EmailMessage.get()
    assert (row.state, row.lease_id, row.attempts) == (MailState.WAITING, claimed.lease_id, 0)
