"""A merge, its undo, a deletion or an erasure that is cut off anywhere has not happened, and can be done again."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from atrium.settings import Settings
from tests.conftest import share
from tests.given import rows_everywhere
from tests.imports.given import someone, staged
from tests.journeys.ledger import rows
from tests.merges.given import fresh, merged, undone
from tests.merges.test_undoing import two_rich_clients
from tests.removal.given import EVERYTHING, deleted, erased
from tests.removal.test_nothing_left import files_that_hold

ROOT = Path(__file__).resolve().parents[2]
EVERY = {"merge": 47, "undo": 53, "delete": 19, "erase": 31}
"""Every how-manieth statement is died at; in a soak, every one."""


@pytest.mark.parametrize("act", EVERY)
async def test_a_process_that_is_killed_in_an_act_leaves_nothing_of_it(act: str, settings: Settings):
    ada, grace = await two_rich_clients()
    merge_id = await merged(ada, grace) if act in ("undo", "erase") else None
    if act == "erase":
        await staged([{"firstName": "Ada", "email": "ada@example.org"}], await someone())
    before = (await rows(), await rows_everywhere())
    about = {"merge": (ada.id, grace.id), "undo": (merge_id,), "delete": (ada.id,), "erase": (grace.id,)}[act]

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.merges.merge_process", act, str(EVERY[act] if share(60) == 60 else 1),
        *map(str, about), env={**os.environ, **_known(settings)}, cwd=ROOT,
    )  # fmt: skip
    outcome = await asyncio.wait_for(process.wait(), 300)

    assert outcome == 0
    assert (await rows(), await rows_everywhere()) == before
    if act == "merge":
        await merged(ada, grace)
        assert (await fresh(ada)).merged_into_id == grace.id
    elif merge_id and act == "undo":
        assert not (await undone(merge_id)).stayed
    elif act == "delete":
        assert (await deleted(ada, *EVERYTHING)).deleted_at
    else:
        await erased(grace, *EVERYTHING)
        assert (await fresh(ada)).erased_at
        assert files_that_hold(settings.data_dir, "ada@example.org") == []


def _known(settings: Settings) -> dict[str, str]:
    return {
        "ATRIUM_DATABASE_URL": settings.database_url,
        "ATRIUM_DATA_DIR": str(settings.data_dir),
        "ATRIUM_SECRET_KEY": "5a" * 32,
    }
