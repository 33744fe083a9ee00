"""Who was in whose account at the store."""

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


class ImpersonationKind(StrEnum):
    STAFF = "STAFF"
    PARENT = "PARENT"


class ImpersonationMode(StrEnum):
    VIEW = "VIEW"
    FULL = "FULL"
    ORDER = "ORDER"


ACTORS = "('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')"

STATE = [
    CreateModel(
        name="Impersonation",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "kind",
                fields.CharEnumField(enum_type=ImpersonationKind, default=ImpersonationKind.STAFF, max_length=10),
            ),
            (
                "staff",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="staff_id", related_name="impersonations", null=True,
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            (
                "parent",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="parent_id", related_name="entered", null=True,
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            ("session_id", fields.UUIDField()),
            ("actor_name", fields.CharField(max_length=402)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="impersonations",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            ("mode", fields.CharEnumField(enum_type=ImpersonationMode, max_length=10)),
            ("reason", fields.TextField(default="", unique=False)),
            ("created_at", MomentField(default=None)),
            ("code_hash", fields.CharField(null=True, unique=True, max_length=64)),
            ("code_expires_at", MomentField()),
            ("redeemed_at", MomentField(null=True)),
            ("secret_hash", fields.CharField(null=True, unique=True, max_length=64)),
            ("expires_at", MomentField()),
            ("ended_at", MomentField(null=True)),
            ("ended_kind", fields.CharEnumField(enum_type=ActorKind, null=True, max_length=20)),
            ("ended_id", fields.UUIDField(null=True)),
            ("ended_name", fields.CharField(null=True, max_length=402)),
        ],
        options={"table": "impersonation", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]  # fmt: skip

TABLES = [
    f"""create table impersonation (
    id uuid not null primary key,
    kind varchar(10) not null,
    staff_id uuid,
    parent_id uuid,
    session_id uuid not null,
    actor_name varchar(402) not null,
    client_id uuid not null,
    mode varchar(10) not null,
    reason text not null,
    created_at timestamptz not null,
    code_hash varchar(64),
    code_expires_at timestamptz not null,
    redeemed_at timestamptz,
    secret_hash varchar(64),
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_kind varchar(20),
    ended_id uuid,
    ended_name varchar(402),
    constraint impersonation_code_hash_key unique (code_hash),
    constraint impersonation_secret_hash_key unique (secret_hash),
    constraint impersonation_staff_id_fkey foreign key (staff_id) references staff (id) on delete restrict,
    constraint impersonation_parent_id_fkey foreign key (parent_id) references client (id) on delete restrict,
    constraint impersonation_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint impersonation_kind_check check (kind in ('STAFF', 'PARENT')),
    constraint impersonation_actor_check check (
        (kind = 'STAFF') = (staff_id is not null) and (kind = 'PARENT') = (parent_id is not null)
    ),
    constraint impersonation_mode_check check (mode in ('VIEW', 'FULL', 'ORDER')),
    constraint impersonation_redeemed_check check (secret_hash is null or redeemed_at is not null),
    constraint impersonation_ended_kind_check check (ended_kind in {ACTORS}),
    constraint impersonation_ended_check check ((ended_at is null) = (ended_kind is null))
)""",
    "create index impersonation_client_id_idx on impersonation (client_id, created_at desc, id desc)",
    "create index impersonation_created_at_idx on impersonation (created_at desc, id desc)",
    "create index impersonation_open_idx on impersonation (created_at, id) where ended_at is null",
    "create index impersonation_staff_id_idx on impersonation (staff_id) where staff_id is not null",
    "create index impersonation_parent_id_idx on impersonation (parent_id) where parent_id is not null",
]


class Migration(migration.Migration):
    """One table."""

    dependencies = [("atrium", "0015_tickets")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
