"""Orders that were placed under a client's address wait for the word of its owner."""

from __future__ import annotations

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step

STATE = [
    CreateModel(
        name="WaitingOrder",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="waiting_orders", on_delete=OnDelete.CASCADE
                ),
            ),
            ("secret_hash", fields.CharField(unique=True, max_length=64)),
            ("address_fold", fields.CharField(max_length=640)),
            ("currency", fields.CharField(max_length=3)),
            ("lines", fields.JSONField()),
            ("created_at", MomentField(default=None)),
            ("expires_at", MomentField()),
            ("taken_at", MomentField(null=True)),
            ("declined_at", MomentField(null=True)),
        ],
        options={"table": "waiting_order", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """create table waiting_order (
    id uuid not null primary key,
    client_id uuid not null,
    secret_hash varchar(64) not null,
    address_fold varchar(640) not null,
    currency varchar(3) not null,
    lines jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    taken_at timestamptz,
    declined_at timestamptz,
    constraint waiting_order_secret_hash_key unique (secret_hash),
    constraint waiting_order_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint waiting_order_currency_check check (length(currency) = 3),
    constraint waiting_order_ending_check check (taken_at is null or declined_at is null)
)""",
    "create index waiting_order_client_id_idx on waiting_order (client_id)",
    "create index waiting_order_expires_at_idx on waiting_order (expires_at)",
]


class Migration(migration.Migration):
    """One table, and what it is found by."""

    dependencies = [("atrium", "0017_sales")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
