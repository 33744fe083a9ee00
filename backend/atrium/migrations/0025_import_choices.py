"""Imports may ask what becomes of clients who are here already; and saved mappings tell whose they are."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField, AlterField

from atrium.migrations._steps import Step


class WhenFound(StrEnum):
    UPDATE = "UPDATE"
    SKIP = "SKIP"
    ASK = "ASK"


class RowDecision(StrEnum):
    UPDATE = "UPDATE"
    CREATE = "CREATE"
    SKIP = "SKIP"
    ASK = "ASK"


WHEN_FOUND = fields.CharEnumField(default=WhenFound.UPDATE, enum_type=WhenFound, max_length=10)
STATE = [
    AlterField(model_name="Import", name="when_found", field=WHEN_FOUND),
    AlterField(model_name="ImportMapping", name="when_found", field=WHEN_FOUND),
    AddField(
        model_name="Import",
        name="deciding",
        field=fields.CharEnumField(null=True, enum_type=RowDecision, max_length=10),
    ),
    AddField(model_name="ImportMapping", name="by_name", field=fields.CharField(default="", max_length=402)),
]

OLD, NEW = "when_found in ('UPDATE', 'SKIP')", "when_found in ('UPDATE', 'SKIP', 'ASK')"
TABLES = ("client_import", "import_mapping")
WIDENED = [
    statement
    for table in TABLES
    for statement in (
        f"alter table {table} drop constraint {table}_when_found_check",
        f"alter table {table} add constraint {table}_when_found_check check ({NEW})",
    )
]
# The table has rows of others hanging on it, which would go with it if it were built anew. To put up with more than
# before needs no other look at any row, so the text of the check is all there is to change (SQLite, ALTER TABLE, 7).
REWORDED = [
    "pragma writable_schema = on",
    "update sqlite_master set sql = replace(sql, '{}', '{}') where type = 'table' and name in {}".format(
        OLD.replace("'", "''"), NEW.replace("'", "''"), TABLES
    ),
    "pragma writable_schema = off",
]
COLUMNS = [
    """alter table client_import add column
    deciding varchar(10)
    constraint client_import_deciding_check check (deciding in ('UPDATE', 'CREATE', 'SKIP', 'ASK'))""",
    """alter table import_mapping add column
    by_name varchar(402) not null default ''""",
]


class Migration(migration.Migration):
    """First the check's words, then the columns: adding one makes SQLite read the tables' words again."""

    dependencies = [("atrium", "0024_duplicate_groups")]
    initial = False
    operations = [Step(sqlite=REWORDED, postgres=WIDENED), Step(STATE, both=COLUMNS)]
