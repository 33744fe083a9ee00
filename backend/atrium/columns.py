"""The few column types and defaults that behave alike on both databases."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


def now() -> datetime:
    """This moment in UTC, with microseconds."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): unguessable enough for an identifier, and it sorts by the time it was made."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62
    return UUID(int=value | random & (1 << 62) - 1)


def moment_text(value: datetime) -> str:
    """How SQLite keeps a time: UTC, always with microseconds, so that text order is time order."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class MomentField(fields.DatetimeField):
    """A time in UTC. On SQLite it is fixed-width text, whatever zone the given value came in."""

    class _db_sqlite:
        SQL_TYPE = "TEXT"

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return moment_text(value) if instance._meta.db.capabilities.dialect == "sqlite" else value.astimezone(UTC)
