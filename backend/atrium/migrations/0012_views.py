"""Staff keep ways to look at the list of clients."""

from __future__ import annotations

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step

STATE = [
    CreateModel(
        name="ClientView",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "owner",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="owner_id", related_name="client_views", on_delete=OnDelete.CASCADE
                ),
            ),
            ("name", fields.CharField(max_length=80)),
            ("name_fold", fields.CharField(max_length=320)),
            ("is_shared", fields.BooleanField(default=False)),
            ("conditions", fields.JSONField()),
            ("order_by", fields.JSONField()),
            ("columns", fields.JSONField()),
            ("created_at", MomentField(default=None)),
            ("updated_at", MomentField(default=None)),
        ],
        options={
            "table": "client_view",
            "app": "atrium",
            "unique_together": (("owner", "name_fold"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="ClientViewPlace",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.ForeignKeyField(
                    "atrium.Staff",
                    source_field="staff_id",
                    related_name="client_view_places",
                    on_delete=OnDelete.CASCADE,
                ),
            ),
            (
                "view",
                fields.ForeignKeyField(
                    "atrium.ClientView", source_field="view_id", related_name="places", on_delete=OnDelete.CASCADE
                ),
            ),
            ("position", fields.IntField(null=True)),
            ("is_default", fields.BooleanField(default=False)),
        ],
        options={
            "table": "client_view_place",
            "app": "atrium",
            "unique_together": (("staff", "view"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
]

TABLES = [
    """create table client_view (
    id uuid not null primary key,
    owner_id uuid not null,
    name varchar(80) not null,
    name_fold varchar(320) not null,
    is_shared boolean not null,
    conditions jsonb not null,
    order_by jsonb not null,
    columns jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint client_view_owner_id_name_fold_key unique (owner_id, name_fold),
    constraint client_view_owner_id_fkey foreign key (owner_id) references staff (id) on delete cascade
)""",
    """create table client_view_place (
    id uuid not null primary key,
    staff_id uuid not null,
    view_id uuid not null,
    position int,
    is_default boolean not null,
    constraint client_view_place_staff_id_view_id_key unique (staff_id, view_id),
    constraint client_view_place_staff_id_fkey foreign key (staff_id) references staff (id) on delete cascade,
    constraint client_view_place_view_id_fkey foreign key (view_id) references client_view (id) on delete cascade
)""",
    "create index client_view_place_view_id_idx on client_view_place (view_id)",
    "create unique index client_view_place_staff_id_key on client_view_place (staff_id) where is_default",
]


class Migration(migration.Migration):
    """Views, and where each stands for whom. They point at staff alone."""

    dependencies = [("atrium", "0011_jobs")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
