"""Spreadsheets: what their cells show comes along, whatever kind of cell it is; what harms is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from xlsxwriter import Workbook

from atrium.imports.reading.rows import Unreadable
from tests.imports.given import imported, someone, uploaded
from tests.imports.kept import all_kept

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
HEADINGS = ("External id", "First name", "Phone", "Postcode", "City", "Street", "Country", "Allow login", "Created at",
            "E-mail", "Notes")  # fmt: skip


def a_sheet(fill: Callable[[Workbook], None]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The spreadsheet with one of its parts rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def every_kind(book: Workbook) -> None:
    """A chart and an empty sheet before it, numbers that were telephones and postcodes, times, formulas, an error."""
    book.add_chartsheet("Chart")
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("Clients")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_number(1, 0, 1500)
    sheet.write_formula(1, 1, '="An"&"ne"', value="Anne")
    sheet.write_number(1, 2, 35112345678)
    sheet.write_number(1, 3, 1067)
    sheet.merge_range(1, 4, 2, 4, "Dresden")
    sheet.write_string(1, 5, "Hauptstr. 1")
    sheet.write_string(1, 6, "Germany")
    sheet.write_boolean(1, 7, True)
    sheet.write_datetime(1, 8, datetime(2016, 5, 4, 10, 11, 12), book.add_format({"num_format": "d.m.yyyy hh:mm:ss"}))
    sheet.write_url(1, 9, "mailto:anne@example.org", string="anne@example.org")
    sheet.write_formula(1, 10, "=NA()", value="#N/A")
    book.add_worksheet("Other").write_row(0, 0, ["Not", "this"])


async def test_every_kind_of_cell_comes_as_it_shows():
    work = await imported(a_sheet(every_kind), await someone(), name="clients.xlsx")

    found = (await all_kept())["1500"]
    assert (work.kind, work.total, work.committed) == ("XLSX", 1, 1)
    assert (found["first_name"], found["phones"]) == ("Anne", [("+4935112345678", True)])
    assert found["addresses"] == [("Hauptstr. 1", "", "Dresden", "", "01067", "DE", True)]
    assert (found["allow_login"], found["emails"]) == (True, [("anne@example.org", True, False)])
    assert (found["created_at"], found["notes"]) == ("2016-05-04T10:11:12+00:00", [])


async def test_days_times_and_fractions_are_written_out():
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Day", "Time", "Number", "Big"])
        sheet.write_string(1, 0, "x")
        sheet.write_datetime(1, 1, date(2024, 2, 29), book.add_format({"num_format": "dd/mm/yy"}))  # type: ignore[arg-type]
        sheet.write_datetime(1, 2, time(9, 30), book.add_format({"num_format": "hh:mm"}))  # type: ignore[arg-type]
        sheet.write_number(1, 3, 1.5)
        sheet.write_number(1, 4, 123456789012345)

    work = await uploaded(a_sheet(fill), await someone())

    samples = {one["name"]: one["samples"] for one in work.columns}
    assert samples == {
        "Name": ["x"], "Day": ["2024-02-29"], "Time": ["09:30:00"], "Number": ["1.5"], "Big": ["123456789012345"],
    }  # fmt: skip


def plain(book: Workbook) -> None:
    book.add_worksheet().write_column(0, 0, ["Name", "Ada"])


def far_corner(book: Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["Name", "Ada"])
    sheet.write(1_048_575, 16_383, "far")


def wide(book: Workbook) -> None:
    book.add_worksheet().write_row(0, 0, [f"c{n}" for n in range(300)])


def declared(text: bytes) -> Callable[[bytes], bytes]:
    return lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % text, part)


def laughing(part: bytes) -> bytes:
    """Entities that would unfold to a billion words."""
    words = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    return part.replace(b"<sst", b'<!DOCTYPE l [<!ENTITY a "ha">' + words + b"]><sst").replace(b"Name", b"&j;")


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def nested() -> bytes:
    inner = zipped("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return zipped("xl/worksheets/sheet1.xml", inner)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: a_sheet(lambda book: book.add_worksheet()), "EMPTY"),
        (lambda: a_sheet(lambda book: book.add_worksheet().write_row(0, 0, ["a", "b"])), "ONLY_HEADINGS"),
        (lambda: a_sheet(lambda book: book.add_worksheet().write_row(0, 0, ["a", "A"])), "DUPLICATE_HEADING"),
        (lambda: a_sheet(far_corner), "TOO_LARGE"),
        (lambda: a_sheet(wide), "TOO_MANY_COLUMNS"),
        (lambda: with_part(a_sheet(plain), STRINGS, laughing), "MALFORMED"),
        (lambda: with_part(a_sheet(plain), SHEET, lambda part: part[:200]), "MALFORMED"),
        (lambda: a_sheet(plain)[:900], "MALFORMED"),
        (lambda: zipped("content.xml", b"<office/>"), "MALFORMED"),
        (lambda: zipped("xl/worksheets/sheet1.xml", b"0" * 60_000_000), "TOO_LARGE"),
        (nested, "MALFORMED"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
async def test_a_sheet_that_cannot_be_used_is_refused_with_the_reason(make: Callable[[], Any], code: str):
    content = make()

    with pytest.raises(Unreadable) as refusal:
        await uploaded(content, await someone())

    assert refusal.value.code == code


async def test_what_a_sheet_says_of_its_size_is_not_believed():
    content = with_part(a_sheet(plain), SHEET, declared(b"A1:XFD1048576"))

    work = await uploaded(content, await someone())

    assert (work.total, [one["name"] for one in work.columns]) == (1, ["Name"])
