"""Mails leave the outbox through a real mail server, whatever it answers."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from atrium import settings as store
from atrium.columns import now
from atrium.mail import outbox
from atrium.mail.delivery import Carrier, deliver_due
from atrium.mail.failures import MARKER
from atrium.mail.models import EmailMessage, MailState
from atrium.mail.queries import delivery_state
from atrium.mail.server import Encryption, Server
from tests.mail.given import SECRET, a_mail, everything_stored, lapse_leases, make_due, stored
from tests.mail.servers import HANG_UP, Postbox, a_mail_server, only


def carrier_to(port: int, **more) -> Carrier:
    return Carrier(Server("127.0.0.1", port, Encryption.NONE, timeout=2, patience=3, **more))


@pytest.fixture
def with_smtp(settings) -> store.Settings:
    """A store that has a mail server set."""
    chosen = replace(settings, smtp_url="smtp://localhost:1025?tls=none", mail_from="post@shop.example")
    store.use(chosen)
    return chosen


async def test_a_mail_arrives_with_its_secret_and_is_marked_sent():
    postbox, message = Postbox(), await a_mail()

    async with a_mail_server(postbox) as port:
        delivered = await deliver_due(carrier_to(port))

    row = await stored(message)
    text, html = postbox.letters[0].iter_parts()
    assert delivered == 1
    assert (row.state, row.attempts, row.error) == (MailState.SENT, 1, None)
    assert f"#token={SECRET}" in text.get_content()
    assert f'#token={SECRET}"' in html.get_content()
    assert SECRET not in await everything_stored()


async def test_nothing_due_asks_nobody():
    postbox = Postbox()

    async with a_mail_server(postbox) as port:
        assert await deliver_due(carrier_to(port)) == 0

    assert postbox.connections == 0


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 5), (2, 15), (3, 60)])
async def test_a_mail_that_is_put_off_is_tried_again_later_and_later(attempts, minutes):
    message = await a_mail()
    message.attempts = attempts
    await message.save(update_fields=["attempts"])

    async with a_mail_server(Postbox(rcpt=("451 4.7.1 Greylisted",))) as port:
        await deliver_due(carrier_to(port))

    row = await stored(message)
    wait = row.run_at - now()
    assert (row.state, row.attempts) == (MailState.WAITING, attempts + 1)
    assert timedelta(minutes=minutes) * 0.79 < wait < timedelta(minutes=minutes) * 1.21
    assert row.error == "The mail server answered 451: 4.7.1 Greylisted"


async def test_a_mail_is_given_up_after_five_attempts():
    postbox, message = Postbox(data=("452 4.3.1 Disk full",) * 9), await a_mail()

    async with a_mail_server(postbox) as port:
        for _ in range(7):
            await deliver_due(carrier_to(port))
            await make_due()

    row = await stored(message)
    assert (row.state, row.attempts, row.sealed) == (MailState.FAILED, 5, None)
    assert len(postbox.letters) == 5


@pytest.mark.parametrize("answers", [{"rcpt": ("550 5.1.1 No such user",)}, {"data": ("554 5.7.1 Spam",)}])
async def test_a_mail_that_is_refused_for_good_is_given_up_at_once(answers):
    message = await a_mail()

    async with a_mail_server(Postbox(**answers)) as port:
        await deliver_due(carrier_to(port))

    row = await stored(message)
    assert (row.state, row.attempts, row.sealed) == (MailState.FAILED, 1, None)
    assert "5." in row.error


async def test_one_mail_s_failure_holds_up_no_other():
    postbox = Postbox(rcpt=("550 5.1.1 Nobody", "451 4.7.1 Later", HANG_UP))
    messages = [await a_mail(f"client{number}@example.org") for number in range(4)]

    async with a_mail_server(postbox) as port:
        await deliver_due(carrier_to(port))

    states = [(await stored(message)).state.value for message in messages]
    assert states == ["FAILED", "WAITING", "WAITING", "SENT"]


@pytest.mark.parametrize("moment", ["rcpt", "data"])
async def test_a_dropped_connection_costs_an_attempt_and_the_same_mail_comes_again(moment):
    postbox, message = Postbox(**{moment: (HANG_UP,)}), await a_mail()

    async with a_mail_server(postbox) as port:
        await deliver_due(carrier_to(port))
        meanwhile = await stored(message)
        await make_due()
        await deliver_due(carrier_to(port))

    assert (meanwhile.state, meanwhile.attempts) == (MailState.WAITING, 1)
    assert (await stored(message)).state is MailState.SENT
    assert {letter["Message-ID"] for letter in postbox.letters} == {f"<{message.id}@localhost>"}


async def test_what_a_server_says_is_kept_without_the_secret_and_in_one_line():
    message = await a_mail()

    async with a_mail_server(Postbox(data=(f"554 Link token={SECRET} is\0 \a spam",))) as port:
        await deliver_due(carrier_to(port))

    assert (await stored(message)).error == f"The mail server answered 554: Link token={MARKER} is spam"


async def test_a_server_that_is_away_costs_no_attempt_and_is_left_alone_for_a_while(with_smtp):
    messages = [await a_mail(f"client{number}@example.org") for number in range(3)]
    async with a_mail_server(Postbox()) as port:
        carrier = carrier_to(port)

    await deliver_due(carrier)

    rows = [await stored(message) for message in messages]
    assert [(row.state, row.attempts, row.lease_id) for row in rows] == [(MailState.WAITING, 0, None)] * 3
    assert carrier.is_resting
    assert all(now() < row.run_at < now() + timedelta(minutes=1) for row in rows)
    assert "cannot be reached" in (await delivery_state()).paused_reason


async def test_mails_leave_again_when_the_server_is_back(with_smtp):
    postbox, message = Postbox(), await a_mail()
    async with a_mail_server(Postbox()) as port:
        carrier = carrier_to(port)
    await deliver_due(carrier)
    carrier.rests_until = 0.0
    await make_due()

    async with a_mail_server(postbox, port=port):
        await deliver_due(carrier)

    assert (await stored(message)).state is MailState.SENT
    assert (carrier.faults, (await delivery_state()).paused_reason) == (0, None)


async def test_a_refused_sign_in_pauses_all_mails_after_one_try_and_says_why(with_smtp):
    postbox = Postbox()
    for number in range(12):
        await a_mail(f"client{number}@example.org")

    async with a_mail_server(postbox, authenticator=only("shop", "right"), auth_require_tls=False) as port:
        carrier = carrier_to(port, username="shop", password="wr0ng-s3cret")
        await deliver_due(carrier)
        await deliver_due(carrier)

    state = await delivery_state()
    assert postbox.connections == 1
    assert await EmailMessage.filter(attempts=0, state=MailState.WAITING).count() == 12
    assert "refused our user name or password" in state.paused_reason
    assert "wr0ng-s3cret" not in await everything_stored()


async def test_a_server_that_stays_at_fault_is_asked_ever_less_often_but_every_few_minutes():
    carrier = carrier_to(9)

    rests = [carrier.rest().total_seconds() for _ in range(6)]

    assert 24 <= rests[0] <= 36
    assert 240 <= rests[-1] <= 360
    assert sorted(rests[:3]) == rests[:3]


async def test_starttls_that_is_not_offered_pauses_the_mails(with_smtp):
    postbox, message = Postbox(), await a_mail()

    async with a_mail_server(postbox) as port:
        await deliver_due(Carrier(Server("127.0.0.1", port, Encryption.STARTTLS, timeout=2)))

    assert (await stored(message)).attempts == 0
    assert "STARTTLS" in (await delivery_state()).paused_reason
    assert postbox.letters == []


async def test_without_a_server_mails_are_kept_for_the_mailbox():
    message = await a_mail()

    captured = await deliver_due(Carrier.from_settings())

    row = await stored(message)
    assert captured == 1
    assert (row.state, row.revealed, row.sealed) == (MailState.CAPTURED, SECRET, None)


async def test_a_mail_whose_key_is_gone_says_so(with_smtp):
    postbox, message = Postbox(), await a_mail()
    store.use(replace(with_smtp, secret_key=b"n" * 32))

    async with a_mail_server(postbox) as port:
        await deliver_due(carrier_to(port))

    row = await stored(message)
    assert row.state is MailState.FAILED
    assert "key that is gone" in row.error
    assert postbox.letters == []


async def test_a_worker_that_stops_gives_back_what_it_has_not_begun():
    postbox, stop = Postbox(), asyncio.Event()
    for number in range(3):
        await a_mail(f"client{number}@example.org")
    stop.set()

    async with a_mail_server(postbox) as port:
        await deliver_due(carrier_to(port), stop=stop)

    assert postbox.letters == []
    assert await EmailMessage.filter(state=MailState.WAITING, attempts=0, lease_id=None).count() == 3


async def test_two_workers_on_one_outbox_send_each_mail_once():
    postbox = Postbox()
    for number in range(60):
        await a_mail(f"client{number}@example.org")

    async def work(carrier: Carrier) -> None:
        while await deliver_due(carrier):
            pass

    async with a_mail_server(postbox) as port:
        await asyncio.gather(work(carrier_to(port)), work(carrier_to(port)))

    assert len(postbox.recipients) == len(set(postbox.recipients)) == 60
    assert await EmailMessage.filter(state=MailState.SENT).count() == 60


async def test_a_mail_that_is_withdrawn_while_its_batch_is_under_way_is_not_sent():
    kept, withdrawn = await a_mail("kept@example.org"), await a_mail("withdrawn@example.org")

    class Withdrawing(Postbox):
        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
            withdrawn.lease_id = (await stored(withdrawn)).lease_id
            await outbox.give_up(withdrawn, "Replaced by a newer link.")
            return await super().handle_DATA(server, session, envelope)

    postbox = Withdrawing()
    async with a_mail_server(postbox) as port:
        await deliver_due(carrier_to(port))

    assert postbox.recipients == ["kept@example.org"]
    assert [(await stored(message)).state.value for message in (kept, withdrawn)] == ["SENT", "FAILED"]


async def test_a_claim_whose_holder_died_is_sent_by_another():
    postbox, message = Postbox(), await a_mail()
    await outbox.claim(10, timedelta(minutes=5))
    await lapse_leases()

    async with a_mail_server(postbox) as port:
        await deliver_due(carrier_to(port))

    assert (await stored(message)).state is MailState.SENT
    assert postbox.recipients == ["ada@example.org"]


async def test_a_secret_is_never_logged(caplog):
    caplog.set_level("DEBUG")
    await a_mail()

    async with a_mail_server(Postbox(data=(f"452 {SECRET}", f"554 {SECRET}"))) as port:
        await deliver_due(carrier_to(port))
        await make_due()
        await deliver_due(carrier_to(port))

    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.")]
    assert any("attempt 2" in said for said in ours)
    assert not any(SECRET in said for said in ours)
