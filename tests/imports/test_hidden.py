"""Hashes of passwords are nobody's to read: not while their rows wait, nor in a file that is fetched, nor later."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from atrium import database
from atrium.app import create_app
from atrium.clients.models import Client
from atrium.ids import Id
from atrium.imports.actions import map_import
from atrium.imports.inputs import MapImportInput, SkipImportRowInput, UpdateImportRowInput
from atrium.imports.mapping.hidden import HIDDEN
from atrium.imports.mending import skip_import_row, update_import_row
from atrium.imports.models import Import, ImportRow
from atrium.settings import Settings
from tests.access.given import a_staff, a_token
from tests.graph.tiny import client_of
from tests.imports.given import as_csv, committed, outcomes, someone, staged, uploaded

HASH = "$2b$10$" + "s" * 53
ROWS = [
    {"First name": "Ada", "E-mail": "ada@example.org", "Password": HASH},
    {"First name": "Ben", "E-mail": "ben@", "Password": HASH},
    {"First name": "Eve", "E-mail": "eve@example.org", "Password": "a plain secret"},
    {"First name": "Tom", "E-mail": "tom@example.org", "Password": ""},
]
SECRETS = (HASH[:20], HASH[-20:], "plain secret")
QUERY = """{ imports { nodes { columns { name samples field values } error rows(first: 50) { nodes {
  cells faults { message } changes { field before after } kept { before after } } } } }
  importReasons(importId: "ID") { code message at }
  importGuesses(importId: "ID", preset: "") { column field values } }"""


async def told(settings: Settings, import_id: object, name: str) -> str:
    """Everything that the API and the files say of an import, to somebody who may see it all."""
    _, may = await a_token(await a_staff(name), "client.import", "client.read")
    async with client_of(create_app(settings)) as http:
        answer = await http.post("/graphql", json={"query": QUERY.replace("ID", str(import_id))}, headers=may)
        files = [await http.get(f"/imports/{import_id}/{which}", headers=may) for which in ("rows", "refused")]
    assert "errors" not in answer.json(), answer.text
    assert [one.status_code for one in files] == [200, 200]
    return "\n".join(one.text for one in (answer, *files))


def shows(text: str, secrets: Sequence[str] = SECRETS) -> list[str]:
    return [one for one in secrets if one in text]


async def in_its_tables(import_id: object) -> str:
    rows = await database.rows("SELECT * FROM import_row WHERE origin_id = $1", import_id)
    return json.dumps([dict(one) for one in rows], default=str)


async def cells_of(work: Import, line: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((await ImportRow.get(origin_id=work.id, line=line)).cells)
    return found


async def test_no_answer_and_no_file_holds_a_hash_before_and_after_the_commit(settings: Settings):
    by = await someone()
    work = await staged(ROWS, by)

    waiting = await told(settings, work.id, "Ines")
    await committed(work, by)
    written = await told(settings, work.id, "Iris")

    assert (shows(waiting), shows(written)) == ([], [])
    assert HIDDEN in written
    assert (await Client.get(login_email="ada@example.org")).password_hash == HASH


async def test_nothing_of_a_hash_is_left_in_the_rows_once_they_are_written():
    by = await someone()
    work = await staged(ROWS, by)
    assert shows(await in_its_tables(work.id)) == list(SECRETS)

    await committed(work, by)

    assert shows(await in_its_tables(work.id)) == []


async def test_the_samples_of_what_looks_like_a_hash_are_hidden_from_the_upload_on():
    by = await someone()
    work = await uploaded(as_csv([{"email": "ada@example.org", "secret": HASH, "Passwort-Hash": "a plain secret"}]), by)

    await map_import(MapImportInput(import_id=Id(str(work.id)), columns=[]), by)

    for kept in (work.columns, (await Import.get(id=work.id)).columns):
        assert {one["name"]: one["samples"] for one in kept} == {
            "email": ["ada@example.org"], "secret": [HIDDEN], "Passwort-Hash": [HIDDEN],
        }  # fmt: skip


async def test_a_row_that_is_mended_keeps_the_hash_that_nobody_sees():
    by = await someone()
    work = await staged(ROWS, by)
    shown = await cells_of(work, 3)

    given = shown | {"E-mail": "ben@example.org"}
    await update_import_row(UpdateImportRowInput(import_id=Id(str(work.id)), line=3, cells=given), by)
    for skip in (True, False):
        await skip_import_row(SkipImportRowInput(import_id=Id(str(work.id)), line=2, skip=skip), by)
    await committed(work, by)

    assert shown["Password"] == HIDDEN
    assert {one.first_name: one.password_hash for one in await Client.all()} == {"Ada": HASH, "Ben": HASH, "Tom": None}


@pytest.mark.parametrize(("given", "kept"), [("", None), ("$2b$10$" + "t" * 53, "$2b$10$" + "t" * 53)])
async def test_another_hash_takes_the_place_of_the_one_that_is_hidden(given: str, kept: str | None):
    by = await someone()
    work = await staged(ROWS, by)

    await update_import_row(UpdateImportRowInput(import_id=Id(str(work.id)), line=4, cells={"Password": given}), by)
    await committed(work, by)

    assert (await Client.get(first_name="Eve")).password_hash == kept


async def test_a_file_that_was_fetched_and_is_sent_again_asks_for_the_hash_that_it_lacks():
    work = await staged([{"First name": "Ben", "E-mail": "ben@example.org", "Password": HIDDEN}], await someone())

    row = await ImportRow.get(origin_id=work.id)

    assert await outcomes(work.id) == {2: "REFUSED"}
    assert [one["code"] for one in json.loads(row.faults)] == ["HIDDEN_HASH"]


async def test_a_hash_in_a_line_of_a_wrong_width_is_hidden_wherever_it_stands():
    content = f"firstName,email,passwordHash\nAda,Byron,ada@example.org,{HASH}\nBen,{HASH}\n".encode()

    work = await staged(content, await someone())

    assert await outcomes(work.id) == {2: "REFUSED", 3: "REFUSED"}
    assert [shows(row.cells) for row in await ImportRow.filter(origin_id=work.id)] == [[], []]
