"""An import that was stopped or has failed goes on where it was, for whoever may import."""

from __future__ import annotations

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.errors import Blocked
from atrium.ids import Id
from atrium.imports import committing
from atrium.imports.actions import cancel_import, commit_import
from atrium.imports.inputs import CancelImportInput, CommitImportInput, SkipImportRowInput
from atrium.imports.mending import skip_import_row
from atrium.imports.models import Import, ImportState
from atrium.imports.turns import claim
from tests.imports.given import imported, outcomes, someone, staged, worked_off
from tests.imports.test_interrupted import ROWS, few_at_once


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    few_at_once(monkeypatch)


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


@pytest.mark.usefixtures("small_chunks")
async def test_a_file_sent_again_after_a_commit_was_cancelled_adds_the_rest_and_nobody_twice():
    by = await someone()
    one = await staged(ROWS, by)
    await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)
    turn = await claim()
    assert turn is not None
    await committing.commit_some(turn)
    await cancel_import(CancelImportInput(import_id=Id(str(one.id))), by)

    second = await imported(ROWS, by)

    assert (second.unchanged, second.committed) == (5, 7)
    assert sorted(client.first_name for client in await Client.all()) == sorted(row["First name"] for row in ROWS)


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


@pytest.mark.usefixtures("small_chunks")
async def test_what_failed_can_be_gone_on_with_by_whoever_may():
    one = await staged(ROWS, await someone())
    key = Id(str(one.id))
    await commit_import(CommitImportInput(import_id=key), await someone())
    turn = await claim()
    assert turn is not None
    await committing.commit_some(turn)
    await turn.end(ImportState.FAILED, error="The disk is full.")

    await commit_import(CommitImportInput(import_id=key), await someone())
    await worked_off()

    done = await Import.get(id=one.id)
    assert (done.state, done.committed, done.error) == (ImportState.COMMITTED, 12, None)
    assert await Client.all().count() == 12


async def test_rows_of_what_failed_can_still_be_left_out_unless_they_were_not_all_looked_at():
    by = await someone()
    one = await staged(ROWS, by)
    await Import.filter(id=one.id).update(state=ImportState.FAILED)
    left_out = SkipImportRowInput(import_id=Id(str(one.id)), line=2, skip=True)

    await skip_import_row(left_out, by)

    assert (await outcomes(one.id))[2] == "SKIPPED"
    await Import.filter(id=one.id).update(is_staged=False)
    with pytest.raises(Blocked):
        await skip_import_row(left_out, by)
    with pytest.raises(Blocked):
        await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)
