"""Opening tickets, answering, closing and reopening them. Each act tells the other side in its own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from atrium import database
from atrium.access.throttle import Limit, spend
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import Blocked, Hindrance, NotFound, StaleVersion
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.folding import fold
from atrium.ids import Id, as_id
from atrium.mail.models import EmailMessage
from atrium.orders.models import Order
from atrium.preferences.counters import next_number
from atrium.preferences.idempotency import claim
from atrium.principal import Principal
from atrium.tickets.inputs import CloseTicketInput, OpenTicketInput, ReopenTicketInput, ReplyTicketInput
from atrium.tickets.models import Ticket, TicketMessage, TicketStatus
from atrium.tickets.telling import tell

FIRST_NUMBER = 1_001
SUBJECT_LONGEST = 200
MESSAGE_LONGEST = 10_000
BY_ONE_CLIENT, WINDOW = 60, timedelta(hours=1)
"""How much is done at the store in one client's tickets: each act mails the store's support."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new ticket, and whether the other side was written to."""

    ticket_id: UUID
    mailed: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a new ticket shall say."""

    subject: str
    message: str
    order_id: UUID | None


async def open_ticket(given: OpenTicketInput, by: Principal, idempotency_key: str | None = None) -> Opened:
    """Begin a ticket: the client is mailed what staff write, the store's support what the client writes.

    Raises NotFound for a client who does not stand (or is another's, at the store's door), InvalidInput with all faults
    (clientId REQUIRED; subject, message REQUIRED, TOO_LONG, CONTROL_CHARACTER; orderId UNKNOWN_ORDER),
    TooManyAttempts at the store's door and IdempotencyConflict.
    """
    client_id, ticket_id = _whose(given, by), new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "openTicket", given, ticket_id)
        if answered:
            mails = EmailMessage.filter(dedupe_key=f"ticket:{answered}:1:opened")
            return Opened(answered, await mails.exists())
        await _count(by)
        (client,) = await lock_standing(client_id)
        asked = await _read_new(given, client_id)
        ticket = await _begin(ticket_id, client, asked, by)
        mailed = await tell(ticket, client, "opened", to_client=by.client_id is None, words=asked.message)
        changes = [*_named(ticket), Change("status", None, ticket.status.value)]
        await record("ticket.opened", by, client_id, changes=changes, at=ticket.created_at)
    return Opened(ticket_id, mailed)


async def reply_ticket(given: ReplyTicketInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Say something in a ticket: then it is the other side's turn, unless it is closed with it. Answers its id.

    Raises NotFound, InvalidInput (message), StaleVersion when somebody was faster, Blocked (CLOSED), TooManyAttempts at
    the store's door and IdempotencyConflict.
    """
    message, ticket_id = _read_message(given.message), as_id(given.id)
    async with tx():
        if await claim(idempotency_key, by, "replyTicket", given, ticket_id):
            return ticket_id
        client, ticket = await _lock(ticket_id, by, given.version)
        if ticket.status is TicketStatus.CLOSED:
            raise Blocked(blockers=(Hindrance("CLOSED", "This ticket is closed. Reopen it to write in it."),))
        moment = now()
        await _say(ticket, message, moment, by)
        turned = TicketStatus.OPEN if by.client_id else TicketStatus.WAITING
        before = await _turn(ticket, TicketStatus.CLOSED if given.close else turned, moment)
        await tell(ticket, client, "replied", to_client=by.client_id is None, words=message)
        changes = [*_named(ticket), *([] if given.close else _turned(before, ticket))]
        await record("ticket.replied", by, client.id, changes=changes, at=moment)
        if given.close:
            await record("ticket.closed", by, client.id, changes=[*_named(ticket), *_turned(before, ticket)])
    return ticket_id


async def close_ticket(given: CloseTicketInput, by: Principal) -> UUID:
    """The ticket is done. Closing a closed one changes nothing. Answers its id.

    Raises NotFound, StaleVersion when somebody was faster, and TooManyAttempts at the store's door.
    """
    async with tx():
        client, ticket = await _lock(as_id(given.id), by, given.version)
        if ticket.status is TicketStatus.CLOSED:
            return ticket.id
        before = await _turn(ticket, TicketStatus.CLOSED, now())
        await tell(ticket, client, "closed", to_client=by.client_id is None)
        changes = [*_named(ticket), *_turned(before, ticket)]
        await record("ticket.closed", by, client.id, changes=changes, at=ticket.closed_at)
    return ticket.id


async def reopen_ticket(given: ReopenTicketInput, by: Principal) -> UUID:
    """The ticket is not done after all, and staff's turn. One that is not closed stays as it is. Answers its id.

    Raises NotFound, and TooManyAttempts at the store's door.
    """
    async with tx():
        client, ticket = await _lock(as_id(given.id), by)
        if ticket.status is not TicketStatus.CLOSED:
            return ticket.id
        before = await _turn(ticket, TicketStatus.OPEN, now())
        await tell(ticket, client, "reopened", to_client=by.client_id is None)
        changes = [*_named(ticket), *_turned(before, ticket)]
        await record("ticket.reopened", by, client.id, changes=changes, at=ticket.updated_at)
    return ticket.id


def _whose(given: OpenTicketInput, by: Principal) -> UUID:
    """At the store's door the client's own, and nobody else's."""
    if by.client_id:
        if given.client_id is not None and as_id(given.client_id) != by.client_id:
            raise NotFound()
        return by.client_id
    if given.client_id is None:
        faults = Faults()
        faults.add("clientId", "REQUIRED", "Say whose ticket it is.")
        faults.refuse()
    return as_id(given.client_id or "")


async def _read_new(given: OpenTicketInput, client_id: UUID) -> _Asked:
    faults, order_id = Faults(), None
    subject = faults.text("subject", given.subject, SUBJECT_LONGEST, required=True)
    message = faults.text("message", given.message, MESSAGE_LONGEST, required=True, lines=True)
    if given.order_id is not None:
        order_id = await _order_of(client_id, given.order_id)
        if order_id is None:
            faults.add("orderId", "UNKNOWN_ORDER", "This client has no such order.")
    faults.refuse()
    return _Asked(subject, message, order_id)


async def _order_of(client_id: UUID, given: Id) -> UUID | None:
    try:
        found = await Order.get_or_none(id=as_id(given), client_id=client_id)
    except NotFound:
        return None
    return found.id if found else None


async def _begin(ticket_id: UUID, client: Client, asked: _Asked, by: Principal) -> Ticket:
    draw, moment = next_number("ticket", first=FIRST_NUMBER), now()
    number = (await database.rows(draw.sql, *draw.params))[0]["value"]
    ticket = await Ticket.create(
        id=ticket_id,
        number=number,
        client_id=client.id,
        order_id=asked.order_id,
        subject=asked.subject,
        found_by=fold(f"#{number} {asked.subject}"),
        status=TicketStatus.OPEN if by.client_id else TicketStatus.WAITING,
        created_at=moment,
        updated_at=moment,
    )
    await _say(ticket, asked.message, moment, by)
    return ticket


async def _say(ticket: Ticket, text: str, at: datetime, by: Principal) -> None:
    await TicketMessage.create(
        ticket_id=ticket.id,
        text=text,
        from_client=by.client_id is not None,
        author_kind=by.actor.kind,
        author_id=by.actor.id,
        author_name=by.actor.name,
        at=at,
    )


async def _turn(ticket: Ticket, status: TicketStatus, at: datetime) -> TicketStatus:
    """Write whose turn it is now. Answers whose it was."""
    before, ticket.status = ticket.status, status
    ticket.closed_at = at if status is TicketStatus.CLOSED else None
    ticket.version += 1
    ticket.updated_at = at
    await ticket.save(update_fields=["status", "closed_at", "version", "updated_at"])
    return before


async def _count(by: Principal) -> None:
    """Count one more act in a client's tickets at the store; one that is refused does not count."""
    if by.client_id:
        await spend(Limit(f"tickets:{by.client_id}", BY_ONE_CLIENT, WINDOW))


async def _lock(ticket_id: UUID, by: Principal, version: int | None = None) -> tuple[Client, Ticket]:
    """The ticket as it is now, and its client, held until the transaction ends.

    The client is what is locked, as in every act on its belongings; the ticket is read once that is held. Raises
    NotFound, StaleVersion and TooManyAttempts.
    """
    await _count(by)
    found = await Ticket.get_or_none(id=ticket_id)
    if found is None or (by.client_id and found.client_id != by.client_id):
        raise NotFound()
    (client,) = await lock_standing(found.client_id)
    ticket = await Ticket.get(id=ticket_id)
    if version is not None and ticket.version != version:
        raise StaleVersion(current_version=ticket.version)
    return client, ticket


def _read_message(given: str) -> str:
    faults = Faults()
    message = faults.text("message", given, MESSAGE_LONGEST, required=True, lines=True)
    faults.refuse()
    return message


def _named(ticket: Ticket) -> list[Change]:
    return [Change("ticket", None, f"#{ticket.number} {ticket.subject}")]


def _turned(before: TicketStatus, ticket: Ticket) -> list[Change]:
    return [Change("status", before.value, ticket.status.value)] if before is not ticket.status else []
