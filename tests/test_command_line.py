"""The commands, as a person at a terminal meets them."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from atrium import upgrade
from tests.database.catalogue import migrations


class Done:
    """How a command ended."""

    def __init__(self, code: int | None, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out.decode(), err.decode()


async def run(*arguments: str, typed: str = "", **given: str) -> Done:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "atrium", *arguments),
        env=environ | {f"ATRIUM_{name}": value for name, value in given.items()},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(typed.encode())
    return Done(process.returncode, out, err)


async def test_a_wrong_setting_stops_the_start_by_its_name(tmp_path: Path):
    done = await run("serve", DATA_DIR=str(tmp_path), DATABASE_URL="mysql://host/shop", CURRENCY="EURO")

    assert done.code == 2
    assert [line.split()[0] for line in done.err.splitlines()] == ["ATRIUM_DATABASE_URL", "ATRIUM_CURRENCY"]


async def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path):
    done = await run("migrate", DATA_DIR=str(tmp_path), DATABASE_URL="postgres://atrium@/none?host=/nowhere")

    assert done.code == 1
    assert done.err.startswith("The database cannot be reached (ATRIUM_DATABASE_URL)")
    assert "Traceback" not in done.err


async def test_migrating_twice_applies_once(tmp_path: Path, scratch_url: str):
    first = await run("migrate", DATA_DIR=str(tmp_path), DATABASE_URL=scratch_url)
    second = await run("migrate", DATA_DIR=str(tmp_path), DATABASE_URL=scratch_url)

    assert (first.code, first.out) == (0, "".join(f"Applying {name}\n" for name in migrations()))
    assert (second.code, second.out) == (0, "Nothing to apply\n")


async def test_someone_is_let_in_with_the_password_from_standard_input(tmp_path: Path, scratch_url: str):
    await upgrade.upgrade(scratch_url)
    given = {"DATA_DIR": str(tmp_path), "DATABASE_URL": scratch_url}

    added = await run("add-staff", "ada@example.org", typed="a long and quiet phrase\n", **given)
    again = await run("add-staff", "ada@example.org", typed="a long and quiet phrase\n", **given)

    assert (added.code, added.out) == (0, "ada@example.org may sign in at http://127.0.0.1:8000\n")
    assert again.code == 1
    assert "Traceback" not in again.err


@pytest.mark.parametrize(("typed", "arguments"), [("short\n", ()), ("a long and quiet phrase\n", ("--group", "None"))])
async def test_nobody_is_let_in_by_halves(tmp_path: Path, scratch_url: str, typed: str, arguments: tuple[str, ...]):
    await upgrade.upgrade(scratch_url)

    done = await run(
        "add-staff", "ada@example.org", *arguments, typed=typed, DATA_DIR=str(tmp_path), DATABASE_URL=scratch_url
    )

    assert done.code == 1
    assert done.err.strip()
    assert "Traceback" not in done.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "crm.example.com"])
async def test_plain_http_is_served_to_this_machine_only(tmp_path: Path, host: str):
    done = await run("serve", "--host", host, DATA_DIR=str(tmp_path))

    assert done.code != 0
    assert "https" in done.err
