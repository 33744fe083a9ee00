"""The rollup: deltas folded together, so that a figure costs the same with ten clients and a million."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id


class ClientFlow(Model):
    """How much a measure moved within one quarter-hour (UTC).

    `measure` is `new:<ORIGIN>` (registrations) or `status:<STATUS>` (net movement into the status).
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    quarter_at = MomentField()
    measure = fields.CharField(max_length=40)
    amount = fields.BigIntField()

    class Meta:
        table = "client_flow"
        unique_together = (("quarter_at", "measure"),)


class ClientStanding(Model):
    """How many clients stand in a status and a country (`""`: unknown) now."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    status = fields.CharField(max_length=20)
    country = fields.CharField(max_length=2)
    amount = fields.BigIntField()

    class Meta:
        table = "client_standing"
        unique_together = (("status", "country"),)
