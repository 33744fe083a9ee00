"""Receipts of what was erased."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind


class ClientErasure(Model):
    """The receipt of an erasure: when, by whom, and how many rows of each kind were removed or kept. It names nobody.

    `removed` and `kept` are lists of {"kind", "count"}.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client_id: UUID
    client: fields.OneToOneRelation[Client] = fields.OneToOneField(
        "atrium.Client", "erasure", on_delete=fields.RESTRICT
    )
    at = MomentField(default=now)
    by_kind = fields.CharEnumField(ActorKind, max_length=20)
    by_id = fields.UUIDField(null=True)
    by_name = fields.CharField(max_length=402)
    removed: fields.Field[list[dict[str, object]]] = fields.JSONField(default=list)
    kept: fields.Field[list[dict[str, object]]] = fields.JSONField(default=list)

    class Meta:
        table = "client_erasure"
