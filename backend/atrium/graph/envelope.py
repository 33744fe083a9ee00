"""The envelope of a GraphQL request: which JSON goes in, which comes out (the GraphQL-over-HTTP specification)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson

JSON = "application/json"
RESPONSE_JSON = "application/graphql-response+json"
CHARSETS = ("", "utf-8", '"utf-8"', "utf8")
NESTING = 200  # levels of lists and objects in the variables: beyond it reading them would exhaust the stack
STATUSES = {  # of what was not executed, by its code; 400 for any other
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "STEP_UP_REQUIRED": 403,
    "TOO_MANY_REQUESTS": 429,
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
}


class Malformed(Exception):
    """What came is no GraphQL request. `status` is HTTP's word for it, `code` ours."""

    def __init__(self, message: str, *, status: int = 400, code: str = "BAD_USER_INPUT") -> None:
        self.message, self.status, self.code = message, status, code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request asks."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


def read(body: bytes) -> Asked:
    """What the body asks. Raises Malformed, saying what is wrong with it."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Malformed("The body is not valid JSON in UTF-8.") from None
    if not isinstance(given, dict):
        raise Malformed("The body must be one JSON object; several operations in one request are not supported.")
    query, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise Malformed("`query` is missing: it holds the GraphQL document, as a string.")
    if not isinstance(variables, dict | None):
        raise Malformed("`variables` must be an object.")
    if not isinstance(name, str | None):
        raise Malformed("`operationName` must be a string.")
    if not isinstance(given.get("extensions"), dict | None):
        raise Malformed("`extensions` must be an object.")
    if body.count(b"{") + body.count(b"[") > NESTING and _is_deep(variables):
        raise Malformed(f"`variables` are nested more than {NESTING} levels deep.")
    return Asked(query, variables or {}, name or None)


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(NESTING):
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        level = inner
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)


def check_content(headers: Mapping[str, str]) -> None:
    """Raises Malformed unless the body is said to be plain JSON in UTF-8."""
    if not _is_json(headers.get("content-type", "")):
        raise Malformed("Send the request as JSON: `Content-Type: application/json`.", status=415)
    if headers.get("content-encoding", "identity") != "identity":
        raise Malformed("Send the body uncompressed.", status=415)


@lru_cache(maxsize=256)
def _is_json(content_type: str) -> bool:
    kind, _, parameters = content_type.lower().partition(";")
    return kind.strip() == JSON and _charset(parameters) in CHARSETS


def _charset(parameters: str) -> str:
    for one in parameters.split(";"):
        name, _, value = one.partition("=")
        if name.strip() == "charset":
            return value.strip()
    return ""


@lru_cache(maxsize=256)
def media_type(accept: str) -> str:
    """The media type that this Accept header prefers, by default `application/json`. Raises Malformed (406)."""
    best, weight = "", 0.0
    for one in accept.lower().split(",") if accept.strip() else ["*/*"]:
        kind, _, parameters = one.partition(";")
        offered = {"*/*": JSON, "application/*": JSON, JSON: JSON, RESPONSE_JSON: RESPONSE_JSON}.get(kind.strip(), "")
        quality = _quality(parameters) if _charset(parameters) in CHARSETS else 0.0
        if offered and quality > weight:
            best, weight = offered, quality
    if not best:
        raise Malformed(f"Answers come as {JSON} or {RESPONSE_JSON}.", status=406)
    return best


def _quality(parameters: str) -> float:
    for one in parameters.split(";"):
        name, _, value = one.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def fault(message: str, code: str, request_id: str, **more: Any) -> bytes:
    """The body of an answer to a request that was not executed."""
    extensions = {"code": code, "requestId": request_id, **more}
    return orjson.dumps({"errors": [{"message": message, "extensions": extensions}]})
