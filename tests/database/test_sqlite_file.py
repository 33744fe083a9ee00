"""What only a file can do: be copied, and be in use elsewhere."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from contextvars import Context
from dataclasses import replace
from pathlib import Path

import pytest

from atrium import database, upgrade
from atrium.copying import long_writing
from atrium.preferences.models import Counter
from atrium.settings import Settings
from tests.database.catalogue import migrations


@pytest.mark.usefixtures("let_go")
async def test_the_file_is_copied_before_it_is_upgraded(scratch_url: str):
    file = database.file_of(scratch_url)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('as it was')")
        connection.commit()

    await upgrade.upgrade(scratch_url)

    with closing(sqlite3.connect(f"{file}.before-upgrade")) as copy:
        assert copy.execute("SELECT word FROM kept").fetchall() == [("as it was",)]


@pytest.mark.usefixtures("let_go")
async def test_a_file_in_use_is_not_upgraded(scratch_url: str, settings: Settings):
    await database.connect(replace(settings, database_url=scratch_url))

    with pytest.raises(upgrade.UpgradeRefused, match="Stop it"):
        await upgrade.upgrade(scratch_url)

    await database.close()
    assert await upgrade.upgrade(scratch_url) == migrations()


def hold_the_writer(file: Path, seconds: float, held: threading.Event) -> None:
    """As another process would: a transaction that reads, waits, writes."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=10)) as other:
        other.execute("BEGIN IMMEDIATE")
        held.set()
        value = other.execute("SELECT value FROM counter WHERE name = 'shared'").fetchone()[0]
        time.sleep(seconds)
        other.execute("UPDATE counter SET value = ? WHERE name = 'shared'", (value + 1,))
        other.execute("COMMIT")


async def test_a_transaction_waits_for_another_process_instead_of_failing(settings: Settings):
    await Counter.create(name="shared", value=0)
    held = threading.Event()
    holding = asyncio.get_running_loop().run_in_executor(
        None, hold_the_writer, database.file_of(settings.database_url), 0.3, held
    )
    await asyncio.get_running_loop().run_in_executor(None, held.wait)

    async with database.tx():
        counter = await Counter.get(name="shared")
        counter.value += 1
        await counter.save(update_fields=["value"])

    await holding
    assert (await Counter.get(name="shared")).value == 2


async def test_a_read_does_not_wait_for_the_writer():
    async with database.tx():
        await Counter.create(name="open", value=1)

        seen = await asyncio.wait_for(database.fetch_rows("SELECT name FROM counter", ()), 1)

    assert seen == []


async def test_text_that_is_no_time_is_refused():
    with pytest.raises(database.IntegrityError, match="glob"):
        await database.execute("INSERT INTO throttle VALUES ('k', 1, '2024-01-01 12:00:00')")


def without_its_log(file: Path, copy: Path) -> set[str]:
    """The counters that a copy of the file alone has: all that is left if the log is lost."""
    shutil.copy(file, copy)
    with closing(sqlite3.connect(copy)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM counter")}


async def counted(name: str) -> None:
    async with database.tx():
        await Counter.create(name=name, value=1)


async def test_long_work_carries_the_log_over_after_its_next_transaction_only_where_others_committed(
    settings: Settings, tmp_path: Path
):
    file, copy = database.file_of(settings.database_url), tmp_path / "copy.db"

    async with long_writing() as carry:
        await counted("first")
        await carry()
        alone = without_its_log(file, copy)
        await asyncio.create_task(counted("of another"), context=Context())
        await counted("second")
        await carry()
        beside = without_its_log(file, copy)
        await counted("third")
        await carry()
        then = without_its_log(file, copy)

    assert (alone, beside, then) == (set(), {"first", "of another", "second"}, {"first", "of another", "second"})
    assert without_its_log(file, copy) == {"first", "of another", "second", "third"}


async def test_long_work_carries_over_what_another_process_committed(settings: Settings, tmp_path: Path):
    file = database.file_of(settings.database_url)

    async with long_writing() as carry:
        with closing(sqlite3.connect(file)) as other:
            other.execute("INSERT INTO counter (name, value) VALUES ('elsewhere', 1)")
            other.commit()
            await carry()
            kept = without_its_log(file, tmp_path / "copy.db")

    assert kept == {"elsewhere"}
