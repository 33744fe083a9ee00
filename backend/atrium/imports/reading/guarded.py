"""A process that reads one file and nothing else: with little memory, little time, and no way to harm anybody.

`python -m atrium.imports.reading.guarded UPLOAD SPOOL` writes the rows to SPOOL (a JSON list a line) and says on its
output what kind of file it was, or why it cannot be used.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from atrium.imports.reading import objects, sheets, tables
from atrium.imports.reading.rows import MOST_ROWS, About, Read, Unreadable, settle

MEMORY = 1 << 30  # bytes of address space, the interpreter's own included
SECONDS = 120  # of processor time
KINDNESS = 5  # how much the process steps back behind others
PAGES = (b"<html", b"<!doctype", b"<?xml", b"<table")
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Reader = Callable[[Path, About], Iterator[Read]]


def limit() -> None:
    """From here on this process has little memory and little time, both for good, and comes after others."""
    os.nice(KINDNESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def reader_of(path: Path) -> Reader:
    """What reads this file, by what it is, whatever it is called. Raises Unreadable."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(ZIP):
        return sheets.read
    if head.startswith(OLD_OFFICE):
        raise Unreadable("OLD_FORMAT", "This is an old spreadsheet (XLS). Save it as XLSX or CSV.")
    if head.startswith((b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z")):
        raise Unreadable("NOT_A_TABLE", "This is no table. Upload CSV, TSV, XLSX or JSON.")
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if plain.replace(b"\0", b"")[:9].lower().startswith(PAGES):
        raise Unreadable("NOT_A_TABLE", "This is a page, not a table, whatever it is called. Save it as XLSX or CSV.")
    return objects.read if plain[:1] in (b"{", b"[") else tables.read


def convert(upload: Path, spool: Path) -> About:
    """Read all of the file into the spool. Raises Unreadable."""
    about = About("CSV")
    with spool.open("wb") as out:
        for row in reader_of(upload)(upload, about):
            about.total += 1
            if about.total > MOST_ROWS:
                raise Unreadable("TOO_MANY_ROWS", f"At most {MOST_ROWS:,} rows are taken at once. Divide the file.")
            kept = settle(row, about.columns, is_free=about.kind.startswith("JSON"))
            about.sample(kept.cells)
            out.write(orjson.dumps([kept.line, kept.cells, *kept.wrong], option=orjson.OPT_APPEND_NEWLINE))
    if about.delimiter == "\t":
        about.kind = "TSV"
    if about.total and not about.columns:
        raise Unreadable("MALFORMED", "There is no object with anything in it: no client to import.")
    if not about.total:
        raise Unreadable("ONLY_HEADINGS", "There is nothing below the headings: no client to import.")
    return about


def main(upload: str, spool: str) -> dict[str, Any]:
    try:
        return asdict(convert(Path(upload), Path(spool)))
    except Unreadable as fault:
        return {"code": fault.code, "message": str(fault)}
    except (MemoryError, OverflowError):
        return {"code": "TOO_LARGE", "message": "This file needs too much memory to be read. Divide it, or use CSV."}


if __name__ == "__main__":
    limit()
    sys.stdout.buffer.write(orjson.dumps(main(*sys.argv[1:3])))
