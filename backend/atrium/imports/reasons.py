"""Why rows of an import are refused, and how many for each reason."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from atrium import database

MOST = 200
_EACH = {
    "postgres": "jsonb_array_elements(r.faults::jsonb) AS f(value)",
    "sqlite": "json_each(r.faults) AS f",
}
_AT = {
    "postgres": "COALESCE(f.value -> 'path' ->> 0, '')",
    "sqlite": "COALESCE(json_extract(f.value, '$.path[0]'), '')",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A fault that rows have: where ("" is the row itself), its code, what one of them is told; and how many rows."""

    at: str
    code: str
    message: str
    rows: int


async def reasons_of(import_id: UUID) -> list[Reason]:
    """The reasons of an import's refused rows, the most frequent first. A row may have several."""
    dialect = database.dialect()
    sql = f"""
    SELECT {_AT[dialect]} AS place, f.value ->> 'code' AS code, min(f.value ->> 'message') AS message,
      count(DISTINCT r.id) AS n
    FROM import_row r, {_EACH[dialect]} WHERE r.origin_id = $1 AND r.outcome = 'REFUSED'
    GROUP BY 1, 2 ORDER BY n DESC, place, code LIMIT {MOST}
    """
    found = await database.rows(sql, import_id)
    return [Reason(one["place"], one["code"], one["message"], int(one["n"])) for one in found]
