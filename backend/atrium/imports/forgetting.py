"""Rows of files that tell of somebody who was erased go with it: staged ones, and lines that still wait in a file.

Whose a row is, is known by the client it was matched with, or else by an e-mail address in any of its cells. A file
whose rows are staged still has its lines: they would be read anew when its columns are mapped again.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from atrium import database, settings
from atrium.folding import fold
from atrium.imports.reading.spool import rows_of
from atrium.removal.elsewhere import PLACES, Place
from atrium.removal.erasing import placed
from atrium.removal.personal import RULES
from atrium.removal.rules import STAGED
from atrium.removal.words import Words

_WIPED = next(rule.wiped for rule in RULES if rule.table == "import_row")
_PARTS = re.compile(r"[\s,;|<>\"]+")
_PATTERN = re.compile(r"(?=[!%_])")
_MAYBE = """SELECT r.id, r.cells, r.login_fold FROM import_row r WHERE r.client_id IS NULL AND ({likes})
 AND NOT EXISTS (SELECT 1 FROM import_candidate a WHERE a.row_id = r.id) ORDER BY r.id"""
_MATCHED = f"SELECT r.origin_id, r.line FROM import_row r WHERE r.id IN ({STAGED})"
_WIPE = f"UPDATE import_row AS t SET {', '.join(f'{name} = {sql}' for name, sql in _WIPED.items())} WHERE t.id = $1"
_ANEW = "UPDATE client_import SET lease_id = NULL, lease_until = NULL WHERE id = $1 AND lease_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that waits: where it begins, how many bytes it has, and what it says from now on."""

    import_id: UUID
    path: Path
    offset: int
    size: int
    left: bytes


def names_one(cells: Any, emails: frozenset[str]) -> bool:
    """Whether any of the cells holds one of these addresses, by itself or among others."""
    values = cells.values() if isinstance(cells, dict) else cells
    return any(part in emails for cell in values if "@" in str(cell) for part in _PARTS.split(fold(str(cell))))


async def _rows(words: Words) -> list[Any]:
    """Rows of nobody yet that hold an address beside the one they were to log in with."""
    emails = sorted(words.emails)
    if not emails:
        return []
    likes = " OR ".join(f"lower(r.cells) LIKE ${place} ESCAPE '!'" for place in range(1, len(emails) + 1))
    asked = [f"%{_PATTERN.sub('!', email)}%" for email in emails]
    found = await database.rows(_MAYBE.format(likes=likes), *asked)
    others = [row for row in found if row["login_fold"] not in words.emails]
    return [row["id"] for row in others if names_one(orjson.loads(row["cells"]), words.emails)]


async def _wipe(found: Sequence[Any]) -> None:
    for one in found:
        await database.execute(_WIPE.replace("{{}}", "{}"), one)


async def _lines(words: Words) -> list[Line]:
    home, matched = settings.current().data_dir / "imports", defaultdict[UUID, set[int]](set)
    for row in await database.rows(placed(_MATCHED, words.ids), *words.ids):
        matched[UUID(str(row["origin_id"]))].add(int(row["line"]))
    return await asyncio.to_thread(lambda: list(_lines_in(home, words.emails, matched)))


def _lines_in(home: Path, emails: frozenset[str], matched: Mapping[UUID, Collection[int]]) -> Iterator[Line]:
    for directory in sorted(home.iterdir()) if home.is_dir() and (emails or matched) else []:
        try:
            import_id = UUID(directory.name)
            with rows_of(import_id).open("rb") as file:
                yield from _lines_of(import_id, file, emails, matched.get(import_id, ()))
        except (ValueError, FileNotFoundError):
            continue


def _lines_of(import_id: UUID, file: Any, emails: frozenset[str], matched: Collection[int]) -> Iterator[Line]:
    offset = 0
    for line in file:
        if matched or b"@" in line:
            number, cells, *_ = orjson.loads(line)
            if any(cells) and (number in matched or names_one(cells, emails)):
                left = orjson.dumps([number, [""] * len(cells)]).ljust(len(line) - 1) + b"\n"
                yield Line(import_id, rows_of(import_id), offset, len(line), left)
        offset += len(line)


async def _empty(found: Sequence[Line]) -> None:
    """Line by line and as long as before: whoever reads the file finds every other one where it was.

    A worker that has read such a line ahead loses its turn, and reads it anew.
    """
    await asyncio.to_thread(_overwrite, found)
    for import_id in sorted({one.import_id for one in found}):
        await database.execute(_ANEW, import_id)


def _overwrite(found: Sequence[Line]) -> None:
    for one in found:
        try:
            with one.path.open("r+b") as file:
                file.seek(one.offset)
                file.write(one.left)
        except FileNotFoundError:
            continue


PLACES += [Place("stagedRows", _rows, _wipe), Place("fileLines", _lines, _empty, is_of_files=True)]
