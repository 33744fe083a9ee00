"""Files and forms that mean harm, or came to some: one clear message, and nothing is left of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from atrium.app import create_app
from atrium.imports.models import Import
from atrium.imports.reading import spool
from atrium.imports.reading.rows import Read, Unreadable
from atrium.settings import Settings
from tests.access.given import a_session, a_staff
from tests.given import rows_everywhere
from tests.graph.tiny import client_of
from tests.imports.given import faults, imported, outcomes, someone, staged
from tests.imports.kept import all_kept

FORM = "multipart/form-data; boundary=x"
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n'
FILE = b"Name,Mail\nAda,ada@example.org\n"


async def read(content: bytes, directory: Path) -> list[Read]:
    upload, rows = directory / "upload", directory / "rows.jsonl"
    upload.write_bytes(content)
    await spool.read(upload, rows)
    return list(spool.all_of(rows))


def left(settings: Settings) -> set[Path]:
    """What of any upload is still on the disk."""
    return set((settings.data_dir / "imports").rglob("*"))


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1\n", "TOO_MANY_COLUMNS", "Line 1 has 1000000 columns"),
        (b"a,b\n1,2\n3,\"" + b"x\n" * 9_000_000, "CELL_TOO_LONG", "Line 3"),
        (b"a\0b,c\n1,2\n", "NUL_BYTE", "Line 1"),
        (b"\0" * 5000, "EMPTY", "empty"),
        (b"x" * 300 + b",b\n1,2\n", "HEADING_TOO_LONG", "Line 1"),
        (b"\n\nName,Mail,name\n1,2,3\n", "DUPLICATE_HEADING", "Line 3: the heading “name” stands twice, in columns 1"),
        (b"<html><table><tr><td>Name</td></tr></table>", "NOT_A_TABLE", "a page"),
        (bytes(range(256)) * 100, "NUL_BYTE", "Line 1"),
        (b'[{"a": 1},\n{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}]", "MALFORMED", "Line 2 (entry 2)"),
        (b'{"a":' * 100_000, "MALFORMED", "Line 1"),
        (b"[1, 2, 3]", "MALFORMED", "no object"),
        (b'[{"a": 1}, {"a": 2}', "MALFORMED", "cut off"),
        (json.dumps([{f"k{n}": 1} for n in range(300)]).encode(), "TOO_MANY_COLUMNS", "200"),
    ],
    ids=lambda one: one if isinstance(one, str) and one.isupper() else "",
)  # fmt: skip
async def test_a_hostile_file_is_refused_as_a_whole(tmp_path: Path, content: bytes, code: str, said: str):
    with pytest.raises(Unreadable) as refusal:
        await read(content, tmp_path)

    assert refusal.value.code == code
    assert said in str(refusal.value)


async def test_hostile_entries_are_refused_one_by_one_and_the_others_come():
    content = (
        b'[{"id":1,"firstName":"A","firstName":"B"},{"id":{"x":2},"id.x":3},{"id":4,"deep":'
        + b'{"a":' * 60 + b"1" + b"}" * 60
        + b'},7,{"id":5,"firstName":"\\ud800","\\udfff":{"\\ud800":"x"}},{"id":6,"firstName":"F","phone":'
        + b"9" * 30_000 + b'},{"id":12345678901234567890,"firstName":"G"}]'
    )  # fmt: skip

    work = await imported(content, await someone(), columns=[("id", "externalId"), ("firstName", "firstName")])

    assert await faults(work.id) == {
        1: [("", "DUPLICATE_NAME")], 2: [("", "DUPLICATE_NAME")], 3: [("", "TOO_DEEP")], 4: [("", "MALFORMED")],
        6: [("phone", "CELL_TOO_LONG")],
    }  # fmt: skip
    assert {key: one["first_name"] for key, one in (await all_kept()).items()} == {
        "5": "?",
        "12345678901234567890": "G",
    }


async def test_rows_of_a_wrong_width_with_nul_bytes_or_endless_cells_are_refused_with_their_lines():
    long = "z" * 10_000_000
    content = f'Name,Tags\nA,b\nB\n\nC,d,e\nD\0,e\n"E\nE",{long}\nF,"g\nh"\n=1+1,x\n'.encode()

    work = await staged(content, await someone())

    assert await faults(work.id) == {
        3: [("", "RAGGED")], 5: [("", "RAGGED")], 6: [("Name", "NUL_BYTE")], 7: [("Tags", "CELL_TOO_LONG")],
    }  # fmt: skip
    assert {line for line, outcome in (await outcomes(work.id)).items() if outcome == "CREATE"} == {2, 9, 11}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (HEAD % b"a.csv" + FILE, FORM, 400),
        (HEAD % b"a.csv" + FILE + b"\r\n--x", FORM, 400),
        (HEAD % b"a.csv" + FILE + b"\r\n" + HEAD % b"b.csv" + FILE + b"\r\n--x--", FORM, 400),
        (b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n1\r\n--x--', FORM, 400),
        (b"--x\r\n" + b"A: b\r\n" * 3000 + b"\r\n1\r\n--x--", FORM, 400),
        (b"--x\r\n\r\n\r\n" * 50 + b"--x--", FORM, 400),
        (HEAD % b"a.csv" + FILE + b"\r\n--x!\r\n", FORM, 400),
        (HEAD % b"a.csv" + b"\r\n--x--", FORM, 400),
        (FILE, "text/csv", 415),
        (FILE, "multipart/form-data; boundary=" + "y" * 71, 400),
    ],
    ids=["cut off", "cut at its end", "two files", "no file", "heads", "parts", "odd end", "empty", "bare", "long"],
)  # fmt: skip
async def test_a_form_that_is_none_is_refused_and_nothing_stays(
    settings: Settings, body: bytes, kind: str, status: int
):
    headers = await a_session(await a_staff()) | {"content-type": kind}
    before, on_disk = await rows_everywhere(), left(settings)

    async with client_of(create_app(settings)) as http:
        answer = await http.post("/imports", content=body, headers=headers)

    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]
    assert left(settings) == on_disk
    assert await rows_everywhere() == before


async def test_who_goes_away_in_the_middle_leaves_nothing(settings: Settings):
    """Be it that the connection breaks, or that less comes than was announced."""
    headers = await a_session(await a_staff()) | {"content-type": FORM, "content-length": "1000000"}
    sent = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/imports", "headers": sent, "query_string": b""}
    comes = [{"type": "http.request", "body": HEAD % b"a.csv" + FILE, "more_body": True}, {"type": "http.disconnect"}]
    before, on_disk = await rows_everywhere(), left(settings)

    async def receive() -> dict[str, Any]:
        return comes.pop(0) if len(comes) > 1 else comes[0]

    async def send(message: Any) -> None:
        raise AssertionError(f"nobody is there to be told {message}")

    app = create_app(settings)
    async with client_of(app):
        await app(scope, receive, send)

    assert left(settings) == on_disk
    assert await rows_everywhere() == before


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (b"../../etc/passwd", "passwd"), (b"C:\\\\x\\\\kunden.csv", "kunden.csv"), (b"a\x00b\x1b[3m.csv", "ab[3m.csv"),
        (b"", "clients"), (b"..", ".."), (b"x" * 400 + b".csv", "x" * 255), ("Größe\u202e.csv".encode(), "Größe.csv"),
        (b"\xff\xfe.csv", "\ufffd\ufffd.csv"),
    ],
)  # fmt: skip
async def test_the_name_of_a_file_leads_nowhere(settings: Settings, given: bytes, kept: str):
    headers = await a_session(await a_staff()) | {"content-type": FORM}
    on_disk = left(settings)

    async with client_of(create_app(settings)) as http:
        answer = await http.post("/imports", content=HEAD % given + FILE + b"\r\n--x--\r\nbehind", headers=headers)

    assert answer.status_code == 201
    assert (await Import.get()).file_name == kept
    home = settings.data_dir / "imports" / answer.json()["importId"]
    assert left(settings) - on_disk == {home, home / "rows.jsonl"}


@pytest.mark.parametrize("name", ["clients.xlsx", "clients.json", "clients.exe", "clients"])
async def test_a_file_is_what_is_in_it_whatever_it_is_called(settings: Settings, name: str):
    headers = await a_session(await a_staff())

    async with client_of(create_app(settings)) as http:
        answer = await http.post("/imports", files={"file": (name, FILE)}, headers=headers)

    assert (answer.status_code, (await Import.get()).kind) == (201, "CSV")
