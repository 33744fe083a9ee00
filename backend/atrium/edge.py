"""The edge that every request passes: its id, its caller's address, bounds on its body, safety for browsers.

Plain ASGI, for it is paid by every request. It also is where a surprise ends, and where each answer is counted.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from random import getrandbits

import structlog

from atrium.asgi import (
    NO_STORE,
    OUTCOME,
    REQUEST_ID,
    App,
    BodyRefused,
    Gone,
    Header,
    Message,
    Receive,
    Scope,
    Send,
    header_fields,
    reply,
)
from atrium.graph.envelope import fault
from atrium.logs import failure, request_id
from atrium.settings import Network

BODY_BYTES = 1_048_576
BODY_SECONDS = 10.0  # from the request's first byte to its last
DRAIN_SECONDS = 1.0
READING = ("GET", "HEAD")  # their bodies, if any, are never read
SLOW = 1.0  # seconds after which an answer is worth a line in the log
DOORS = {"/graphql": "staff", "/store/graphql": "store"}
FORWARDED_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
POLICY = (
    "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SAFETY: tuple[Header, ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
ONLY_HTTPS: Header = (b"strict-transport-security", b"max-age=31536000")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Observe = Callable[[str, str, float], None]

_log = structlog.get_logger("atrium.edge")


class _Sender:
    """Adds the edge's headers to the answer and remembers its status; 0 while there is none."""

    __slots__ = ("_headers", "_send", "status")

    def __init__(self, send: Send, headers: Sequence[Header]) -> None:
        self._send = send
        self._headers = headers
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *self._headers]
        await self._send(message)


class _Body:
    """The same body, but no longer and no slower than allowed; beyond that BodyRefused is raised."""

    __slots__ = ("_deadline", "_is_whole", "_left", "_receive")

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._left = most
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._is_whole = False

    async def __call__(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise BodyRefused(408, "The body did not arrive in time.") from None
        self._left -= len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        if self._left < 0:
            raise BodyRefused(413, "The body is too long.")
        return message


class Edge:
    """The outermost ASGI application.

    `trusted` are the proxies whose X-Forwarded-For and X-Request-Id are believed; `observe` gets door, outcome and
    seconds of every answer. A body of more than `body_bytes` gets 413, one that takes longer than `body_seconds` 408;
    `longer` has other bounds by path.
    """

    def __init__(
        self,
        app: App,
        *,
        trusted: Sequence[Network] = (),
        is_https: bool = False,
        observe: Observe = lambda door, outcome, seconds: None,
        body_bytes: int = BODY_BYTES,
        body_seconds: float = BODY_SECONDS,
        longer: Mapping[str, tuple[int, float]] | None = None,
    ) -> None:
        self._app = app
        self._trusted = tuple(trusted)
        self._safety = (*SAFETY, ONLY_HTTPS) if is_https else SAFETY
        self._observe = observe
        self._body_bytes = body_bytes
        self._body_seconds = body_seconds
        self._longer = longer or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        name = self._identify(scope)
        token = request_id.set(name)
        sender = _Sender(send, (*self._safety, (b"x-request-id", name.encode())))
        try:
            await self._pass_on(scope, receive, sender)
        finally:
            self._tell(scope, sender.status, time.perf_counter() - began)
            request_id.reset(token)

    def _identify(self, scope: Scope) -> str:
        """Name the request; learn from a trusted proxy who really asks, and what the proxy calls the request."""
        name = f"{getrandbits(64):016x}"  # to be told apart, not to be kept secret: no system call
        peer = (scope.get("client") or ("", 0))[0]
        if self._trusted and _is_among(peer, self._trusted):
            given = header_fields(scope)
            scope["client"] = (caller(peer, given.get("x-forwarded-for", ""), self._trusted), 0)
            if FORWARDED_ID.fullmatch(given.get("x-request-id", "")):
                name = given["x-request-id"]
        scope[REQUEST_ID] = name
        return name

    async def _pass_on(self, scope: Scope, receive: Receive, sender: _Sender) -> None:
        is_read = scope["method"] not in READING
        most, seconds = self._longer.get(scope["path"], (self._body_bytes, self._body_seconds))
        bounded = _Body(receive, most, seconds) if is_read else receive
        try:
            await self._app(scope, bounded, sender)
        except BodyRefused as refused:
            if refused.status == 413:
                await _drain(receive, min(DRAIN_SECONDS, self._body_seconds))
            await self._refuse(scope, sender, refused.status, str(refused), "BAD_USER_INPUT")
        except Gone:
            scope[OUTCOME] = "gone"
        except Exception as error:
            _log.error("surprise", path=scope["path"], failure=failure(error))
            await self._refuse(scope, sender, 500, "Something went wrong on our side.", "INTERNAL")

    async def _refuse(self, scope: Scope, sender: _Sender, status: int, message: str, code: str) -> None:
        if sender.status:
            return
        scope[OUTCOME] = "failed" if status == 500 else "malformed"
        body = fault(message, code, scope[REQUEST_ID])
        close: tuple[Header, ...] = () if status == 500 else ((b"connection", b"close"),)
        await reply(sender, status, b"application/json; charset=utf-8", body, NO_STORE, *close)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        door = DOORS.get(scope["path"], "pages")
        outcome = scope.get(OUTCOME) or ("answered" if 0 < status < 400 else "refused" if status < 500 else "failed")
        self._observe(door, outcome, seconds)
        if status >= 500 or seconds > SLOW:
            _log.warning("answered", path=scope["path"], status=status, outcome=outcome, seconds=round(seconds, 3))


async def _drain(receive: Receive, seconds: float) -> None:
    """Let the caller finish speaking for a moment: who is cut off while sending does not hear the answer."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (await receive()).get("more_body", False):
                pass


def caller(peer: str, forwarded_for: str, trusted: Sequence[Network]) -> str:
    """Who really asks: the last address in X-Forwarded-For that no trusted proxy of ours has; else the peer."""
    found = peer
    for one in reversed([part.strip() for part in forwarded_for.split(",")] if forwarded_for else []):
        address = _address(one)
        if address is None:
            break
        found = str(address)
        if not _is_among(found, trusted):
            break
    return found


def _is_among(address: str, networks: Sequence[Network]) -> bool:
    given = _address(address)
    return given is not None and any(given in network for network in networks)


def _address(text: str) -> Address | None:
    """The address; an IPv4 one that came through an IPv6 socket as what it is."""
    try:
        given = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(given, "ipv4_mapped", None) or given
