"""Turns of work: a worker claims a job for some seconds, and holds it by going on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from atrium import database, settings
from atrium.columns import new_id, now
from atrium.jobs.models import Job

LEASE = timedelta(seconds=15)

_LIVE = "state IN ('WAITING', 'RUNNING')"
_CLAIM = f"""
UPDATE job SET state = 'RUNNING', lease_id = $2, lease_until = $3, touched_at = $1
WHERE id = (
  SELECT id FROM job WHERE {_LIVE} AND (lease_until IS NULL OR lease_until <= $1) AND kind IN ({{kinds}})
  ORDER BY touched_at, id LIMIT 1 {{lock}}
)
RETURNING id
"""
_HOLD = """
UPDATE job SET lease_until = $3, done = COALESCE($4, done) WHERE id = $1 AND lease_id = $2 AND state = 'RUNNING'
RETURNING done
"""


class TurnLost(Exception):
    """The job was cancelled, or its lease lapsed and another worker has it: leave it alone."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A job that is this worker's for now."""

    job: Job
    lease_id: UUID

    @property
    def directory(self) -> Path:
        """Where this turn makes the job's file: nobody else writes there, also not a worker that has lost its turn."""
        return directory_of(self.job.id) / str(self.lease_id)

    async def go_on(self, *, done: int | None = None) -> int:
        """Hold the job for a lease more, and say how far it is; answers that. Raises TurnLost."""
        found = await database.rows(_HOLD, self.job.id, self.lease_id, now() + LEASE, done)
        if not found:
            raise TurnLost()
        return int(found[0]["done"])

    async def give_back(self) -> None:
        """Let another turn begin, of this worker or of another."""
        sql = "UPDATE job SET lease_id = NULL, lease_until = NULL WHERE id = $1 AND lease_id = $2"
        await database.execute(sql, self.job.id, self.lease_id)

    async def ids(self, place: int) -> list[UUID]:
        """The clients of the batch with this number, in their order."""
        return await ids_of(self.job.id, place)

    async def finish(self, *, file_name: str | None = None, file_bytes: int | None = None) -> None:
        """All rows are settled. This turn's file is the one that counts, and kept for a day. Raises TurnLost."""
        await self._end("DONE", file_name=file_name, file_bytes=file_bytes)

    async def fail(self, why: str) -> None:
        """It cannot go on; `why` is a sentence for the person who began it. Raises TurnLost."""
        await self._end("FAILED", error=why)

    async def _end(
        self, state: str, *, error: str | None = None, file_name: str | None = None, file_bytes: int | None = None
    ) -> None:
        sql = """UPDATE job SET state = $3, error = $4, file_name = $5, file_bytes = $6, expires_at = $7,
          finished_at = $8, file_lease_id = $9, lease_id = NULL, lease_until = NULL
          WHERE id = $1 AND lease_id = $2 AND state = 'RUNNING'"""
        moment = now()
        expires_at = moment + FILE_KEPT if file_name else None
        given = (state, error, file_name, file_bytes, expires_at, moment, self.lease_id if file_name else None)
        if not await database.execute(sql, self.job.id, self.lease_id, *given):
            raise TurnLost()


FILE_KEPT = timedelta(hours=24)


async def claim(kinds: Collection[str]) -> Turn | None:
    """The job of these kinds that has waited longest for a turn; for the length of the lease nobody else takes it."""
    asked = f"SELECT 1 FROM job WHERE {_LIVE} LIMIT 1"
    if not kinds or not await database.fetch_rows(asked, (), primary=True):
        return None
    moment, lease_id = now(), new_id()
    lock = "FOR UPDATE SKIP LOCKED" if database.dialect() == "postgres" else ""
    sql = _CLAIM.format(kinds=", ".join(repr(kind) for kind in sorted(kinds)), lock=lock)
    taken = await database.rows(sql, moment, lease_id, moment + LEASE)
    return Turn(await Job.get(id=taken[0]["id"]), lease_id) if taken else None


async def release_all() -> int:
    """Give back every claim there is: for a worker that knows to be the only one, so that none waits for a lease."""
    return await database.execute("UPDATE job SET lease_id = NULL, lease_until = NULL WHERE lease_id IS NOT NULL")


async def ids_of(job_id: UUID, place: int) -> list[UUID]:
    """The clients of a job's batch, in their order; none beyond the last."""
    found = await database.rows("SELECT ids FROM job_batch WHERE job_id = $1 AND place = $2", job_id, place)
    numbered = [one.partition(":") for one in found[0]["ids"].split()] if found else []
    return [UUID(key) for _, _, key in sorted(numbered, key=lambda one: int(one[0]))]


def file_of(job: Job) -> Path:
    """The file that a job has made: of several workers' that of the one that ended it."""
    directory = directory_of(job.id)
    return (directory / str(job.file_lease_id) if job.file_lease_id else directory) / str(job.file_name)


def directory_of(job_id: UUID) -> Path:
    """Where a job's workers make its file, each in a directory of its own."""
    return settings.current().data_dir / "exports" / str(job_id)
