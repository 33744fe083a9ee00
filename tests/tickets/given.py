"""Tickets that a test begins with, and who speaks in them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from atrium.clients.models import Client
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from atrium.principal import Actor, ActorKind, Door, Impersonating, Principal
from atrium.tickets import actions
from atrium.tickets.inputs import CloseTicketInput, OpenTicketInput, ReopenTicketInput, ReplyTicketInput
from atrium.tickets.models import Ticket
from tests.given import STAFF


def at_the_store(client: Client) -> Principal:
    """The client, signed in at the store."""
    return Principal(ActorKind.CLIENT, client.id, client.display_name, frozenset(), Door.STORE)


def acting_as(client: Client, mode: str) -> Principal:
    """Staff in this client's account."""
    acts = Impersonating(uuid4(), mode, Actor(ActorKind.STAFF_AS_CLIENT, STAFF.id, STAFF.name))
    return Principal(ActorKind.STAFF_AS_CLIENT, client.id, client.display_name, door=Door.STORE, impersonating=acts)


async def a_ticket(client: Client, by: Principal = STAFF, subject: str = "Invoice", **given: Any) -> Ticket:
    """Opened by staff, unless said otherwise."""
    whose = None if by.client_id else Id(str(client.id))
    asked = OpenTicketInput(client_id=whose, subject=subject, message=given.pop("message", "Which one?"), **given)
    return await Ticket.get(id=(await actions.open_ticket(asked, by)).ticket_id)


async def reply(ticket: Ticket, message: str = "This one.", by: Principal = STAFF, **given: Any) -> Ticket:
    await actions.reply_ticket(ReplyTicketInput(id=Id(str(ticket.id)), message=message, **given), by)
    return await Ticket.get(id=ticket.id)


async def close(ticket: Ticket, by: Principal = STAFF, version: int | None = None) -> Ticket:
    await actions.close_ticket(CloseTicketInput(id=Id(str(ticket.id)), version=version), by)
    return await Ticket.get(id=ticket.id)


async def reopen(ticket: Ticket, by: Principal = STAFF) -> Ticket:
    await actions.reopen_ticket(ReopenTicketInput(id=Id(str(ticket.id))), by)
    return await Ticket.get(id=ticket.id)


async def mails(kind: str = "ticket_") -> list[EmailMessage]:
    """The mails about tickets, the oldest first."""
    return await EmailMessage.filter(kind__startswith=kind).order_by("created_at", "id")
