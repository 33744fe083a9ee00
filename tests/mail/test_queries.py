"""Whether mails leave, in figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from atrium import settings as store
from atrium.mail import outbox
from atrium.mail.queries import DeliveryState, delivery_state
from tests.mail.given import a_mail, stored
from tests.statements import counted


async def test_an_empty_outbox_shows_zeros():
    assert await delivery_state() == DeliveryState(False, 0, 0, None, None)


async def test_waiting_and_failed_mails_are_counted_in_one_statement(settings):
    store.use(replace(settings, smtp_url="smtp://localhost:1025?tls=none"))
    failing, waiting, sent = [await a_mail(f"{name}@example.org") for name in ("failing", "waiting", "sent")]
    for message in await outbox.claim(10, timedelta(minutes=5)):
        if message.id == failing.id:
            await outbox.give_up(message, "No such user")
        elif message.id == sent.id:
            await outbox.mark_sent(message)
        else:
            await outbox.retry(message, "Greylisted", run_at=message.run_at)

    async with counted() as statements:
        state = await delivery_state()

    assert state == DeliveryState(True, 1, 1, None, (await stored(waiting)).run_at)
    assert len(statements) == 1
