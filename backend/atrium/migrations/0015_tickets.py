"""Tickets and what is said in them."""

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


class TicketStatus(StrEnum):
    OPEN = "OPEN"
    WAITING = "WAITING"
    CLOSED = "CLOSED"


ACTORS = "('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')"


def points(at: str, column: str, related_name: str, on_delete: OnDelete = OnDelete.RESTRICT, **more: Any) -> Any:
    return fields.ForeignKeyField(
        f"atrium.{at}", source_field=column, related_name=related_name, on_delete=on_delete, **more
    )


STATE = [
    CreateModel(
        name="Ticket",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("number", fields.BigIntField(unique=True)),
            ("client", points("Client", "client_id", "tickets")),
            ("order", points("Order", "order_id", "tickets", null=True)),
            ("subject", fields.CharField(max_length=200)),
            ("found_by", fields.TextField(unique=False)),
            ("status", fields.CharEnumField(enum_type=TicketStatus, max_length=20)),
            ("version", fields.IntField(default=1)),
            ("created_at", MomentField(default=None)),
            ("updated_at", MomentField(default=None)),
            ("closed_at", MomentField(null=True)),
        ],
        options={"table": "ticket", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="TicketMessage",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("ticket", points("Ticket", "ticket_id", "messages", OnDelete.CASCADE)),
            ("text", fields.TextField(unique=False)),
            ("from_client", fields.BooleanField()),
            ("author_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("author_id", fields.UUIDField(null=True)),
            ("author_name", fields.CharField(max_length=402)),
            ("at", MomentField(default=None)),
        ],
        options={"table": "ticket_message", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """create table ticket (
    id uuid not null primary key,
    number bigint not null,
    client_id uuid not null,
    order_id uuid,
    subject varchar(200) not null,
    found_by text not null,
    status varchar(20) not null,
    version integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    closed_at timestamptz,
    constraint ticket_number_key unique (number),
    constraint ticket_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint ticket_order_id_fkey foreign key (order_id) references client_order (id) on delete restrict,
    constraint ticket_status_check check (status in ('OPEN', 'WAITING', 'CLOSED')),
    constraint ticket_closed_check check ((status = 'CLOSED') = (closed_at is not null)),
    constraint ticket_version_check check (version >= 1)
)""",
    "create index ticket_updated_at_idx on ticket (updated_at desc, id desc)",
    "create index ticket_status_idx on ticket (status, updated_at desc, id desc)",
    "create index ticket_client_id_idx on ticket (client_id, updated_at desc, id desc)",
    "create index ticket_order_id_idx on ticket (order_id) where order_id is not null",
    f"""create table ticket_message (
    id uuid not null primary key,
    ticket_id uuid not null,
    text text not null,
    from_client boolean not null,
    author_kind varchar(20) not null,
    author_id uuid,
    author_name varchar(402) not null,
    at timestamptz not null,
    constraint ticket_message_ticket_id_fkey foreign key (ticket_id) references ticket (id) on delete cascade,
    constraint ticket_message_author_kind_check check (author_kind in {ACTORS})
)""",
    "create index ticket_message_ticket_id_idx on ticket_message (ticket_id, at desc, id desc)",
]


class Migration(migration.Migration):
    """Two tables."""

    dependencies = [("atrium", "0014_file_leases")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
