"""A PostgreSQL database is upgraded by one command only, and refused by name before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.database.catalogue import migrations
from tests.test_command_line import run


@pytest.mark.parametrize("command", ["serve", "worker", "seed"])
async def test_an_unmigrated_database_is_refused_by_name(tmp_path: Path, scratch_url: str, command: str):
    done = await run(command, DATA_DIR=str(tmp_path), DATABASE_URL=scratch_url)

    assert done.code == 1
    lacking = ", ".join(migrations())
    assert done.err == f"The database lacks migrations: {lacking}. Run `atrium migrate` first.\n"
