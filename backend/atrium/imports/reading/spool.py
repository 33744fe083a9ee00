"""The door to the process that reads, and to what it has read."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from atrium import settings
from atrium.imports.reading.rows import About, Read, Unreadable

SECONDS = 150.0  # by the clock; a little more than the process may compute


def directory_of(import_id: UUID) -> Path:
    """Where an import's file lies."""
    return settings.current().data_dir / "imports" / str(import_id)


def rows_of(import_id: UUID) -> Path:
    return directory_of(import_id) / "rows.jsonl"


async def read(upload: Path, spool: Path) -> About:
    """Let a guarded process read the file into the spool. Raises Unreadable."""
    command = (sys.executable, "-m", "atrium.imports.reading.guarded", str(upload), str(spool))
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(SECONDS):
            said, _ = await process.communicate()
    except TimeoutError:
        raise Unreadable("TOO_SLOW", "This file takes too long to read. Divide it, or save it as CSV.") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return _told(process.returncode or 0, said)


def _told(code: int, said: bytes) -> About:
    if code or not said:
        raise Unreadable("TOO_LARGE", "This file is too large or too intricate to be read. Divide it, or use CSV.")
    found: dict[str, Any] = orjson.loads(said)
    if "message" in found:
        raise Unreadable(found["code"], found["message"])
    return About(**found)


def some(path: Path, begin: int, offset: int, count: int) -> tuple[list[Read], int]:
    """Up to so many rows from a place in the spool (a byte offset; 0 with `begin` skips that many rows); where the
    next ones begin."""
    with path.open("rb") as file:
        file.seek(offset)
        if not offset:
            for _ in islice(file, begin):
                pass
        lines = list(islice(iter(file.readline, b""), count))
        return list(map(_row, lines)), file.tell()


def _row(line: bytes) -> Read:
    number, cells, *wrong = orjson.loads(line)
    return Read(number, cells, [(at, code, message) for at, code, message in wrong])


def all_of(path: Path) -> Iterator[Read]:
    with path.open("rb") as file:
        for line in file:
            yield _row(line)
