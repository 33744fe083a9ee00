"""Clients sign in at the store, and find back in by mailed links."""

from __future__ import annotations

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step

STATE = [
    CreateModel(
        name="ClientSession",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="sessions", on_delete=OnDelete.CASCADE
                ),
            ),
            ("secret_hash", fields.CharField(unique=True, max_length=64)),
            ("is_token", fields.BooleanField(default=False)),
            ("created_at", MomentField(default=None)),
            ("seen_at", MomentField(default=None)),
            ("expires_at", MomentField()),
            ("ended_at", MomentField(null=True)),
            ("address", fields.CharField(default="", max_length=45)),
            ("user_agent", fields.CharField(default="", max_length=300)),
        ],
        options={"table": "client_session", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientResetLink",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="reset_links", on_delete=OnDelete.CASCADE
                ),
            ),
            ("secret_hash", fields.CharField(unique=True, max_length=64)),
            ("address_fold", fields.CharField(max_length=640)),
            ("created_at", MomentField(default=None)),
            ("expires_at", MomentField()),
            ("used_at", MomentField(null=True)),
            ("superseded_at", MomentField(null=True)),
        ],
        options={"table": "client_reset_link", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientResetRequest",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("email_fold", fields.CharField(max_length=640)),
            ("address", fields.CharField(default="", max_length=45)),
            ("at", MomentField(default=None)),
        ],
        options={"table": "client_reset_request", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """create table client_session (
    id uuid not null primary key,
    client_id uuid not null,
    secret_hash varchar(64) not null,
    is_token boolean not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    address varchar(45) not null,
    user_agent varchar(300) not null,
    constraint client_session_secret_hash_key unique (secret_hash),
    constraint client_session_client_id_fkey foreign key (client_id) references client (id) on delete cascade
)""",
    "create index client_session_client_id_idx on client_session (client_id, seen_at desc, id desc)",
    """create table client_reset_link (
    id uuid not null primary key,
    client_id uuid not null,
    secret_hash varchar(64) not null,
    address_fold varchar(640) not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    superseded_at timestamptz,
    constraint client_reset_link_secret_hash_key unique (secret_hash),
    constraint client_reset_link_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_reset_link_ending_check check (used_at is null or superseded_at is null)
)""",
    "create index client_reset_link_client_id_idx on client_reset_link (client_id)",
    """create table client_reset_request (
    id uuid not null primary key,
    email_fold varchar(640) not null,
    address varchar(45) not null,
    at timestamptz not null
)""",
    "create index client_reset_request_at_idx on client_reset_request (at, id)",
]


class Migration(migration.Migration):
    """Three tables, two of which point at a client."""

    dependencies = [("atrium", "0008_readable_phones")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
