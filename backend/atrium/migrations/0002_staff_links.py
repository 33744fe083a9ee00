"""Staff are invited and find back in by mailed links, and keep what they prefer."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField, CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step


class LinkPurpose(StrEnum):
    INVITATION = "INVITATION"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105 - a purpose, not a password


STATE = [
    AddField(model_name="Staff", name="invited_at", field=MomentField(null=True)),
    CreateModel(
        name="StaffLink",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="staff_id", related_name="links", on_delete=OnDelete.CASCADE
                ),
            ),
            ("purpose", fields.CharEnumField(enum_type=LinkPurpose, max_length=20)),
            ("secret_hash", fields.CharField(unique=True, max_length=64)),
            ("created_at", MomentField(default=None)),
            ("expires_at", MomentField()),
            ("used_at", MomentField(null=True)),
            ("superseded_at", MomentField(null=True)),
        ],
        options={"table": "staff_link", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ResetRequest",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("email_fold", fields.CharField(max_length=640)),
            ("address", fields.CharField(default="", max_length=45)),
            ("at", MomentField(default=None)),
        ],
        options={"table": "staff_reset_request", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="StaffPreference",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.OneToOneField(
                    "atrium.Staff", source_field="staff_id", related_name="preference", on_delete=OnDelete.CASCADE
                ),
            ),
            ("document", fields.JSONField()),
            ("updated_at", MomentField(default=None)),
        ],
        options={"table": "staff_preference", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """alter table staff add column
    invited_at timestamptz null""",
    """create table staff_link (
    id uuid not null primary key,
    staff_id uuid not null,
    purpose varchar(20) not null,
    secret_hash varchar(64) not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    superseded_at timestamptz,
    constraint staff_link_secret_hash_key unique (secret_hash),
    constraint staff_link_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade,
    constraint staff_link_purpose_check check (purpose in ('INVITATION', 'PASSWORD_RESET')),
    constraint staff_link_ending_check check (used_at is null or superseded_at is null)
)""",
    "create index staff_link_staff_id_idx on staff_link (staff_id)",
    """create table staff_reset_request (
    id uuid not null primary key,
    email_fold varchar(640) not null,
    address varchar(45) not null,
    at timestamptz not null
)""",
    "create index staff_reset_request_at_idx on staff_reset_request (at, id)",
    """create table staff_preference (
    id uuid not null primary key,
    staff_id uuid not null,
    document jsonb not null,
    updated_at timestamptz not null,
    constraint staff_preference_staff_id_key unique (staff_id),
    constraint staff_preference_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade
)""",
]


class Migration(migration.Migration):
    """One column and three tables, which point at staff alone."""

    dependencies = [("atrium", "0001_ground_floor")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
