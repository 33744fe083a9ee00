"""A new default of a list of contacts clears the old one; a login address changes once the new one is confirmed."""

from __future__ import annotations

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step

STATE = [
    CreateModel(
        name="LoginChange",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.OneToOneField(
                    "atrium.Client", source_field="client_id", related_name="login_change", on_delete=OnDelete.CASCADE
                ),
            ),
            (
                "email",
                fields.ForeignKeyField(
                    "atrium.ClientEmail",
                    source_field="email_id",
                    related_name="login_changes",
                    on_delete=OnDelete.CASCADE,
                ),
            ),
            ("asked_at", MomentField(default=None)),
        ],
        options={"table": "login_change", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]

TABLES = [
    """create table login_change (
    id uuid not null primary key,
    client_id uuid not null,
    email_id uuid not null,
    asked_at timestamptz not null,
    constraint login_change_client_id_key unique (client_id),
    constraint login_change_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint login_change_email_id_fkey foreign key (email_id) references client_email (id) on delete cascade
)""",
    "create index login_change_email_id_idx on login_change (email_id)",
]

ONE_DEFAULT = [
    f"""create trigger {table}_one_default before update of is_default on {table}
when new.is_default = 1 and old.is_default = 0 begin
    update {table} set is_default = 0 where client_id = new.client_id and is_default = 1;
end"""
    for table in ("client_email", "client_phone", "client_address", "client_company")
]
"""SQLite cannot clear the old default and set the new one by one statement; PostgreSQL can (contacts/defaults.py)."""


class Migration(migration.Migration):
    """One table that points at clients and their addresses, and four triggers."""

    dependencies = [("atrium", "0005_custom_fields")]
    initial = False
    operations = [Step(STATE, both=TABLES, sqlite=ONE_DEFAULT)]
