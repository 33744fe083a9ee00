"""What may have become wrong since the preview: parents that went or stand too low now, custom fields that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson

from atrium import database
from atrium.custom_fields.definitions import Definition
from atrium.custom_fields.kinds import read_value
from atrium.errors import Fault
from atrium.family.lines import FURTHEST, GENERATIONS
from atrium.faults import Faults
from atrium.imports.among import among, several, uuid_of
from atrium.imports.mapping.fields import CUSTOM
from atrium.imports.vetting import Plan

_LINES = f"""
WITH RECURSIVE line (said, parent, id, above, place) AS (
  SELECT s.external_id, p.id, p.id, p.parent_id, 1
  FROM client s JOIN client p ON p.id = COALESCE(s.merged_into_id, s.id)
  WHERE {{among}} AND s.deleted_at IS NULL AND p.deleted_at IS NULL AND p.merged_into_id IS NULL
  UNION ALL
  SELECT line.said, line.parent, c.id, c.parent_id, line.place + 1 FROM client c JOIN line ON c.id = line.above
  WHERE line.place < {FURTHEST}
)
SELECT p.id, line.said, p.is_guest, line.id AS held, line.place FROM line JOIN client p ON p.id = line.parent
"""
_HOLD = "SELECT id FROM client WHERE {among} ORDER BY id FOR UPDATE"


@dataclass(frozen=True, slots=True)
class Parent:
    """A client who stands; `generation` is 1 for the topmost."""

    id: UUID
    is_guest: bool
    generation: int


async def parents_of(keys: Iterable[str | None]) -> dict[str, Parent]:
    """The parents by their external ids, also by those of clients who were merged into them; they and all above them
    are held until the transaction ends.
    """
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    held: set[UUID] = set()
    while True:
        found = await database.rows(_LINES.format(among=among("s.external_id")), several(wanted))
        line = {key for row in found if (key := uuid_of(row["held"]))}
        if line <= held or database.dialect() != "postgres":  # on SQLite nobody else is writing
            break
        held |= line
        await database.rows(_HOLD.format(among=among("id", 1, "uuid")), several(held))
    parents: dict[str, Parent] = {}
    for row in sorted(found, key=lambda one: int(one["place"])):
        key = uuid_of(row["id"])
        assert key is not None
        parents[row["said"]] = Parent(key, bool(row["is_guest"]), int(row["place"]))
    return parents


def parent_fault(parent: Parent | None, *, is_new: bool) -> Fault | None:
    """Why nobody can come under it. For a client who is here already, linking itself looks at the generations."""
    if parent is None:
        return _fault("PARENT_MISSING", "Its parent was not imported, or is gone by now.")
    if parent.is_guest:
        return _fault("PARENT_IS_GUEST", "The parent is a guest, who has no account yet.")
    if is_new and parent.generation >= GENERATIONS:
        return _fault("PARENT_TOO_DEEP", f"A family has at most {GENERATIONS} generations.")
    return None


def _fault(code: str, message: str) -> Fault:
    return Fault(("parentExternalId",), code, message)


def custom_fault(plan: Plan, known: Sequence[Definition], changed: Collection[str] | None) -> Fault | None:
    """The first custom value that its field would not take any more, of those that change (None: of a new client)."""
    by_key: Mapping[str, Definition] = {one.key: one for one in known}
    country = plan.addresses[0]["country"] if plan.addresses else plan.country
    for key, shown in plan.custom.items():
        if changed is not None and f"{CUSTOM}{key}" not in changed:
            continue
        field = by_key.get(key)
        if field is None:
            return Fault((f"{CUSTOM}{key}",), "FIELD_CHANGED", "This custom field is gone.")
        faults = Faults()
        value = read_value(faults, field, shown, country)
        if value is None:
            why = next((fault.message for fault in faults.found), "This field does not take this value any more.")
            return Fault((f"{CUSTOM}{key}",), "FIELD_CHANGED", why)
    lacking = [one.key for one in known if changed is None and one.required and one.key not in plan.custom]
    return Fault((f"{CUSTOM}{lacking[0]}",), "REQUIRED", "Please fill this in.") if lacking else None


def changed_keys(changes: str) -> set[str]:
    """The fields that a row is to change."""
    return {one["field"] for one in orjson.loads(changes)}
