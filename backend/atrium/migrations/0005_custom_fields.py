"""Custom fields, and what clients have in them."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step


class CustomFieldType(StrEnum):
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
    STAFF = "STAFF"
    CLIENT_SEES = "CLIENT_SEES"
    CLIENT_EDITS = "CLIENT_EDITS"
    REGISTRATION = "REGISTRATION"


TYPES = ", ".join(f"'{kind}'" for kind in CustomFieldType)

STATE = [
    CreateModel(
        name="CustomField",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("key", fields.CharField(unique=True, max_length=60)),
            ("label", fields.CharField(max_length=120)),
            ("type", fields.CharEnumField(enum_type=CustomFieldType, max_length=20)),
            ("required", fields.BooleanField(default=False)),
            ("options", fields.JSONField()),
            (
                "visibility",
                fields.CharEnumField(
                    default=CustomFieldVisibility.STAFF, enum_type=CustomFieldVisibility, max_length=20
                ),
            ),
            ("searchable", fields.BooleanField(default=False)),
            ("position", fields.BigIntField()),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "custom_field", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="CustomFieldValue",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="custom_values", on_delete=OnDelete.CASCADE
                ),
            ),
            (
                "field",
                fields.ForeignKeyField(
                    "atrium.CustomField", source_field="field_id", related_name="values", on_delete=OnDelete.CASCADE
                ),
            ),
            ("type", fields.CharEnumField(enum_type=CustomFieldType, max_length=20)),
            ("place", fields.BigIntField(default=0)),
            ("text", fields.TextField(null=True, unique=False)),
            ("fold", fields.TextField(null=True, unique=False)),
            ("fold_key", fields.CharField(null=True, max_length=800)),
            ("code", fields.CharField(null=True, max_length=60)),
            ("number", fields.BigIntField(null=True)),
            ("day", fields.CharField(null=True, max_length=10)),
            ("flag", fields.BooleanField(null=True)),
        ],
        options={
            "table": "custom_field_value",
            "app": "atrium",
            "unique_together": (("client", "field", "place"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
]

TABLES = [
    f"""create table custom_field (
    id uuid not null primary key,
    key varchar(60) not null,
    label varchar(120) not null,
    type varchar(20) not null,
    required boolean not null,
    options jsonb not null,
    visibility varchar(20) not null,
    searchable boolean not null,
    position bigint not null,
    created_at timestamptz not null,
    constraint custom_field_key_key unique (key),
    constraint custom_field_id_type_key unique (id, type),
    constraint custom_field_type_check check (type in ({TYPES})),
    constraint custom_field_visibility_check
        check (visibility in ('STAFF', 'CLIENT_SEES', 'CLIENT_EDITS', 'REGISTRATION'))
)""",
    """create table custom_field_value (
    id uuid not null primary key,
    client_id uuid not null,
    field_id uuid not null,
    type varchar(20) not null,
    place bigint not null default 0,
    text text,
    fold text,
    fold_key varchar(800),
    code varchar(60),
    number bigint,
    day varchar(10),
    flag boolean,
    constraint custom_field_value_client_id_field_id_place_key unique (client_id, field_id, place),
    constraint custom_field_value_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint custom_field_value_field_id_fkey foreign key (field_id, type) references custom_field (id, type)
        on delete cascade,
    constraint custom_field_value_type_check check (case
        when type in ('INTEGER', 'DECIMAL') then number is not null
        when type = 'DATE' then day is not null
        when type = 'BOOLEAN' then flag is not null
        else text is not null and fold is not null and fold_key is not null end)
)""",
    "create index custom_field_value_fold_key_idx on custom_field_value (field_id, fold_key, client_id)",
    """create index custom_field_value_number_idx on custom_field_value (field_id, number, client_id)
    where number is not null""",
    """create index custom_field_value_day_idx on custom_field_value (field_id, day, client_id)
    where day is not null""",
    """create index custom_field_value_flag_idx on custom_field_value (field_id, flag, client_id)
    where flag is not null""",
]


class Migration(migration.Migration):
    """Two tables. The foreign key of a value is of its field's type as well: values keep the type as it is."""

    dependencies = [("atrium", "0004_two_step")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
