"""Tickets and what was said in them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from atrium.orders.models import Order


class TicketStatus(StrEnum):
    """Whose turn it is: OPEN is for staff to answer, WAITING for the client; CLOSED is done with."""

    OPEN = "OPEN"
    WAITING = "WAITING"
    CLOSED = "CLOSED"


class Ticket(Model):
    """Something that a client and staff talk about until it is done.

    `updated_at` is when it was last written in, closed or opened again; `version` grows with each of these. `found_by`
    is its number and subject, folded.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    number = fields.BigIntField(unique=True)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "tickets", on_delete=fields.RESTRICT
    )
    client_id: UUID
    order: fields.ForeignKeyNullableRelation[Order] = fields.ForeignKeyField(
        "atrium.Order", "tickets", on_delete=fields.RESTRICT, null=True
    )
    order_id: UUID | None
    subject = fields.CharField(max_length=200)
    found_by = fields.TextField()
    status = fields.CharEnumField(TicketStatus, max_length=20)
    version = fields.IntField(default=1)
    created_at = MomentField(default=now)
    updated_at = MomentField(default=now)
    closed_at = MomentField(null=True)

    class Meta:
        table = "ticket"


class TicketMessage(Model):
    """What somebody said in a ticket. `from_client`: on the client's side, whoever wrote it there."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ticket: fields.ForeignKeyRelation[Ticket] = fields.ForeignKeyField("atrium.Ticket", "messages")
    text = fields.TextField()
    from_client = fields.BooleanField()
    author_kind = fields.CharEnumField(ActorKind, max_length=20)
    author_id = fields.UUIDField(null=True)
    author_name = fields.CharField(max_length=402)
    at = MomentField(default=now)

    class Meta:
        table = "ticket_message"
