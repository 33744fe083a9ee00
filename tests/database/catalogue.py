"""What a database itself says about its tables, in one form for both kinds."""

from __future__ import annotations

import re
from pathlib import Path

import atrium.migrations
from atrium import database


def migrations() -> list[str]:
    """The names of all migrations, in order."""
    return sorted(file.stem for file in Path(atrium.migrations.__path__[0]).glob("[0-9]*.py"))


async def constraints() -> set[str]:
    """The names of all unique, check and foreign key constraints that migrations named."""
    if database.dialect() == "postgres":
        found = await database.rows(
            "SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            " AND contype IN ('u', 'c', 'f') AND conrelid <> 'tortoise_migrations'::regclass"
        )
        return {row["name"] for row in found}
    tables = await database.rows("SELECT sql FROM sqlite_master WHERE type = 'table'")
    return {name for row in tables for name in re.findall(r"(?<= constraint )\w+", row["sql"] or "")}


async def indexes() -> set[str]:
    """The names of all indexes that are no constraint's."""
    if database.dialect() == "postgres":
        found = await database.rows(
            "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public'"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
    else:
        found = await database.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    return {row["name"] for row in found}


async def columns(table: str) -> set[str]:
    if database.dialect() == "postgres":
        found = await database.rows(
            "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1", table
        )
    else:
        found = await database.rows(f"SELECT name FROM pragma_table_xinfo('{table}')")
    return {row["name"] for row in found}


async def tables() -> set[str]:
    """The tables of the rooms: without the database's own, the search index's and the upgrade's."""
    if database.dialect() == "postgres":
        found = await database.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    else:
        found = await database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite_%'"
        )
    return {row["name"] for row in found} - {"tortoise_migrations", "upgrade_queue"}
