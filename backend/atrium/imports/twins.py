"""Rows of one file that mean the same client: the first one counts, the others are refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
_CHANGED = """
SELECT DISTINCT client_id FROM import_row
WHERE origin_id = $2 AND {among} AND outcome NOT IN ('REFUSED', 'SKIPPED', 'UNCHANGED')
"""


async def twins(import_id: UUID, rows: Sequence[Staged]) -> None:
    """Refuse rows whose external id, address or client a row before them has, in this file; but not those that lead to
    the same client where neither would change anything.
    """
    ids = await _earlier(import_id, "external_id", (row.plan.external_id for row in rows), "text")
    addresses = await _earlier(import_id, "login_fold", (row.key for row in rows), "text")
    clients = await _earlier(import_id, "client_id", (row.client_id for row in rows), "uuid")
    changed = await _changed(import_id, clients)
    for row in rows:
        if row.outcome is RowOutcome.REFUSED:
            continue
        known_by = "externalId" if row.plan.external_id else "email"
        is_still = row.outcome is RowOutcome.UNCHANGED and row.client_id not in changed
        for seen, key, name, what in (
            (ids, row.plan.external_id, "externalId", "has this external id already."),
            (addresses, row.key, "email", "has this e-mail address already."),
            ({} if is_still else clients, row.client_id, known_by, "means the same client already. Leave one out."),
        ):
            if key is not None and key in seen:
                row.refuse(name, "DUPLICATE_IN_FILE", f"Line {seen[key]} {what}")
                break
        else:
            _remember(row, ids, addresses, clients)
            changed |= set() if is_still else {row.client_id}


def _remember(row: Staged, *seen: dict[Any, int]) -> None:
    for where, key in zip(seen, (row.plan.external_id, row.key, row.client_id), strict=True):
        if key is not None:
            where.setdefault(key, row.read.line)


async def _changed(import_id: UUID, clients: Collection[UUID]) -> set[UUID | None]:
    """Those of the clients of whom rows before these change anything."""
    if not clients:
        return set()
    found = await database.rows(_CHANGED.format(among=among("client_id", 1, "uuid")), several(clients), import_id)
    return {uuid_of(row["client_id"]) for row in found}


async def _earlier(import_id: UUID, column: str, keys: Iterable[Any], kind: str) -> dict[Any, int]:
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    sql = _EARLIER.format(column=column, among=among(column, 1, kind))
    found = await database.rows(sql, several(wanted), import_id)
    return {uuid_of(row["key"]) if kind == "uuid" else row["key"]: int(row["line"]) for row in found}
