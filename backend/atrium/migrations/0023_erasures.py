"""Receipts of what was erased, and finding what a client did in other accounts."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step


class ActorKind(StrEnum):
    STAFF = "STAFF"
    CLIENT = "CLIENT"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of actor, not a secret
    STAFF_AS_CLIENT = "STAFF_AS_CLIENT"
    PARENT_AS_CHILD = "PARENT_AS_CHILD"
    SYSTEM = "SYSTEM"


STATE = [
    CreateModel(
        name="ClientErasure",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.OneToOneField(
                    "atrium.Client", source_field="client_id", related_name="erasure", on_delete=OnDelete.RESTRICT
                ),
            ),
            ("at", MomentField(default=None)),
            ("by_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("by_id", fields.UUIDField(null=True)),
            ("by_name", fields.CharField(max_length=402)),
            ("removed", fields.JSONField(default=list)),
            ("kept", fields.JSONField(default=list)),
        ],
        options={"table": "client_erasure", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """create table client_erasure (
    id uuid not null primary key,
    client_id uuid not null,
    at timestamptz not null,
    by_kind varchar(20) not null,
    by_id uuid,
    by_name varchar(402) not null,
    removed jsonb not null,
    kept jsonb not null,
    constraint client_erasure_client_id_key unique (client_id),
    constraint client_erasure_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint client_erasure_by_kind_check check (
        by_kind in ('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')
    )
)""",
]


class Migration(migration.Migration):
    """One table."""

    dependencies = [("atrium", "0022_merges")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
