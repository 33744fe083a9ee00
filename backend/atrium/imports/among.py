"""Conditions on many values at once, and many changes by one statement, in the words of either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from atrium import database
from atrium.json_table import CASTS as CASTS
from atrium.json_table import among as among
from atrium.json_table import lines, listed
from atrium.json_table import several as several


async def update_many(table: str, key: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Set columns (texts and ids, or NULL) of many rows, each `rows` tuple beginning with the row's id."""
    if not rows:
        return
    names = (key, *columns)
    if database.dialect() == "postgres":
        casts = ", ".join(f"${place}::{_cast(name, key)}[]" for place, name in enumerate(names, 1))
        given = f"unnest({casts}) AS given({', '.join(names)})"
        parameters: list[Any] = [list(values) for values in zip(*rows, strict=True)]
    else:
        given = f"({listed(dict.fromkeys(names, 'text'))}) AS given"
        parameters = [lines([tuple(str(one) if isinstance(one, UUID) else one for one in row) for row in rows])]
    sets = ", ".join(f"{name} = given.{name}" for name in columns)
    await database.execute(f"UPDATE {table} SET {sets} FROM {given} WHERE {table}.{key} = given.{key}", *parameters)


def _cast(name: str, key: str) -> str:
    return "uuid" if name == key or (name.endswith("_id") and name != "external_id") else "text"


def uuid_of(value: Any) -> UUID | None:
    """An id as either driver gives it."""
    return value if isinstance(value, UUID) or value is None else UUID(value)
