"""Mails and staff are looked for as clients are, with case and accents folded."""

from __future__ import annotations

from tortoise import fields
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField

from atrium.migrations._steps import Folded, Step

STATE = [
    AddField(model_name=name, name="found_by", field=fields.TextField(default="")) for name in ("EmailMessage", "Staff")
]

COLUMNS = [
    """alter table email_message add column
    found_by text not null default ''""",
    """alter table staff add column
    found_by text not null default ''""",
]


class Migration(migration.Migration):
    """The columns, then what belongs in them."""

    dependencies = [("atrium", "0009_client_sessions")]
    initial = False
    operations = [
        Step(STATE, both=COLUMNS),
        Folded("email_message", "found_by", "to_address", "subject"),
        Folded("staff", "found_by", "name", "email"),
    ]
