"""Long work to test with, and a worker that is asked turn by turn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.bulk.actions import bulk_clients
from atrium.clients.bulk.inputs import BulkAct, BulkClientsInput
from atrium.columns import now
from atrium.jobs.models import Job, JobRow
from atrium.jobs.work import advance_rows, make_files
from atrium.principal import Principal
from atrium.schema import build
from tests.access.given import a_principal, a_staff


async def someone(group: str = "Administrator") -> Principal:
    """A staff member whom the worker finds, signed in."""
    return await a_principal(await a_staff(group=group))


async def a_job(by: Principal, act: BulkAct = BulkAct.TAG, key: str | None = None, **given: Any) -> Job:
    """One act on all clients, or those of the `filter`: begun, and nothing of it done."""
    build()
    if act in (BulkAct.TAG, BulkAct.UNTAG):
        given.setdefault("tags", ["VIP"])
    return await Job.get(id=await bulk_clients(BulkClientsInput(act=act, **given), by, key))


async def worked_off() -> None:
    """Let the worker do all that waits."""
    while await advance_rows() + await make_files():
        pass


async def lapse_leases() -> None:
    """Let the time of every lease be over."""
    moment = now() - timedelta(seconds=1)
    await database.execute("UPDATE job SET lease_until = $1 WHERE lease_until IS NOT NULL", moment)


async def outcomes(job_id: UUID) -> dict[str, int]:
    """How many rows ended in which way, refusals by their code."""
    found: dict[str, int] = {}
    for row in await JobRow.filter(job_id=job_id):
        name = row.code or row.result.value
        found[name] = found.get(name, 0) + 1
    return found
