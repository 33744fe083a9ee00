"""Beginning long work, and stopping it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import now
from atrium.database import tx
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.events.actions import Change, record
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import Sql
from atrium.ids import as_id
from atrium.jobs.inputs import CancelJobInput
from atrium.jobs.models import Job, JobState
from atrium.principal import Principal
from atrium.waking import Calling, wake

BATCH = 500
"""Clients a batch: what one statement of an export reads, and what a worker holds in memory."""

MOST_AT_ONCE = 10
"""Unfinished jobs of one person or token."""

LIVE = (JobState.WAITING, JobState.RUNNING)
_GATHERED = {"postgres": "string_agg", "sqlite": "group_concat"}
_FIX = """
INSERT INTO job_batch (job_id, place, size, ids)
SELECT ?uuid, (s.n - 1) / {batch}, count(*), {gathered}(s.n || ':' || s.id, ' ')
FROM ({chosen}) s GROUP BY (s.n - 1) / {batch}
"""


async def start_job(job_id: UUID, kind: str, given: Mapping[str, Any], chosen: Sql, by: Principal) -> int:
    """Keep the work for the worker, in the caller's transaction; how many rows it is about.

    `chosen` selects `id` and `n` (1, 2, 3 …) of the clients: the set is fixed by it, here and now, and never passes
    through this process. Raises Blocked (NOTHING_TO_DO, TOO_MANY_JOBS).
    """
    assert by.kind is not None
    assert by.id is not None
    if await Job.filter(by_kind=by.kind, by_id=by.id, state__in=LIVE).count() >= MOST_AT_ONCE:
        raise _blocked("TOO_MANY_JOBS", f"You have {MOST_AT_ONCE} jobs under way. Wait for one of them, or cancel it.")
    await Job.create(id=job_id, kind=kind, given=dict(given), by_kind=by.kind, by_id=by.id, by_name=by.name)
    await _fix(job_id, chosen)
    sized = await database.rows("SELECT COALESCE(sum(size), 0) AS n FROM job_batch WHERE job_id = $1", job_id)
    total = int(sized[0]["n"])
    if not total:
        raise _blocked("NOTHING_TO_DO", "No client matches, so there is nothing to do.")
    await database.execute("UPDATE job SET total = $2 WHERE id = $1", job_id, total)
    wake(Calling.JOBS)
    return total


async def _fix(job_id: UUID, chosen: Sql) -> None:
    dialect = dialect_named(database.dialect())
    sql = _FIX.format(batch=BATCH, gathered=_GATHERED[dialect.name], chosen=chosen.text)
    await database.execute(dialect.numbered(sql), *dialect.bound([job_id, *chosen.params]))


async def cancel_job(given: CancelJobInput, by: Principal) -> UUID:
    """Stop the work after the row that is under way: what is done stays done. Answers its id.

    Raises NotFound (also for somebody else's, without the permission), and Blocked for work that is over.
    """
    job_id = as_id(given.id)
    async with tx():
        job = await Job.filter(id=job_id).select_for_update().get_or_none()
        if job is None or not (is_of(job, by) or by.may("job.manage")):
            raise NotFound()
        if job.state not in LIVE:
            raise _blocked("OVER", "This is over already, so there is nothing to cancel.")
        await Job.filter(id=job_id).update(state=JobState.CANCELLED, finished_at=now(), lease_id=None, lease_until=None)
        changes = [Change("kind", None, job.kind), Change("done", None, job.done), Change("total", None, job.total)]
        await record("job.cancelled", by, changes=changes)
    return job_id


def is_of(job: Job, by: Principal) -> bool:
    """Whether it was this caller who began the work."""
    return (job.by_kind, job.by_id) == (by.kind, by.id)


def _blocked(code: str, message: str) -> Blocked:
    return Blocked(message, blockers=(Hindrance(code, message),))
