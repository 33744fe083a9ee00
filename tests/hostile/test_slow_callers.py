"""Callers that are slow on purpose lose their connection; everybody else is served meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from atrium.app import HEADER_SECONDS
from atrium.edge import BODY_SECONDS
from tests.hostile.served import Served, served

CALLERS = 25
GRACE = 3.0
HEAD = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


async def drip(port: int, begin: bytes, drop: bytes, seconds: float) -> tuple[float, bytes]:
    """Send the beginning, then a drop every half second; how long the server bore it, and what it said."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.monotonic()
    writer.write(begin)
    answer = asyncio.create_task(reader.read())
    while not answer.done() and time.monotonic() - began < seconds:
        writer.write(drop)
        await asyncio.wait([answer], timeout=0.5)
    writer.close()
    return time.monotonic() - began, await answer if answer.done() else b"still open"


async def ask(server: Served) -> int:
    async with httpx2.AsyncClient() as client:
        return (await client.post(f"{server.url}/graphql", json={"query": "{ viewer { __typename } }"})).status_code


async def test_headers_and_bodies_that_never_end_are_cut_off_while_others_are_served(server: Served):
    length = b"Content-Length: 1000\r\n\r\n"
    async with asyncio.TaskGroup() as group:
        heads = [
            group.create_task(drip(server.port, HEAD, b"X-More: more\r\n", HEADER_SECONDS + GRACE))
            for _ in range(CALLERS)
        ]
        bodies = [
            group.create_task(drip(server.port, HEAD + length, b" ", BODY_SECONDS + GRACE)) for _ in range(CALLERS)
        ]
        silent = group.create_task(drip(server.port, HEAD + length, b"", BODY_SECONDS + GRACE))
        others = [group.create_task(ask(server)) for _ in range(5)]

    assert [one.result() for one in others] == [200] * 5
    assert all(one.result()[0] < HEADER_SECONDS + GRACE for one in heads)
    assert all(b" 408 " in one.result()[1].splitlines()[0] for one in [*bodies, silent])
    assert all(one.result()[0] < BODY_SECONDS + GRACE for one in bodies)


async def test_a_body_beyond_the_limit_is_refused_over_a_real_connection(server: Served):
    async def parts() -> object:
        for _ in range(40):
            yield b" " * 65_536

    async with httpx2.AsyncClient() as client:
        headers = {"content-type": "application/json"}
        said = await client.post(f"{server.url}/graphql", content=b" " * 2_000_000, headers=headers)
        unsaid = await client.post(f"{server.url}/graphql", content=parts(), headers=headers)

    assert (said.status_code, unsaid.status_code) == (413, 413)


async def test_it_stops_when_told_and_says_nothing_was_wrong(tmp_path: Path):
    with served(tmp_path) as running:
        began = time.monotonic()
        running.process.terminate()
        running.process.wait(10)

    assert time.monotonic() - began < 10
    assert b"error" not in (tmp_path / "served.log").read_bytes().lower()
