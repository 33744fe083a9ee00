"""Telephone numbers are kept grouped, too, as people of their country read them."""

from __future__ import annotations

from typing import Any

import phonenumbers
from tortoise import fields
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField, TortoiseOperation

from atrium.migrations._steps import Step

STATE = [AddField(model_name="ClientPhone", name="formatted", field=fields.CharField(max_length=40, default=""))]
COLUMN = """alter table client_phone add column
    formatted varchar(40) not null default ''"""
BATCH = 5000


class Grouped(TortoiseOperation):
    """The numbers that are there already, a batch at a time."""

    def describe(self) -> str:
        return "Group the telephone numbers that are there"

    async def database_forward(self, app_label: str, old_state: Any, new_state: Any, state_editor: Any = None) -> None:
        is_postgres = state_editor.DIALECT == "postgres"
        update = (
            "UPDATE client_phone SET formatted = $1 WHERE number = $2"
            if is_postgres
            else ("UPDATE client_phone SET formatted = ? WHERE number = ?")
        )
        _, found = await state_editor.client.execute_query("SELECT DISTINCT number FROM client_phone")
        numbers = [row["number"] for row in found]
        for begin in range(0, len(numbers), BATCH):
            pairs = [[_grouped(number), number] for number in numbers[begin : begin + BATCH]]
            await state_editor.client.execute_many(update, pairs)


def _grouped(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)[:40]


class Migration(migration.Migration):
    """One column, and its values for what is there."""

    dependencies = [("atrium", "0007_feed")]
    initial = False
    operations = [Step(STATE, both=[COLUMN]), Grouped()]
