"""A file comes by HTTP, goes through GraphQL, and what became of its rows goes back by HTTP."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from atrium.app import create_app
from atrium.imports.models import Import
from atrium.imports.reading import spool
from atrium.imports.reading.rows import About
from atrium.settings import Settings
from tests.access.given import a_session, a_staff, a_token
from tests.graph.tiny import client_of
from tests.imports.given import worked_off

SHOWN = """{ fileName kind encoding state done total isStaged counts { create update refused committed reverted }
  columns { name samples guess certainty field } rows { totalCount nodes {
    line outcome fate cells faults { path code message } changes { field before after } client { firstName }
    candidates { client { firstName } } kept { field } } } refusedPath rowsPath }"""
MAP = f"mutation($input: MapImportInput!) {{ mapImport(input: $input) {{ __typename ... on Import {SHOWN} }} }}"
COMMIT = (
    f"mutation($input: CommitImportInput!) {{ commitImport(input: $input) {{ __typename ... on Import {SHOWN} }} }}"
)
REVERT = (
    f"mutation($input: RevertImportInput!) {{ revertImport(input: $input) {{ __typename ... on Import {SHOWN} }} }}"
)
ONE = f"query($id: ID!) {{ import(id: $id) {SHOWN} imports {{ nodes {{ id }} }} }}"
FILE = b"E-mail,Vorname\nada@example.org,Ada\nnonsense,Bob\n"


async def asked(http: Any, headers: dict[str, str], query: str, **variables: Any) -> Any:
    answer = (await http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)).json()
    assert "errors" not in answer, answer
    return next(iter(answer["data"].values()))


async def test_a_file_travels_from_upload_to_revert(settings: Settings):
    headers = await a_session(await a_staff())

    async with client_of(create_app(settings)) as http:
        sent = await http.post("/imports", files={"file": ("C:\\x\\kunden.csv", FILE)}, headers=headers)
        key = sent.json()["importId"]
        one = {"importId": key}
        waiting = await asked(http, headers, ONE, id=key)
        await asked(http, headers, MAP, input={**one, "columns": []})
        await worked_off()
        staged = await asked(http, headers, ONE, id=key)
        refused = await http.get(staged["refusedPath"], headers=headers)
        await asked(http, headers, COMMIT, input=one)
        await worked_off()
        committed = await asked(http, headers, ONE, id=key)
        await asked(http, headers, REVERT, input=one)
        await worked_off()
        reverted = await asked(http, headers, ONE, id=key)
        rows = await http.get(staged["rowsPath"], headers=headers)

    assert sent.status_code == 201
    assert (waiting["fileName"], waiting["kind"], waiting["state"]) == ("kunden.csv", "CSV", "UPLOADED")
    assert [column["guess"] for column in waiting["columns"]] == ["email", "firstName"]
    assert waiting["columns"][0]["samples"] == ["ada@example.org", "nonsense"]
    assert (staged["state"], staged["counts"]["create"], staged["counts"]["refused"]) == ("STAGED", 1, 1)
    assert staged["rows"]["nodes"][1]["cells"] == {"E-mail": "nonsense", "Vorname": "Bob"}
    assert [(f["path"], f["code"]) for f in staged["rows"]["nodes"][1]["faults"]] == [(["E-mail"], "MALFORMED")]
    assert committed["rows"]["nodes"][0]["client"] == {"firstName": "Ada"}
    assert (committed["state"], committed["done"], committed["total"]) == ("COMMITTED", 1, 1)
    assert (reverted["state"], reverted["counts"]["reverted"]) == ("REVERTED", 1)
    told = list(csv.DictReader(io.StringIO(refused.text)))
    assert [(row["Vorname"], row["Import: Line"]) for row in told] == [("Bob", "3")]
    assert "not an e-mail address" in told[0]["Import: Reasons"]
    assert [row["Import: Outcome"] for row in csv.DictReader(io.StringIO(rows.text))] == ["REVERTED", "REFUSED"]


async def test_programs_may_send_files_if_their_scopes_say_so(settings: Settings):
    person = await a_staff()
    _, may = await a_token(person, "client.import")
    _, may_not = await a_token(person, "client.read")

    async with client_of(create_app(settings)) as http:
        sent = [await http.post("/imports", files={"file": ("a.csv", FILE)}, headers=one) for one in (may, may_not)]

    assert [answer.status_code for answer in sent] == [201, 403]


@pytest.mark.parametrize("drop", ["cookie", "x-requested-by"])
async def test_nobody_else_sends_files(settings: Settings, drop: str):
    headers = await a_session(await a_staff())
    headers.pop(drop)

    async with client_of(create_app(settings)) as http:
        answer = await http.post("/imports", files={"file": ("a.csv", FILE)}, headers=headers)

    assert answer.status_code in (401, 403)
    assert await Import.all().count() == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"\xef\xbb\xbf  \r\n", "EMPTY"),
        (b"Email,Name\r\n", "ONLY_HEADINGS"),
        (b"Email,Name,EMAIL\na@example.org,b,c\n", "DUPLICATE_HEADING"),
        (b"a@example.org,Ada\nb@example.org,Bob\n", "NO_HEADINGS"),
        (b"PK\x03\x04 no sheet at all", "MALFORMED"),
        (b"%PDF-1.7", "NOT_A_TABLE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLD_FORMAT"),
        (b"[{]", "MALFORMED"),
        (b"[]", "ONLY_HEADINGS"),
        (b"Email\0,Name\n1,2\n", "NUL_BYTE"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_with_the_reason(settings: Settings, content: bytes, code: str):
    headers = await a_session(await a_staff())

    async with client_of(create_app(settings)) as http:
        answer = await http.post("/imports", files={"file": ("clients.csv", content)}, headers=headers)

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, code)
    assert await Import.all().count() == 0
    left = spool.directory_of(UUID(int=0)).parent.glob("*/upload")
    assert await asyncio.to_thread(list, left) == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 400),
        (
            b"--x\r\nContent-Disposition: form-data; name=other\r\n\r\n1\r\n--x--",
            "multipart/form-data; boundary=x",
            400,
        ),
        (b"", "multipart/form-data", 415),
        (b"nonsense" * 4000, "multipart/form-data; boundary=x", 400),
    ],
)
async def test_what_is_no_form_with_a_file_is_refused(settings: Settings, body: bytes, kind: str, status: int):
    headers = await a_session(await a_staff()) | {"content-type": kind}

    async with client_of(create_app(settings)) as http:
        answer = await http.post("/imports", content=body, headers=headers)

    assert answer.status_code == status


async def test_a_file_beyond_the_limit_is_refused(settings: Settings):
    headers = await a_session(await a_staff())

    async with client_of(create_app(replace(settings, import_limit=100_000))) as http:
        big = await http.post("/imports", files={"file": ("a.csv", b"x" * 300_000)}, headers=headers)
        longer_than_graphql = await http.post("/graphql", content=b"x" * 1_200_000, headers=headers)

    assert (big.status_code, longer_than_graphql.status_code) == (413, 415)


async def test_two_files_are_read_at_once_and_of_one_caller_four_are_taken(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    headers, read, now_and_most = await a_session(await a_staff()), spool.read, [0, 0]

    async def watched(*paths: Path) -> About:
        now_and_most[0] += 1
        now_and_most[1] = max(now_and_most)
        try:
            return await read(*paths)
        finally:
            now_and_most[0] -= 1

    monkeypatch.setattr(spool, "read", watched)

    async with client_of(create_app(settings)) as http:

        async def sent() -> int:
            return int((await http.post("/imports", files={"file": ("a.csv", FILE)}, headers=headers)).status_code)

        answers = await asyncio.gather(*[sent() for _ in range(6)])
        later = await sent()

    assert sorted(answers) == [201, 201, 201, 201, 429, 429]
    assert later == 201
    assert now_and_most == [0, 2]
