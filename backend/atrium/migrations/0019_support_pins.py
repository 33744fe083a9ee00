"""What staff settle for the whole store, and the PINs by which clients prove to support who is calling."""

from __future__ import annotations

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step

STATE = [
    CreateModel(
        name="StoreSetting",
        fields=[
            ("name", fields.CharField(primary_key=True, max_length=60)),
            ("value", fields.JSONField(default=dict)),
            ("version", fields.IntField(default=0)),
            ("updated_at", MomentField(default=None)),
        ],
        options={"table": "store_setting", "app": "atrium", "pk_attr": "name"},
        bases=["Model"],
    ),
    CreateModel(
        name="SupportPin",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.OneToOneField(
                    "atrium.Client", source_field="client_id", related_name="support_pin", on_delete=OnDelete.CASCADE
                ),
            ),
            ("sealed", fields.CharField(max_length=200)),
            ("pin_hash", fields.CharField(unique=True, max_length=64)),
            ("made_at", MomentField(default=None)),
            ("valid_until", MomentField()),
        ],
        options={"table": "support_pin", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="SupportPinCheck",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client",
                    source_field="client_id",
                    related_name="support_pin_checks",
                    on_delete=OnDelete.CASCADE,
                ),
            ),
            ("by_id", fields.UUIDField()),
            ("at", MomentField(default=None)),
            ("until", MomentField()),
        ],
        options={
            "table": "support_pin_check",
            "app": "atrium",
            "unique_together": (("client", "by_id"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
]

TABLES = [
    """create table store_setting (
    name varchar(60) not null primary key,
    value jsonb not null,
    version integer not null,
    updated_at timestamptz not null,
    constraint store_setting_version_check check (version >= 0)
)""",
    """create table support_pin (
    id uuid not null primary key,
    client_id uuid not null,
    sealed varchar(200) not null,
    pin_hash varchar(64) not null,
    made_at timestamptz not null,
    valid_until timestamptz not null,
    constraint support_pin_client_id_key unique (client_id),
    constraint support_pin_pin_hash_key unique (pin_hash),
    constraint support_pin_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint support_pin_lasting_check check (valid_until > made_at)
)""",
    "create index support_pin_valid_until_idx on support_pin (valid_until)",
    """create table support_pin_check (
    id uuid not null primary key,
    client_id uuid not null,
    by_id uuid not null,
    at timestamptz not null,
    until timestamptz not null,
    constraint support_pin_check_client_id_by_id_key unique (client_id, by_id),
    constraint support_pin_check_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint support_pin_check_lasting_check check (until > at)
)""",
]


class Migration(migration.Migration):
    """Three tables, two of which point at a client."""

    dependencies = [("atrium", "0018_waiting_orders")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
