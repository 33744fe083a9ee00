"""How a file of clients is made: from which database, by which worker, and what does not fit into it."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from typing import Any

import pytest

from atrium import database
from atrium.clients.export import making
from atrium.clients.export.inputs import ExportFormat
from atrium.clients.export.sheets import XlsxSheet
from atrium.columns import new_id, now
from atrium.graph.reading.dialects import Kind
from atrium.jobs import files, turns
from atrium.jobs.models import Job, JobState
from atrium.jobs.work import make_files
from tests.clients.test_export import lines, made, ordered
from tests.given import a_client
from tests.jobs.given import lapse_leases, someone


class Behind:
    """A replica that none of the clients has reached yet."""

    async def fetch(self, sql: str, params: Any) -> list[tuple[Any, ...]]:
        return []


async def test_a_replica_that_is_behind_costs_no_client(monkeypatch):
    by = await someone()
    await a_client("Ada")
    monkeypatch.setattr(database._open, "replica", Behind())

    assert await lines(await ordered(by, columns=["name"])) == [["Name"], ["Ada"]]


async def overtaken(monkeypatch: pytest.MonkeyPatch) -> Job:
    """An export whose first worker was held up for longer than its lease, and went on when another had made it."""
    job, fill = await ordered(await someone(), columns=["name"]), making._fill

    async def held_up(*given: Any) -> None:
        monkeypatch.setattr(making, "_fill", fill)
        await lapse_leases()
        await make_files()
        await fill(*given)

    monkeypatch.setattr(making, "_fill", held_up)
    return await made(job)


async def test_a_worker_that_lost_its_turn_leaves_the_others_file_alone(monkeypatch):
    await a_client("Ada")

    job = await overtaken(monkeypatch)

    assert job.state is JobState.DONE
    assert turns.file_of(job).read_text() == "Name\nAda\n"
    assert [path.name for path in turns.directory_of(job.id).iterdir()] == [str(job.file_lease_id)]


async def test_what_a_dead_worker_left_goes_and_the_file_stays_for_its_day(monkeypatch):
    await a_client("Ada")
    job = await overtaken(monkeypatch)
    left = turns.directory_of(job.id) / str(new_id())
    left.mkdir()
    (left / "clients.csv").write_text("Name\n")

    await files.forget_past()
    kept = (left.exists(), turns.file_of(job).exists())
    await Job.filter(id=job.id).update(expires_at=now() - timedelta(seconds=1))
    await files.forget_past()

    assert kept == (False, True)
    assert not turns.directory_of(job.id).exists()


@pytest.mark.parametrize(("format", "state"), [(ExportFormat.XLSX, JobState.FAILED), (ExportFormat.CSV, JobState.DONE)])
async def test_a_text_that_no_cell_holds_is_sent_to_csv(monkeypatch, format: ExportFormat, state: JobState):
    await a_client("Ada")
    job = await ordered(await someone(), format, columns=["name"])
    monkeypatch.setattr(making, "_rows", _one_long)

    found = await made(job)

    assert found.state is state
    if state is JobState.FAILED:
        assert found.file_name is None
        assert "32,767 characters" in str(found.error)
        assert "Choose CSV" in str(found.error)


async def _one_long(*_: Any) -> list[tuple[str]]:
    return [("x" * 32_768,)]


def test_the_longest_text_that_a_cell_holds_is_written_whole(tmp_path):
    sheet = XlsxSheet(tmp_path / "a.xlsx", ["Name"], [Kind.TEXT])

    sheet.write([["x" * 32_767]])
    sheet.close()

    written = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert f">{'x' * 32_767}<" in written
