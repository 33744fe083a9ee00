"""The HTTP door of GraphQL: media types, statuses, cookies, who may knock from where, what is said when it fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx2
import orjson
import pytest

from atrium.database import UNREACHABLE
from atrium.errors import Unauthenticated
from atrium.principal import Door, Principal
from tests.graph.tiny import ORIGIN, client_of, door, open_to_all

JSON = "application/json"
RESPONSE_JSON = "application/graphql-response+json"
SHOP = "https://shop.example.org"


@pytest.fixture(autouse=True)
def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    open_to_all(monkeypatch)


async def ask(
    query: str, *, headers: dict[str, str] | None = None, body: Any = None, **options: Any
) -> httpx2.Response:
    async with client_of(door(**options)) as client:
        return await client.post("/graphql", json=body or {"query": query}, headers=headers or {})


def code_of(answer: httpx2.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


async def test_an_operation_is_answered_with_variables_and_by_name():
    body = {
        "query": "query A($n: String!) { hello(name: $n) } query B { __typename }",
        "variables": {"n": "Zoë"},
        "operationName": "A",
    }

    answer = await ask("", body=body)

    assert answer.json() == {"data": {"hello": "Hello Zoë"}}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        ("application/json; charset=utf-8", JSON),
        (RESPONSE_JSON, RESPONSE_JSON),
        (f"{RESPONSE_JSON}, {JSON};q=0.9", RESPONSE_JSON),
        (f"{JSON};q=0.5, {RESPONSE_JSON};q=0.8", RESPONSE_JSON),
        (f"text/html, {JSON}", JSON),
        (f"{RESPONSE_JSON};q=0, {JSON}", JSON),
    ],
)
async def test_the_answer_comes_as_the_caller_prefers(accept: str | None, media: str):
    answer = await ask("{ hello }", headers={} if accept is None else {"accept": accept})

    assert answer.headers["content-type"] == f"{media}; charset=utf-8"


@pytest.mark.parametrize(
    "accept", ["text/html", "image/*", f"{JSON};q=0", f"{JSON}; charset=utf-16", "application/json;q=x"]
)
async def test_an_answer_in_another_form_is_not_to_be_had(accept: str):
    answer = await ask("{ hello }", headers={"accept": accept})

    assert answer.status_code == 406
    assert code_of(answer) == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("query", "as_json", "as_response"),
    [("{ hello }", 200, 200), ("{ hello", 200, 400), ("{ nothing }", 200, 400), ("{ broken }", 200, 200)],
)
async def test_the_status_follows_the_media_type(query: str, as_json: int, as_response: int):
    assert (await ask(query, headers={"accept": JSON})).status_code == as_json
    assert (await ask(query, headers={"accept": RESPONSE_JSON})).status_code == as_response


async def test_a_request_that_is_refused_has_no_data():
    answer = await ask("{ nothing }")

    assert "data" not in answer.json()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
async def test_only_post_asks(method: str):
    async with client_of(door()) as client:
        answer = await client.request(method, "/graphql?query={hello}")

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_the_caller_is_known_by_address():
    assert (await ask("{ caller }")).json() == {"data": {"caller": "192.0.2.7"}}


async def test_an_operation_that_takes_too_long_is_stopped():
    answer = await ask("{ slow }", headers={"accept": RESPONSE_JSON}, deadline=0.05)

    assert (answer.status_code, code_of(answer)) == (503, "UNAVAILABLE")
    assert "0.05 seconds" in answer.json()["errors"][0]["message"]


async def test_a_surprise_says_nothing_of_itself():
    answer = await ask("{ broken }")

    assert code_of(answer) == "INTERNAL"
    assert "secret words" not in answer.text


async def test_a_surprise_before_the_operation_is_masked_too():
    async def authenticate(headers: Mapping[str, str], at: Door, address: str) -> Principal:
        raise ZeroDivisionError("secret words")

    answer = await ask("{ hello }", authenticate=authenticate)

    assert (answer.status_code, code_of(answer)) == (500, "INTERNAL")
    assert "secret words" not in answer.text


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE_JSON, 401)])
async def test_a_bad_token_is_said_to_be_one(accept: str, status: int):
    async def authenticate(headers: Mapping[str, str], at: Door, address: str) -> Principal:
        raise Unauthenticated

    answer = await ask("{ hello }", headers={"accept": accept}, authenticate=authenticate)

    assert (answer.status_code, code_of(answer)) == (status, "UNAUTHENTICATED")


@pytest.mark.parametrize("away", UNREACHABLE)
@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE_JSON, 503)])
async def test_the_database_being_away_is_said_in_words(away: type[Exception], accept: str, status: int):
    async def authenticate(headers: Mapping[str, str], at: Door, address: str) -> Principal:
        raise away("10.0.0.1 does not answer")

    answer = await ask("{ hello }", headers={"accept": accept}, authenticate=authenticate)

    assert (answer.status_code, code_of(answer)) == (status, "UNAVAILABLE")
    assert "10.0.0.1" not in answer.text


async def test_cookies_are_closed_to_scripts_and_other_sites():
    answer = await ask("mutation { enter }")

    assert answer.headers["set-cookie"] == (
        "__Host-atrium-staff=secret; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"
    )


async def test_a_cookie_is_taken_back():
    answer = await ask("mutation { leave }")

    assert answer.headers["set-cookie"] == "atrium-staff=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"


COOKIE = {"cookie": "theme=dark; __Host-atrium-staff=x"}
OURS = {"x-requested-by": "atrium"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        (COOKIE, 403),
        ({**COOKIE, "x-requested-by": ""}, 403),
        ({**COOKIE, **OURS}, 200),
        ({**COOKIE, "authorization": "Bearer x"}, 200),
        ({**COOKIE, "authorization": "Basic x"}, 403),
        ({"cookie": "theme=dark"}, 200),
        ({**COOKIE, **OURS, "sec-fetch-site": "same-origin"}, 200),
        ({**COOKIE, **OURS, "sec-fetch-site": "none"}, 200),
        ({**COOKIE, **OURS, "sec-fetch-site": "same-site"}, 403),
        ({**COOKIE, **OURS, "sec-fetch-site": "cross-site"}, 403),
        ({**COOKIE, **OURS, "sec-fetch-site": "cross-site", "authorization": "Bearer x"}, 403),
        ({"authorization": "Bearer x", "sec-fetch-site": "cross-site", "origin": SHOP}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({**COOKIE, **OURS, "origin": ORIGIN}, 200),
        ({**COOKIE, **OURS, "origin": "http://localhost:5173", "host": "localhost:5173"}, 200),
        ({**COOKIE, **OURS, "origin": SHOP}, 403),
        ({**COOKIE, **OURS, "origin": "null"}, 403),
        ({**COOKIE, **OURS, "origin": "http://["}, 403),
        ({"origin": SHOP}, 403),
    ],
)
async def test_a_foreign_page_cannot_use_a_persons_cookie(headers: dict[str, str], status: int):
    answer = await ask("{ hello }", headers=headers)

    assert answer.status_code == status
    assert status == 200 or code_of(answer) == "FORBIDDEN"


async def test_a_storefront_on_an_allowed_site_may_ask_and_read():
    headers = {"origin": SHOP, "sec-fetch-site": "cross-site"}

    answer = await ask("{ hello }", headers=headers, door=Door.STORE, allowed=[SHOP])

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == SHOP
    assert "access-control-allow-credentials" not in answer.headers


async def test_its_browser_asks_first():
    async with client_of(door(door=Door.STORE, allowed=[SHOP])) as client:
        allowed = await client.options("/store/graphql", headers={"origin": SHOP})
        foreign = await client.options("/store/graphql", headers={"origin": "https://evil.example.org"})

    assert (allowed.status_code, allowed.headers["access-control-allow-methods"]) == (204, "POST")
    assert foreign.status_code == 405
    assert "access-control-allow-origin" not in foreign.headers


async def test_every_refusal_is_json_with_a_sentence():
    answer = await ask("", body=[{"query": "{ hello }"}])

    assert answer.status_code == 400
    assert orjson.loads(answer.content)["errors"][0]["message"].startswith("The body must be one JSON object")
