"""A caller that asks over a few kept connections, each as soon as it has its answer. It costs little itself."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

HOST = "127.0.0.1"
CONNECTIONS = 16
PATIENCE = 30.0  # seconds beyond the time of asking until the last answer must be there
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
HEAD_ENDS = b"\r\n\r\n"


class WrongAnswer(Exception):
    """The server answered, but not what was asked for: a measurement of failures measures nothing."""


@dataclass(slots=True)
class Load:
    """What came of it. `latencies` and `seconds` are in seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    bytes: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(self.seconds + other.seconds, self.latencies + other.latencies, self.bytes + other.bytes)

    @property
    def requests(self) -> int:
        return len(self.latencies)


def request_of(path: str, body: bytes, token: str) -> bytes:
    """A whole HTTP/1.1 request."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: {HOST}\r\nuser-agent: atrium-bench\r\naccept: application/json\r\n"
        f"content-type: application/json\r\nauthorization: Bearer {token}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def ask(port: int, request: bytes) -> bytes:
    """One answer's body. Raises OSError while nobody listens, WrongAnswer for any status but 200."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(request)
        head = await reader.readuntil(HEAD_ENDS)
        body = await reader.readexactly(_length(head))
    except asyncio.IncompleteReadError as cut:
        raise ConnectionResetError("the answer was cut off") from cut
    finally:
        writer.close()
    if not head.startswith(b"HTTP/1.1 200"):
        raise WrongAnswer(head + body)
    return body


async def load(
    port: int, requests: Callable[[], bytes], opens: bytes, seconds: float, connections: int = CONNECTIONS
) -> Load:
    """Ask for so many seconds, so many questions at a time.

    Raises WrongAnswer for the first answer that does not begin with `opens` and end without errors.
    """
    loop, found = asyncio.get_running_loop(), Load()
    began = time.perf_counter()
    callers = [_Caller(found, requests, opens, began + seconds) for _ in range(connections)]
    for caller in callers:
        await loop.create_connection(lambda caller=caller: caller, HOST, port)  # type: ignore[misc]
    async with asyncio.timeout(seconds + PATIENCE):
        await asyncio.gather(*(caller.done for caller in callers))
    found.seconds = time.perf_counter() - began
    return found


class _Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, found: Load, requests: Callable[[], bytes], opens: bytes, until: float) -> None:
        self.found, self.requests, self.opens, self.until = found, requests, opens, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.answer = bytearray()
        self.whole = 0  # the answer's length with its head; 0 until the head is there
        self.body = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's own is not a subclass
        self._ask()

    def _ask(self) -> None:
        self.began = time.perf_counter()
        if self.began >= self.until:
            self.transport.close()
            self._finish(None)
            return
        self.transport.write(self.requests())

    def data_received(self, data: bytes) -> None:
        self.answer += data
        if not self.whole:
            end = self.answer.find(HEAD_ENDS)
            if end < 0:
                return
            self.body = end + len(HEAD_ENDS)
            self.whole = self.body + _length(self.answer[: self.body])
        if len(self.answer) >= self.whole:
            self._take()

    def _take(self) -> None:
        answer = self.answer
        if not answer.startswith(self.opens, self.body) or b'"errors":[' in answer[-400:]:
            self.transport.close()
            self._finish(WrongAnswer(bytes(answer)))
            return
        self.found.latencies.append(time.perf_counter() - self.began)
        self.found.bytes += self.whole - self.body
        self.answer, self.whole = bytearray(), 0
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self._finish(ConnectionResetError("the server hung up"))

    def _finish(self, fault: Exception | None) -> None:
        if self.done.done():
            return
        if fault is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(fault)


def _length(head: bytes | bytearray) -> int:
    found = LENGTH.search(head)
    if found is None:
        raise WrongAnswer(bytes(head))
    return int(found[1])
