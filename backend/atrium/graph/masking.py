"""Errors as the caller may see them: ours with their code, surprises masked and logged under the request's id."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from graphql import GraphQLError
from tortoise.exceptions import DBConnectionError

from atrium import database, errors
from atrium.graph.context import Context

_log = logging.getLogger("atrium.graph")


def error_entry(fault: Exception, context: Context, path: list[str | int] | None = None) -> dict[str, Any]:
    """One entry of the answer's `errors`."""
    original = fault
    while isinstance(original, GraphQLError) and original.original_error is not None:
        original = original.original_error
    entry: dict[str, Any] = {"message": "", "extensions": {}}
    if isinstance(fault, GraphQLError):
        if fault.locations:
            entry["locations"] = [{"line": place.line, "column": place.column} for place in fault.locations]
        path = list(fault.path) if fault.path else path
    if path:
        entry["path"] = path
    entry["message"], entry["extensions"] = _spoken(original, context)
    if path and entry["extensions"].get("paths") == []:
        entry["extensions"]["paths"] = [".".join(map(str, path))]
    return entry


def _spoken(fault: Exception, context: Context) -> tuple[str, dict[str, Any]]:
    if is_away(fault):
        fault = errors.Unavailable()
    elif is_unwritable(fault):
        fault = errors.BadUserInput("A text holds a character that no text can hold, like NUL.")
    if isinstance(fault, errors.DoorError):
        more: dict[str, Any] = {"code": fault.code}
        if isinstance(fault, errors.Forbidden):
            more |= {"paths": list(fault.paths), "needs": sorted(set(fault.needs))}
        elif isinstance(fault, errors.StepUpRequired):
            more["paths"] = list(fault.paths)
        if fault.code == "UNAVAILABLE":
            more["requestId"] = context.request_id
        return fault.message, more
    if isinstance(fault, GraphQLError):
        return fault.message, {"code": "BAD_USER_INPUT"}
    _log.error("surprise in request %s", context.request_id, exc_info=fault)
    return (
        f"Something went wrong on our side. If it stays, tell us this number: {context.request_id}.",
        {"code": "INTERNAL", "requestId": context.request_id},
    )


def is_away(fault: Exception) -> bool:
    """Whether the database could not be reached."""
    return isinstance(fault, (DBConnectionError, *database.UNREACHABLE))


def is_unwritable(fault: BaseException | None) -> bool:
    """Whether PostgreSQL refused a character (22021, 22P05): NUL, which SQLite takes and finds nowhere."""
    if fault is None or getattr(fault, "sqlstate", None) in ("22021", "22P05"):
        return fault is not None
    inner = next((one for one in fault.args if isinstance(one, BaseException)), None)
    return is_unwritable(inner or fault.__cause__)


def error_body(entries: list[dict[str, Any]]) -> bytes:
    return orjson.dumps({"errors": entries})
