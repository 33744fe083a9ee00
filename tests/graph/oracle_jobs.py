"""Long work in the store that the oracle reads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from atrium.jobs.models import Job, JobRow, JobState, RowResult
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from tests.graph.oracle_population import Population

NAMES = ["", "Ada", 'Jo "The" Doe', "back\\slash", "李小龙", "50% off"]


async def worked(made: Population, who: tuple[UUID, UUID]) -> None:
    """Jobs of every state, begun by either of those who may ask, and what became of some of their clients."""
    jobs = [_job(made, who) for _ in range(8)]
    await Job.bulk_create(jobs)
    await JobRow.bulk_create([row for job in jobs for row in _rows(made, job)])


def _job(made: Population, who: tuple[UUID, UUID]) -> Job:
    place = made.chance.randint(0, 1)
    state = made.chance.choice(list(JobState))
    has_file = state is JobState.DONE and made.maybe()
    return Job(
        id=made.id(),
        kind=made.chance.choice(["clients.tag", "clients.export"]),
        state=state,
        given={"tags": [made.chance.choice(NAMES)], "filter": {"search": 'ö"\\'}},
        by_kind=(ActorKind.STAFF, ActorKind.TOKEN)[place],
        by_id=who[place],
        by_name=made.chance.choice(NAMES),
        total=9,
        done=made.chance.randint(3, 9),
        unchanged=made.chance.randint(0, 2),
        refused=1,
        error="It broke." if state is JobState.FAILED else None,
        file_name="clients.csv" if has_file else None,
        file_bytes=2**40 if has_file else None,
        expires_at=made.moment() + made.chance.choice([timedelta(0), timedelta(days=9000)]) if has_file else None,
        created_at=made.moment(),
        finished_at=None if state in (JobState.WAITING, JobState.RUNNING) else made.moment(),
    )


def _rows(made: Population, job: Job) -> list[JobRow]:
    return [
        JobRow(
            id=made.id(),
            job_id=job.id,
            client=client,
            result=made.chance.choice(list(RowResult)),
            code=made.chance.choice(["", "NOT_FOUND"]),
            message=made.chance.choice(NAMES),
            at=made.moment(),
        )
        for client in made.chance.sample(made.clients, 4)
    ]
