"""PINs that live, and who has lately proved by one who they are."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now


class SupportPin(Model):
    """A client's PIN until its interval ends. It is kept sealed; its keyed hash finds it, and no two rows share one.

    What has expired is taken away by whoever needs its place, else by the worker.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client_id: UUID
    client: fields.OneToOneRelation[Client] = fields.OneToOneField("atrium.Client", "support_pin")
    sealed = fields.CharField(max_length=200)
    pin_hash = fields.CharField(max_length=64, unique=True)
    made_at = MomentField(default=now)
    valid_until = MomentField()

    class Meta:
        table = "support_pin"


class SupportPinCheck(Model):
    """A staff member or token (`by_id`) heard the right PIN from a client; for a while that is shown to them."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client_id: UUID
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "support_pin_checks")
    by_id = fields.UUIDField()
    at = MomentField(default=now)
    until = MomentField()

    class Meta:
        table = "support_pin_check"
        unique_together = (("client", "by_id"),)
