"""Pressing twice does once: the same key of the same caller answers what it answered before, for 24 hours."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel

from atrium import database
from atrium.columns import new_id, now
from atrium.errors import IdempotencyConflict
from atrium.faults import Faults
from atrium.principal import Principal

HELD = timedelta(hours=24)
KEY_LONGEST = 200

_CLAIM = """
INSERT INTO idempotency_key (id, caller, "key", operation, input_hash, result, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (caller, "key") DO UPDATE SET operation = excluded.operation, input_hash = excluded.input_hash,
  result = excluded.result, created_at = excluded.created_at
WHERE idempotency_key.created_at <= $8
RETURNING id
"""
_ANSWERED = 'SELECT operation, input_hash, result FROM idempotency_key WHERE caller = $1 AND "key" = $2'


async def claim(
    key: str | None, by: Principal, operation: str, given: BaseModel, result: UUID | None = None
) -> UUID | None:
    """Begin what shall happen once, first thing in its transaction: None means go ahead.

    `result` is the id that the act will answer; an act that learns it only later calls `settle`. When the key has been
    answered before, that answer comes back instead and nothing may be done. While another request holds the key, this
    one waits for its outcome. A refused act leaves no trace of its key. Raises IdempotencyConflict for another input,
    InvalidInput for a key that is no key.
    """
    if key is None:
        return None
    name, caller, meant, moment = _name_of(key), caller_of(by), hash_of(given), now()
    if await database.rows(_CLAIM, new_id(), caller, name, operation, meant, str(result or ""), moment, moment - HELD):
        return None
    answered = (await database.rows(_ANSWERED, caller, name))[0]
    if (answered["operation"], answered["input_hash"]) != (operation, meant):
        raise IdempotencyConflict()
    return UUID(answered["result"])


async def settle(key: str | None, by: Principal, result: UUID) -> None:
    """Keep what a claimed act answers, in its transaction."""
    if key is not None:
        sql = 'UPDATE idempotency_key SET result = $3 WHERE caller = $1 AND "key" = $2'
        await database.execute(sql, caller_of(by), _name_of(key), str(result))


def caller_of(by: Principal) -> str:
    """Whose keys these are. Those who have not signed in share theirs with their network address."""
    if by.impersonating and by.actor.id and by.id:
        return f"AS:{by.actor.id.hex}:{by.id.hex}"
    return f"{by.kind}:{by.id}" if by.kind else f"NOBODY:{by.address}"


def hash_of(given: BaseModel) -> str:
    """What was asked, as a hash. A field left out differs from a field emptied."""
    meant = json.dumps(given.model_dump(mode="json", exclude_unset=True), sort_keys=True)
    return hashlib.sha256(meant.encode()).hexdigest()


def _name_of(key: str) -> str:
    faults = Faults()
    name = faults.text("idempotencyKey", key, KEY_LONGEST, required=True)
    faults.refuse()
    return name


async def forget_old() -> int:
    """Remove the keys whose 24 hours are over; how many."""
    return await database.execute("DELETE FROM idempotency_key WHERE created_at <= $1", now() - HELD)
