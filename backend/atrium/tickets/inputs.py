"""What is said and done about tickets, as it arrives."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class OpenTicketInput(BaseModel):
    """A new ticket. `clientId` is left out at the store's door; an order must be the client's."""

    client_id: Id | None = None
    subject: str
    message: str
    order_id: Id | None = None


class ReplyTicketInput(BaseModel):
    """An answer. `close`: with it the ticket is done. `version` is that of the ticket which was read, if it matters."""

    id: Id
    message: str
    close: bool = False
    version: int | None = None


class CloseTicketInput(BaseModel):
    """Which ticket is done. `version` is that of the ticket which was read, if it matters."""

    id: Id
    version: int | None = None


class ReopenTicketInput(BaseModel):
    """Which closed ticket is not done after all."""

    id: Id
