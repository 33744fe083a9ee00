"""Keeping what clients are found by in step with which fields are searchable.

A client's search document begins with the lines of its searchable values, if it has any, and the sign END after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import orjson

from atrium import database
from atrium.custom_fields.printing import lines_sql

END = "\x1e"  # no search contains it: control characters in one are spaces

_LINES = f"""SELECT {lines_sql("v")} AS line FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id
 WHERE v.client_id = client_search.client_id AND f.searchable AND f.id <> $2 ORDER BY f.position, f.id, v.place"""
_JOINED = {
    "postgres": f"(SELECT string_agg(l.line, '\n') || '\n{END}\n' FROM ({_LINES}) l)",
    "sqlite": f"(SELECT group_concat(l.line, '\n') || '\n{END}\n' FROM ({_LINES}) l)",
}
_PLACE = {"postgres": f"position('{END}' IN document)", "sqlite": f"instr(document, '{END}')"}


def preface(lines: Sequence[str]) -> str:
    """The beginning of a search document: the lines of the searchable values."""
    return "\n".join([*dict.fromkeys(lines), END, ""]) if lines else ""


async def write_anew(field_id: UUID, *, without: bool = False) -> None:
    """Write the documents of all clients who have a value in this field, by one statement.

    `without`: as if the field were gone.
    """
    kind = database.dialect()
    left_out = field_id if without else UUID(int=0)
    rest = f"CASE WHEN {_PLACE[kind]} > 0 THEN substr(document, {_PLACE[kind]} + 2) ELSE document END"
    await database.execute(
        f"UPDATE client_search SET document = COALESCE({_JOINED[kind]}, '') || {rest}"
        " WHERE client_id IN (SELECT h.client_id FROM custom_field_value h WHERE h.field_id = $1)",
        field_id,
        left_out,
    )


async def lines_of(client_id: UUID) -> list[str]:
    """What a client is found by in its custom fields, in their order."""
    sql = f"""SELECT {lines_sql("v")} AS line FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id
 WHERE v.client_id = $1 AND f.searchable ORDER BY f.position, f.id, v.place"""
    return [row["line"] for row in await database.rows(sql, client_id)]


def json_of(options: Sequence[str]) -> str:
    return orjson.dumps(options).decode()
