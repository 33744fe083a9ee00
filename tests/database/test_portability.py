"""The SQL stays within what the PostgreSQL-compatible databases beside PostgreSQL also speak."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import atrium
from atrium.migrations import __path__ as migrations
from atrium.migrations._steps import Step

PACKAGE = Path(atrium.__file__).parent
FORBIDDEN = {
    "advisory locks": r"pg_(try_)?advisory",
    "notifications": r"\b(LISTEN|NOTIFY|UNLISTEN)\s+\w+",
    "serial columns": r"\b(BIG|SMALL)?SERIAL\b",
    "sequences": r"\b(CREATE SEQUENCE|nextval\s*\()",
    "deferrable constraints": r"\bDEFERRABLE\b",
    "exclusion constraints": r"\bEXCLUDE USING\b",
    "enumerated types": r"\bCREATE (TYPE|DOMAIN)\b",
    "triggers and functions": r"\bCREATE (OR REPLACE )?(TRIGGER|FUNCTION|PROCEDURE|RULE)\b|\bDO \$",
    "table locks": r"\bLOCK TABLE\b",
    "truncation": r"\bTRUNCATE\b",
    "temporary tables": r"\bCREATE (TEMP|TEMPORARY|UNLOGGED) TABLE\b",
    "server cursors": r"\bDECLARE \w+ CURSOR\b",
    "conflicts about expressions": r"\bON CONFLICT \(\w+\(",
    "random defaults": r"\bgen_random_uuid\b|\buuid_generate",
    "session state": r"^\s*SET (?!TRANSACTION|LOCAL)\w+ (=|TO)\b",
    "index-only text search": r"\bto_tsvector\b",
}


def migration_statements() -> list[str]:
    """Every statement that migrations run on PostgreSQL."""
    names = [path.stem for path in sorted(Path(migrations[0]).glob("[0-9]*.py"))]
    operations = [one for name in names for one in import_module(f"atrium.migrations.{name}").Migration.operations]
    return [statement for one in operations if isinstance(one, Step) for statement in one.statements["postgres"]]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_migration_uses(what: str):
    found = [sql for sql in migration_statements() if re.search(FORBIDDEN[what], sql, re.IGNORECASE | re.MULTILINE)]

    assert migration_statements()
    assert found == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_statement_in_the_code_uses(what: str):
    elsewhere = {"migrations", "bench"}  # judged above; runs on a PostgreSQL of its own only
    texts = {path: path.read_text() for path in PACKAGE.rglob("*.py") if not elsewhere & set(path.parts)}

    found = [path.name for path, text in texts.items() if re.search(FORBIDDEN[what], text, re.MULTILINE)]

    assert found == []


def test_only_plain_and_partial_indexes_are_made():
    made = [sql for sql in migration_statements() if sql.startswith(("create index", "create unique index"))]

    assert [sql for sql in made if re.search(r"\busing\b|\blower\s*\(", sql)] == []
