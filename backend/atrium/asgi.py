"""The little of ASGI that our doors speak: what headers came, the whole body, one answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

REQUEST_ID = "atrium.request_id"  # in the scope: what the edge calls this request, a string
OUTCOME = "atrium.outcome"  # in the scope: how a door says that it went, for the metrics
NO_STORE: Header = (b"cache-control", b"no-store")
FETCHING = ("GET", "HEAD")  # the methods by which a file is fetched
ALLOW_FETCHING: Header = (b"allow", b"GET, HEAD")


class Gone(Exception):
    """The caller left before the request was whole: there is nobody to answer."""


class BodyRefused(Exception):
    """The body is too long or too slow. `status` is HTTP's word for it."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


def header_fields(scope: Scope) -> dict[str, str]:
    """The headers by lower-case name; a repeated one is joined (RFC 9110 §5.3, cookies RFC 9113 §8.2.3)."""
    given: list[Header] = scope["headers"]
    fields = {name.decode("latin-1"): value.decode("latin-1") for name, value in given}
    return fields if len(fields) == len(given) else _joined(given)


def _joined(given: Iterable[Header]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for raw, value in given:
        name, text = raw.decode("latin-1"), value.decode("latin-1")
        separator = "; " if name == "cookie" else ", "
        fields[name] = f"{fields[name]}{separator}{text}" if name in fields else text
    return fields


async def whole_body(receive: Receive) -> bytes:
    """All of the body. The edge bounds its length and its time. Raises Gone when the caller leaves meanwhile."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


async def reply(send: Send, status: int, content_type: bytes, body: bytes, *headers: Header) -> None:
    """Send one whole answer."""
    own = [(b"content-type", content_type), (b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})
