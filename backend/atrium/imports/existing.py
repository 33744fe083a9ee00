"""Clients as they are, with everything that a row could change: read for many at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from atrium import database
from atrium.custom_fields.printing import value_sql
from atrium.imports.among import among, several, uuid_of

_CLIENTS = """
SELECT c.id, c.number, c.version, c.origin, c.status, c.first_name, c.last_name, c.display_name, c.language, c.currency,
  c.country, c.external_id, c.allow_login, c.is_guest, c.login_email, c.login_fold, c.verified_at, c.password_hash,
  c.created_at, c.parent_id, p.external_id AS parent
FROM client c LEFT JOIN client p ON p.id = c.parent_id
WHERE {among} AND c.deleted_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.id
"""
LISTS = {
    "emails": """SELECT id, client_id, address, fold, label, is_default, verified_at, created_at
      FROM client_email""",
    "phones": 'SELECT id, client_id, "number", label, is_default, created_at FROM client_phone',
    "addresses": """SELECT id, client_id, line1, line2, city, region, postcode, country, label, is_default,
      created_at FROM client_address""",
    "companies": """SELECT id, client_id, name, name_fold, tax_id, registration_number, is_default,
      created_at FROM client_company""",
    "tags": "SELECT id, client_id, label, fold FROM client_tag",
    "notes": "SELECT id, client_id, text, version, pinned, removed_at FROM client_note",
    "led_here": """SELECT id, client_id, external_id FROM (
      SELECT id, merged_into_id AS client_id, external_id FROM client WHERE external_id IS NOT NULL) s""",
    "led_above": """SELECT id, client_id, external_id FROM (
      SELECT s.id, c.id AS client_id, s.external_id FROM client c JOIN client s ON s.merged_into_id = c.parent_id
      WHERE s.external_id IS NOT NULL) s""",
}


@dataclass(slots=True)
class Existing:
    """A client that stands. `row` are its columns and `parent`, its parent's external id; `custom` values by key,
    `led_here` the external ids of those that were merged into it, `led_above` of those into its parent.
    """

    id: UUID
    row: dict[str, Any]
    emails: list[dict[str, Any]] = field(default_factory=list)
    phones: list[dict[str, Any]] = field(default_factory=list)
    addresses: list[dict[str, Any]] = field(default_factory=list)
    companies: list[dict[str, Any]] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    custom: dict[str, object] = field(default_factory=dict)
    led_here: list[dict[str, Any]] = field(default_factory=list)
    led_above: list[dict[str, Any]] = field(default_factory=list)

    def default_of(self, kind: str) -> dict[str, Any] | None:
        entries: list[dict[str, Any]] = getattr(self, kind)
        return next((one for one in entries if one["is_default"]), None)


async def existing(ids: Collection[UUID], *, lock: bool = False) -> dict[UUID, Existing]:
    """The clients of these ids that stand; with `lock`, held until the transaction ends, in the order of their ids."""
    if not ids:
        return {}
    held = " FOR UPDATE OF c" if lock and database.dialect() == "postgres" else ""
    rows = await database.rows(_CLIENTS.replace("{among}", among("c.id", 1, "uuid")) + held, several(ids))
    found: dict[UUID, Existing] = {}
    for row in rows:
        key = uuid_of(row["id"])
        assert key is not None
        found[key] = Existing(key, row)
    for name, sql in LISTS.items():
        for key, entries in (await _listed(sql, ids)).items():
            if key in found:
                setattr(found[key], name, entries)
    for key, values in (await _custom(ids)).items():
        if key in found:
            found[key].custom = values
    return found


async def _listed(sql: str, ids: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in await database.rows(f"{sql} WHERE {among('client_id', 1, 'uuid')} ORDER BY id", several(ids)):
        key = uuid_of(row["client_id"])
        assert key is not None
        found[key].append(row)
    return found


async def _custom(ids: Collection[UUID]) -> dict[UUID, dict[str, object]]:
    sql = f"""
    SELECT v.client_id, f.key, {value_sql("f", "v", database.dialect())} AS value
    FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id
    WHERE {among("v.client_id", 1, "uuid")} AND v.place = 0
    """
    found: defaultdict[UUID, dict[str, object]] = defaultdict(dict)
    for row in await database.rows(sql, several(ids)):
        key = uuid_of(row["client_id"])
        assert key is not None
        found[key][row["key"]] = json.loads(row["value"])
    return found
