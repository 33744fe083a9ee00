"""Notes about clients, clients who only look alike, and what finding tags and double entries by takes."""

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


ACTORS = "('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')"


def _client(column: str, related_name: str) -> fields.Field[object]:
    return fields.ForeignKeyField(
        "atrium.Client", source_field=column, related_name=related_name, on_delete=OnDelete.CASCADE
    )


STATE = [
    CreateModel(
        name="ClientNote",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("client", _client("client_id", "notes")),
            ("text", fields.TextField(unique=False)),
            ("pinned", fields.BooleanField(default=False)),
            ("version", fields.IntField(default=1)),
            ("author_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("author_id", fields.UUIDField(null=True)),
            ("author_name", fields.CharField(max_length=402)),
            ("created_at", MomentField(default=None)),
            ("edited_at", MomentField(null=True)),
            ("removed_at", MomentField(null=True)),
        ],
        options={"table": "client_note", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientDistinction",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("client", _client("client_id", "distinctions")),
            ("other", _client("other_id", "distinguished")),
            ("actor_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("actor_id", fields.UUIDField(null=True)),
            ("actor_name", fields.CharField(max_length=402)),
            ("created_at", MomentField(default=None)),
        ],
        options={
            "table": "client_distinction",
            "app": "atrium",
            "unique_together": (("client", "other"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
]

TABLES = [
    f"""create table client_note (
    id uuid not null primary key,
    client_id uuid not null,
    text text not null,
    pinned boolean not null,
    version integer not null,
    author_kind varchar(20) not null,
    author_id uuid,
    author_name varchar(402) not null,
    created_at timestamptz not null,
    edited_at timestamptz,
    removed_at timestamptz,
    constraint client_note_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_note_version_check check (version >= 1),
    constraint client_note_author_kind_check check (author_kind in {ACTORS})
)""",
    "create index client_note_client_id_idx on client_note (client_id, pinned desc, created_at desc, id desc)",
    f"""create table client_distinction (
    id uuid not null primary key,
    client_id uuid not null,
    other_id uuid not null,
    actor_kind varchar(20) not null,
    actor_id uuid,
    actor_name varchar(402) not null,
    created_at timestamptz not null,
    constraint client_distinction_client_id_other_id_key unique (client_id, other_id),
    constraint client_distinction_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_distinction_other_id_fkey foreign key (other_id) references client (id) on delete cascade,
    constraint client_distinction_order_check check (client_id < other_id),
    constraint client_distinction_actor_kind_check check (actor_kind in {ACTORS})
)""",
    "create index client_distinction_other_id_idx on client_distinction (other_id)",
    "create index client_company_tax_id_idx on client_company (tax_id) where tax_id <> ''",
    "drop index client_tag_fold_idx",
    "create index client_tag_fold_idx on client_tag (fold, label, client_id)",
]


class Migration(migration.Migration):
    """Two tables that point at clients, and two indexes."""

    dependencies = [("atrium", "0002_staff_links")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
