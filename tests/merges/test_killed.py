"""A merge that is cut off anywhere has not happened."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from atrium.clients.models import Client
from atrium.settings import Settings
from tests.given import rows_everywhere
from tests.merges.given import fresh, merged
from tests.merges.test_undoing import two_rich_clients

ROOT = Path(__file__).resolve().parents[2]
EVERY = 9


async def test_a_process_that_is_killed_in_a_merge_leaves_nothing_of_it(settings: Settings):
    ada, grace = await two_rich_clients()
    before, versions = await rows_everywhere(), await Client.all().order_by("number").values_list("version", flat=True)
    known = {
        "ATRIUM_DATABASE_URL": settings.database_url,
        "ATRIUM_DATA_DIR": str(settings.data_dir),
        "ATRIUM_SECRET_KEY": "5a" * 32,
    }

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.merges.merge_process", str(ada.id), str(grace.id), str(EVERY),
        env={**os.environ, **known}, cwd=ROOT,
    )  # fmt: skip
    outcome = await asyncio.wait_for(process.wait(), 60)

    assert outcome == 0
    assert await rows_everywhere() == before
    assert await Client.all().order_by("number").values_list("version", flat=True) == versions
    await merged(ada, grace)
    assert (await fresh(ada)).merged_into_id == grace.id
