"""Resending the link: always a new one, never too often, never to who may not log in."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from atrium.clients.inputs import ResendVerificationInput
from atrium.clients.models import Client
from atrium.clients.verifying import resend_verification, verify_email
from atrium.columns import as_of, now
from atrium.contacts.models import ClientEmail
from atrium.errors import Blocked, IdempotencyConflict, NotFound, TooManyAttempts
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage, MailState
from tests.given import STAFF, a_client, rows_everywhere, the_secret_mailed_to

ADA = "ada@example.org"


async def resent(client: Client, key: str | None = None, email_id: UUID | None = None) -> UUID:
    given = ResendVerificationInput(client_id=Id(str(client.id)), email_id=Id(str(email_id)) if email_id else None)
    return await resend_verification(given, STAFF, key)


async def test_a_resent_link_withdraws_the_mail_that_still_waits():
    client = await a_client("Ada", ADA)

    message_id = await resent(client)

    states = {mail.id: mail.state for mail in await EmailMessage.all()}
    assert states.pop(message_id) is MailState.WAITING
    assert list(states.values()) == [MailState.FAILED]
    assert await Event.filter(action="client.verification_sent", client_id=client.id).count() == 1


async def test_a_second_resend_within_a_minute_is_told_when_to_try_again():
    client = await a_client("Ada", ADA)
    await resent(client)
    before = await rows_everywhere()

    with pytest.raises(TooManyAttempts) as refused:
        await resent(client)

    assert timedelta(0) < refused.value.retry_at - now() <= timedelta(seconds=60)
    assert await rows_everywhere() == before


async def test_five_resends_an_hour_and_no_more():
    client = await a_client("Ada", ADA)
    begun = now()
    for minute in range(5):
        with as_of(begun + timedelta(minutes=2 * minute)):
            await resent(client)

    with as_of(begun + timedelta(minutes=10)), pytest.raises(TooManyAttempts) as refused:
        await resent(client)

    assert refused.value.retry_at == begun + timedelta(hours=1)


async def test_of_twenty_resends_at_once_one_mail_goes_out():
    client = await a_client("Ada", ADA)

    outcomes = await asyncio.gather(*(resent(client) for _ in range(20)), return_exceptions=True)

    assert sum(isinstance(outcome, TooManyAttempts) for outcome in outcomes) == 19
    assert await EmailMessage.filter(state=MailState.WAITING).count() == 1


async def test_twenty_resends_with_one_key_are_one_mail():
    client = await a_client("Ada", ADA)

    outcomes = await asyncio.gather(*(resent(client, "k") for _ in range(20)))

    assert set(outcomes) == {(await EmailMessage.get(state=MailState.WAITING)).id}


async def test_a_key_with_another_input_is_a_conflict():
    ada, eve = await a_client("Ada", ADA), await a_client("Eve")
    await resent(ada, "k")

    with pytest.raises(IdempotencyConflict):
        await resent(eve, "k")


async def test_who_may_not_log_in_is_not_written_to():
    client = await a_client("Ada", ADA, allow_login=False)
    before = await rows_everywhere()

    with pytest.raises(Blocked) as refused:
        await resent(client)

    assert [blocker.code for blocker in refused.value.blockers] == ["LOGIN_DISABLED"]
    assert await rows_everywhere() == before


async def test_who_has_verified_needs_no_link():
    client = await a_client("Ada", ADA)
    await verify_email(await the_secret_mailed_to(ADA), None, "192.0.2.1")

    with pytest.raises(Blocked) as refused:
        await resent(client)

    assert [blocker.code for blocker in refused.value.blockers] == ["ALREADY_VERIFIED"]


async def test_who_has_no_address_has_nothing_to_verify():
    client = await a_client("Ada", allow_login=False)

    with pytest.raises(Blocked) as refused:
        await resent(client)

    assert [blocker.code for blocker in refused.value.blockers] == ["NO_EMAIL"]


async def test_another_clients_address_is_not_found():
    ada, eve = await a_client("Ada", ADA), await a_client("Eve")

    with pytest.raises(NotFound):
        await resent(eve, email_id=(await ClientEmail.get(client_id=ada.id)).id)
    with pytest.raises(NotFound):
        await resent(eve, email_id=uuid4())
