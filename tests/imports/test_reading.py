"""Files of every kind, encoding and state of repair."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from atrium.imports.reading import spool
from atrium.imports.reading.rows import About, Read, Unreadable

TABLE = 'Name;Ort\nÄnne;"Köln\nam Rhein"\nŁukasz;Łódź\n'


async def read(content: bytes, directory: Path) -> tuple[About, list[Read]]:
    upload, rows = directory / "upload", directory / "rows.jsonl"
    upload.write_bytes(content)
    about = await spool.read(upload, rows)
    return about, list(spool.all_of(rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
async def test_unicode_is_known_by_its_mark_or_its_looks(tmp_path: Path, encoding: str):
    about, rows = await read(TABLE.encode(encoding), tmp_path)

    assert about.columns == ["Name", "Ort"]
    assert [(row.line, row.cells) for row in rows] == [(2, ["Änne", "Köln\nam Rhein"]), (4, ["Łukasz", "Łódź"])]


async def test_what_is_no_unicode_is_windows_own(tmp_path: Path):
    about, rows = await read('Name,Ort\nÄnne,"Köln – 5 €"\n'.encode("cp1252"), tmp_path)

    assert (about.encoding, rows[0].cells) == ("Windows-1252", ["Änne", "Köln – 5 €"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
async def test_the_delimiter_is_found(tmp_path: Path, delimiter: str):
    content = f'a{delimiter}b{delimiter}c\n"x, y; z"{delimiter}1.5{delimiter}"say ""hi"""\n'

    about, rows = await read(content.encode(), tmp_path)

    assert (about.delimiter, rows[0].cells) == (delimiter, ["x, y; z", "1.5", 'say "hi"'])
    assert about.kind == ("TSV" if delimiter == "\t" else "CSV")


async def test_excels_own_first_line_is_understood(tmp_path: Path):
    about, rows = await read(b"sep=|\r\nName|City\r\nAda, Countess|London\r\n", tmp_path)

    assert (about.columns, rows[0].line, rows[0].cells) == (["Name", "City"], 3, ["Ada, Countess", "London"])


async def test_what_is_wrong_with_a_row_is_said_with_its_line(tmp_path: Path):
    content = b'a,b\n1,2\n1\n1,2,3\n1,2,,\n\n"x\0y",2\n"' + b"z" * 10_000_000 + b'",2\nlast,one\n'

    _, rows = await read(content, tmp_path)

    found = {row.line: [(at, code) for at, code, _ in row.wrong] for row in rows}
    assert found == {
        2: [], 3: [("", "RAGGED")], 4: [("", "RAGGED")], 5: [], 7: [("a", "NUL_BYTE")], 8: [("a", "CELL_TOO_LONG")],
        9: [],
    }  # fmt: skip
    assert rows[1].wrong[0][2].startswith("Line 3 has 1 cell, but there are 2 columns.")
    assert max(len(cell) for row in rows for cell in row.cells) < 100


async def test_sheets_are_read_as_they_show(tmp_path: Path):
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("Clients")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, value in enumerate(("Name", "Zip", "Since", "Ok")):
        sheet.write_string(0, place, value)
    sheet.write_string(1, 0, "Änne")
    sheet.write_number(1, 1, 10115)
    sheet.write_number(1, 2, 45352, day)
    sheet.write_boolean(1, 3, True)
    book.close()

    about, rows = await read(out.getvalue(), tmp_path)

    assert (about.kind, about.columns) == ("XLSX", ["Name", "Zip", "Since", "Ok"])
    assert rows == [Read(2, ["Änne", "10115", "2024-03-01", "true"])]


async def test_json_is_flattened_under_names_with_points(tmp_path: Path):
    found = [
        {"firstName": "Ada", "address": {"city": "London"}, "tags": ["a", "b"], "n": 1.5, "x": None},
        {"emails": [{"address": "a@example.org"}, {"address": "b@example.org"}], "ok": True, "bad": "\ud800"},
    ]

    about, rows = await read(json.dumps(found).encode(), tmp_path)

    assert about.kind == "JSON"
    assert dict(zip(about.columns, rows[0].cells, strict=False)) == {
        "firstName": "Ada", "address.city": "London", "tags": "a|b", "n": "1.5", "x": "",
    }  # fmt: skip
    told = dict(zip(about.columns, rows[1].cells, strict=False))
    assert (told["emails.2.address"], told["ok"], told["bad"]) == ("b@example.org", "true", "?")


async def test_json_lines_are_read_line_by_line_and_bad_ones_named(tmp_path: Path):
    about, rows = await read(b'{"a": 1}\n\nnonsense\n[1]\n{"a": 2}\n', tmp_path)

    assert about.kind == "JSON_LINES"
    told = {row.line: [(at, code) for at, code, _ in row.wrong] for row in rows}
    assert told == {1: [], 3: [("", "MALFORMED")], 4: [("", "MALFORMED")], 5: []}


@pytest.mark.parametrize("content", [b'{"clients": [{"a": 1}]}', b'[{"a":1}]', b'{"a": 1}'])
async def test_json_comes_in_several_wrappings(tmp_path: Path, content: bytes):
    about, rows = await read(content, tmp_path)

    assert (about.columns, rows[0].cells) == (["a"], ["1"])


@pytest.mark.parametrize("content", [b"[" * 100_000, b'[{"a": NaN}]', b'[{"a": 1}', b'[{"a": 1} {"a": 2}]'])
async def test_broken_json_is_refused_as_a_file(tmp_path: Path, content: bytes):
    with pytest.raises(Unreadable) as refusal:
        await read(content, tmp_path)

    assert refusal.value.code == "MALFORMED"
