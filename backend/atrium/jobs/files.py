"""The files that jobs have made: found for whoever may have them, and gone when their time is over."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from atrium import database, settings
from atrium.columns import now
from atrium.errors import Forbidden, NotFound
from atrium.events.actions import Change, record
from atrium.ids import as_id
from atrium.jobs.kinds import FILE_KINDS
from atrium.jobs.models import Job, JobState
from atrium.jobs.starting import LIVE, is_of
from atrium.jobs.turns import file_of
from atrium.principal import Principal

JOB_KEPT = timedelta(days=30)
ROWS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it is fetched: where it lies, and the name it goes by."""

    path: Path
    name: str


async def fetch(job_id: str, by: Principal) -> MadeFile:
    """The file that a job has made, and a line in the books that it was fetched.

    Only for the one who began the job, while that one may still make such files. Raises NotFound (also for a file that
    is past its day) and Forbidden.
    """
    job = await Job.get_or_none(id=as_id(job_id))
    if job is None or job.file_name is None or job.expires_at is None or job.expires_at <= now() or not is_of(job, by):
        raise NotFound()
    if lacking := FILE_KINDS[job.kind].lacks(by):
        raise Forbidden(f"You do not have the permission for this. Needed: {', '.join(lacking)}.", needs=lacking)
    found = MadeFile(file_of(job), job.file_name)
    if not await asyncio.to_thread(found.path.is_file):
        raise NotFound()
    await record("job.file_fetched", by, changes=[Change("file", None, job.file_name)])
    return found


async def forget_past() -> int:
    """Remove files past their day, and whatever lies where files are made without a job that needs it.

    Jobs go after thirty days, some thousands of rows at a time. Answers how much was removed.
    """
    swept = await _sweep()
    old = await Job.filter(finished_at__lt=now() - JOB_KEPT).order_by("finished_at").first()
    if old is None:
        return swept
    some = f"SELECT id FROM job_row WHERE job_id = $1 LIMIT {ROWS_AT_ONCE}"
    gone = await database.execute(f"DELETE FROM job_row WHERE id IN ({some})", old.id)
    if gone < ROWS_AT_ONCE:
        await old.delete()
    return swept + gone + 1


async def _sweep() -> int:
    home = settings.current().data_dir / "exports"
    unwanted = [path for directory in await _within(home) for path in await _unwanted(directory)]
    for path in unwanted:
        await asyncio.to_thread(shutil.rmtree, path, True)
    return len(unwanted)


async def _within(directory: Path) -> list[Path]:
    return await asyncio.to_thread(lambda: list(directory.iterdir()) if directory.is_dir() else [])


async def _unwanted(directory: Path) -> list[Path]:
    """A job's directory, when nobody needs it; else what workers left in it that never finished."""
    try:
        job = await Job.get_or_none(id=UUID(directory.name))
    except ValueError:
        return [directory]
    if job is not None and job.state in LIVE:
        return []
    if job is None or job.state is not JobState.DONE or job.expires_at is None or job.expires_at <= now():
        return [directory]
    kept = str(job.file_lease_id or "")
    return [path for path in await _within(directory) if kept and path.name != kept]
