"""Whatever is sent to a door: it answers with JSON, a code and a sentence, and it is never our fault."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import orjson
import pytest
import pytest_asyncio

from atrium.app import create_app
from atrium.settings import Settings
from tests.graph.tiny import client_of, engine, open_to_all

JSON = {"content-type": "application/json"}
HELLO = b'{"query": "{ hello }"}'
CODES = {"BAD_USER_INPUT", "TOO_COSTLY", "FORBIDDEN", "UNAUTHENTICATED"}


def asking(query: str, **more: object) -> bytes:
    return orjson.dumps({"query": query, **more})


def with_nested(query: str, levels: int) -> bytes:
    value = b'{"a":[' * levels + b"1" + b"]}" * levels
    return b'{"query": ' + orjson.dumps(query) + b', "variables": {"n": ' + value + b"}}"


CHAIN = " ".join(f"fragment F{n} on TinyQuery {{ ...F{n + 1} ...F{n + 1} }}" for n in range(79))

NOT_A_REQUEST: dict[str, bytes] = {
    "nothing": b"",
    "space": b"   ",
    "null": b"null",
    "true": b"true",
    "number": b"42",
    "text": b'"{ hello }"',
    "list": b"[]",
    "batch": b'[{"query": "{ hello }"}]',
    "batch of numbers": b"[1, 2]",
    "empty object": b"{}",
    "half an object": b'{"query": "{ hello }"',
    "two objects": HELLO + HELLO,
    "trailing comma": b'{"query": "{ hello }",}',
    "single quotes": b"{'query': '{ hello }'}",
    "comment": b'{"query": "{ hello }" /* hi */}',
    "not a number": b'{"query": "{ hello }", "variables": {"a": NaN}}',
    "infinity": b'{"query": "{ hello }", "variables": {"a": Infinity}}',
    "overflow": b'{"query": "{ hello }", "variables": {"a": 1e999}}',
    "five thousand digits": b'{"query": "{ hello }", "variables": {"a": ' + b"9" * 5000 + b"}}",
    "byte order mark": b"\xef\xbb\xbf" + HELLO,
    "utf-16": HELLO.decode().encode("utf-16"),
    "latin-1": '{"query": "{ hello(name: \\"ä\\") }"}'.encode("latin-1"),
    "bad utf-8": b'{"query": "{ hello \xff }"}',
    "overlong utf-8": b'{"query": "\xc0\xaf"}',
    "encoded surrogate": b'{"query": "\xed\xa0\x80"}',
    "lone surrogate": b'{"query": "\\ud800"}',
    "lone surrogate in variables": b'{"query": "{ hello }", "variables": {"a": "\\udc00"}}',
    "raw control character": b'{"query": "{ \x00 hello }"}',
    "nested lists": b"[" * 100_000 + b"]" * 100_000,
    "nested objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "unclosed lists": b"[" * 500_000,
    "nested variables": with_nested("{ hello }", 150),
    "query is null": b'{"query": null}',
    "query is empty": b'{"query": ""}',
    "query is space": b'{"query": "  \\n "}',
    "query is a number": b'{"query": 7}',
    "query is a list": b'{"query": ["{ hello }"]}',
    "query is an object": b'{"query": {"hello": true}}',
    "variables is a list": b'{"query": "{ hello }", "variables": []}',
    "variables is text": b'{"query": "{ hello }", "variables": "{}"}',
    "variables is a number": b'{"query": "{ hello }", "variables": 0}',
    "variables is false": b'{"query": "{ hello }", "variables": false}',
    "name is a number": b'{"query": "{ hello }", "operationName": 1}',
    "name is a list": b'{"query": "{ hello }", "operationName": []}',
    "extensions is text": b'{"query": "{ hello }", "extensions": "x"}',
    "extensions is a list": b'{"query": "{ hello }", "extensions": [1]}',
    "persisted query": b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}}',
    "form": b"query=%7B+hello+%7D",
    "multipart": b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--',
    "xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "gzip": b"\x1f\x8b\x08\x00\x00",
}

NOT_GRAPHQL: dict[str, bytes] = {
    "open brace": asking("{"),
    "closed brace": asking("}"),
    "words": asking("please say hello"),
    "nul": b'{"query": "{ hello\\u0000 }"}',
    "emoji": asking("{ 👋 }"),
    "open string": asking('{ hello(name: "'),
    "open block string": asking('{ hello(name: """'),
    "bad escape": asking(r'{ hello(name: "\uD800") }'),
    "unknown field": asking("{ goodbye }"),
    "unknown argument": asking('{ hello(surname: "x") }'),
    "wrong type": asking("{ hello(name: [1, {a: 2}]) }"),
    "huge number": asking("{ hello(name: " + "9" * 1000 + ") }"),
    "unknown fragment": asking("{ ...Nowhere }"),
    "own fragment": asking("{ ...F } fragment F on TinyQuery { ...F }"),
    "circle of fragments": asking("{ ...F } fragment F on TinyQuery { ...G } fragment G on TinyQuery { ...F }"),
    "same fragment twice": asking("{ ...F } fragment F on TinyQuery { hello } fragment F on TinyQuery { hello }"),
    "fragment on nothing": asking("{ ...F } fragment F on Nothing { hello }"),
    "doubling fragments": asking(f"{{ ...F0 }} {CHAIN} fragment F79 on TinyQuery {{ hello }}"),
    "only a fragment": asking("fragment F on TinyQuery { hello }"),
    "a type": asking("type Extra { id: ID }"),
    "a subscription": asking("subscription { hello }"),
    "unknown operation": asking("query A { hello }", operationName="B"),
    "several and no name": asking("query A { hello } query B { hello }"),
    "twice the same name": asking("query A { hello } query A { hello }"),
    "missing variable": asking("query ($n: String!) { hello(name: $n) }"),
    "wrong variable": asking("query ($n: String!) { hello(name: $n) }", variables={"n": {"a": 1}}),
    "deep variable": with_nested("query ($n: String!) { hello(name: $n) }", 90),
    "huge variable": b'{"query": "query ($n: Int!) { hello(name: $n) }", "variables": {"n": 18446744073709551616}}',
    "unknown directive": asking("{ hello @shout }"),
    "many directives": asking("{ hello " + "@include(if: true) " * 100 + "}"),
    "many aliases": asking("{ " + " ".join(f"a{n}: hello" for n in range(100)) + " }"),
    "deep selection": asking("{ me " * 100 + "{ hello }" + " }" * 100),
    "very deep selection": asking("{ me " * 20_000 + "{ hello }" + " }" * 20_000),
    "deep value": asking("{ hello(name: " + "[" * 20_000 + "]" * 20_000 + ") }"),
    "open braces": asking("{" * 300_000),
    "many tokens": asking("{ " + "hello " * 5_000 + "}"),
    "who are you as nobody": asking("{ __schema { types { name } } }"),
}

HEADERS: dict[str, tuple[int, dict[str, str]]] = {
    "no content type": (415, {}),
    "empty content type": (415, {"content-type": ""}),
    "plain text": (415, {"content-type": "text/plain"}),
    "form": (415, {"content-type": "application/x-www-form-urlencoded"}),
    "multipart": (415, {"content-type": "multipart/form-data; boundary=x"}),
    "graphql": (415, {"content-type": "application/graphql"}),
    "two content types": (415, {"content-type": "application/json, text/plain"}),
    "another charset": (415, {"content-type": "application/json; charset=utf-16"}),
    "compressed": (415, {**JSON, "content-encoding": "gzip"}),
    "wants a page": (406, {**JSON, "accept": "text/html"}),
    "wants nonsense": (406, {**JSON, "accept": ";;;,,,"}),
    "cookie alone": (403, {**JSON, "cookie": "atrium-staff=x"}),
    "foreign page": (403, {**JSON, "sec-fetch-site": "cross-site"}),
    "foreign origin": (403, {**JSON, "origin": "https://evil.example.org"}),
}


@pytest_asyncio.fixture
async def client(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx2.AsyncClient]:
    open_to_all(monkeypatch)
    async with client_of(create_app(settings, engine())) as client:
        yield client


def sentence_and_code(answer: httpx2.Response) -> tuple[str, str]:
    error = answer.json()["errors"][0]
    return error["message"], error["extensions"]["code"]


@pytest.mark.parametrize("door", ["/graphql", "/store/graphql"])
@pytest.mark.parametrize("body", NOT_A_REQUEST.values(), ids=NOT_A_REQUEST)
async def test_what_is_no_request_is_a_bad_one(client: httpx2.AsyncClient, door: str, body: bytes):
    answer = await client.post(door, content=body, headers=JSON)

    message, code = sentence_and_code(answer)
    assert (answer.status_code, code) == (400, "BAD_USER_INPUT")
    assert len(message) > 10


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
@pytest.mark.parametrize("body", NOT_GRAPHQL.values(), ids=NOT_GRAPHQL)
async def test_what_is_no_good_operation_is_refused_unexecuted(client: httpx2.AsyncClient, accept: str, body: bytes):
    answer = await client.post("/store/graphql", content=body, headers={**JSON, "accept": accept})

    message, code = sentence_and_code(answer)
    assert code in CODES
    assert (answer.status_code == 200) == (accept == "application/json")
    assert answer.status_code < 500
    assert message
    assert "data" not in answer.json()


@pytest.mark.parametrize(("status", "headers"), HEADERS.values(), ids=HEADERS)
async def test_unfit_headers_are_refused_by_name(client: httpx2.AsyncClient, status: int, headers: dict[str, str]):
    request = client.build_request("POST", "/graphql", content=HELLO)
    request.headers = httpx2.Headers({"host": "clients.example.com", "content-length": str(len(HELLO)), **headers})

    answer = await client.send(request)

    assert answer.status_code == status
    assert sentence_and_code(answer)[1] in CODES


async def test_a_body_beyond_one_megabyte_is_refused(client: httpx2.AsyncClient):
    answer = await client.post("/graphql", content=asking("{ hello }", padding="x" * 1_048_576), headers=JSON)

    assert answer.status_code == 413


async def test_a_long_chain_of_doubling_fragments_costs_nothing_to_refuse(client: httpx2.AsyncClient):
    answer = await client.post("/graphql", content=NOT_GRAPHQL["doubling fragments"], headers=JSON)

    assert sentence_and_code(answer) == ("This document defines 80 fragments; 50 is the most.", "TOO_COSTLY")


async def test_after_all_that_the_door_still_answers(client: httpx2.AsyncClient):
    for body in (*NOT_A_REQUEST.values(), *NOT_GRAPHQL.values()):
        await client.post("/graphql", content=body, headers=JSON)

    answer = await client.post("/graphql", content=HELLO, headers=JSON)

    assert answer.json() == {"data": {"hello": "Hello you"}}
