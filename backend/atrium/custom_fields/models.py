"""Custom fields and the values that clients have in them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now

if TYPE_CHECKING:
    from atrium.clients.models import Client


class CustomFieldType(StrEnum):
    """What a custom field holds. DECIMAL has at most six places, DATE is ISO 8601, COUNTRY is ISO 3166-1 alpha-2."""

    TEXT = "TEXT"
    LONG_TEXT = "LONG_TEXT"
    INTEGER = "INTEGER"
    DECIMAL = "DECIMAL"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    SELECT = "SELECT"
    MULTI_SELECT = "MULTI_SELECT"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    URL = "URL"
    COUNTRY = "COUNTRY"


class CustomFieldVisibility(StrEnum):
    """Who meets a custom field: staff alone; the client, who sees or edits it; and whoever registers, too."""

    STAFF = "STAFF"
    CLIENT_SEES = "CLIENT_SEES"
    CLIENT_EDITS = "CLIENT_EDITS"
    REGISTRATION = "REGISTRATION"


class CustomField(Model):
    """One more thing to know about clients. `key` is for programs and never changes, `label` is for people."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    key = fields.CharField(max_length=60, unique=True)
    label = fields.CharField(max_length=120)
    type = fields.CharEnumField(CustomFieldType, max_length=20)
    required = fields.BooleanField(default=False)
    options: fields.Field[list[str]] = fields.JSONField(default=list)
    visibility = fields.CharEnumField(CustomFieldVisibility, max_length=20, default=CustomFieldVisibility.STAFF)
    searchable = fields.BooleanField(default=False)
    position = fields.BigIntField()
    created_at = MomentField(default=now)

    class Meta:
        table = "custom_field"


class CustomFieldValue(Model):
    """What a client has in a field: one row, or one for each option chosen of several (`place` counts them from 0).

    Exactly one of `text`, `number` (integer × 10⁶), `day` and `flag` is set, so that each kind has an index that
    both databases use. `fold` is the text as it is compared, `fold_key` as much of it as an index holds, `code`
    what a search for digits meets: a short text without its punctuation, a number's digits. `type` is the field's:
    the foreign key is of both columns, so that the type of a field with values cannot change.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "custom_values")
    field: fields.ForeignKeyRelation[CustomField] = fields.ForeignKeyField("atrium.CustomField", "values")
    type = fields.CharEnumField(CustomFieldType, max_length=20)
    place = fields.BigIntField(default=0)
    text = fields.TextField(null=True)
    fold = fields.TextField(null=True)
    fold_key = fields.CharField(max_length=800, null=True)
    code = fields.CharField(max_length=60, null=True)
    number = fields.BigIntField(null=True)
    day = fields.CharField(max_length=10, null=True)
    flag = fields.BooleanField(null=True)

    class Meta:
        table = "custom_field_value"
        unique_together = (("client", "field", "place"),)
