"""Well-formed requests with bad values in them: a typed refusal or a coded error, and nothing written."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import orjson
import pytest
import pytest_asyncio

from atrium.app import create_app
from atrium.clients.models import Client
from atrium.events.models import Event
from atrium.graph.endpoint import GraphQLDoor
from atrium.mail.models import EmailMessage
from atrium.principal import Door, Principal
from atrium.schema import engine
from atrium.settings import Settings
from tests.graph.asking import staff
from tests.graph.tiny import ORIGIN, client_of

LISTED = """
query ($filter: ClientFilter, $order: ClientOrder, $first: Int, $last: Int, $after: String, $before: String) {
  clients(filter: $filter, orderBy: $order, first: $first, last: $last, after: $after, before: $before) { nodes { id } }
}
"""
ADDED = """
mutation ($input: AddClientInput!, $key: String) {
  addClient(input: $input, idempotencyKey: $key) { __typename ... on InvalidInput { fields { path code } } }
}
"""
FOUND = """
query ($id: ID, $number: Int, $externalId: String, $email: String) {
  client(id: $id, number: $number, externalId: $externalId, email: $email) { id }
}
"""
UPDATED = "mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }"
NOBODY = "01999999-9999-7999-8999-999999999999"
CURSOR = base64.urlsafe_b64encode(b'["2024-01-01", "x"]').decode()


def deep(levels: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"allowLogin": True}
    for _ in range(levels):
        inner = {"not": inner}
    return inner


def deep_literal(levels: int) -> str:
    return "{ clients(filter: " + "{and: [" * levels + "{allowLogin: true}" + "]}" * levels + ") { nodes { id } } }"


BAD_READS: dict[str, dict[str, Any]] = {
    "first 0": {"first": 0},
    "first -1": {"first": -1},
    "first 251": {"first": 251},
    "first 10001": {"first": 10001},
    "first beyond 32 bits": {"first": 2**31},
    "first beyond 64 bits": {"first": 2**63 - 1},
    "first beyond all": {"first": 1e300},
    "first half": {"first": 1.5},
    "first as text": {"first": "10"},
    "first true": {"first": True},
    "last 0": {"last": 0},
    "first with last": {"first": 5, "last": 5},
    "after with before": {"first": 5, "after": "x", "before": "y"},
    "nonsense cursor": {"after": "nonsense"},
    "empty cursor": {"after": ""},
    "foreign cursor": {"after": CURSOR},
    "cursor of another kind": {"after": base64.b64encode(b"arrayconnection:5").decode()},
    "cursor with nul": {"after": "\x00"},
    "cursor of bad base64": {"after": "%%%"},
    "long cursor": {"after": "A" * 100_000},
    "unknown status": {"filter": {"status": ["SLEEPING"]}},
    "status in small letters": {"filter": {"status": ["active"]}},
    "unknown order": {"order": {"field": "SHOE_SIZE"}},
    "unknown filter": {"filter": {"shoeSize": 43}},
    "filter as a list": {"filter": [[]]},
    "time that is none": {"filter": {"createdAt": {"after": "yesterday-ish"}}},
    "300 deep": {"filter": deep(190)},
    "101 wide": {"filter": {"or": [{"allowLogin": True}] * 200}},
    "many statuses that are none": {"filter": {"status": ["X"] * 10_000}},
}

HOPELESS: dict[str, dict[str, Any]] = {
    "nul in search": {"search": "a\x00b"},
    "only nul in search": {"search": "\x00"},
    "long search": {"search": "a b " * 20_000},
    "signs in search": {"search": "\"' OR 1=1 -- % _ * ( ) \\ ^ NEAR"},
    "nul in text": {"firstName": {"eq": "a\x00b"}},
    "signs in text": {"firstName": {"contains": "%_\\%"}},
    "id that is none": {"ids": ["1; drop table client"]},
    "id with nul": {"ids": ["\x00"]},
    "country that is none": {"country": ["\x00", "Atlantis"]},
    "parent that is none": {"parentId": "\x00"},
}

BAD_CLIENTS: dict[str, dict[str, Any]] = {
    "nobody": {},
    "spaces": {"firstName": "   ", "email": "ada@example.org"},
    "nul": {"firstName": "A\x00da", "email": "ada@example.org"},
    "control character": {"firstName": "A\x1bda", "email": "ada@example.org"},
    "right-to-left override": {"firstName": "A\u202eda", "email": "ada@example.org"},
    "far too long": {"firstName": "A" * 100_000, "email": "ada@example.org"},
    "no e-mail for a login": {"firstName": "Ada"},
    "e-mail that is none": {"firstName": "Ada", "email": "ada"},
    "two e-mails": {"firstName": "Ada", "email": "ada@example.org, eve@example.org"},
    "header in an e-mail": {"firstName": "Ada", "email": "ada@example.org\r\nBcc: eve@example.org"},
    "long e-mail": {"firstName": "Ada", "email": "a" * 400 + "@example.org"},
    "phone that is none": {"firstName": "Ada", "email": "ada@example.org", "phone": "call me"},
    "country that is none": {
        "firstName": "Ada",
        "email": "ada@example.org",
        "address": {"line1": "1 Way", "city": "X", "postcode": "1", "country": "ZZ"},
    },
    "currency that is none": {"firstName": "Ada", "email": "ada@example.org", "currency": "MOON"},
    "language that is none": {"firstName": "Ada", "email": "ada@example.org", "language": "xx-klingon-!"},
    "too many tags": {"firstName": "Ada", "email": "ada@example.org", "tags": ["t\x00"] * 5000},
    "name as a number": {"firstName": 5},
    "unknown field": {"firstName": "Ada", "shoeSize": 43},
}

BAD_UPDATES: dict[str, dict[str, Any]] = {
    "id that is none": {"id": "nobody", "version": 1},
    "empty id": {"id": "", "version": 1},
    "id with nul": {"id": "\x00", "version": 1},
    "unknown id": {"id": NOBODY, "version": 1},
    "version 0": {"id": NOBODY, "version": 0},
    "version beyond 32 bits": {"id": NOBODY, "version": 2**31},
    "version beyond 64 bits": {"id": NOBODY, "version": 2**63},
}


@pytest_asyncio.fixture
async def client(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    administrator = staff()

    async def authenticate(headers: Mapping[str, str], door: Door, address: str) -> Principal:
        return administrator

    async with client_of(GraphQLDoor(engine(), Door.STAFF, authenticate, origin=ORIGIN)) as client:
        yield client


async def ask(client: httpx2.AsyncClient, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    body = orjson.dumps({"query": query, "variables": variables})
    answer = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert answer.status_code < 500
    found: dict[str, Any] = answer.json()
    return found


def code_of(answer: dict[str, Any]) -> str:
    return str(answer["errors"][0]["extensions"]["code"])


async def written() -> int:
    return await Client.all().count() + await Event.all().count() + await EmailMessage.all().count()


@pytest.mark.parametrize("variables", BAD_READS.values(), ids=BAD_READS)
async def test_a_bad_read_is_the_callers_to_correct(client: httpx2.AsyncClient, variables: dict[str, Any]):
    answer = await ask(client, LISTED, variables)

    assert code_of(answer) == "BAD_USER_INPUT"


@pytest.mark.parametrize("given", HOPELESS.values(), ids=HOPELESS)
async def test_a_filter_that_nobody_can_meet_finds_nobody_or_is_refused(
    client: httpx2.AsyncClient, given: dict[str, Any]
):
    answer = await ask(client, LISTED, {"filter": given})

    assert answer == {"data": {"clients": {"nodes": []}}} or code_of(answer) == "BAD_USER_INPUT"


@pytest.mark.parametrize("levels", [120, 300, 3000])
async def test_a_filter_of_endless_nesting_is_refused(client: httpx2.AsyncClient, levels: int):
    answer = await ask(client, deep_literal(levels), {})

    assert code_of(answer) in ("BAD_USER_INPUT", "TOO_COSTLY")


async def test_pages_of_pages_that_could_hold_too_much_are_refused_with_the_figure(client: httpx2.AsyncClient):
    answer = await ask(client, "{ clients(first: 250) { nodes { emails(first: 50) { id } phones { id } } } }", {})

    assert code_of(answer) == "TOO_COSTLY"
    assert "25,251 records; 10,000 is the most" in answer["errors"][0]["message"]


@pytest.mark.parametrize("given", BAD_CLIENTS.values(), ids=BAD_CLIENTS)
async def test_a_bad_client_is_refused_and_nothing_is_written(client: httpx2.AsyncClient, given: dict[str, Any]):
    answer = await ask(client, ADDED, {"input": given})

    if "errors" in answer:
        assert code_of(answer) == "BAD_USER_INPUT"
    else:
        assert answer["data"]["addClient"]["__typename"] == "InvalidInput"
        assert answer["data"]["addClient"]["fields"]
    assert await written() == 0


@pytest.mark.parametrize("key", ["", "\x00", "k" * 10_000])
async def test_a_bad_key_adds_nobody(client: httpx2.AsyncClient, key: str):
    answer = await ask(client, ADDED, {"input": {"firstName": "Ada", "email": "ada@example.org"}, "key": key})

    refused = "errors" in answer or answer["data"]["addClient"]["__typename"] == "InvalidInput"
    assert refused == (await written() == 0)
    assert "errors" not in answer or code_of(answer) == "BAD_USER_INPUT"


@pytest.mark.parametrize("given", BAD_UPDATES.values(), ids=BAD_UPDATES)
async def test_a_bad_update_is_refused_and_nothing_is_written(client: httpx2.AsyncClient, given: dict[str, Any]):
    answer = await ask(client, UPDATED, {"input": {"firstName": "Eve", **given}})

    if "errors" in answer:
        assert code_of(answer) == "BAD_USER_INPUT"
    else:
        assert answer["data"]["updateClient"]["__typename"] in ("NotFound", "InvalidInput")
    assert await written() == 0


@pytest.mark.parametrize(
    "by",
    [
        {"id": "\x00"},
        {"id": "x" * 10_000},
        {"number": 2**31},
        {"number": -1},
        {"externalId": "\x00"},
        {"email": "\x00"},
        {},
    ],
    ids=str,
)
async def test_a_client_that_cannot_be_is_nobody_or_a_fault_of_the_caller(
    client: httpx2.AsyncClient, by: dict[str, Any]
):
    answer = await ask(client, FOUND, by)

    assert answer == {"data": {"client": None}} or code_of(answer) == "BAD_USER_INPUT"


@pytest.mark.parametrize("token", ["", "x", "\x00", "ä" * 43, "A" * 100_000])
async def test_a_token_that_cannot_be_verifies_nothing(settings: Settings, token: str):
    query = "mutation ($token: String!) { verifyEmail(token: $token) { __typename ... on Error { code } } }"
    body = orjson.dumps({"query": query, "variables": {"token": token}})

    async with client_of(create_app(settings)) as client:
        answer = await client.post("/store/graphql", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 200
    assert answer.json()["data"]["verifyEmail"]["__typename"] in ("TokenRefused", "InvalidInput")


@pytest.mark.parametrize("bearer", ["", "x", "atr_", "atr_12345678_" + "A" * 49, "atr_" + "\u00e9" * 60, "A" * 8000])
async def test_a_token_that_never_was_opens_nothing(settings: Settings, bearer: str):
    headers = {"authorization": f"Bearer {bearer}".encode("latin-1"), "content-type": "application/json"}

    async with client_of(create_app(settings)) as client:
        answer = await client.post("/graphql", content=b'{"query": "{ clients { totalCount } }"}', headers=headers)

    assert answer.status_code == 200
    assert code_of(answer.json()) == "UNAUTHENTICATED"


BAD_CALLS: dict[str, str] = {
    "sign in with nul": 'mutation { signIn(email: "\\u0000", password: "\\u0000") { __typename } }',
    "sign in with megabytes": 'mutation { signIn(email: "a@example.org", password: "%s") { __typename } }'
    % ("p" * 500_000),
    "sign in as a header": 'mutation { signIn(email: "a@example.org\\r\\nX: y", password: "x") { __typename } }',
    "revoke a token that is none": 'mutation { revokeApiToken(id: "\\u0000") }',
    "revoke a token that never was": f'mutation {{ revokeApiToken(id: "{NOBODY}") }}',
    "token without a name": 'mutation { createApiToken(input: {name: "", scopes: []}) { __typename } }',
    "token with a strange scope": 'mutation { createApiToken(input: {name: "x", scopes: ["root"]}) { __typename } }',
    "login of nobody": f'mutation {{ setAllowLogin(input: {{id: "{NOBODY}", allowLogin: true}}) {{ __typename }} }}',
    "login of no id": 'mutation { setAllowLogin(input: {id: "\\u0000", allowLogin: true}) { __typename } }',
    "mail for no id": 'mutation { resendVerification(input: {id: "\\u0000"}) { __typename } }',
    "figures of nowhere": '{ clientDashboard(timezone: "Mars/Olympus") { __typename } }',
    "figures of a path": '{ clientDashboard(timezone: "../../etc/passwd") { __typename } }',
    "figures with nul": '{ clientDashboard(timezone: "\\u0000") { __typename } }',
    "figures backwards": '{ clientDashboard(from: "2024-02-01", to: "2024-01-01") { __typename } }',
    "figures of a thousand years": '{ clientDashboard(from: "1024-01-01", to: "2024-01-01") { __typename } }',
    "figures at the end of time": '{ clientDashboard(from: "9999-12-31", to: "9999-12-31") { __typename } }',
    "figures of a day that is none": '{ clientDashboard(from: "2024-02-30") { __typename } }',
    "events with a foreign cursor": f'{{ events(after: "{CURSOR}") {{ nodes {{ id }} }} }}',
    "events of no action": '{ events(actions: ["\\u0000"]) { nodes { id } } }',
    "mails with a foreign cursor": f'{{ mailbox(after: "{CURSOR}") {{ nodes {{ id }} }} }}',
    "mails with first 0": "{ mailbox(first: 0) { nodes { id } } }",
    "nested first 0": "{ clients { nodes { timeline(first: 0) { nodes { id } } } } }",
    "nested first -1 of a list": "{ clients { nodes { emails(first: -1) { id } } } }",
    "nested first beyond all": "{ clients(first: 1) { nodes { emails(first: 251) { id } } } }",
    "nested foreign cursor": f'{{ clients {{ nodes {{ timeline(after: "{CURSOR}") {{ nodes {{ id }} }} }} }} }}',
    "two keys of one client": '{ client(number: 1, email: "a@example.org") { id } }',
    "nothing of a client": "{ clients { nodes { } } }",
    "nothing of clients": "{ clients { } }",
    "conflicting fields": "{ clients { nodes { a: id a: number } } }",
    "a type that is none": '{ __type(name: "\\u0000") { name } }',
}


@pytest.mark.parametrize("query", BAD_CALLS.values(), ids=BAD_CALLS)
async def test_nothing_that_can_be_asked_is_a_surprise(client: httpx2.AsyncClient, query: str):
    answer = await ask(client, query, {})

    assert "errors" not in answer or code_of(answer) in ("BAD_USER_INPUT", "FORBIDDEN")
    assert await Client.all().count() == 0
