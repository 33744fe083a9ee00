"""Spreadsheets (XLSX): the first sheet with anything in it. Formulas are not run; what they last gave is read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from atrium.imports.reading.rows import About, Read, Unreadable, headings

MOST_UNPACKED = 600_000_000
MOST_RATIO = 250
RATIO_FROM = 10_000_000  # bytes; what is smaller does no harm, however well it was packed
MOST_PARTS = 5000


def refuse_bombs(path: Path) -> None:
    """Raises Unreadable for an archive that would unpack to more than a sheet can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Unreadable("MALFORMED", "This is not a spreadsheet in the XLSX format, or it is damaged.") from None
    whole = sum(part.file_size for part in parts)
    dense = any(part.file_size > max(RATIO_FROM, MOST_RATIO * part.compress_size) for part in parts)
    if whole > MOST_UNPACKED or dense or len(parts) > MOST_PARTS:
        raise Unreadable("TOO_LARGE", "This spreadsheet unpacks to far more than it says. Save it as CSV instead.")
    if not any(part.filename.startswith("xl/") for part in parts):
        raise Unreadable("MALFORMED", "This archive is no spreadsheet in the XLSX format.")


def read(path: Path, about: About) -> Iterator[Read]:
    """The rows, numbered as the sheet numbers them. Raises Unreadable."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    about.kind = "XLSX"
    refuse_bombs(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        places = [place for place, one in enumerate(book.sheets_metadata) if one.typ is SheetTypeEnum.WorkSheet]
        sheet = next((one for place in places if (one := book.get_sheet_by_index(place)).height), None)
    except (CalamineError, OSError, ValueError) as fault:
        raise Unreadable("MALFORMED", f"This spreadsheet cannot be read: {str(fault)[:200]}") from None
    if sheet is None:
        raise Unreadable("EMPTY", "This spreadsheet is empty.")
    begins = (sheet.start or (0, 0))[0] + 1
    for line, values in enumerate(sheet.iter_rows(), begins):
        cells = [text_of(value) for value in values]
        if not any(cell.strip() for cell in cells):
            continue
        if about.columns:
            yield Read(line, cells)
        else:
            about.columns = headings(cells, line)


def text_of(value: Any) -> str:
    """What a cell shows: whole numbers without a point, times in ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
