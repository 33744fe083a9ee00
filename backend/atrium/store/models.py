"""Orders that wait for the word of whose address they were placed under."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now


class WaitingOrder(Model):
    """An order that somebody placed under the address of a client, without having signed in.

    It becomes the client's when its owner says so with a mailed link, of whose secret only the SHA-256 is kept. `lines`
    are what was ordered at the prices that were shown: product, quantity, price of one in the smallest unit. At most
    one of the endings is set.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "waiting_orders")
    client_id: UUID
    secret_hash = fields.CharField(max_length=64, unique=True)
    address_fold = fields.CharField(max_length=640)
    currency = fields.CharField(max_length=3)
    lines: fields.Field[list[dict[str, object]]] = fields.JSONField(default=list)
    created_at = MomentField(default=now)
    expires_at = MomentField()
    taken_at = MomentField(null=True)
    declined_at = MomentField(null=True)

    class Meta:
        table = "waiting_order"
