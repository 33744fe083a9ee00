"""Asking the real engine, as the HTTP door does."""

from __future__ import annotations

from typing import Any

import orjson

from atrium.access.permissions import PERMISSIONS
from atrium.columns import new_id, now
from atrium.graph.context import Context
from atrium.principal import ActorKind, Door, Principal
from atrium.schema import engine


def staff(*permissions: str, door: Door = Door.STAFF) -> Principal:
    """A signed-in staff member; without names, with every permission."""
    granted = frozenset(permissions or PERMISSIONS)
    return Principal(ActorKind.STAFF, new_id(), "Sam Staff", granted, door, session_id=new_id(), proved_at=now())


async def ask(
    query: str, variables: dict[str, Any] | None = None, *, by: Principal | None = None, name: str | None = None
) -> dict[str, Any]:
    """The whole answer: `data`, `errors`."""
    who = by or staff()
    answer = await engine().answer(query, variables or {}, name, Context(principal=who, door=who.door, request_id="r1"))
    found: dict[str, Any] = orjson.loads(answer.body)
    return found


async def data(query: str, variables: dict[str, Any] | None = None, *, by: Principal | None = None) -> Any:
    """The answer's data; a test fails on any error."""
    answer = await ask(query, variables, by=by)
    assert "errors" not in answer, answer
    return answer["data"]
