"""What the worker does with jobs: rows in short transactions, files in one go.

A transaction holds some rows' changes, their events and mails, what became of each, and how far the job is. So whenever
a worker dies, either all of that is there or none of it: no row is done twice, and none is left out.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from atrium import database
from atrium.access.acting import acting
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import DoorError, Forbidden, Refusal
from atrium.inserting import Row, insert
from atrium.jobs.kinds import FILE_KINDS, ROW_KINDS
from atrium.jobs.models import Job, RowResult
from atrium.jobs.reasons import code_of, sentence_of
from atrium.jobs.starting import BATCH
from atrium.jobs.turns import Turn, TurnLost, claim

CHUNK_ROWS = 100
CHUNK_SECONDS = 0.2
"""How long a transaction goes on taking rows: on SQLite everybody's changes wait for it."""

TURN_SECONDS = 1.0
SURPRISE = "Something went wrong on our side; the log has the details."

_log = logging.getLogger("atrium.jobs")

_ADVANCE = """
UPDATE job SET done = done + $3, unchanged = unchanged + $4, refused = refused + $5,
  state = CASE WHEN done + $3 >= total THEN 'DONE' ELSE state END,
  finished_at = CASE WHEN done + $3 >= total THEN $6 ELSE finished_at END,
  lease_id = CASE WHEN done + $3 >= total THEN NULL ELSE lease_id END,
  lease_until = CASE WHEN done + $3 >= total THEN NULL ELSE lease_until END
WHERE id = $1 AND lease_id = $2
"""


async def advance_rows() -> int:
    """Give the job that waits longest a turn of about a second; how many jobs that were (0 or 1)."""
    turn = await database.retrying(partial(claim, ROW_KINDS))
    if turn is None:
        return 0
    ends = time.monotonic() + TURN_SECONDS
    try:
        while await database.retrying(partial(settle_some, turn)):  # between two, others have the one writer
            if time.monotonic() > ends:
                break
    except TurnLost:
        return 1
    await database.retrying(turn.give_back)
    return 1


async def settle_some(turn: Turn) -> bool:
    """Settle the next rows of the job, in one transaction; whether there are more. Raises TurnLost."""
    async with tx():
        done = await turn.go_on()
        chunk = await turn.ids(done // BATCH)
        results = await _settled(turn.job, chunk[done % BATCH :][:CHUNK_ROWS])
        counts = [results.count(one) for one in (RowResult.UNCHANGED, RowResult.REFUSED)]
        await database.execute(_ADVANCE, turn.job.id, turn.lease_id, len(results), *counts, now())
    return done + len(results) < turn.job.total


async def _settled(job: Job, ids: list[UUID]) -> list[RowResult]:
    ends = time.monotonic() + CHUNK_SECONDS
    results: list[RowResult] = []
    for client_id in ids:
        outcome = await _settle(job, client_id)
        values = {"id": new_id(), "job_id": job.id, "client_id": client_id, **vars(outcome), "at": now()}
        await insert([Row("job_row", values | {"result": outcome.result.value})])
        results.append(outcome.result)
        if time.monotonic() > ends:
            break
    return results


@dataclass(frozen=True)
class _Outcome:
    result: RowResult
    code: str = ""
    message: str = ""


async def _settle(job: Job, client_id: UUID) -> _Outcome:
    """One row, by the action that a person would take, in the name of the one who began the job and may do it now."""
    work = ROW_KINDS[job.kind]
    try:
        async with tx():
            by = await acting(job.by_kind, job.by_id)
            if by is None or not by.may(work.needs):
                raise Forbidden(f"Who began this may not do it any more. Needed: {work.needs}.", needs=(work.needs,))
            changed = await work.act(job.given, client_id, by)
    except (Refusal, DoorError) as refusal:
        return _Outcome(RowResult.REFUSED, code_of(refusal), sentence_of(refusal))
    except Exception as surprise:
        if isinstance(surprise, database.UNREACHABLE) or database.is_passing(surprise):
            raise
        _log.exception("A row of job %s could not be settled", job.id)
        return _Outcome(RowResult.REFUSED, "INTERNAL", SURPRISE)
    return _Outcome(RowResult.DONE if changed else RowResult.UNCHANGED)


async def make_files() -> int:
    """Make the file that waits longest; how many jobs that were (0 or 1)."""
    turn = await database.retrying(partial(claim, FILE_KINDS))
    if turn is None:
        return 0
    try:
        await _made(turn)
    except TurnLost:
        await asyncio.to_thread(shutil.rmtree, turn.directory, True)
    return 1


async def _made(turn: Turn) -> None:
    work = FILE_KINDS[turn.job.kind]
    try:
        if lacking := work.lacks(await acting(turn.job.by_kind, turn.job.by_id)):
            why = f"Who began this may not do it any more. Needed: {', '.join(lacking)}."
            raise Forbidden(why, needs=lacking)
        name = await work.make(turn)
    except (Refusal, DoorError) as refusal:
        await turn.fail(sentence_of(refusal))
        return
    except Exception as surprise:
        if isinstance(surprise, (TurnLost, *database.UNREACHABLE)):
            raise
        _log.exception("The file of job %s could not be made", turn.job.id)
        await turn.fail(SURPRISE)
        return
    await turn.finish(file_name=name, file_bytes=(turn.directory / name).stat().st_size)
