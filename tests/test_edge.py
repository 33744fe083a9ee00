"""The edge: ids, callers behind proxies, safety headers, bounds on bodies, and where a surprise ends."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from typing import Any

import pytest
from structlog.testing import capture_logs

from atrium.asgi import REQUEST_ID, Gone, Message, Receive, Scope, Send, reply, whole_body
from atrium.edge import Edge, caller
from tests.graph.tiny import client_of

PROXIES = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8"))


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers who asked, by which id, and how much."""
    body = await whole_body(receive)
    words = f"{scope['client'][0]} {scope[REQUEST_ID]} {len(body)}"
    await reply(send, 200, b"text/plain", words.encode())


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise ZeroDivisionError("secret words")


async def late_broken(scope: Scope, receive: Receive, send: Send) -> None:
    await reply(send, 200, b"text/plain", b"so far so good")
    raise ZeroDivisionError


async def exchange(app: Any, messages: list[Message], **scope: Any) -> list[Message]:
    """Send these messages to the application, the last one again and again; give back what it sent."""
    sent: list[Message] = []
    waiting = iter(messages)

    async def receive() -> Message:
        message = next(waiting, None)
        if message is None:
            await asyncio.sleep(30)
        return message or {}

    async def send(message: Message) -> None:
        sent.append(message)

    whole = {"type": "http", "method": "POST", "path": "/graphql", "headers": [], "client": ("192.0.2.7", 1), **scope}
    await app(whole, receive, send)
    return sent


async def test_every_answer_carries_what_keeps_a_browser_safe():
    async with client_of(Edge(echo)) as client:
        headers = (await client.get("/")).headers

    policy = headers["content-security-policy"]
    assert "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


async def test_https_is_kept_to_once_it_is_used():
    async with client_of(Edge(echo, is_https=True)) as client:
        answer = await client.get("/")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"


async def test_each_request_has_an_id_of_its_own_which_the_answer_names():
    async with client_of(Edge(echo)) as client:
        first, second = await client.get("/"), await client.get("/", headers={"x-request-id": "chosen-by-caller"})

    assert first.headers["x-request-id"] == first.text.split()[1]
    assert re.fullmatch("[0-9a-f]{16}", second.headers["x-request-id"])
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


async def test_a_trusted_proxy_may_name_the_request_and_its_caller():
    async with client_of(Edge(echo, trusted=PROXIES), address="10.1.1.1") as client:
        answer = await client.get("/", headers={"x-request-id": "from-the-proxy", "x-forwarded-for": "203.0.113.9"})

    assert answer.text.split() == ["203.0.113.9", "from-the-proxy", "0"]


async def test_a_proxys_strange_id_is_not_repeated():
    async with client_of(Edge(echo, trusted=PROXIES), address="10.1.1.1") as client:
        answer = await client.get("/", headers={"x-request-id": "<script>"})

    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])


async def test_anyone_elses_word_about_the_caller_is_not_believed():
    async with client_of(Edge(echo, trusted=PROXIES), address="198.51.100.1") as client:
        answer = await client.get("/", headers={"x-forwarded-for": "203.0.113.9"})

    assert answer.text.startswith("198.51.100.1 ")


@pytest.mark.parametrize(
    ("forwarded_for", "found"),
    [
        ("", "10.0.0.1"),
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("203.0.113.9, nonsense, 10.0.0.2", "10.0.0.2"),
        ("nonsense", "10.0.0.1"),
        ("2001:db8::9, fd00::1", "2001:db8::9"),
        ("::ffff:10.0.0.5, 10.0.0.2", "10.0.0.5"),
        (", ,", "10.0.0.1"),
    ],
)
def test_the_caller_is_the_last_address_that_is_no_proxy_of_ours(forwarded_for: str, found: str):
    assert caller("10.0.0.1", forwarded_for, PROXIES) == found


async def test_a_surprise_is_answered_with_the_id_and_logged_without_its_words():
    with capture_logs() as logged:
        async with client_of(Edge(broken)) as client:
            answer = await client.post("/graphql")

    told = answer.json()["errors"][0]["extensions"]
    assert answer.status_code == 500
    assert told == {"code": "INTERNAL", "requestId": answer.headers["x-request-id"]}
    assert logged[0]["failure"]["kind"] == "ZeroDivisionError"
    assert "secret words" not in str(logged) + answer.text


async def test_a_surprise_after_the_answer_changes_nothing_of_it():
    with capture_logs():
        async with client_of(Edge(late_broken)) as client:
            answer = await client.get("/")

    assert (answer.status_code, answer.text) == (200, "so far so good")


async def test_a_body_may_be_as_long_as_allowed_and_no_longer():
    async with client_of(Edge(echo, body_bytes=10)) as client:
        fitting, longer = await client.post("/", content=b"x" * 10), await client.post("/", content=b"x" * 11)

    assert (fitting.status_code, longer.status_code) == (200, 413)
    assert longer.headers["connection"] == "close"
    assert longer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_body_of_unsaid_length_is_counted():
    part = {"type": "http.request", "body": b"x" * 6, "more_body": True}

    sent = await exchange(Edge(echo, body_bytes=10), [part, part, part, {**part, "more_body": False}])

    assert sent[0]["status"] == 413


@pytest.mark.parametrize("begun", [[], [{"type": "http.request", "body": b"{", "more_body": True}]])
async def test_a_body_that_does_not_come_is_not_waited_for(begun: list[Message]):
    async with asyncio.timeout(1):
        sent = await exchange(Edge(echo, body_seconds=0.02), begun)

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


async def test_a_caller_who_leaves_is_not_answered():
    outcomes: list[str] = []
    edge = Edge(echo, observe=lambda door, outcome, seconds: outcomes.append(outcome))

    sent = await exchange(
        edge, [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    )

    assert sent == []
    assert outcomes == ["gone"]


async def test_waiting_for_the_caller_to_leave_has_no_deadline():
    async def patient(scope: Scope, receive: Receive, send: Send) -> None:
        await whole_body(receive)
        await asyncio.sleep(0.05)
        left = await receive()
        assert left["type"] == "http.disconnect"
        raise Gone

    whole = {"type": "http.request", "body": b"{}", "more_body": False}

    assert await exchange(Edge(patient, body_seconds=0.01), [whole, {"type": "http.disconnect"}]) == []


async def test_every_answer_is_counted_by_door_and_outcome():
    counted: list[tuple[str, str]] = []
    edge = Edge(echo, body_bytes=3, observe=lambda door, outcome, seconds: counted.append((door, outcome)))

    async with client_of(edge) as client:
        await client.post("/graphql", content=b"1")
        await client.post("/store/graphql", content=b"12345")
        await client.get("/clients")

    assert counted == [("staff", "answered"), ("store", "malformed"), ("pages", "answered")]
