"""The few column types and defaults that behave alike on both databases."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

Moment = TypeVar("Moment", datetime, datetime | None)


_clock: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment in UTC, with microseconds; within `as_of`, the moment that it names."""
    return _clock.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Act as at another time: so a store is filled with a past, by the very actions that fill it day by day."""
    before = _clock.set(moment)
    try:
        yield
    finally:
        _clock.reset(before)


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): unguessable enough for an identifier, and it sorts by the time it was made."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62
    return UUID(int=value | random & (1 << 62) - 1)


def new_ids() -> Iterator[UUID]:
    """Ids like `new_id`, for an act that needs many: randomness is asked for once for hundreds. Not to be kept."""
    while True:
        milliseconds = time.time_ns() // 1_000_000
        head, pool = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | 0b10 << 62, os.urandom(10 * 512)
        for place in range(0, len(pool), 10):
            random = int.from_bytes(pool[place : place + 10], "big")
            yield UUID(int=head | (random >> 68 & 0xFFF) << 64 | random & (1 << 62) - 1)


def moment_text(value: datetime) -> str:
    """How SQLite keeps a time: UTC, always with microseconds, so that text order is time order."""
    in_utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return in_utc.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def moment_of(value: datetime | str) -> datetime:
    """A time as either database's driver gives it: SQLite's is text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


class MomentField(fields.DatetimeField[Moment]):
    """A time in UTC. On SQLite it is fixed-width text, whatever zone the given value came in."""

    class _db_sqlite:  # noqa: N801 - the name by which the ORM looks for a dialect's column type
        SQL_TYPE = "TEXT"

    if TYPE_CHECKING:

        @overload
        def __init__(self: MomentField[datetime], *, default: Any = ..., null: Literal[False] = ...) -> None: ...

        @overload
        def __init__(self: MomentField[datetime | None], *, null: Literal[True]) -> None: ...

        def __init__(self, **given: Any) -> None: ...

    def to_db_value(self, value: Any, instance: type[Model] | Model | None) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        model = self.model if instance is None else instance  # an update of many rows gives no instance
        return moment_text(value) if model._meta.db.capabilities.dialect == "sqlite" else value.astimezone(UTC)
