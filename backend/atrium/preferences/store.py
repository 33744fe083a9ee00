"""What staff settle for the whole store: one row a setting.

A room declares its setting as a pydantic model in which every member has a default; the defaults hold until staff
change something. Members are only ever added: a document that an older version kept is read by a newer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from atrium import database
from atrium.columns import now
from atrium.errors import StaleVersion
from atrium.events.actions import Change, record
from atrium.principal import Principal

Value = TypeVar("Value", bound=BaseModel)

_READ = {"postgres": "SELECT CAST(value AS text), version FROM store_setting WHERE name = $1"}
_READ["sqlite"] = "SELECT value, version FROM store_setting WHERE name = ?1"
_HOLD = """
INSERT INTO store_setting (name, value, version, updated_at) VALUES ($1, '{}', 0, $2)
ON CONFLICT (name) DO UPDATE SET updated_at = excluded.updated_at
RETURNING CAST(value AS text) AS value, version
"""
_WRITE = "UPDATE store_setting SET value = $2, version = version + 1 WHERE name = $1"


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """A setting: its name, which is for ever, and what it consists of."""

    name: str
    kind: type[Value]


@dataclass(frozen=True, slots=True)
class Settled(Generic[Value]):
    """What holds now. `version` grows with every change, from 0 for what nobody has changed."""

    value: Value
    version: int


KNOWN: dict[str, Setting[BaseModel]] = {}
"""Every setting that a room has declared, by name."""


def setting(name: str, kind: type[Value]) -> Setting[Value]:
    """Declare a setting, `support_pin`. Raises ValueError for a name that is taken."""
    if name in KNOWN:
        raise ValueError(f"the setting {name} is declared twice")
    made = Setting(name, kind)
    KNOWN[name] = made  # type: ignore[assignment]  # read only: as good as one of any kind
    return made


async def settled(of: Setting[Value]) -> Settled[Value]:
    """What holds now: one statement, on the primary, outside any transaction."""
    found = await database.fetch_rows(_READ[database.dialect()], [of.name], primary=True)
    return _read(of, *found[0]) if found else Settled(of.kind(), 0)


async def settle_anew(of: Setting[Value], value: Value, version: int, by: Principal) -> Settled[Value]:
    """Let `value` hold from now on, inside the caller's transaction; other changes wait for its end.

    Answers what held before. Without a difference nothing is written. Raises StaleVersion for an outdated `version`.
    """
    (kept,) = await database.rows(_HOLD, of.name, now())
    before = _read(of, kept["value"], kept["version"])
    if before.version != version:
        raise StaleVersion(current_version=before.version)
    changes = _changes(of, before.value, value)
    if changes:
        await database.execute(_WRITE, of.name, value.model_dump_json())
        await record("settings.changed", by, changes=changes)
    return before


def _read(of: Setting[Value], document: str, version: int) -> Settled[Value]:
    return Settled(of.kind.model_validate_json(document), version)


def _changes(of: Setting[Value], before: Value, after: Value) -> list[Change]:
    """What differs, as `supportPin.isOn`."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    path = to_camel(of.name)
    return [Change(f"{path}.{to_camel(name)}", old[name], new[name]) for name in new if old[name] != new[name]]
