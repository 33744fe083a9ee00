"""Long work: every row once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from atrium.access.models import Staff, StaffMembership
from atrium.clients.bulk.inputs import BulkAct
from atrium.clients.models import Client, ClientTag
from atrium.columns import now
from atrium.errors import Blocked, NotFound
from atrium.events.models import Event
from atrium.ids import Id
from atrium.jobs import work
from atrium.jobs.files import JOB_KEPT, forget_past
from atrium.jobs.inputs import CancelJobInput
from atrium.jobs.kinds import RowWork
from atrium.jobs.models import Job, JobBatch, JobRow, JobState
from atrium.jobs.starting import MOST_AT_ONCE, cancel_job
from atrium.jobs.turns import TurnLost, claim, ids_of
from atrium.settings import Settings
from tests.given import a_client
from tests.jobs.given import a_job, lapse_leases, outcomes, someone, worked_off
from tests.statements import counted

ROOT = Path(__file__).parents[2]
TAG = ["clients.tag"]


def cancelling(job: Job) -> CancelJobInput:
    return CancelJobInput(id=Id(str(job.id)))


async def some_clients(count: int) -> list[Client]:
    return [await a_client(f"Client {number}", allow_login=False) for number in range(count)]


async def test_a_job_is_about_those_who_matched_when_it_began_whatever_came_later():
    by, (first, second) = await someone(), await some_clients(2)
    job = await a_job(by)
    await a_client("Later")
    await Client.filter(id=second.id).update(deleted_at=now())

    await worked_off()

    await job.refresh_from_db()
    assert (job.state, job.total, job.done, job.refused) == (JobState.DONE, 2, 2, 1)
    assert [tag.client_id for tag in await ClientTag.all()] == [first.id]
    assert await outcomes(job.id) == {"DONE": 1, "NOT_FOUND": 1}


async def test_every_row_has_its_own_event_in_the_name_of_who_began():
    by, clients = await someone(), await some_clients(3)
    await a_job(by)

    await worked_off()

    events = await Event.filter(action="client.tagged")
    assert {event.client_id for event in events} == {client.id for client in clients}
    assert {event.actor_id for event in events} == {by.id}


async def test_batches_keep_the_set_in_order_and_leave_none_out(monkeypatch):
    monkeypatch.setattr("atrium.jobs.starting.BATCH", 4)
    by, clients = await someone(), await some_clients(10)

    job = await a_job(by)

    kept = [one for place in range(3) for one in await ids_of(job.id, place)]
    assert kept == sorted(client.id for client in clients)
    assert [batch.size for batch in await JobBatch.all().order_by("place")] == [4, 4, 2]


async def test_a_permission_that_is_withdrawn_stops_the_next_row(monkeypatch):
    monkeypatch.setattr(work, "CHUNK_ROWS", 2)
    by, _ = await someone(), await some_clients(5)
    job = await a_job(by)
    turn = await claim(TAG)
    assert turn is not None
    await work.settle_some(turn)

    await StaffMembership.all().delete()
    await turn.give_back()
    await worked_off()

    assert await outcomes(job.id) == {"DONE": 2, "FORBIDDEN": 3}


async def test_who_was_disabled_has_nothing_done_in_their_name():
    by, _ = await someone(), await some_clients(1)
    job = await a_job(by)
    await Staff.filter(id=by.id).update(disabled_at=now())

    await worked_off()

    assert await outcomes(job.id) == {"FORBIDDEN": 1}


async def test_a_cancelled_job_leaves_the_rest_as_it_is(monkeypatch):
    monkeypatch.setattr(work, "CHUNK_ROWS", 2)
    by, _ = await someone(), await some_clients(5)
    job = await a_job(by)
    turn = await claim(TAG)
    assert turn is not None
    await work.settle_some(turn)

    await cancel_job(cancelling(job), by)

    with pytest.raises(TurnLost):
        await work.settle_some(turn)
    await worked_off()
    await job.refresh_from_db()
    assert (job.state, job.done, await ClientTag.all().count()) == (JobState.CANCELLED, 2, 2)
    assert await Event.filter(action="job.cancelled").count() == 1


async def test_only_who_began_it_or_manages_jobs_cancels_and_never_twice():
    by, colleague, manager = await someone("Support"), await someone("Support"), await someone()
    await some_clients(1)
    job = await a_job(by)

    with pytest.raises(NotFound):
        await cancel_job(cancelling(job), colleague)
    await cancel_job(cancelling(job), manager)
    with pytest.raises(Blocked) as refused:
        await cancel_job(cancelling(job), by)

    assert refused.value.blockers[0].code == "OVER"


async def test_a_worker_that_lost_its_lease_writes_nothing():
    by, _ = await someone(), await some_clients(2)
    job = await a_job(by)
    slow = await claim(TAG)
    assert slow is not None
    await lapse_leases()
    await worked_off()

    with pytest.raises(TurnLost):
        await work.settle_some(slow)

    assert await outcomes(job.id) == {"DONE": 2}


async def test_a_surprise_in_one_row_is_that_rows_outcome_and_the_others_go_on(monkeypatch, caplog):
    by, (broken, *_) = await someone(), await some_clients(3)
    act = work.ROW_KINDS["clients.tag"].act

    async def breaking(given, client_id, by):
        await act(given, client_id, by)
        if client_id == broken.id:
            raise ZeroDivisionError
        return True

    monkeypatch.setitem(work.ROW_KINDS, "clients.tag", RowWork("client.update", breaking))
    job = await a_job(by)

    await worked_off()

    assert await outcomes(job.id) == {"DONE": 2, "INTERNAL": 1}
    assert await ClientTag.filter(client_id=broken.id).count() == 0
    assert "could not be settled" in caplog.text


async def test_jobs_take_turns(monkeypatch):
    monkeypatch.setattr(work, "CHUNK_ROWS", 1)
    monkeypatch.setattr(work, "TURN_SECONDS", 0)
    by, _ = await someone(), await some_clients(3)
    first, second = await a_job(by), await a_job(by, tags=["Other"])

    for _ in range(2):
        await work.advance_rows()

    await first.refresh_from_db()
    await second.refresh_from_db()
    assert (first.done, second.done) == (1, 1)


async def test_nobody_has_more_than_ten_jobs_under_way():
    by, _ = await someone(), await some_clients(1)
    for _ in range(MOST_AT_ONCE):
        await a_job(by)

    with pytest.raises(Blocked) as refused:
        await a_job(by)

    assert refused.value.blockers[0].code == "TOO_MANY_JOBS"


async def test_nothing_to_do_is_no_job():
    by = await someone()

    with pytest.raises(Blocked) as refused:
        await a_job(by)

    assert refused.value.blockers[0].code == "NOTHING_TO_DO"
    assert await Job.all().count() == await JobBatch.all().count() == 0


async def test_jobs_are_forgotten_after_thirty_days_with_all_their_rows():
    by, _ = await someone(), await some_clients(2)
    old, young = await a_job(by), await a_job(by, act=BulkAct.UNTAG)
    await worked_off()
    await Job.filter(id=old.id).update(finished_at=now() - JOB_KEPT)

    await forget_past()

    assert [job.id for job in await Job.all()] == [young.id]
    assert {row.job_id for row in await JobRow.all()} == {young.id}


async def consistent(job_id) -> int:
    """How far the job is; all that tells it says the same: no row half done, none twice."""
    job, rows = await Job.get(id=job_id), await JobRow.filter(job_id=job_id)
    tagged = [tag.client_id for tag in await ClientTag.all()]
    told = [event.client_id for event in await Event.filter(action="client.tagged")]
    assert len(rows) == job.done
    assert sorted(row.client_id for row in rows) == sorted(tagged) == sorted(told)
    return job.done


async def killed_once_beyond(job_id, settings: Settings, done: int) -> None:
    """A worker in a process of its own; killed, wherever it is, as soon as more than `done` rows are settled."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")} | {
        "ATRIUM_DATABASE_URL": settings.database_url,
        "ATRIUM_DATA_DIR": str(settings.data_dir),
        "ATRIUM_SECRET_KEY": settings.secret_key.hex(),
    }
    command = (sys.executable, "-m", "tests.worker_process")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
    try:
        async with asyncio.timeout(30):
            while (await Job.get(id=job_id)).done <= done:  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(0.005)
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def test_a_worker_killed_at_any_moment_neither_loses_nor_doubles_a_row(settings):
    by, count = await someone(), 260
    await some_clients(count)
    job = await a_job(by)

    await killed_once_beyond(job.id, settings, 0)
    first = await consistent(job.id)
    await lapse_leases()
    await killed_once_beyond(job.id, settings, first)
    second = await consistent(job.id)
    await lapse_leases()
    await worked_off()

    assert 0 < first < second <= count
    assert await consistent(job.id) == count
    assert await outcomes(job.id) == {"DONE": count}


async def test_a_worker_killed_within_a_transaction_leaves_nothing_of_it(monkeypatch):
    by, clients = await someone(), await some_clients(4)
    act, seen = work.ROW_KINDS["clients.tag"].act, []

    async def dying(given, client_id, by):
        seen.append(client_id)
        if len(seen) == 3:
            raise asyncio.CancelledError  # nothing that catches exceptions catches this, as nothing stops a kill
        return await act(given, client_id, by)

    monkeypatch.setitem(work.ROW_KINDS, "clients.tag", RowWork("client.update", dying))
    job = await a_job(by)

    with pytest.raises(asyncio.CancelledError):
        await work.advance_rows()
    halfway = await consistent(job.id)
    await lapse_leases()
    await worked_off()

    assert halfway == 0
    assert await consistent(job.id) == len(clients)


async def test_the_set_is_fixed_by_the_database_without_passing_through_here():
    by, _ = await someone(), await some_clients(3)

    async with counted() as statements:
        await a_job(by)

    assert [one for one in statements if "FROM client " in one and "INSERT INTO job_batch" not in one] == []
