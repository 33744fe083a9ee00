"""Whom the other side's words are mailed to, and how."""

from __future__ import annotations

from email.utils import parseaddr

from atrium import settings
from atrium.clients.models import Client, ClientStatus
from atrium.contacts.models import ClientEmail
from atrium.mail import outbox
from atrium.tickets.models import Ticket

MAY_SIGN_IN = (ClientStatus.ACTIVE, ClientStatus.UNVERIFIED)


async def tell(ticket: Ticket, client: Client, what: str, *, to_client: bool, words: str = "") -> bool:
    """Promise the other side a mail, in the act's transaction. Answers whether there is anybody to be mailed.

    `what` became of the ticket: opened, replied, closed, reopened. A client is mailed at the default address, staff at
    the store's address for support, if it has one.
    """
    to = await _address_of(client) if to_client else parseaddr(settings.current().support_email)[1]
    if not to:
        return False
    kind = f"ticket_{what}" if to_client else "ticket_for_support"
    await outbox.enqueue(
        kind,
        to,
        dedupe_key=key_of(ticket, what),
        context=_context(ticket, client, what, words),
        client_id=client.id if to_client else None,
        language=client.language if to_client else settings.current().language,
    )
    return True


def key_of(ticket: Ticket, what: str) -> str:
    """What tells one mail about a ticket from the others: each act makes a version of its own."""
    return f"ticket:{ticket.id}:{ticket.version}:{what}"


async def _address_of(client: Client) -> str:
    default = await ClientEmail.get_or_none(client_id=client.id, is_default=True)
    return default.address if default else client.login_email or ""


def _context(ticket: Ticket, client: Client, what: str, words: str) -> dict[str, str]:
    return {
        "name": client.display_name,
        "number": str(ticket.number),
        "subject": ticket.subject,
        "what": what,
        "closed": "yes" if ticket.closed_at else "",
        "words": words,
        "ticket": f"store/tickets/{ticket.id}" if client.status in MAY_SIGN_IN else "",
        "ticket_of_staff": f"tickets/{ticket.id}",
    }
