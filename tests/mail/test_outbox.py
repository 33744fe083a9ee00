"""The outbox: promised with the fact, claimed for a while, marked with what became of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from atrium import database
from atrium import settings as store
from atrium.columns import new_id, now
from atrium.errors import Blocked, NotFound
from atrium.mail import outbox
from atrium.mail.failures import MARKER
from atrium.mail.models import EmailMessage, MailState
from atrium.waking import Calling, waking
from tests.given import a_client
from tests.mail.given import SECRET, a_mail, a_plain_mail, everything_stored, lapse_leases, stored
from tests.statements import counted

LEASE = timedelta(minutes=5)


async def test_a_mail_is_promised_with_its_fact_or_not_at_all():
    async def fail_after_promising() -> None:
        async with database.tx():
            await outbox.enqueue("verify_email", "ada@example.org", dedupe_key="one", context={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_after_promising()

    assert await EmailMessage.all().count() == 0


async def test_promising_a_mail_costs_one_statement():
    async with database.tx(), counted() as statements:
        message = await outbox.enqueue("verify_email", "ada@example.org", dedupe_key="one", context={}, secret=SECRET)

    assert len(statements) == 1
    assert (await stored(message)).state is MailState.WAITING


async def test_one_fact_promises_one_mail():
    first = await a_mail("ada@example.org", key="verify:1")
    second = await a_mail("ada@example.org", key="verify:1")

    assert second.id == first.id
    assert await EmailMessage.all().count() == 1


async def test_parallel_promises_of_one_fact_are_one_mail():
    messages = await asyncio.gather(*(a_mail(key="verify:1") for _ in range(8)))

    assert len({message.id for message in messages}) == 1
    assert await EmailMessage.all().count() == 1


async def test_a_waiting_secret_is_sealed():
    message = await a_mail(secret=SECRET)

    assert SECRET not in await everything_stored()
    assert MARKER in message.text
    assert outbox.secret_of(await stored(message)) == SECRET


async def test_a_secret_is_gone_with_the_key_it_was_sealed_with(settings):
    message = await a_mail(secret=SECRET)
    store.use(replace(settings, secret_key=b"n" * 32))

    assert outbox.secret_of(await stored(message)) is None


async def test_the_longest_due_are_claimed_first_and_none_before_its_time():
    late, early, future = (
        await a_mail("late@example.org"),
        await a_mail("early@example.org"),
        await a_mail("f@example.org"),
    )
    for message, minutes in ((late, -1), (early, -5), (future, 5)):
        message.run_at = now() + timedelta(minutes=minutes)
        await message.save(update_fields=["run_at"])

    claimed = await outbox.claim(10, LEASE)

    assert [message.id for message in claimed] == [early.id, late.id]
    assert [message.attempts for message in claimed] == [0, 0]


async def test_a_claimed_mail_is_nobody_else_s_until_its_lease_lapses():
    await a_mail()
    first = await outbox.claim(10, LEASE)
    meanwhile = await outbox.claim(10, LEASE)
    await lapse_leases()

    again = await outbox.claim(10, LEASE)

    assert meanwhile == []
    assert [message.id for message in again] == [message.id for message in first]
    assert again[0].attempts == 0


async def test_many_claim_at_once_and_each_mail_has_one_claimant():
    await asyncio.gather(*(a_mail(f"client{number}@example.org") for number in range(40)))

    batches = await asyncio.gather(*(database.retrying(lambda: outbox.claim(10, LEASE)) for _ in range(6)))

    claimed = [message.id for batch in batches for message in batch]
    assert len(claimed) == len(set(claimed)) == 40


async def test_sending_wipes_the_secret():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)

    await outbox.mark_sent(message)

    row = await stored(message)
    assert (row.state, row.sealed, row.revealed, row.lease_id) == (MailState.SENT, None, None, None)
    assert row.sent_at is not None
    assert SECRET not in await everything_stored()


async def test_what_was_sent_stays_sent_although_its_lease_had_lapsed():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)
    await lapse_leases()
    await outbox.claim(1, LEASE)

    await outbox.mark_sent(message)

    assert (await stored(message)).state is MailState.SENT


async def test_who_has_lost_the_lease_no_longer_decides():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)
    await lapse_leases()
    (taken,) = await outbox.claim(1, LEASE)

    await outbox.retry(message, "Too late", run_at=now())
    await outbox.give_up(message, "Too late")
    await outbox.capture(message)

    row = await stored(message)
    assert (row.state, row.lease_id, row.error) == (MailState.WAITING, taken.lease_id, None)


async def test_a_mail_to_try_again_waits_with_its_reason_and_its_secret():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)
    later = now() + timedelta(minutes=1)

    await outbox.retry(message, "Greylisted", run_at=later)

    row = await stored(message)
    assert (row.state, row.error, row.run_at, row.attempts) == (MailState.WAITING, "Greylisted", later, 0)
    assert outbox.secret_of(row) == SECRET


async def test_giving_up_wipes_the_secret():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)

    await outbox.give_up(message, "No such user")

    row = await stored(message)
    assert (row.state, row.error, row.sealed) == (MailState.FAILED, "No such user", None)


async def test_only_a_captured_mail_reveals_its_secret():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)

    await outbox.capture(message)

    row = await stored(message)
    assert (row.state, row.revealed, row.sealed) == (MailState.CAPTURED, SECRET, None)
    assert SECRET not in row.text + row.html


async def test_an_attempt_counts_from_when_it_begins_and_only_for_who_holds_the_mail():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)

    begun = await outbox.begin(message)
    await lapse_leases()
    (again,) = await outbox.claim(1, LEASE)

    assert begun
    assert (message.attempts, again.attempts) == (1, 1)
    assert not await outbox.begin(message)
    assert (await stored(message)).attempts == 1


async def test_what_is_given_back_was_never_tried():
    for name in ("ada", "grace"):
        await a_mail(f"{name}@example.org")
    messages = await outbox.claim(2, LEASE)
    await outbox.begin(messages[0])

    given_back = await outbox.release(messages[0].lease_id, begun=messages[0].id, fault="The server is away.")

    rows = [await stored(message) for message in messages]
    assert given_back == 2
    assert [(row.attempts, row.lease_id, row.error) for row in rows] == [(0, None, "Paused: The server is away.")] * 2


@pytest.mark.parametrize(("to", "withdrawn"), [(None, 1), ("ada@example.org", 1), ("other@example.org", 0)])
async def test_a_client_s_waiting_links_can_be_withdrawn_and_nothing_else(to, withdrawn):
    client, other = await a_client(email="ada@example.org"), await a_mail("other@example.org")
    async with database.tx():
        given = {"dedupe_key": "plain", "context": {}, "client_id": client.id}
        plain = await outbox.enqueue("verify_email", "ada@example.org", **given)

    assert await outbox.withdraw(client.id, "Login was switched off.", to=to) == withdrawn

    (link,) = await EmailMessage.filter(client_id=client.id).exclude(id=plain.id)
    assert (link.state.value, link.sealed is None) == (("FAILED", True) if withdrawn else ("WAITING", False))
    assert [(await stored(message)).state.value for message in (plain, other)] == ["WAITING", "WAITING"]


async def test_a_mail_that_left_before_it_was_withdrawn_was_sent():
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)
    await outbox.give_up(message, "Replaced by a newer link.")

    await outbox.mark_sent(message)

    row = await stored(message)
    assert (row.state, row.error) == (MailState.SENT, None)


async def test_a_failed_mail_starts_afresh():
    await a_plain_mail()
    (message,) = await outbox.claim(1, LEASE)
    await outbox.give_up(message, "Mailbox full")

    again = await outbox.resend(message.id)

    assert (again.id, again.state, again.attempts) == (message.id, MailState.WAITING, 0)


async def test_a_mail_that_arrived_is_sent_again_as_a_copy():
    await a_plain_mail()
    (message,) = await outbox.claim(1, LEASE)
    await outbox.mark_sent(message)

    again = await outbox.resend(message.id)

    assert again.id != message.id
    assert (again.to, again.text, again.state) == (message.to, message.text, MailState.WAITING)
    assert (await stored(message)).state is MailState.SENT


async def test_a_waiting_mail_is_tried_now_when_asked_again():
    message = await a_plain_mail()
    message.run_at = now() + timedelta(hours=1)
    await message.save(update_fields=["run_at"])

    await outbox.resend(message.id)

    assert [claimed.id for claimed in await outbox.claim(1, LEASE)] == [message.id]


async def test_a_mail_with_a_link_that_works_once_is_not_sent_again():
    message = await a_mail()

    with pytest.raises(Blocked) as refused:
        await outbox.resend(message.id)

    assert [blocker.code for blocker in refused.value.blockers] == ["CARRIES_LINK"]


async def test_what_is_not_there_cannot_be_sent_again():
    with pytest.raises(NotFound):
        await outbox.resend(new_id())


async def test_a_promise_wakes_who_sleeps():
    sleeper = asyncio.Event()

    with waking(Calling.MAIL, sleeper):
        await a_mail()

    assert sleeper.is_set()


async def test_a_secret_is_never_logged(caplog):
    caplog.set_level("DEBUG")
    await a_mail()
    (message,) = await outbox.claim(1, LEASE)

    await outbox.capture(message)

    assert caplog.records
    assert SECRET not in caplog.text
