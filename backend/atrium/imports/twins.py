"""Rows of one file that mean the same client: the first one counts, the others are refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from atrium import database
from atrium.imports.among import among, several, uuid_of
from atrium.imports.models import RowOutcome

if TYPE_CHECKING:
    from atrium.imports.staging import Staged

_EARLIER = """
SELECT {column} AS key, min(line) AS line FROM import_row
WHERE origin_id = $2 AND {among} AND outcome NOT IN ('REFUSED', 'SKIPPED') GROUP BY {column}
"""


async def twins(import_id: UUID, rows: Sequence[Staged]) -> None:
    """Refuse rows whose external id, address or client a row before them has, in this file."""
    ids = await _earlier(import_id, "external_id", (row.plan.external_id for row in rows), "text")
    addresses = await _earlier(import_id, "login_fold", (row.key for row in rows), "text")
    clients = await _earlier(import_id, "client_id", (row.client_id for row in rows), "uuid")
    for row in rows:
        if row.outcome is RowOutcome.REFUSED:
            continue
        for seen, key, name, what in (
            (ids, row.plan.external_id, "externalId", "this external id"),
            (addresses, row.key, "email", "this e-mail address"),
            (clients, row.client_id, "externalId" if row.plan.external_id else "email", "the same client"),
        ):
            if key is not None and key in seen:
                row.refuse(name, "DUPLICATE_IN_FILE", f"Line {seen[key]} has {what} already.")
                break
        else:
            _remember(row, ids, addresses, clients)


def _remember(row: Staged, *seen: dict[Any, int]) -> None:
    for where, key in zip(seen, (row.plan.external_id, row.key, row.client_id), strict=True):
        if key is not None:
            where[key] = row.read.line


async def _earlier(import_id: UUID, column: str, keys: Iterable[Any], kind: str) -> dict[Any, int]:
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    sql = _EARLIER.format(column=column, among=among(column, 1, kind))
    found = await database.rows(sql, several(wanted), import_id)
    return {uuid_of(row["key"]) if kind == "uuid" else row["key"]: int(row["line"]) for row in found}
