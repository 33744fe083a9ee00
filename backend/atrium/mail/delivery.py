"""Mails leave: claimed, sent over one connection, and marked one by one with what became of them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from secrets import SystemRandom

from atrium import database, settings
from atrium.columns import now
from atrium.mail import outbox
from atrium.mail.failures import DeliveryFailure, PermanentFailure, TemporaryFailure, TransportFault, speakable
from atrium.mail.letter import compose, sender_address
from atrium.mail.models import EmailMessage
from atrium.mail.server import Server, read_server
from atrium.mail.smtp import Mailer

BATCH = 10
LEASE = timedelta(minutes=5)
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
ATTEMPTS = len(RETRY_AFTER) + 1
REST = (timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5))
JITTER = 0.2
SAFETY = 10.0  # seconds of a lease that are left for marking

_log = logging.getLogger("atrium.mail")
_chance = SystemRandom()


@dataclass
class Carrier:
    """Where this process's mails go (None: into the mailbox), and until when it leaves a faulty server alone."""

    server: Server | None
    faults: int = 0
    rests_until: float = 0.0

    @classmethod
    def from_settings(cls) -> Carrier:
        url = settings.current().smtp_url
        return cls(read_server(url) if url else None)

    @property
    def is_resting(self) -> bool:
        return time.monotonic() < self.rests_until

    def rest(self) -> timedelta:
        """Leave the server alone: half a minute at first, five minutes when it stays at fault. Returns for how long."""
        length = jittered(REST[min(self.faults, len(REST) - 1)])
        self.faults += 1
        self.rests_until = time.monotonic() + length.total_seconds()
        return length

    def works(self) -> None:
        self.faults = 0


def jittered(length: timedelta) -> timedelta:
    """A fifth more or less, so that what failed together does not come back together."""
    return length * _chance.uniform(1 - JITTER, 1 + JITTER)


async def deliver_due(carrier: Carrier, *, stop: asyncio.Event | None = None) -> int:
    """Send what is due, at most one batch; how many mails were claimed.

    If the worker dies midway, its lease lapses and another sends them. A `stop` that is set ends the batch after the
    letter that is under way. Raises what the database raises while it is away.
    """
    if carrier.is_resting:
        return 0
    started = time.monotonic()
    messages = await database.retrying(lambda: outbox.claim(BATCH, LEASE))
    if messages and carrier.server is None:
        for message in messages:
            await database.retrying(partial(outbox.capture, message))
    elif messages and carrier.server is not None:
        ends = started + LEASE.total_seconds()
        async with Mailer(carrier.server, domain=sender_address().domain) as mailer:
            await _send_all(messages, carrier, mailer, ends, stop)
    return len(messages)


async def _send_all(
    messages: list[EmailMessage], carrier: Carrier, mailer: Mailer, ends: float, stop: asyncio.Event | None
) -> None:
    """One after the other, while the lease is sure to outlast the next one; the rest is given back untried."""
    lease_id = messages[0].lease_id
    assert lease_id is not None  # a claim gives every mail its lease
    last_start = ends - 2 * mailer.server.patience - SAFETY
    for message in messages:
        if time.monotonic() > last_start or (stop is not None and stop.is_set()):
            await database.retrying(partial(outbox.release, lease_id))
            return
        if not await database.retrying(partial(outbox.begin, message)):
            continue
        try:
            await _send_one(message, mailer, ends)
        except TransportFault as fault:
            length = carrier.rest()
            _log.warning("No mail can leave; trying again in %d s: %s", length.total_seconds(), fault.reason)
            later = now() + length
            release = partial(outbox.release, lease_id, begun=message.id, run_at=later, fault=fault.reason)
            await database.retrying(release)
            return
        carrier.works()


async def _send_one(message: EmailMessage, mailer: Mailer, ends: float) -> None:
    secret = outbox.secret_of(message)
    try:
        if message.sealed and secret is None:
            raise PermanentFailure("The link in this mail was sealed with a key that is gone. Send a new link instead.")
        await mailer.send(compose(message, secret))
    except DeliveryFailure as failure:
        mark = _mark_failed(message, type(failure), speakable(failure.reason, secret))
    except Exception:
        _log.exception("Mail %s could not be sent", message.id)
        mark = _mark_failed(message, TemporaryFailure, "Something unforeseen happened; the log has the details.")
    else:
        _log.info("Mail %s (%s) has left", message.id, message.kind)
        mark = partial(outbox.mark_sent, message)
    await _settle(mark, ends)


def _mark_failed(message: EmailMessage, kind: type[DeliveryFailure], reason: str) -> Callable[[], Awaitable[None]]:
    """What a failure means for its mail. A fault of the transport is passed on: it is not about this mail."""
    if kind is TransportFault:
        raise TransportFault(reason)
    _log.warning("Mail %s (%s) was not taken, attempt %d", message.id, message.kind, message.attempts)
    if kind is PermanentFailure or message.attempts >= ATTEMPTS:
        return partial(outbox.give_up, message, reason)
    run_at = now() + jittered(RETRY_AFTER[message.attempts - 1])
    return partial(outbox.retry, message, reason, run_at=run_at)


async def _settle(mark: Callable[[], Awaitable[None]], ends: float) -> None:
    """Write down what became of a mail; while the database is away, until the lease ends, so that none goes twice."""
    while True:
        try:
            return await database.retrying(mark)
        except database.UNREACHABLE:
            if time.monotonic() > ends:
                raise
            await asyncio.sleep(1)
