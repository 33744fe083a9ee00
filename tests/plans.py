"""How the database would find what a statement asks for."""

from __future__ import annotations

from atrium import database
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import Sql


async def plan_of(statement: Sql) -> str:
    """The plan, in the database's own words. PostgreSQL is told that reading a whole table, however small, costs much:
    what it still reads whole has no index that would do.
    """
    dialect = dialect_named(database.dialect())
    asked, given = dialect.numbered(statement.text), dialect.bound(list(statement.params))
    if dialect.name == "sqlite":
        return "\n".join(str(row[3]) for row in await database.fetch_rows(f"EXPLAIN QUERY PLAN {asked}", given))
    async with database.tx():
        await database.execute("SET LOCAL enable_seqscan = off")
        return "\n".join(row["QUERY PLAN"] for row in await database.rows(f"EXPLAIN {asked}", *given))
