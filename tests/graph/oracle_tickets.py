"""Tickets in the store that the oracle reads, and what is asked about them, in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atrium.folding import fold
from atrium.orders.models import Order
from atrium.principal import ActorKind
from atrium.tickets.api import LATEST_FIRST
from atrium.tickets.models import Ticket, TicketMessage, TicketStatus
from tests.graph.oracle_pages import connection
from tests.graph.oracle_row import Row

if TYPE_CHECKING:
    from tests.graph.oracle import Oracle
    from tests.graph.oracle_population import Population

SUBJECTS = ["Invoice", 'Re: "ö" \\ 100%', "Größe", "a_b", "李"]


async def ticketed(made: Population) -> None:
    """Tickets of every state, some about an order, with up to three messages each."""
    orders = await Order.all().order_by("id")
    for number in range(1, len(made.clients) + 1):
        client = made.chance.choice(made.clients)
        about = [one for one in orders if one.client_id == client.id]
        ticket = await Ticket.create(**_ticket(made, number, client.id, about))
        await TicketMessage.bulk_create([_message(made, ticket) for _ in range(made.chance.randint(1, 3))])


def _ticket(made: Population, number: int, client_id: Any, about: list[Order]) -> dict[str, Any]:
    status, subject = made.chance.choice(list(TicketStatus)), made.chance.choice(SUBJECTS)
    return {
        "id": made.id(), "number": number, "client_id": client_id, "subject": subject, "status": status,
        "order_id": made.chance.choice(about).id if about else None, "found_by": fold(f"#{number} {subject}"),
        "version": made.chance.randint(1, 3), "created_at": made.moment(), "updated_at": made.moment(),
        "closed_at": made.moment() if status is TicketStatus.CLOSED else None,
    }  # fmt: skip


def _message(made: Population, ticket: Ticket) -> TicketMessage:
    return TicketMessage(
        id=made.id(), ticket=ticket, text=made.chance.choice(['two\nlines "q" \\', "😀", "ö" * 300]), at=made.moment(),
        from_client=made.maybe(), author_kind=made.chance.choice(list(ActorKind)),
        author_id=made.id() if made.maybe() else None, author_name='Sam "S"',
    )  # fmt: skip


def is_in_states(ticket: Row, given: dict[str, Any]) -> bool:
    return given.get("status") is None or ticket["status"] in given["status"]


def is_of_kept(oracle: Oracle, row: Row) -> bool:
    """Whether it belongs to a client who was not deleted."""
    return any(one["id"] == row["client_id"] and one["status"] != "DELETED" for one in oracle.store.all("Client"))


async def tickets(oracle: Oracle, given: dict[str, Any]) -> Any:
    wanted, asked = given.get("clientId"), fold(given.get("search") or "").split()
    seen = await oracle.visible(oracle.store.all("Ticket"))
    found = [
        row
        for row in seen
        if is_in_states(row, given)
        and (row["client_id"] == wanted if wanted is not None else is_of_kept(oracle, row))
        and all(word in fold(f"#{row['number']} {row['subject']}") for word in asked)
    ]
    return connection(found, LATEST_FIRST, given, 50)


async def ticket(oracle: Oracle, given: dict[str, Any]) -> Row | None:
    seen = await oracle.visible(oracle.store.all("Ticket"))
    return next((row for row in seen if row["id"] == given["id"].lower()), None)
