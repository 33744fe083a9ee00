"""Any number of values or rows as one parameter of a statement, in the words of either database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson

from atrium.database import dialect

CASTS = {"uuid": "uuid", "text": "text", "int": "bigint"}


def listed(columns: Mapping[str, str], parameter: str = "$1") -> str:
    """A SELECT of the parameter's rows; `columns` maps each name to its SQL type (`integer`, `bigint`, `text`)."""
    if dialect() == "postgres":
        parts = [f"(line->>{place})::{kind} as {name}" for place, (name, kind) in enumerate(columns.items())]
        return f"select {', '.join(parts)} from json_array_elements({parameter}::text::json) as given(line)"
    parts = [f"json_extract(value, '$[{place}]') as {name}" for place, name in enumerate(columns)]
    return f"select {', '.join(parts)} from json_each({parameter}) where true"


def lines(rows: Iterable[tuple[object, ...]]) -> str:
    """The parameter for `listed`."""
    return orjson.dumps([[*row] for row in rows]).decode()


def among(column: str, place: int = 1, kind: str = "text") -> str:
    """SQL: the column is one of the values of the parameter, see `several`."""
    if dialect() == "postgres":
        return f"{column} = ANY(${place}::{CASTS[kind]}[])"
    return f"{column} IN (SELECT value FROM json_each(${place}))"


def several(values: Collection[Any]) -> Any:
    """The values as one parameter."""
    if dialect() == "postgres":
        return list(values)
    return lines([tuple(str(one) if isinstance(one, UUID) else one for one in values)])[1:-1]
