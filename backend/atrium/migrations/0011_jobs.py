"""Long work is kept with the rows it is about, and what became of each."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

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


class JobState(StrEnum):
    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


class RowResult(StrEnum):
    DONE = "DONE"
    UNCHANGED = "UNCHANGED"
    REFUSED = "REFUSED"


def of_job(related_name: str) -> Any:
    return fields.ForeignKeyField(
        "atrium.Job", source_field="job_id", related_name=related_name, on_delete=OnDelete.CASCADE
    )


STATE = [
    CreateModel(
        name="Job",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("kind", fields.CharField(max_length=40)),
            ("state", fields.CharEnumField(default=JobState.WAITING, enum_type=JobState, max_length=10)),
            ("given", fields.JSONField()),
            ("by_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("by_id", fields.UUIDField()),
            ("by_name", fields.CharField(max_length=402)),
            ("total", fields.IntField(default=0)),
            ("done", fields.IntField(default=0)),
            ("unchanged", fields.IntField(default=0)),
            ("refused", fields.IntField(default=0)),
            ("error", fields.TextField(null=True)),
            ("file_name", fields.CharField(null=True, max_length=100)),
            ("file_bytes", fields.BigIntField(null=True)),
            ("expires_at", MomentField(null=True)),
            ("lease_id", fields.UUIDField(null=True)),
            ("lease_until", MomentField(null=True)),
            ("created_at", MomentField(default=None)),
            ("touched_at", MomentField(default=None)),
            ("finished_at", MomentField(null=True)),
        ],
        options={"table": "job", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="JobBatch",
        fields=[
            ("id", fields.BigIntField(generated=True, primary_key=True)),
            ("job", of_job("batches")),
            ("place", fields.IntField()),
            ("size", fields.IntField()),
            ("ids", fields.TextField()),
        ],
        options={
            "table": "job_batch",
            "app": "atrium",
            "unique_together": (("job", "place"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="JobRow",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("job", of_job("rows")),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="job_rows", on_delete=OnDelete.RESTRICT
                ),
            ),
            ("result", fields.CharEnumField(enum_type=RowResult, max_length=10)),
            ("code", fields.CharField(default="", max_length=60)),
            ("message", fields.TextField(default="")),
            ("at", MomentField(default=None)),
        ],
        options={
            "table": "job_row",
            "app": "atrium",
            "unique_together": (("job", "client"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
]

TABLES = [
    """create table job (
    id uuid not null primary key,
    kind varchar(40) not null,
    state varchar(10) not null,
    given jsonb not null,
    by_kind varchar(20) not null,
    by_id uuid not null,
    by_name varchar(402) not null,
    total integer not null,
    done integer not null,
    unchanged integer not null,
    refused integer not null,
    error text,
    file_name varchar(100),
    file_bytes bigint,
    expires_at timestamptz,
    lease_id uuid,
    lease_until timestamptz,
    created_at timestamptz not null,
    touched_at timestamptz not null,
    finished_at timestamptz,
    constraint job_state_check check (state in ('WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    constraint job_by_kind_check check (by_kind in ('STAFF', 'TOKEN')),
    constraint job_counts_check check (unchanged >= 0 and refused >= 0 and unchanged + refused <= done and done <= total),
    constraint job_finished_check check ((finished_at is null) = (state in ('WAITING', 'RUNNING'))),
    constraint job_lease_check check (lease_id is null or state = 'RUNNING'),
    constraint job_file_check check (file_name is null or (state = 'DONE' and expires_at is not null))
)""",
    "create index job_live_idx on job (touched_at, id) where state in ('WAITING', 'RUNNING')",
    "create index job_by_id_idx on job (by_id, created_at desc, id desc)",
    "create index job_created_at_idx on job (created_at desc, id desc)",
    """create table job_batch (
    id bigint generated by default as identity primary key,
    job_id uuid not null,
    place integer not null,
    size integer not null,
    ids text not null,
    constraint job_batch_job_id_place_key unique (job_id, place),
    constraint job_batch_job_id_fkey foreign key (job_id) references job (id) on delete cascade
)""",
    """create table job_row (
    id uuid not null primary key,
    job_id uuid not null,
    client_id uuid not null,
    result varchar(10) not null,
    code varchar(60) not null,
    message text not null,
    at timestamptz not null,
    constraint job_row_job_id_client_id_key unique (job_id, client_id),
    constraint job_row_job_id_fkey foreign key (job_id) references job (id) on delete cascade,
    constraint job_row_client_id_fkey foreign key (client_id) references client (id),
    constraint job_row_result_check check (result in ('DONE', 'UNCHANGED', 'REFUSED'))
)""",
    "create index job_row_job_id_idx on job_row (job_id, at, id)",
    "create index job_row_result_idx on job_row (job_id, result, at, id)",
    "create index job_row_client_id_idx on job_row (client_id)",
]


class Migration(migration.Migration):
    """The job before its batches and rows; a row points at its client, too."""

    dependencies = [("atrium", "0010_found_by")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
