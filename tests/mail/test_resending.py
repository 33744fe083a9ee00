"""Sending a mail again from the dashboard."""

from __future__ import annotations

import pytest

from atrium.errors import NotFound
from atrium.events.models import Event
from atrium.mail import outbox
from atrium.mail.inputs import ResendMailInput
from atrium.mail.models import EmailMessage, MailState
from atrium.mail.resending import resend_mail
from tests.given import STAFF, a_client
from tests.graph.asking import ask, data, staff
from tests.mail.given import a_mail, a_plain_mail

RESEND = """mutation($id: ID!, $key: String) { resendMail(input: {id: $id}, idempotencyKey: $key) {
  __typename ... on EmailMessage { id state } ... on Blocked { blockers { code } } } }"""


async def a_failed_mail(**given) -> EmailMessage:
    message = await a_plain_mail()
    await EmailMessage.filter(id=message.id).update(
        state=MailState.FAILED, attempts=5, error="550 no such user", **given
    )
    return message


async def test_a_mail_that_failed_waits_again():
    message = await a_failed_mail()

    answered = await data(RESEND, {"id": str(message.id)})

    assert answered == {"resendMail": {"__typename": "EmailMessage", "id": str(message.id), "state": "WAITING"}}


async def test_who_sent_a_clients_mail_again_stands_in_its_timeline():
    client = await a_client()
    message = await a_failed_mail(client_id=client.id)

    await resend_mail(ResendMailInput(id=str(message.id)), STAFF)

    event = await Event.get(action="mail.resent")
    assert (event.client_id, event.actor_name) == (client.id, STAFF.name)
    assert [change["after"] for change in event.changes] == [message.to, message.subject]


async def test_of_a_mail_that_arrived_pressing_twice_sends_one_copy():
    message = await a_plain_mail()
    await EmailMessage.filter(id=message.id).update(state=MailState.SENT)
    who = staff()

    answers = [await data(RESEND, {"id": str(message.id), "key": "once"}, by=who) for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0]["resendMail"]["id"] != str(message.id)
    assert await EmailMessage.all().count() == 2


async def test_a_link_that_works_once_is_not_sent_twice_and_nothing_is_written_down():
    message = await a_mail()

    answered = await data(RESEND, {"id": str(message.id)})

    assert answered == {"resendMail": {"__typename": "Blocked", "blockers": [{"code": "CARRIES_LINK"}]}}
    assert not await Event.exists()


@pytest.mark.parametrize("key", ["x", "00000000-0000-4000-8000-000000000000"])
async def test_a_mail_that_is_not_there_cannot_be_sent_again(key):
    with pytest.raises(NotFound):
        await resend_mail(ResendMailInput(id=key), STAFF)


async def test_reading_mails_is_not_sending_them():
    message = await a_plain_mail()

    answered = await ask(RESEND, {"id": str(message.id)}, by=staff("mail.read", "client.read"))

    assert answered["errors"][0]["extensions"]["needs"] == ["mail.send"]
    assert await outbox.resend(message.id)
