"""Texts with separated values: which encoding, delimiter and quotes they are written with, and what is in them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from atrium.imports.reading.rows import About, Read, Unreadable, headings

LOOKED_AT = 1 << 16
RECORDS = 60
END = "\ud800"  # half a character: no file can hold it
ENDLESS = 1 << 24  # characters; a cell beyond that is none, but a quotation mark that was never closed
DELIMITERS = ",;\t|"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
"""How people call an encoding, where capitals are not enough."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a table is written."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None

    def records(self, lines: Iterator[str]) -> csv._reader:  # type: ignore[name-defined]  # no public name for it
        return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote, escapechar=self.escape, strict=False)


def encoding_of(path: Path) -> str:
    """UTF-8, UTF-16 or UTF-32 by their marks, UTF-16 without one by its zeros, UTF-8 if all of it is; else the usual
    single-byte one of Windows."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
        for mark, name in MARKS:
            if head.startswith(mark):
                return name
        zeros = (head[0::2].count(0), head[1::2].count(0))
        half = max(len(head) // 2, 1)
        if max(zeros) > half * 0.4 and min(zeros) < half * 0.1:
            return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = file.read(LOOKED_AT)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def read(path: Path, about: About) -> Iterator[Read]:
    """The rows; the headings are in `about` by the time the first of them comes. Raises Unreadable."""
    csv.field_size_limit(ENDLESS)
    encoding = encoding_of(path)
    about.encoding = NAMES.get(encoding, encoding.upper())
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.read(LOOKED_AT)
        if not head.strip("\ufeff \t\r\n\0"):
            raise Unreadable("EMPTY", "This file is empty.")
        file.seek(0)
        writing, skipped = _writing_of(head)
        lines: Iterator[str] = iter(file)
        for _ in range(skipped):
            next(lines)
        about.delimiter = writing.delimiter
        lines = chain(lines, (END,))
        yield from _rows(writing, lines, about, skipped)


def _rows(writing: Writing, lines: Iterator[str], about: About, skipped: int) -> Iterator[Read]:
    records, line = writing.records(lines), skipped
    while True:
        begins = line + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as fault:
            if "limit" in str(fault):
                why = f"Line {begins} has a cell that does not end. A quotation mark is opened there and never closed."
                raise Unreadable("CELL_TOO_LONG", why) from None
            raise Unreadable("MALFORMED", f"Line {begins} cannot be read as a table: {fault}.") from None
        line = skipped + records.line_num
        if cells == [END]:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if about.columns:
            yield _row(begins, cells, line - 1)
        elif cells[-1].endswith(END):
            why = f"Line {begins} opens a quotation mark that is never closed."
            raise Unreadable("UNCLOSED_QUOTE", f"{why} Close it and upload the file again.")
        else:
            cells[0] = cells[0].lstrip("\ufeff")
            about.columns = headings(cells, begins)


def _row(line: int, cells: list[str], last: int) -> Read:
    """A row; the end of the file within a cell is a quotation mark that was never closed."""
    if not cells[-1].endswith(END):
        return Read(line, cells)
    cells[-1] = cells[-1].removesuffix(END)
    why = f"Line {line} opens a quotation mark that is never closed, so all up to line {last} became one cell."
    return Read(line, cells, [("", "UNCLOSED_QUOTE", f"{why} Close it in the file and upload it again.")])


def _writing_of(head: str) -> tuple[Writing, int]:
    """How the text is written, and how many lines at its beginning say only that (`sep=;`, as Excel has it)."""
    first, _, rest = head.lstrip("\ufeff").partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) == 5:
        return Writing(said[4], escape=_escape_in(rest)), 1
    quote = "'" if first.startswith("'") and first.rstrip().endswith("'") else '"'
    found = max(DELIMITERS, key=lambda one: _fit(head, Writing(one, quote)))
    return Writing(found, quote, _escape_in(head)), 0


def _escape_in(head: str) -> str | None:
    """Some programs write \\" within quotes instead of doubling them."""
    return "\\" if '\\"' in head and '\\""' not in head and '\\",' not in head and '\\";' not in head else None


def _fit(head: str, writing: Writing) -> tuple[float, int]:
    """How many of the first records are as wide as the headings, if those are more than one column; how wide."""
    whole = head if len(head) < LOOKED_AT else head[: head.rfind("\n") + 1] or head
    widths = []
    for cells in writing.records(iter(whole.splitlines(keepends=True))):
        if any(cells):
            widths.append(len(cells))
        if len(widths) == RECORDS:
            break
    if not widths or widths[0] < 2:
        return (0.0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])
