"""Whatever happens between: no row is doubled, none is lost, nobody is in it twice."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from atrium.clients.models import Client
from atrium.errors import Blocked
from atrium.ids import Id
from atrium.imports import committing, reverting, work
from atrium.imports.actions import commit_import, map_import, revert_import
from atrium.imports.inputs import CommitImportInput, MapImportInput, RevertImportInput
from atrium.imports.models import Import, ImportState
from atrium.imports.turns import Turn, TurnLost, claim
from tests.imports.given import Row, as_csv, imported, lapse_leases, outcomes, someone, staged, uploaded, worked_off

ROWS: list[Row] = [
    {"External id": str(n), "First name": f"Client {n}", "Parent id": str(n - 1) if n % 3 == 2 else ""}
    for n in range(1, 13)
]  # fmt: skip


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    few_at_once(monkeypatch)


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


async def killed_in(patch: pytest.MonkeyPatch, module: Any, name: str, at: int) -> bool:
    """Work until all is done, the process having died in the `at`th call; whether it came to so many."""
    killing(patch, module, name, at)
    try:
        await worked_off()
    except Killed:
        await lapse_leases()
        await worked_off()
        return True
    return False


def rows_of(at: int) -> list[Row]:
    """The rows under ids of their own."""
    return [{name: f"{at}/{text}" if text else "" for name, text in row.items()} for row in ROWS]


def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {"postgres": 5, "sqlite": 5}
    monkeypatch.setattr(committing, "CHUNK", few)
    monkeypatch.setattr(work, "CHUNK", few)
    monkeypatch.setattr(reverting, "CHUNK", few)


@pytest.mark.parametrize(
    ("module", "name", "least"),
    [
        (Turn, "hold", 4), (committing, "_check", 3), (committing, "_update", 3), (committing, "_settle", 3),
        (Turn, "advance", 3), (Turn, "end", 1),
    ],
)  # fmt: skip
async def test_a_commit_goes_on_from_wherever_it_was_killed(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, least: int
):
    """At every chunk's beginning, in its middle, and before its end."""
    by, at, was_killed = await someone(), 0, True
    few_at_once(monkeypatch)

    while was_killed:
        at += 1
        one = await staged(rows_of(at), by)
        await commit_import(CommitImportInput(import_id=Id(str(one.id))), by)
        with monkeypatch.context() as patch:
            was_killed = await killed_in(patch, module, name, at)

        done = await Import.get(id=one.id)
        assert (done.state, done.committed, done.done) == (ImportState.COMMITTED, 12, 12)
        found = await Client.filter(external_id__startswith=f"{at}/").values_list("external_id", "parent_id")
        assert sorted(key for key, _ in found) == sorted(row["External id"] for row in rows_of(at))
        assert sum(parent is not None for _, parent in found) == 4

    assert at > least
    assert await Client.all().count() == 12 * at


@pytest.mark.parametrize(
    ("module", "name", "least"),
    [(Turn, "hold", 4), (work, "place", 3), (Turn, "advance", 3), (work, "settle_families", 1), (Turn, "end", 1)],
)
async def test_staging_goes_on_from_wherever_it_was_killed(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, least: int
):
    by, at, was_killed = await someone(), 0, True
    few_at_once(monkeypatch)

    while was_killed:
        at += 1
        one = await uploaded(as_csv(rows_of(at)), by)
        await map_import(MapImportInput(import_id=Id(str(one.id)), columns=[]), by)
        with monkeypatch.context() as patch:
            was_killed = await killed_in(patch, module, name, at)

        done = await Import.get(id=one.id)
        assert (done.state, done.done, done.to_create) == (ImportState.STAGED, 12, 12)
        assert sorted((await outcomes(one.id)).items()) == [(line, "CREATE") for line in range(2, 14)]

    assert at > least


@pytest.mark.parametrize(
    ("module", "name", "least"),
    [
        (Turn, "hold", 4), (reverting, "_restore", 3), (reverting, "_remove", 3), (reverting, "_settle", 3),
        (Turn, "advance", 3), (Turn, "end", 1),
    ],
)  # fmt: skip
async def test_a_revert_goes_on_from_wherever_it_was_killed(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, least: int
):
    by, at, was_killed = await someone(), 0, True
    few_at_once(monkeypatch)

    while was_killed:
        at += 1
        one = await imported(rows_of(at), by)
        await revert_import(RevertImportInput(import_id=Id(str(one.id))), by)
        with monkeypatch.context() as patch:
            was_killed = await killed_in(patch, module, name, at)

        done = await Import.get(id=one.id)
        assert (done.state, done.reverted, done.done) == (ImportState.REVERTED, 12, 12)
        assert await Client.filter(deleted_at=None).count() == 0

    assert at > least


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
