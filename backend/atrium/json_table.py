"""A JSON list of lists as a table, so that one parameter carries any number of rows into a statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import orjson

from atrium.database import dialect


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
