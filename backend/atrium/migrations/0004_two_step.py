"""Staff prove who they are by a second step, and again before grave acts."""

from __future__ import annotations

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField, CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step

STATE = [
    AddField(model_name="StaffSession", name="proved_at", field=MomentField(null=True)),
    CreateModel(
        name="StaffTotp",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.OneToOneField(
                    "atrium.Staff", source_field="staff_id", related_name="totp", on_delete=OnDelete.CASCADE
                ),
            ),
            ("sealed", fields.TextField()),
            ("created_at", MomentField(default=None)),
            ("confirmed_at", MomentField(null=True)),
            ("last_step", fields.BigIntField(null=True)),
        ],
        options={"table": "staff_totp", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="RecoveryCode",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="staff_id", related_name="recovery_codes", on_delete=OnDelete.CASCADE
                ),
            ),
            ("code_hash", fields.CharField(max_length=64)),
            ("created_at", MomentField(default=None)),
            ("used_at", MomentField(null=True)),
        ],
        options={
            "table": "staff_recovery_code",
            "app": "atrium",
            "unique_together": (("staff", "code_hash"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
]

TABLES = [
    """alter table staff_session add column
    proved_at timestamptz null""",
    """create table staff_totp (
    id uuid not null primary key,
    staff_id uuid not null,
    sealed text not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint,
    constraint staff_totp_staff_id_key unique (staff_id),
    constraint staff_totp_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade
)""",
    """create table staff_recovery_code (
    id uuid not null primary key,
    staff_id uuid not null,
    code_hash varchar(64) not null,
    created_at timestamptz not null,
    used_at timestamptz,
    constraint staff_recovery_code_staff_id_code_hash_key unique (staff_id, code_hash),
    constraint staff_recovery_code_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade
)""",
]


class Migration(migration.Migration):
    """One column and two tables, which point at staff alone."""

    dependencies = [("atrium", "0003_notes_and_lookalikes")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
