"""A door of GraphQL over HTTP: find who asks, read what is asked, send the answer as it left the engine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from atrium.asgi import NO_STORE, OUTCOME, REQUEST_ID, Header, Receive, Scope, Send, header_fields, reply, whole_body
from atrium.errors import BadUserInput, Unavailable
from atrium.graph.context import Context, Cookie
from atrium.graph.envelope import (
    JSON,
    RESPONSE_JSON,
    STATUSES,
    Asked,
    Malformed,
    check_content,
    fault,
    media_type,
    read,
)
from atrium.graph.masking import error_body, error_entry
from atrium.graph.same_site import PREFLIGHT, check_site, sharing
from atrium.principal import Door, Principal, nobody

DEADLINE = 10.0  # seconds that one operation may take
CONTENT = {JSON: b"application/json; charset=utf-8", RESPONSE_JSON: b"application/graphql-response+json; charset=utf-8"}
OUTCOMES = {"": "answered", "INTERNAL": "failed", "UNAVAILABLE": "unavailable"}

Authenticate = Callable[[Mapping[str, str], Door, str], Awaitable[Principal]]


class Answer(Protocol):
    """What the engine gives back: finished JSON, whether any of it was executed, the first error's code or ""."""

    @property
    def body(self) -> bytes: ...
    @property
    def executed(self) -> bool: ...
    @property
    def code(self) -> str: ...


class Engine(Protocol):
    """What runs an operation. It turns refusals and its own surprises into errors inside the answer."""

    async def answer(
        self, query: str, variables: dict[str, Any], operation_name: str | None, context: Context
    ) -> Answer: ...


@dataclass(slots=True)
class _Reply:
    """An answer on its way out."""

    body: bytes
    executed: bool = False
    code: str = ""
    cookies: list[Cookie] = field(default_factory=list)


class GraphQLDoor:
    """An ASGI application for one door.

    `origin` is where our own pages live, `allowed` the origins of other sites whose pages may ask without cookies,
    `deadline` is in seconds. Every refusal is JSON with a code; what is no GraphQL request gets 4xx, never 500.
    """

    def __init__(
        self,
        engine: Engine,
        door: Door,
        authenticate: Authenticate,
        *,
        origin: str,
        allowed: Iterable[str] = (),
        deadline: float = DEADLINE,
    ) -> None:
        self._engine = engine
        self._door = door
        self._authenticate = authenticate
        self._origin = origin
        self._allowed = frozenset(allowed)
        self._deadline = deadline

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = header_fields(scope)
        shared = sharing(headers, self._allowed) if self._allowed else ()
        if scope["method"] == "OPTIONS" and shared:
            await reply(send, 204, b"text/plain", b"", *PREFLIGHT, *shared)
            return
        media = JSON
        try:
            self._check_method(scope["method"])
            media = media_type(headers.get("accept", ""))
            check_content(headers)
            check_site(headers, self._origin, self._allowed)
            asked = read(await whole_body(receive))
        except Malformed as malformed:
            await self._refuse(scope, send, malformed, media, shared)
            return
        await self._send(scope, send, await self._answered(asked, headers, scope), media, shared)

    @staticmethod
    def _check_method(method: str) -> None:
        if method != "POST":
            raise Malformed("GraphQL is asked by POST here.", status=405)

    async def _answered(self, asked: Asked, headers: Mapping[str, str], scope: Scope) -> _Reply:
        caller = nobody(self._door, (scope.get("client") or ("",))[0])
        context = Context(
            caller, self._door, scope.get(REQUEST_ID, ""), headers.get("user-agent", ""),
            uses_cookies=bool(headers.get("x-requested-by")),
        )  # fmt: skip
        clock = asyncio.timeout(self._deadline)
        try:
            async with clock:
                context.principal = await self._authenticate(headers, self._door, caller.address)
                answer = await self._engine.answer(asked.query, asked.variables, asked.operation_name, context)
        except Exception as error:
            entry = error_entry(self._named(error, is_late=clock.expired()), context)
            return _Reply(error_body([entry]), code=entry["extensions"]["code"])
        return _Reply(answer.body, answer.executed, answer.code, context.cookies_out)

    def _named(self, error: Exception, *, is_late: bool) -> Exception:
        if isinstance(error, TimeoutError) and is_late:
            return Unavailable(f"This took longer than {self._deadline:g} seconds and was stopped.")
        if isinstance(error, RecursionError):
            return BadUserInput("This operation is nested too deeply.")
        return error

    async def _send(self, scope: Scope, send: Send, answer: _Reply, media: str, shared: tuple[Header, ...]) -> None:
        """As `application/json` 200 is for every well-formed request (GraphQL over HTTP §6.4.1) but our own faults."""
        status = 200 if answer.executed else STATUSES.get(answer.code, 400)
        if media == JSON and status != 500:
            status = 200
        scope[OUTCOME] = OUTCOMES.get(answer.code, "refused")
        cookies = [(b"set-cookie", _written(cookie)) for cookie in answer.cookies]
        await reply(send, status, CONTENT[media], answer.body, NO_STORE, *shared, *cookies)

    async def _refuse(
        self, scope: Scope, send: Send, malformed: Malformed, media: str, shared: tuple[Header, ...]
    ) -> None:
        scope[OUTCOME] = "malformed"
        allow: tuple[Header, ...] = ((b"allow", b"POST"),) if malformed.status == 405 else ()
        body = fault(malformed.message, malformed.code, scope.get(REQUEST_ID, ""))
        await reply(send, malformed.status, CONTENT[media], body, NO_STORE, *allow, *shared)


def _written(cookie: Cookie) -> bytes:
    """Closed to scripts and other sites' forms; `__Host-` demands Secure and no Domain (RFC 6265bis §4.1.3.2)."""
    secure = "; Secure" if cookie.name.startswith("__Host-") else ""
    attributes = f"Path=/; Max-Age={cookie.max_age}; HttpOnly; SameSite=Lax{secure}"
    return f"{cookie.name}={cookie.value}; {attributes}".encode("latin-1")
