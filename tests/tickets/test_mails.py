"""Mails about tickets: to the client what staff do, to the store's support what the client does, or to nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atrium import settings as in_use
from atrium.clients.models import Client
from atrium.columns import now
from atrium.contacts.models import ClientEmail
from atrium.errors import NotFound
from atrium.ids import Id
from atrium.mail.rendering import render
from atrium.settings import Settings
from atrium.tickets.actions import open_ticket
from atrium.tickets.inputs import OpenTicketInput
from tests.given import STAFF, a_client
from tests.tickets.given import a_ticket, acting_as, at_the_store, close, mails, reopen, reply


@pytest.fixture
def support(settings: Settings) -> None:
    in_use.use(replace(settings, support_email="Our support <help@example.org>"))


async def test_the_client_is_mailed_what_staff_do():
    client = await a_client("Ada", "ada@example.org")

    ticket = await a_ticket(client, message="Which <one>?\nTell us.")
    await reply(ticket, "This one.")
    await reply(ticket, "Done.", close=True)
    await reopen(ticket)
    await close(ticket)

    sent = await mails()
    kinds = [mail.kind.removeprefix("ticket_") for mail in sent]
    assert kinds == ["opened", "replied", "replied", "reopened", "closed"]
    assert {(mail.to, mail.client_id, mail.sealed) for mail in sent} == {("ada@example.org", client.id, None)}
    assert [mail.subject for mail in sent[:2]] == ["[#1001] Invoice"] * 2
    assert "Which <one>?\nTell us." in sent[0].text
    assert "Which &lt;one&gt;?\nTell us." in sent[0].html
    assert ["closed" in mail.text for mail in sent] == [False, False, True, False, True]
    assert all(f"/store/tickets/{ticket.id}" in mail.text for mail in sent)


async def test_what_the_client_does_is_mailed_to_support_and_to_nobody_else(support: None):
    client = await a_client("Ada", "ada@example.org")

    ticket = await a_ticket(client, at_the_store(client), message="Where is it?")
    await reply(ticket, "Still waiting.", by=acting_as(client, "FULL"))
    await close(ticket, at_the_store(client))
    await reopen(ticket, at_the_store(client))

    sent = await mails()
    assert {(mail.kind, mail.to, mail.client_id) for mail in sent} == {("ticket_for_support", "help@example.org", None)}
    assert sent[0].subject == "[#1001] Ada: Invoice"
    verbs = ["has opened", "has answered in", "has closed", "has opened again"]
    assert all(f"Ada {verb} ticket number 1001" in mail.text for verb, mail in zip(verbs, sent, strict=True))
    assert all(f"/tickets/{ticket.id}" in mail.text and "/store/" not in mail.text for mail in sent)


async def test_without_an_address_for_support_what_the_client_says_is_mailed_to_nobody():
    client = await a_client("Ada")

    opened = await open_ticket(OpenTicketInput(subject="Invoice", message="Which?"), at_the_store(client))

    assert (opened.mailed, await mails()) == (False, [])


async def test_a_client_without_an_address_gets_a_ticket_and_staff_are_told_that_nobody_was_mailed():
    client = await a_client("Ada", allow_login=False)
    asked = OpenTicketInput(client_id=Id(str(client.id)), subject="Invoice", message="Which?")

    opened = await open_ticket(asked, STAFF, "key")
    again = await open_ticket(asked, STAFF, "key")

    assert (opened.mailed, again, await mails()) == (False, opened, [])


async def test_who_may_not_log_in_is_mailed_at_the_default_address_without_a_way_into_the_account():
    client = await a_client("Ada", "ada@example.org", allow_login=False)
    await ClientEmail.create(client_id=client.id, address="other@example.org", fold="other@example.org")

    opened = await open_ticket(
        OpenTicketInput(client_id=Id(str(client.id)), subject="Invoice", message="Which?"), STAFF
    )

    (mail,) = await mails()
    assert opened.mailed
    assert mail.to == "ada@example.org"
    assert "/store/" not in mail.text + mail.html


async def test_a_refused_act_mails_nobody():
    client = await a_client("Ada")
    ticket = await close(await a_ticket(client))
    await Client.filter(id=client.id).update(deleted_at=now())
    before = len(await mails())

    for act in (reply(ticket), reopen(ticket)):
        with pytest.raises(NotFound):
            await act

    assert len(await mails()) == before


@pytest.mark.parametrize("what", ["opened", "replied", "closed", "reopened"])
def test_every_mail_says_the_same_as_text_and_as_html(settings: Settings, what: str):
    context = {
        "name": "Ada & Co", "number": "1001", "subject": "Invoice", "what": what, "closed": "", "words": "Which one?",
        "ticket": "store/tickets/x", "ticket_of_staff": "tickets/x",
    }  # fmt: skip

    for kind in (f"ticket_{what}", "ticket_for_support"):
        mail = render(kind, "de-AT", context)
        assert mail.subject.startswith("[#1001] ")
        assert "\n\n\n" not in mail.text
        assert "Ada & Co" in mail.text
        assert "Ada &amp; Co" in mail.html
