"""Who was in whose account, why and until when. The rows stay: they are the log that the client may read."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.access.models import Staff
from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind


class ImpersonationKind(StrEnum):
    """Who acts in the account: staff, or the account above it."""

    STAFF = "STAFF"
    PARENT = "PARENT"


class ImpersonationMode(StrEnum):
    """What may be done in the account: look at it, order for it, or all that is not for the client in person."""

    VIEW = "VIEW"
    FULL = "FULL"
    ORDER = "ORDER"


class Impersonation(Model):
    """Somebody acts in a client's account. `session_id` is the session that it hangs on: with that one it ends.

    The code hands it over to a tab, once; the secret is in that browser's cookie. Of both only the SHA-256 is kept, and
    that no longer than they could matter. `ended_at` is written where an ending was announced or noticed: whether it
    still counts is asked at each request.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(ImpersonationKind, max_length=10, default=ImpersonationKind.STAFF)
    staff_id: UUID | None
    staff: fields.ForeignKeyNullableRelation[Staff] = fields.ForeignKeyField(
        "atrium.Staff", "impersonations", on_delete=fields.RESTRICT, null=True
    )
    parent_id: UUID | None
    parent: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "entered", on_delete=fields.RESTRICT, null=True
    )
    session_id = fields.UUIDField()
    actor_name = fields.CharField(max_length=402)
    client_id: UUID
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "impersonations", on_delete=fields.RESTRICT
    )
    mode = fields.CharEnumField(ImpersonationMode, max_length=10)
    reason = fields.TextField(default="")
    created_at = MomentField(default=now)
    code_hash = fields.CharField(max_length=64, null=True, unique=True)
    code_expires_at = MomentField()
    redeemed_at = MomentField(null=True)
    secret_hash = fields.CharField(max_length=64, null=True, unique=True)
    expires_at = MomentField()
    ended_at = MomentField(null=True)
    ended_kind = fields.CharEnumField(ActorKind, max_length=20, null=True)
    ended_id = fields.UUIDField(null=True)
    ended_name = fields.CharField(max_length=402, null=True)

    class Meta:
        table = "impersonation"
