"""What clients of an invented store asked staff, staff them, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from atrium import settings
from atrium.clients.models import Client
from atrium.columns import as_of
from atrium.ids import Id
from atrium.principal import ActorKind, Door, Principal
from atrium.tickets.actions import close_ticket, open_ticket, reply_ticket
from atrium.tickets.inputs import CloseTicketInput, OpenTicketInput, ReplyTicketInput

SHARE = 0.07
OPENED_BY_STAFF = 0.3
SAID_BY_CLIENT = (
    ("Where is my order?", "It was to be here on Friday.", "It has come, thank you!"),
    ("An invoice is missing", "I need the one of last month for my accountant.", "Found it in my account. Thanks."),
    ("Another address", "We have moved. Where do I tell you the new address?", "Perfect, done."),
    ("Twenty more seats", "What would they cost for a year?", "That is fine, please go ahead."),
)
SAID_BY_STAFF = (
    ("About your last payment", "It came without a reference. Was it for the open order?", "Yes, that was us."),
    ("Your renewal", "It is due next month. Shall it go on as it is?", "Please do."),
)
ANSWERS = ("We have looked into it: it is on its way.", "Done. Is there anything else?", "You find it in your account.")


async def talk(client_id: UUID, since: datetime, until: datetime, by: Principal, chance: Random) -> None:
    """Let one client in fourteen have a ticket, answered or not, done or not.

    Nobody of a store that has an address for support is written to about invented clients.
    """
    if chance.random() >= SHARE or settings.current().support_email:
        return
    client = await Client.get(id=client_id)
    own = Principal(ActorKind.CLIENT, client_id, client.display_name, frozenset(), Door.STORE)
    from_staff = chance.random() < OPENED_BY_STAFF
    sides = (by, own) if from_staff else (own, by)
    subject, first, last = chance.choice(SAID_BY_STAFF if from_staff else SAID_BY_CLIENT)
    at = since + (until - since) * chance.random()
    with as_of(at):
        whose = Id(str(client_id)) if from_staff else None
        opened = await open_ticket(OpenTicketInput(client_id=whose, subject=subject, message=first), sides[0])
    said = ((sides[1], last if from_staff else chance.choice(ANSWERS)), (own, last))[: 1 if from_staff else 2]
    for who, words in said:
        at += timedelta(hours=chance.uniform(1, 40))
        if at >= until or chance.random() < 0.2:
            return
        with as_of(at):
            await reply_ticket(ReplyTicketInput(id=Id(str(opened.ticket_id)), message=words), who)
    at += timedelta(hours=chance.uniform(1, 40))
    if at < until and chance.random() < 0.7:
        with as_of(at):
            await close_ticket(CloseTicketInput(id=Id(str(opened.ticket_id))), by)
