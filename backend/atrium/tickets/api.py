"""The door to tickets, for staff and for the client whose they are."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.api import Client, ability
from atrium.clients.listing.filter import OF_KEPT, of_visible
from atrium.database import dialect
from atrium.events.api import KEPT_BACK, Actor
from atrium.graph.answers import answers, refers
from atrium.graph.fields import mutation, one_of, page_of
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, CLIENT_SESSION
from atrium.graph.reading.declare import (
    Arguments,
    column,
    extend,
    extend_part,
    one,
    open_at_the_store,
    page,
    part,
    reads,
)
from atrium.graph.reading.dialects import Kind, dialect_named
from atrium.graph.reading.filters import contains, uuid_or_none, words
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of
from atrium.mail.api import asked_words
from atrium.orders.api import Order
from atrium.principal import Principal
from atrium.tickets import actions, models
from atrium.tickets.inputs import CloseTicketInput, OpenTicketInput, ReopenTicketInput, ReplyTicketInput

strawberry.enum(models.TicketStatus, description=inspect.getdoc(models.TicketStatus))
for _model in (OpenTicketInput, ReplyTicketInput, CloseTicketInput, ReopenTicketInput):
    dress(_model)

for _act in ("opened", "replied", "closed", "reopened"):
    KEPT_BACK[f"ticket.{_act}"] = "ticket.read"  # the timeline tells what a ticket is about

IN_THE_ACCOUNT = ("FULL",)
"""Who acts in the whole of a client's account speaks there for the client; who only orders or looks does not."""

NEWEST_MESSAGE_FIRST = fixed("ticket messages", Key("{t}.at", Kind.MOMENT))
LATEST_FIRST = fixed("tickets", Key("{t}.updated_at", Kind.MOMENT))


@reads("ticket_message", needs="ticket.read", model=models.TicketMessage)
class TicketMessage:
    """What somebody said in a ticket."""

    id: strawberry.ID = column()
    text: str = column()
    from_client: bool = column(doc="Said on the client's side, whoever wrote it there.")
    author: Actor = part(
        "Actor", kind=column("{t}.author_kind"), id=column("{t}.author_id"), name=column("{t}.author_name")
    )
    at: datetime = column()


@reads("ticket", needs="ticket.read", model=models.Ticket, rows=of_visible)
class Ticket:
    """Something that a client and staff talk about until it is done."""

    id: strawberry.ID = column()
    number: int = column()
    subject: str = column()
    status: models.TicketStatus = column()
    version: int = column(doc="Grows with every message, closing and reopening; send it back to be told of others'.")
    client: Client = one("Client", on="{t}.id = {parent}.client_id", nullable=False)
    order: Order | None = one("Order", on="{t}.id = {parent}.order_id")
    messages: Any = page("TicketMessage", on="{t}.ticket_id = {parent}.id", orders=NEWEST_MESSAGE_FIRST)
    created_at: datetime = column()
    updated_at: datetime = column(doc="When it was last written in, closed or opened again.")
    closed_at: datetime | None = column()


def in_states(arguments: Arguments) -> Sql:
    """The tickets in one of the states that are asked for."""
    states = arguments.get("status")
    return TRUE if states is None else words("{t}.status", states)


STATES = {"status": list[models.TicketStatus]}

extend(
    "Client",
    tickets=page(
        "Ticket", on="{t}.client_id = {parent}.id", orders=LATEST_FIRST, needs="ticket.read", arguments=STATES,
        where=in_states,
    ),
)  # fmt: skip
extend_part("Client", "viewer_can", open_ticket=ability("ticket.write"))
open_at_the_store("Client", "tickets")
open_at_the_store(
    "Ticket",
    "id",
    "number",
    "subject",
    "status",
    "version",
    "order",
    "messages",
    "created_at",
    "updated_at",
    "closed_at",
)
open_at_the_store("TicketMessage", "id", "text", "from_client", "author", "at")
open_at_the_store("Actor", "kind", "name")
open_at_the_store("Order", "id", "number")


@page_of(
    "Ticket",
    needs="ticket.read",
    orders=LATEST_FIRST,
    at_the_store=CLIENT_SESSION,
    arguments={
        "status": lambda: STATES["status"],
        "search": lambda: str,
        "client_id": lambda: strawberry.ID,
    },
)
def tickets(arguments: Arguments, principal: Principal) -> Sql:
    """The tickets, those first in which something happened last; at the store's door the client's own.

    Those of deleted clients, whom nobody can answer, are listed only by `clientId`.
    `search`: words of the subject, or its number; all of them.
    """
    asked = asked_words(arguments.get("search") or "")
    found = [contains("{t}.found_by", word, dialect_named(dialect())) for word in asked]
    return all_of([in_states(arguments), _of_client(arguments), *found])


def _of_client(arguments: Arguments) -> Sql:
    given = arguments.get("clientId")
    if given is None:
        return OF_KEPT
    key = uuid_or_none(given)
    return FALSE if key is None else Sql("{t}.client_id = ?uuid", (key,))


@one_of("Ticket", needs="ticket.read", at_the_store=CLIENT_SESSION, arguments={"id": (strawberry.ID, strawberry.UNSET)})
def ticket(arguments: Arguments, principal: Principal) -> Sql:
    """One ticket; at the store's door one of the client's own."""
    key = uuid_or_none(arguments["id"])
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


@answers(needs=ANYONE)
class OpenedTicket:
    """The ticket is open. `mailed`: the other side was written to; nobody is who has no address."""

    ticket_id: strawberry.Private[UUID]
    mailed: bool
    ticket: Ticket = refers("Ticket", by="ticket_id", nullable=False)


@mutation(
    OpenedTicket, errors.NotFound, errors.InvalidInput, errors.TooManyAttempts, errors.IdempotencyConflict,
    needs="ticket.write", at_the_store=CLIENT_SESSION, as_client=IN_THE_ACCOUNT,
)  # fmt: skip
async def open_ticket(
    info: strawberry.Info, input: OpenTicketInput, idempotency_key: str | None = None
) -> OpenedTicket:
    """Begin a ticket, for a client or, at the store's door, as one. The other side is mailed what it says."""
    opened = await actions.open_ticket(input, info.context.principal, idempotency_key)
    return OpenedTicket(ticket_id=opened.ticket_id, mailed=opened.mailed)


@mutation(
    "Ticket", errors.NotFound, errors.InvalidInput, errors.StaleVersion, errors.Blocked, errors.TooManyAttempts,
    errors.IdempotencyConflict, needs="ticket.write", at_the_store=CLIENT_SESSION, as_client=IN_THE_ACCOUNT,
)  # fmt: skip
async def reply_ticket(info: strawberry.Info, input: ReplyTicketInput, idempotency_key: str | None = None) -> UUID:
    """Say something in a ticket, and close it with that if wanted. The other side is mailed what it says.

    With a version, an outdated one is refused. A closed ticket is blocked (CLOSED): reopen it first.
    """
    return await actions.reply_ticket(input, info.context.principal, idempotency_key)


@mutation(
    "Ticket", errors.NotFound, errors.StaleVersion, errors.TooManyAttempts, needs="ticket.write",
    at_the_store=CLIENT_SESSION, as_client=IN_THE_ACCOUNT,
)  # fmt: skip
async def close_ticket(info: strawberry.Info, input: CloseTicketInput) -> UUID:
    """A ticket is done. The other side is told. With a version, an outdated one is refused."""
    return await actions.close_ticket(input, info.context.principal)


@mutation(
    "Ticket", errors.NotFound, errors.TooManyAttempts, needs="ticket.write", at_the_store=CLIENT_SESSION,
    as_client=IN_THE_ACCOUNT,
)  # fmt: skip
async def reopen_ticket(info: strawberry.Info, input: ReopenTicketInput) -> UUID:
    """A closed ticket is not done after all: it is open, and the other side is told."""
    return await actions.reopen_ticket(input, info.context.principal)
