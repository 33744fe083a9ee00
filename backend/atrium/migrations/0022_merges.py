"""Merges, their journal, and the login address that a merged client had."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField, CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step


class ActorKind(StrEnum):
    STAFF = "STAFF"
    CLIENT = "CLIENT"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of actor, not a secret
    STAFF_AS_CLIENT = "STAFF_AS_CLIENT"
    PARENT_AS_CHILD = "PARENT_AS_CHILD"
    SYSTEM = "SYSTEM"


ACTORS = "('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')"


def points(at: str, column: str, related_name: str, on_delete: OnDelete = OnDelete.CASCADE) -> Any:
    return fields.ForeignKeyField(f"atrium.{at}", source_field=column, related_name=related_name, on_delete=on_delete)


def model(name: str, table: str, columns: list[tuple[str, Any]], key: Any = None, **options: Any) -> CreateModel:
    return CreateModel(
        name=name,
        fields=[("id", key or fields.UUIDField(primary_key=True)), *columns],
        options={"table": table, "app": "atrium", **options, "pk_attr": "id"},
        bases=["Model"],
    )


STATE = [
    AddField(model_name="Client", name="signpost_email", field=fields.CharField(null=True, max_length=320)),
    AddField(model_name="Client", name="signpost_fold", field=fields.CharField(null=True, max_length=640)),
    model(
        "ClientMerge",
        "client_merge",
        [
            ("at", MomentField(default=None)),
            ("destination", points("Client", "destination_id", "merges", OnDelete.RESTRICT)),
            ("by_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("by_id", fields.UUIDField(null=True)),
            ("by_name", fields.CharField(max_length=402)),
            ("event_id", fields.UUIDField(null=True)),
            ("moves", fields.JSONField(default=list)),
            ("undoable_until", MomentField()),
            ("undone_at", MomentField(null=True)),
            ("undone_kind", fields.CharEnumField(null=True, enum_type=ActorKind, max_length=20)),
            ("undone_id", fields.UUIDField(null=True)),
            ("undone_name", fields.CharField(null=True, max_length=402)),
            ("outcome", fields.JSONField(default=dict)),
        ],
    ),
    model(
        "ClientMergeSource",
        "client_merge_source",
        [
            ("merge", points("ClientMerge", "merge_id", "sources")),
            ("client", points("Client", "client_id", "merged_by", OnDelete.RESTRICT)),
            ("place", fields.IntField()),
        ],
        unique_together=(("merge", "client"),),
    ),
    model(
        "ClientMergeRow",
        "client_merge_row",
        [
            ("source", points("ClientMergeSource", "source_id", "rows")),
            ("kind", fields.CharField(max_length=40)),
            ("row_id", fields.UUIDField()),
            ("trace", fields.CharField(null=True, max_length=32)),
        ],
        fields.BigIntField(primary_key=True, generated=True),
        unique_together=(("source", "kind", "row_id"),),
    ),
]

TABLES = [
    """alter table client add column
    signpost_email varchar(320)""",
    """alter table client add column
    signpost_fold varchar(640)""",
    "create index client_signpost_fold_idx on client (signpost_fold) where signpost_fold is not null",
    f"""create table client_merge (
    id uuid not null primary key,
    at timestamptz not null,
    destination_id uuid not null,
    by_kind varchar(20) not null,
    by_id uuid,
    by_name varchar(402) not null,
    event_id uuid,
    moves jsonb not null,
    undoable_until timestamptz not null,
    undone_at timestamptz,
    undone_kind varchar(20),
    undone_id uuid,
    undone_name varchar(402),
    outcome jsonb not null,
    constraint client_merge_destination_id_fkey foreign key (destination_id) references client (id) on delete restrict,
    constraint client_merge_by_kind_check check (by_kind in {ACTORS}),
    constraint client_merge_undone_kind_check check (undone_kind in {ACTORS}),
    constraint client_merge_undone_check check ((undone_at is null) = (undone_kind is null))
)""",
    "create index client_merge_destination_id_idx on client_merge (destination_id, at desc, id desc)",
    "create index client_merge_undoable_until_idx on client_merge (undoable_until)",
    """create table client_merge_source (
    id uuid not null primary key,
    merge_id uuid not null,
    client_id uuid not null,
    place integer not null,
    constraint client_merge_source_merge_id_client_id_key unique (merge_id, client_id),
    constraint client_merge_source_merge_id_fkey foreign key (merge_id) references client_merge (id) on delete cascade,
    constraint client_merge_source_client_id_fkey foreign key (client_id) references client (id) on delete restrict
)""",
    "create index client_merge_source_client_id_idx on client_merge_source (client_id)",
    """create table client_merge_row (
    id bigint generated by default as identity primary key,
    source_id uuid not null,
    kind varchar(40) not null,
    row_id uuid not null,
    trace varchar(32),
    constraint client_merge_row_source_id_kind_row_id_key unique (source_id, kind, row_id),
    constraint client_merge_row_source_id_fkey foreign key (source_id)
        references client_merge_source (id) on delete cascade
)""",
]


class Migration(migration.Migration):
    """Three tables, and two columns of the client."""

    dependencies = [("atrium", "0021_imports")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
