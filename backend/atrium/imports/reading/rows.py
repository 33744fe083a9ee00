"""What every kind of file becomes: a line of headings, and rows of texts with the lines they stood on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
CELL_LONGEST = 20_000
HEADING_LONGEST = 200
SHOWN = 60
SAMPLES = 3
FURTHER = 50
"""Cells beyond the headings that are kept of a line."""
NUL = "\0"
IN_CELLS = frozenset({"CELL_TOO_LONG", "NUL_BYTE"})
IN_LINES = frozenset({"RAGGED", "UNCLOSED_QUOTE", "MALFORMED", "TOO_DEEP", "DUPLICATE_NAME"})


class Unreadable(Exception):
    """The file cannot be used as a whole; `code` is for programs, the message for the person who sent it."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


Flaw = tuple[str, str, str]
"""Where it is (a heading; "" is the whole line), a code, and a sentence."""


@dataclass(slots=True)
class Read:
    """A row as it was read. `wrong` is why it cannot be used: its cells do not say what the file says."""

    line: int
    cells: list[str]
    wrong: list[Flaw] = field(default_factory=list)


@dataclass(slots=True)
class About:
    """What is known of a file once it is read; `samples` has up to three values a column."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    columns: list[str] = field(default_factory=list)
    samples: list[list[str]] = field(default_factory=list)
    total: int = 0

    def sample(self, cells: Sequence[str]) -> None:
        """Keep the first values that there are, each column's own."""
        while len(self.samples) < len(self.columns):
            self.samples.append([])
        for kept, cell in zip(self.samples, cells, strict=False):
            if cell and len(kept) < SAMPLES:
                kept.append(cell if len(cell) <= SHOWN else f"{cell[: SHOWN - 1]}…")


def headings(cells: Sequence[str], line: int) -> list[str]:
    """The columns' names. Raises Unreadable for a line that cannot be one of headings."""
    names = [" ".join(cell.split()) or f"Column {place}" for place, cell in enumerate(cells, 1)]
    while len(names) > 1 and not cells[len(names) - 1].strip():
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Unreadable("TOO_MANY_COLUMNS", f"Line {line} has {len(names)} columns; at most {MOST_COLUMNS} are read.")
    if any(NUL in name for name in names):
        raise Unreadable("NUL_BYTE", f"Line {line} holds a NUL byte: this is not a text file, or it is damaged.")
    if any(len(name) > HEADING_LONGEST for name in names):
        raise Unreadable("HEADING_TOO_LONG", f"Line {line} has a heading of more than {HEADING_LONGEST} characters.")
    if any("@" in name for name in names):
        why = f"Line {line} should hold the headings of the columns, but there is an e-mail address in it."
        raise Unreadable("NO_HEADINGS", f"{why} Add a first line that names the columns.")
    _refuse_twins(names, line)
    return names


def _refuse_twins(names: Sequence[str], line: int) -> None:
    seen: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        first = seen.setdefault(name.casefold(), place)
        if first != place:
            why = f"Line {line}: the heading “{name}” stands twice, in columns {first} and {place}."
            raise Unreadable("DUPLICATE_HEADING", f"{why} Rename one of them and upload the file again.")


def settle(row: Read, columns: Sequence[str], *, is_free: bool) -> Read:
    """The row as wide as the headings, or with what is wrong with it; what is too much comes behind. `is_free`: any
    number of cells is fine.
    """
    cells, width = row.cells, len(columns)
    if not is_free:
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) != width and not row.wrong:
            row.wrong.append(("", "RAGGED", _ragged(row, width)))
        row.cells = cells = [*cells, *[""] * (width - len(cells))][: width + FURTHER]
    for place, cell in enumerate(cells):
        at = columns[place] if place < width else ""
        if len(cell) > CELL_LONGEST:
            row.wrong.append((at, "CELL_TOO_LONG", _too_long(row, cell)))
            cells[place] = cell = f"{cell[:SHOWN]}…"
        if NUL in cell:
            row.wrong.append((at, "NUL_BYTE", f"Line {row.line} holds a NUL byte. Remove it and try again."))
            cells[place] = cell.replace(NUL, "␀")
    return row


def _ragged(row: Read, width: int) -> str:
    count = len(row.cells)
    found = f"Line {row.line} has {count} cell{'' if count == 1 else 's'}, but there are {width} columns."
    return f"{found} Put it right in the file, or leave it out: which cell is which cannot be told."


def _too_long(row: Read, cell: str) -> str:
    unclosed = " Maybe a quotation mark is opened and never closed." if "\n" in cell else ""
    return f"Line {row.line} has a cell of {len(cell):,} characters; at most {CELL_LONGEST:,} are read.{unclosed}"


def flaws_of(faults: Sequence[Mapping[str, Any]]) -> list[Flaw]:
    """Why a staged row does not say what its line says, of all its faults as they are kept."""
    told = [(one["path"][0] if one["path"] else "", one["code"], one["message"]) for one in faults]
    return [one for one in told if one[1] in IN_CELLS or (one[1] in IN_LINES and not one[0])]
