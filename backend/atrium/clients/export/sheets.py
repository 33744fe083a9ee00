"""The two kinds of file, written row after row: however many there are, only the current ones are in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from xlsxwriter import Workbook

from atrium.errors import Blocked, Hindrance
from atrium.graph.reading.dialects import Kind

MOST_ROWS_OF_XLSX = 1_048_575
"""Beside the line of headings (ECMA-376 leaves 2²⁰ rows a sheet)."""

LONGEST_OF_XLSX = 32_767
"""Characters a cell, which are UTF-16 units (Microsoft, "Excel specifications and limits")."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"), the wide forms included."""


class Sheet(Protocol):
    """A file under construction."""

    def write(self, rows: Iterable[Sequence[Any]]) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


class CsvSheet:
    """Commas, quotes where needed, CRLF (RFC 4180), UTF-8 without a mark."""

    def __init__(self, path: Path, headings: Sequence[str], kinds: Sequence[Kind]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file)
        self._kinds = kinds
        self._rows.writerow([tamed(one) for one in headings])

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows.writerows(
            [_written(kind, value) for kind, value in zip(self._kinds, row, strict=True)] for row in rows
        )

    def close(self) -> None:
        self._file.close()

    abandon = close


class XlsxSheet:
    """One sheet; texts are texts, numbers are numbers, times are times in UTC.

    `write` raises Blocked (TOO_LONG) for a text that no cell holds: none is cut without a word.
    """

    def __init__(self, path: Path, headings: Sequence[str], kinds: Sequence[Kind]) -> None:
        self._book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
        self._sheet = self._book.add_worksheet("Clients")
        self._sheet.freeze_panes(1, 0)
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._kinds = kinds
        self._row = 0
        bold = self._book.add_format({"bold": True})
        for place, heading in enumerate(headings):
            self._sheet.write_string(0, place, heading, bold)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self._row += 1
            for place, (kind, value) in enumerate(zip(self._kinds, row, strict=True)):
                if value is not None:
                    self._cell(place, kind, value)

    def _cell(self, place: int, kind: Kind, value: Any) -> None:
        if kind is Kind.INT:
            self._sheet.write_number(self._row, place, float(value))
        elif kind is Kind.BOOL:
            self._sheet.write_boolean(self._row, place, bool(value))
        elif kind is Kind.MOMENT:
            self._sheet.write_datetime(self._row, place, _moment(value).replace(tzinfo=None), self._moment)
        elif self._sheet.write_string(self._row, place, str(value)):
            why = f"A cell of a sheet holds at most {LONGEST_OF_XLSX:,} characters; one has more. Choose CSV instead."
            raise Blocked(why, blockers=(Hindrance("TOO_LONG", why),))

    def close(self) -> None:
        self._book.close()

    def abandon(self) -> None:
        """Let go of the rows that are written, without packing them into a file that nobody wants."""
        self._sheet.row_data_fh.close()
        self._book.fileclosed = True


def tamed(text: str) -> str:
    """A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe."""
    return f"'{text}" if text.startswith(RISKY) else text


def _written(kind: Kind, value: Any) -> Any:
    if value is None:
        return ""
    if kind in (Kind.INT, Kind.WORD):
        return value
    if kind is Kind.BOOL:
        return "true" if value else "false"
    if kind is Kind.MOMENT:
        return _moment(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    return tamed(str(value))


def _moment(value: datetime | str) -> datetime:
    """A time as either database gives it, in UTC."""
    return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)
