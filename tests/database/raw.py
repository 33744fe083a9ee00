"""Rows written in plain SQL, past every action, to hear what the database itself says."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import new_id, now

_numbers = count(1)


async def insert(table: str, **values: Any) -> None:
    marks = ", ".join(f"${place}" for place in range(1, len(values) + 1))
    await database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", *values.values())


async def a_client(**given: Any) -> UUID:
    """A client who may not log in, unless said otherwise."""
    identifier, moment = new_id(), now()
    values: dict[str, Any] = {
        "id": identifier,
        "number": next(_numbers),
        "version": 1,
        "origin": "STAFF",
        **dict.fromkeys(("first_name", "last_name", "first_fold", "last_fold"), ""),
        **dict.fromkeys(("display_name", "name_fold"), "ada"),
        "is_guest": False,
        "allow_login": False,
        "language": "en",
        "currency": "EUR",
        "country": "",
        "created_at": moment,
        "updated_at": moment,
    }
    await insert("client", **values | given)
    return identifier


async def an_email(client_id: UUID, fold: str, **given: Any) -> UUID:
    identifier = new_id()
    values = {"id": identifier, "client_id": client_id, "address": fold, "fold": fold, "label": ""}
    await insert("client_email", **values | {"is_default": False, "created_at": now()} | given)
    return identifier
