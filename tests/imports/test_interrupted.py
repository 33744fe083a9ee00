"""Whatever happens between: no row is doubled, none is lost, nobody is in it twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.errors import Blocked
from atrium.ids import Id
from atrium.imports import committing, reverting, work
from atrium.imports.actions import cancel_import, commit_import
from atrium.imports.inputs import CancelImportInput, CommitImportInput
from atrium.imports.models import Import, ImportRow, ImportState
from atrium.imports.turns import TurnLost, claim
from tests.imports.given import Row, imported, lapse_leases, reverted, someone, staged, worked_off

ROWS: list[Row] = [
    {"External id": str(n), "First name": f"Client {n}", "Parent id": str(n - 1) if n % 3 == 2 else ""}
    for n in range(1, 13)
]  # fmt: skip


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {"postgres": 5, "sqlite": 5}
    monkeypatch.setattr(committing, "CHUNK", few)
    monkeypatch.setattr(work, "CHUNK", few)


def killing(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, at: int) -> None:
    """Let the process die when this is called for the so-manieth time, once."""
    act, calls = getattr(module, name), 0

    async def deadly(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            raise Killed
        return await act(*given, **named)

    monkeypatch.setattr(module, name, deadly)


async def after_the_kill() -> None:
    with pytest.raises(Killed):
        await worked_off()
    await lapse_leases()
    await worked_off()


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("name", ["_check", "_settle", "_update"])
async def test_a_commit_goes_on_where_it_was_killed(monkeypatch: pytest.MonkeyPatch, name: str, at: int):
    by = await someone()
    one = await staged(ROWS, by)
    await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)
    killing(monkeypatch, committing, name, at)

    await after_the_kill()

    done = await Import.get(id=one.id)
    assert (done.state, done.committed, done.done) == (ImportState.COMMITTED, 12, 12)
    assert sorted(await Client.all().values_list("external_id", flat=True)) == sorted(
        row["External id"] for row in ROWS
    )
    assert await Client.filter(parent_id__isnull=False).count() == 4


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("at", [1, 2, 3])
async def test_staging_goes_on_where_it_was_killed(monkeypatch: pytest.MonkeyPatch, at: int):
    by = await someone()
    killing(monkeypatch, work, "place", at)

    with pytest.raises(Killed):
        await staged(ROWS, by)
    await lapse_leases()
    await worked_off()

    one = await Import.get()
    assert (one.state, one.done, one.to_create) == (ImportState.STAGED, 12, 12)
    assert await ImportRow.all().count() == 12


async def test_a_revert_goes_on_where_it_was_killed(monkeypatch: pytest.MonkeyPatch):
    by = await someone()
    one = await imported(ROWS, by)
    monkeypatch.setattr(reverting, "_NEXT", reverting._NEXT.replace("LIMIT 50", "LIMIT 5"))
    killing(monkeypatch, reverting, "_settle", 2)

    with pytest.raises(Killed):
        await reverted(one, by)
    await lapse_leases()
    await worked_off()

    assert (await Import.get(id=one.id)).reverted == 12
    assert await Client.filter(deleted_at=None).count() == 0


async def test_two_commits_at_once_are_one():
    by = await someone()
    one = await staged(ROWS, by)
    asked = CommitImportInput(import_id=Id(str(one.id)))

    answers = await asyncio.gather(*(commit_import(asked, by) for _ in range(4)), return_exceptions=True)
    await worked_off()

    assert sum(isinstance(answer, Blocked) for answer in answers) == 3
    assert await Client.all().count() == 12


async def test_of_two_imports_only_one_writes_at_any_time():
    by = await someone()
    first, second = await staged(ROWS[:1], by), await staged([{"First name": "B"}], by)
    for one in (first, second):
        await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)

    turns = [await claim(), await claim()]

    assert [turn is None for turn in turns] == [False, True]


async def test_a_worker_whose_lease_lapsed_leaves_the_import_alone():
    by = await someone()
    one = await staged(ROWS, by)
    await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)
    late = await claim()
    await lapse_leases()
    await worked_off()

    assert late is not None
    with pytest.raises(TurnLost):
        await committing.commit_some(late)

    assert await Client.all().count() == 12


@pytest.mark.usefixtures("small_chunks")
async def test_what_is_cancelled_stays_as_it_is_and_can_go_on():
    by = await someone()
    one = await staged(ROWS, by)
    key = Id(str(one.id))
    await commit_import(CommitImportInput(import_id=key), by)
    turn = await claim()
    assert turn is not None
    await committing.commit_some(turn)

    await cancel_import(CancelImportInput(import_id=key), by)
    await worked_off()

    stopped = await Import.get(id=one.id)
    assert (stopped.state, stopped.committed, await Client.all().count()) == (ImportState.CANCELLED, 5, 5)
    await commit_import(CommitImportInput(import_id=key), by)
    await worked_off()
    assert await Client.all().count() == 12


async def test_who_may_no_longer_import_stops_importing():
    by = await someone()
    one = await staged(ROWS, by)
    await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)
    await database.execute("UPDATE staff SET disabled_at = created_at")

    await worked_off()

    done = await Import.get(id=one.id)
    assert done.state is ImportState.FAILED
    assert "client.import" in str(done.error)
    assert await Client.all().count() == 0
