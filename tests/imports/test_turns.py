"""Of the imports that write clients one is at it at any time, however many workers there are."""

from __future__ import annotations

import asyncio

import pytest

from atrium.clients.models import Client
from atrium.database import tx
from atrium.ids import Id
from atrium.imports.actions import commit_import
from atrium.imports.inputs import CommitImportInput
from atrium.imports.models import Import, ImportState
from atrium.imports.turns import Turn, TurnLost, claim
from atrium.principal import Principal
from tests.imports.given import lapse_leases, someone, staged, worked_off

ROWS = [{"First name": f"Nobody {n}"} for n in range(30)]


async def two_of_the_same(by: Principal) -> list[Import]:
    """Two imports of one file by whose rows nobody can be known again, both being written."""
    both = [await staged(ROWS, by), await staged(ROWS, by)]
    for work in both:
        await commit_import(CommitImportInput(import_id=Id(str(work.id))), by)
    return both


async def test_two_workers_that_claim_at_the_same_moment_do_not_both_write():
    await two_of_the_same(await someone())
    has_claimed = asyncio.Event()

    async def hesitating() -> Turn | None:
        async with tx():
            turn = await claim()
            has_claimed.set()
            await asyncio.sleep(0.1)
        return turn

    async def hasty() -> Turn | None:
        await has_claimed.wait()
        return await claim()

    turns = await asyncio.gather(hesitating(), hasty())

    assert [turn is not None for turn in turns] == [True, False]
    assert await claim() is None


async def test_what_waits_to_be_looked_at_does_not_wait_for_those_who_write():
    by = await someone()
    await two_of_the_same(by)
    await claim()
    looked_at = await staged(ROWS[:1], by)

    assert looked_at.state is ImportState.STAGED


async def test_two_workers_write_the_same_file_once():
    both = await two_of_the_same(await someone())

    await asyncio.gather(worked_off(), worked_off(), worked_off())
    await worked_off()

    assert await Client.all().count() == len(ROWS)
    done = [await Import.get(id=work.id) for work in both]
    assert sorted((one.state, one.committed, one.refused) for one in done) == [
        (ImportState.COMMITTED, 0, len(ROWS)), (ImportState.COMMITTED, len(ROWS), 0),
    ]  # fmt: skip


async def test_whoever_was_away_for_longer_than_its_lease_does_not_go_on_beside_another():
    await two_of_the_same(await someone())
    away = await claim()
    assert away is not None
    await lapse_leases()
    other = await claim()
    assert other is not None
    assert other.work.id != away.work.id

    with pytest.raises(TurnLost):
        await away.hold()

    assert await other.hold() == 0
