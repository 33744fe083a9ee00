"""The door to long work: how far it is, what became of each row, stopping it."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.columns import now
from atrium.graph.fields import mutation, one_of, page_of
from atrium.graph.inputs import dress
from atrium.graph.permits import SIGNED_IN
from atrium.graph.reading.declare import Arguments, column, page, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none, words
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql
from atrium.jobs import models, starting
from atrium.jobs.inputs import CancelJobInput
from atrium.principal import Principal

dress(CancelJobInput)

strawberry.enum(models.JobState, description=inspect.getdoc(models.JobState))
strawberry.enum(models.RowResult, description=inspect.getdoc(models.RowResult))

LIVE = "{t}.state IN ('WAITING', 'RUNNING')"
HAS_FILE = "{t}.file_name IS NOT NULL AND {t}.expires_at > ?moment"
MOST = 2**31 - 1  # of GraphQL's Int
IS_MINE = "{t}.by_kind = ?text AND {t}.by_id = ?uuid"


def mine_or_all(principal: Principal) -> Sql | None:
    """The row permission: one's own work; with the permission, everybody's."""
    if principal.may("job.manage"):
        return None
    return FALSE if principal.id is None else Sql(f"({IS_MINE})", caller(principal))


def caller(principal: Principal) -> tuple[Any, ...]:
    return str(principal.kind), principal.id


def moment(_: Principal) -> tuple[datetime]:
    return (now(),)


@reads("job_row", needs=SIGNED_IN, model=models.JobRow)
class JobRow:
    """What became of one client in a job."""

    id: strawberry.ID = column()
    result: models.RowResult = column()
    code: str = column(doc="Why it was refused, for programs.")
    message: str = column(doc="Why it was refused, for people.")
    at: datetime = column()


ROWS_IN_ORDER = fixed("jobRows", Key("{t}.at", Kind.MOMENT), direction="ASC")
NEWEST_JOB_FIRST = fixed("jobs", Key("{t}.created_at", Kind.MOMENT))


def with_results(arguments: Arguments) -> Sql:
    """The rows whose result is among those asked for."""
    wanted = arguments.get("result")
    return TRUE if wanted is None else words("{t}.result", wanted)


@reads("job", needs=SIGNED_IN, model=models.Job, rows=mine_or_all)
class Job:
    """Long work over a set of clients that was fixed when it began. It goes on by itself, also after a restart.

    Whoever began it must be allowed to do it at every row.
    """

    id: strawberry.ID = column()
    kind: str = column(doc="`clients.tag`, `clients.export`, …")
    state: models.JobState = column()
    given: strawberry.scalars.JSON = column({"postgres": "{t}.given::text", "sqlite": "{t}.given"}, kind=Kind.JSON)
    started_by: str = column("{t}.by_name", doc="The name of the person or token that began it.")
    is_mine: bool = column(f"({IS_MINE})", params=caller)
    total: int = column(doc="How many clients it is about.")
    done: int = column(doc="How many of them are settled, one way or another.")
    unchanged: int = column()
    refused: int = column()
    error: str | None = column(doc="Why it failed.")
    rows: Any = page(
        "JobRow", on="{t}.job_id = {parent}.id", orders=ROWS_IN_ORDER,
        arguments={"result": list[models.RowResult]}, where=with_results,
    )  # fmt: skip
    file_name: str | None = column(f"CASE WHEN {HAS_FILE} THEN {{t}}.file_name END", params=moment)
    file_bytes: int | None = column(
        f"CASE WHEN {HAS_FILE} THEN CASE WHEN {{t}}.file_bytes < {MOST} THEN {{t}}.file_bytes ELSE {MOST} END END",
        params=moment, doc="Its length; 2147483647 stands for that or more.",
    )  # fmt: skip
    file_path: str | None = column(
        f"CASE WHEN {HAS_FILE} THEN '/exports/' || {{t}}.id END", params=moment,
        doc="Where whoever began it fetches the file (GET, signed in the same way), until `expiresAt`.",
    )  # fmt: skip
    expires_at: datetime | None = column()
    created_at: datetime = column()
    finished_at: datetime | None = column()


@page_of("Job", needs=SIGNED_IN, orders=NEWEST_JOB_FIRST, arguments={"isLive": lambda: bool})
def jobs(arguments: Arguments, principal: Principal) -> Sql:
    """One's own long work, newest first; with the permission `job.manage`, everybody's. It is kept for thirty days.

    `isLive`: only what is not over yet.
    """
    wanted = arguments.get("isLive")
    return TRUE if wanted is None else Sql(LIVE if wanted else f"NOT ({LIVE})")


@one_of("Job", needs=SIGNED_IN, arguments={"id": (strawberry.ID, strawberry.UNSET)})
def job(arguments: Arguments, principal: Principal) -> Sql:
    """One piece of long work."""
    key = uuid_or_none(arguments["id"])
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


@mutation("Job", errors.NotFound, errors.Blocked, needs=SIGNED_IN)
async def cancel_job(info: strawberry.Info, input: CancelJobInput) -> UUID:
    """Stop long work. What is done stays done; the rest is left as it is."""
    return await starting.cancel_job(input, info.context.principal)
