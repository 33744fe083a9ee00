"""The README promises only what is there: its examples are pasted into a shell, its names are looked up."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import atrium
from atrium import errors, settings, upgrade
from atrium.__main__ import _parser
from atrium.access.permissions import PERMISSIONS
from atrium.graph.envelope import STATUSES
from atrium.graph.limits import KNOWN
from atrium.graph.paging import DEFAULT_ROWS, MOST_ROWS
from tests.hostile.served import served, working
from tests.test_command_line import run

ROOT = Path(atrium.__file__).parents[2]
README = (ROOT / "README.md").read_text()
PROSE = " ".join(README.split())
PASSWORD = "seven green otters juggle"
MARK = "=== the next example ==="
VARYING = {"id", "clientId", "at", "expiresAt", "endCursor"}  # what every store answers in its own way
EXAMPLE = re.compile(r"^```sh\n(.*?)^```$(?:\s*^```json\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """What the reader pastes, and the answer that the README shows, if any."""

    pasted: str
    shown: str


EXAMPLES = [Example(*found.groups(default="")) for found in EXAMPLE.finditer(README)]


async def test_every_example_answers_what_is_shown(tmp_path: Path, scratch_url: str):
    await upgrade.upgrade(scratch_url)
    given = {"DATABASE_URL": scratch_url, "SECRET_KEY": "5a" * 32}
    await run("add-staff", "admin@example.com", typed=f"{PASSWORD}\n", DATA_DIR=str(tmp_path), **given)

    with served(tmp_path, **given) as server, working(tmp_path, **given):
        answers = await paste_all(server.url, tmp_path)

    for example, answer in zip(EXAMPLES, answers, strict=True):
        assert settled(parsed(answer)) == settled(parsed(example.shown)), example.pasted


async def paste_all(url: str, directory: Path) -> list[str]:
    """What the shell prints after each example, one shell for all of them."""
    script = f"\necho '{MARK}'\n".join(map(in_time, EXAMPLES)).replace("http://127.0.0.1:8000", url)
    process = await asyncio.create_subprocess_exec(
        *("bash", "-e", "-u", "-o", "pipefail", "-c", script),
        cwd=directory,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(f"{PASSWORD}\n".encode())
    assert process.returncode == 0, (out.decode(), err.decode())
    return out.decode().split(MARK)


def in_time(example: Example) -> str:
    """What has just happened comes into the feed, and is looked through, within a second; a person is slower."""
    wait = "sleep 2\n" if re.search(r"\b(?:events|import)\(", example.pasted) else ""
    return wait + example.pasted


def parsed(text: str) -> Any:
    return json.loads(text) if text.strip() else None


def settled(value: Any) -> Any:
    """The same value with what varies replaced by its kind."""
    if isinstance(value, dict):
        return {key: type(one).__name__ if key in VARYING else settled(one) for key, one in value.items()}
    return [settled(one) for one in value] if isinstance(value, list) else value


def test_the_settings_named_are_the_settings_there_are():
    rows = re.findall(r"^\| `(ATRIUM_\w+)` \|", README, re.MULTILINE)

    assert sorted(rows) == sorted(settings.NAMES)
    assert set(re.findall(r"ATRIUM_[A-Z_]+", README)) <= set(settings.NAMES)


def test_the_defaults_named_are_the_defaults_in_force():
    found = settings.load({"ATRIUM_SECRET_KEY": "5a" * 32})
    rows = re.findall(r"^\| `ATRIUM_(\w+)` \| `([^`]+)`", README, re.MULTILINE)

    assert {name for name, _ in rows} >= {"BASE_URL", "CURRENCY", "LANGUAGE", "STORE_NAME", "MAIL_FROM", "DATA_DIR"}
    for name, default in rows:
        value = getattr(found, name.lower())
        assert str(value).endswith(default) if isinstance(value, Path) else value == default


def test_the_commands_named_are_the_commands_there_are():
    rows = dict(re.findall(r"^\| `atrium ([a-z-]+)([^`]*)` \|", README, re.MULTILINE))
    commands = next(action.choices for action in _parser()._actions if action.dest == "==SUPPRESS==" or action.choices)

    options = {
        name: {option for action in command._actions for option in action.option_strings if option.startswith("--")}
        for name, command in dict(commands).items()
    }
    assert {name: set(re.findall(r"--[a-z-]+", more)) | {"--help"} for name, more in rows.items()} == options
    assert set(re.findall(r"atrium ([a-z]+(?:-[a-z]+)?) ", " ".join(re.findall(r"`[^`]+`", README)))) <= set(options)


def test_every_make_target_named_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))

    assert named >= {"run", "test", "demo"}
    assert named <= targets


def test_the_permissions_named_are_the_permissions_there_are():
    rows = dict(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| (.+) \|$", README, re.MULTILINE))

    assert rows == PERMISSIONS


def test_every_refusal_and_every_error_is_explained():
    refusals = re.findall(r"^\| `([A-Z][a-z]\w+)` \|", README, re.MULTILINE)
    codes = dict(re.findall(r"^\| `([A-Z_]+)` \| .* \| (\d{3}) \|$", README, re.MULTILINE))

    assert {kind.__name__ for kind in errors.Refusal.__subclasses__()} <= set(refusals)
    assert set(codes) <= {kind.code for kind in errors.DoorError.__subclasses__()} | {errors.DoorError.code}
    assert {code: int(status) for code, status in codes.items()} == {code: STATUSES.get(code, 400) for code in codes}


def test_the_limits_named_are_the_limits_in_force():
    assert f"{KNOWN.cost:,} records, {KNOWN.fields:,} fields, {KNOWN.depth} levels, {KNOWN.aliases} aliases" in PROSE
    assert f"A page has {DEFAULT_ROWS} rows unless" in PROSE
    assert f"at most {MOST_ROWS}." in PROSE


@pytest.mark.parametrize("pattern", [r'(?:src|srcset)="([^"]+)"', r"\]\(([^)#]+)\)"])
def test_every_picture_and_page_referred_to_is_there(pattern: str):
    named = re.findall(pattern, README)

    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_picture_is_shown():
    assert [picture.name for picture in (ROOT / "docs").glob("*.png") if f"docs/{picture.name}" not in README] == []


def test_style_is_shown_on_pieces_of_the_real_thing():
    folders = [ROOT / name for name in ("backend", "frontend/src", "tests")]
    written = [file.read_text() for folder in folders for file in folder.rglob("*") if file.suffix in (".py", ".tsx")]
    pieces = re.findall(r"^```\w+\n(.*?)^```$", (ROOT / "STYLE.md").read_text(), re.MULTILINE | re.DOTALL)

    assert pieces
    assert [piece for piece in pieces if not any(piece in file for file in written)] == []
