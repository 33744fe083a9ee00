"""Conditions on many values at once, and many changes by one statement, in the words of either database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from atrium import database
from atrium.json_table import lines, listed

CASTS = {"uuid": "uuid", "text": "text", "int": "bigint"}


def among(column: str, place: int = 1, kind: str = "text") -> str:
    """SQL: the column is one of the values of the parameter, see `several`."""
    if database.dialect() == "postgres":
        return f"{column} = ANY(${place}::{CASTS[kind]}[])"
    return f"{column} IN (SELECT value FROM json_each(${place}))"


def several(values: Collection[Any]) -> Any:
    """The values as one parameter."""
    if database.dialect() == "postgres":
        return list(values)
    return lines([tuple(str(one) if isinstance(one, UUID) else one for one in values)])[1:-1]


async def update_many(table: str, key: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Set columns (texts and ids, or NULL) of many rows, each `rows` tuple beginning with the row's id."""
    if not rows:
        return
    is_postgres = database.dialect() == "postgres"
    named = listed({"key": "text", **dict.fromkeys(columns, "text")})
    casts = {
        name: "::uuid" if is_postgres and name.endswith("_id") and name != "external_id" else "" for name in columns
    }
    cast = "::uuid" if is_postgres else ""
    sets = ", ".join(f"{name} = given.{name}{casts[name]}" for name in columns)
    texts = [tuple(str(one) if isinstance(one, UUID) else one for one in row) for row in rows]
    sql = f"UPDATE {table} SET {sets} FROM ({named}) AS given WHERE {table}.{key} = given.key{cast}"
    await database.execute(sql, lines(texts))


def uuid_of(value: Any) -> UUID | None:
    """An id as either driver gives it."""
    return value if isinstance(value, UUID) or value is None else UUID(value)
