"""What has been settled once: counters, answered requests, what staff prefer, and what they settle for the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now

if TYPE_CHECKING:
    from atrium.access.models import Staff


class Counter(Model):
    """The last number given out under a name; claimed by UPDATE … RETURNING within the transaction that uses it."""

    name = fields.CharField(max_length=40, primary_key=True)
    value = fields.BigIntField(default=0)

    class Meta:
        table = "counter"


class IdempotencyKey(Model):
    """An answered request: the same key of the same caller answers the same again, for 24 hours."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    caller = fields.CharField(max_length=80)
    key = fields.CharField(max_length=200)
    operation = fields.CharField(max_length=60)
    input_hash = fields.CharField(max_length=64)
    result = fields.CharField(max_length=200)
    created_at = MomentField(default=now)

    class Meta:
        table = "idempotency_key"
        unique_together = (("caller", "key"),)


class StaffPreference(Model):
    """What a staff member prefers: one document of known members (see `staff.py`)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.OneToOneRelation[Staff] = fields.OneToOneField("atrium.Staff", "preference")
    document: fields.Field[dict[str, object]] = fields.JSONField(default=dict)
    updated_at = MomentField(default=now)

    class Meta:
        table = "staff_preference"


class StoreSetting(Model):
    """Something that staff settle for the whole store: one document under a name (see `store.py`)."""

    name = fields.CharField(max_length=60, primary_key=True)
    value: fields.Field[dict[str, object]] = fields.JSONField(default=dict)
    version = fields.IntField(default=0)
    updated_at = MomentField(default=now)

    class Meta:
        table = "store_setting"
