"""Ordering a file of clients."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.bulk.choosing import chosen, numbered, told
from atrium.clients.export.columns import ExportColumn, known_columns, lacking
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.export.sheets import MOST_ROWS_OF_XLSX
from atrium.columns import new_id
from atrium.database import tx
from atrium.errors import Blocked, Forbidden, Hindrance
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.orders import Orders
from atrium.jobs.starting import start_job
from atrium.preferences.idempotency import claim
from atrium.principal import Principal


async def export_clients(
    given: ExportClientsInput, orders: Orders, by: Principal, idempotency_key: str | None = None
) -> UUID:
    """Order a file of all clients that match now; the worker makes it. Answers the job's id.

    Raises InvalidInput with all faults (columns: REQUIRED, UNKNOWN_COLUMN), Blocked (NOTHING_TO_DO, TOO_MANY_JOBS,
    TOO_MANY_ROWS for one sheet), IdempotencyConflict; Forbidden as the list does for what it shows, filters and sorts.
    """
    columns = _read(given, await known_columns(), by)
    where = await chosen(given.filter, given.except_ids, by)
    order_by = given.order_by if isinstance(given.order_by, dict) else None
    order = orders.chosen(order_by, by).clause("{t}", dialect_named(database.dialect()))
    job_id = new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "exportClients", given, job_id)
        if answered:
            return answered
        kept: dict[str, Any] = {"format": given.format.value, "columns": columns, "filter": told(given.filter or {})}
        total = await start_job(job_id, "clients.export", kept, numbered(where, order), by)
        if given.format is ExportFormat.XLSX and total > MOST_ROWS_OF_XLSX:
            why = f"A sheet holds at most {MOST_ROWS_OF_XLSX:,} clients, and these are {total:,}. Choose CSV instead."
            raise Blocked(why, blockers=(Hindrance("TOO_MANY_ROWS", why, total),))
        changes = [Change(name, None, value) for name, value in (kept | {"clients": total}).items()]
        await record("client.exported", by, changes=changes)
    return job_id


def _read(given: ExportClientsInput, known: dict[str, ExportColumn], by: Principal) -> list[str]:
    faults, columns = Faults(), list(dict.fromkeys(given.columns))
    if not columns:
        faults.add("columns", "REQUIRED", "Choose at least one column.")
    for place, key in enumerate(columns):
        if key not in known:
            faults.add(("columns", str(place)), "UNKNOWN_COLUMN", "There is no such column (any more).")
    faults.refuse()
    if missing := lacking((known[key] for key in columns), by):
        raise Forbidden(f"You do not have the permission for this. Needed: {', '.join(missing)}.", needs=tuple(missing))
    return columns
