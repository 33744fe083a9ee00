"""Which entry of a list is its default. The caller holds the client's lock, so that the lists of one client are
changed one act at a time; that there are never two is the word of a unique index.
"""

from __future__ import annotations

from uuid import UUID

from atrium import database

PROMOTED = {
    "client_email": "verified_at IS NULL, created_at, id",
    "client_phone": "created_at, id",
    "client_address": "created_at, id",
    "client_company": "created_at, id",
}
"""Who follows a default that goes: the oldest; of e-mail addresses the oldest that is verified, if one is."""

_PREFER = {
    "postgres": """
WITH cleared AS (
  UPDATE {table} SET is_default = FALSE WHERE client_id = $1 AND is_default AND id <> $2 RETURNING id
)
UPDATE {table} SET is_default = TRUE WHERE id = $2 AND client_id = $1 AND NOT is_default
  AND (SELECT count(*) FROM cleared) >= 0
""",
    "sqlite": "UPDATE {table} SET is_default = TRUE WHERE id = $2 AND client_id = $1 AND NOT is_default",
}
"""One statement clears the old default and sets the new one. PostgreSQL asks a CTE that is counted before anything
else, so its index never sees two; on SQLite a trigger clears the old one within the statement."""

_PROMOTE = """
UPDATE {table} SET is_default = TRUE
WHERE id = (SELECT id FROM {table} WHERE client_id = $1 ORDER BY {order} LIMIT 1)
  AND NOT EXISTS (SELECT 1 FROM {table} WHERE client_id = $1 AND is_default)
"""


async def prefer(table: str, client_id: UUID, row_id: UUID) -> bool:
    """Make this entry the default of the client's list; whether it was not so before."""
    return bool(await database.execute(_PREFER[database.dialect()].format(table=table), client_id, row_id))


async def promote(table: str, client_id: UUID) -> bool:
    """Give a list without a default the one that follows; whether it needed one, and has one now."""
    return bool(await database.execute(_PROMOTE.format(table=table, order=PROMOTED[table]), client_id))
