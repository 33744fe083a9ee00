"""Accounts under accounts, and who pays for them."""

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


class FamilyAccess(StrEnum):
    NONE = "NONE"
    VIEW = "VIEW"
    ORDER = "ORDER"
    FULL = "FULL"


def client(column: str, related_name: str, **more: Any) -> Any:
    return fields.ForeignKeyField(
        "atrium.Client",
        source_field=column,
        related_name=related_name,
        on_delete=OnDelete(more.pop("on_delete", "CASCADE")),
        **more,
    )


STATE = [
    AddField(model_name="Client", name="payer", field=client("payer_id", "paid_for", null=True, on_delete="RESTRICT")),
    CreateModel(
        name="FamilyLink",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("child", client("child_id", "links_up")),
            ("parent", client("parent_id", "links_down")),
            ("access", fields.CharEnumField(enum_type=FamilyAccess, max_length=10)),
            ("bills_parent", fields.BooleanField(default=False)),
            ("linked_at", MomentField(default=None)),
            ("linked_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("linked_id", fields.UUIDField(null=True)),
            ("linked_name", fields.CharField(max_length=402)),
            ("ended_at", MomentField(null=True)),
        ],
        options={"table": "family_link", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """alter table client add column payer_id uuid
    constraint client_payer_id_fkey references client (id) on delete restrict""",
    "create index client_payer_id_idx on client (payer_id) where payer_id is not null",
    """create table family_link (
    id uuid not null primary key,
    child_id uuid not null,
    parent_id uuid not null,
    access varchar(10) not null,
    bills_parent boolean not null,
    linked_at timestamptz not null,
    linked_kind varchar(20) not null,
    linked_id uuid,
    linked_name varchar(402) not null,
    ended_at timestamptz,
    constraint family_link_child_id_fkey foreign key (child_id) references client (id) on delete cascade,
    constraint family_link_parent_id_fkey foreign key (parent_id) references client (id) on delete cascade,
    constraint family_link_self_check check (child_id <> parent_id),
    constraint family_link_access_check check (access in ('NONE', 'VIEW', 'ORDER', 'FULL')),
    constraint family_link_linked_kind_check check (linked_kind in
        ('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM'))
)""",
    "create unique index family_link_child_id_key on family_link (child_id) where ended_at is null",
    "create index family_link_child_id_idx on family_link (child_id, linked_at desc, id desc)",
    "create index family_link_parent_id_idx on family_link (parent_id) where ended_at is null",
    """insert into family_link
    (id, child_id, parent_id, access, bills_parent, linked_at, linked_kind, linked_name)
    select id, id, parent_id, 'NONE', false, updated_at, 'SYSTEM', 'Atrium' from client where parent_id is not null""",
]

# A payer may owe for others without any order of its own.
COUNTS_NONE = [
    "alter table client_balance drop constraint client_balance_order_count_check",
    "alter table client_balance add constraint client_balance_order_count_check check (order_count >= 0)",
]
COLUMNS = "id, client_id, currency, order_count, lifetime_minor, due_minor, counted_minor"
REBUILT = [
    """create table client_balance_anew (
    id char(36) check (length(id) = 36) not null primary key,
    client_id char(36) check (length(client_id) = 36) not null,
    currency varchar(3) check (length(currency) <= 3) not null,
    order_count bigint not null,
    lifetime_minor bigint not null,
    due_minor bigint not null,
    counted_minor bigint not null default 0,
    constraint client_balance_client_id_currency_key unique (client_id, currency),
    constraint client_balance_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_balance_order_count_check check (order_count >= 0),
    constraint client_balance_lifetime_check check (lifetime_minor >= 0),
    constraint client_balance_due_check check (due_minor >= 0)
)""",
    f"insert into client_balance_anew ({COLUMNS}) select {COLUMNS} from client_balance",
    "drop table client_balance",
    "alter table client_balance_anew rename to client_balance",
    "create index client_balance_lifetime_idx on client_balance (currency, lifetime_minor, client_id)",
    """create index client_balance_due_idx on client_balance (currency, due_minor, client_id) where due_minor > 0""",
]


class Migration(migration.Migration):
    """One table, who pays on the client, and a balance without orders."""

    dependencies = [("atrium", "0019_support_pins")]
    initial = False
    operations = [Step(STATE, both=TABLES, sqlite=REBUILT, postgres=COUNTS_NONE)]
