"""What a staff member prefers, on every computer the same.

How somebody's own screen looks is nobody else's concern: it is not written down as an event.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.columns import new_id, now
from atrium.errors import Fault, Forbidden, InvalidInput
from atrium.preferences.inputs import MOST_LISTS, Density, SavePreferencesInput, Theme
from atrium.principal import ActorKind, Principal

_READ = {"postgres": "SELECT document::text FROM staff_preference WHERE staff_id = $1"}
_READ["sqlite"] = "SELECT document FROM staff_preference WHERE staff_id = ?1"
_BEGIN = """
INSERT INTO staff_preference (id, staff_id, document, updated_at) VALUES ($1, $2, '{}', $3)
ON CONFLICT (staff_id) DO UPDATE SET updated_at = excluded.updated_at
RETURNING CAST(document AS text) AS document
"""
_WRITE = "UPDATE staff_preference SET document = $2 WHERE staff_id = $1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown, in pixels where it was given a width."""

    key: str
    width: int | None


@dataclass(frozen=True, slots=True)
class ListLook:
    """How one list looks."""

    name: str
    density: Density
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything that somebody prefers, with the usual where nothing was chosen."""

    theme: Theme
    single_keys: bool
    lists: tuple[ListLook, ...]


async def preferences_of(staff_id: UUID) -> Preferences:
    """What this staff member prefers. One statement."""
    found = await database.fetch_text(_READ[database.dialect()], [database.native(staff_id)], primary=True)
    return _read(json.loads(found or "{}"))


async def save_preferences(given: SavePreferencesInput, by: Principal) -> Preferences:
    """Keep what is given of the caller's preferences; the rest stays. Answers all of them.

    Raises InvalidInput (see `SavePreferencesInput.check`), Forbidden for whoever is no staff member.
    """
    if by.kind is not ActorKind.STAFF:
        raise Forbidden("Only staff have preferences.")
    given.check()
    async with database.tx():
        kept = await database.rows(_BEGIN, new_id(), by.id, now())  # holds the row until the transaction ends
        document = _merged(json.loads(kept[0]["document"]), given)
        if len(document["lists"]) > MOST_LISTS:
            raise InvalidInput.of([Fault(("lists",), "TOO_MANY", f"At most {MOST_LISTS} lists are kept.")])
        await database.execute(_WRITE, by.id, orjson.dumps(document).decode())
    return _read(document)


def _merged(document: dict[str, Any], given: SavePreferencesInput) -> dict[str, Any]:
    """The document with what is given; members that this version does not know are kept for the one that does."""
    made = {**document, "lists": {**document.get("lists", {})}}
    if given.theme is not None:
        made["theme"] = given.theme.value
    if given.single_keys is not None:
        made["singleKeys"] = given.single_keys
    for one in given.lists or ():
        columns = [column.model_dump(mode="json") for column in one.columns]
        made["lists"][one.name] = {"density": one.density.value, "columns": columns}
    return made


def _read(document: dict[str, Any]) -> Preferences:
    lists = [
        ListLook(name, Density(one["density"]), tuple(Column(**column) for column in one["columns"]))
        for name, one in sorted(document.get("lists", {}).items())
    ]
    return Preferences(
        theme=Theme(document.get("theme", Theme.SYSTEM)),
        single_keys=document.get("singleKeys", True),
        lists=tuple(lists),
    )
