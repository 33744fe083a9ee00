"""The values that a client has in its custom fields: read beside their definitions, kept, and changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.columns import new_id
from atrium.custom_fields.definitions import Definition, definitions
from atrium.custom_fields.kinds import Value, read_value
from atrium.custom_fields.models import CustomFieldVisibility
from atrium.custom_fields.printing import value_sql
from atrium.errors import Fault, InvalidInput
from atrium.events.actions import Change
from atrium.faults import Faults
from atrium.inserting import Row, insert

PATH = "customFields"
EVERY = frozenset(CustomFieldVisibility)
AT_REGISTRATION = frozenset({CustomFieldVisibility.REGISTRATION})
BY_CLIENTS = frozenset({CustomFieldVisibility.CLIENT_EDITS, CustomFieldVisibility.REGISTRATION})
"""The fields that whoever registers is asked for, and those that a client may change."""


@dataclass(frozen=True, slots=True)
class Held:
    """A value to be: of which field, and what it is; None for none."""

    field: Definition
    value: Value | None
    before: object = None

    @property
    def change(self) -> Change:
        return Change(f"{PATH}.{self.field.key}", self.before, self.value.shown if self.value else None)


async def read_new(
    faults: Faults, given: object, country: str, met: Collection[CustomFieldVisibility] = EVERY
) -> tuple[Held, ...]:
    """The values of a client to be. Notes one fault a key: UNKNOWN_FIELD, REQUIRED, and those of `read_value`.

    `country` is the client's, for phone numbers without a country code. Whoever gives the values meets the fields of
    these visibilities: of others nothing is asked, and none is known.
    """
    known, within = await _met(met), faults.within(PATH)
    named = _named(faults, given, known)
    held = [Held(field, read_value(within, field, named.get(field.key), country)) for field in known]
    return tuple(one for one in held if one.value is not None)


async def read_changed(
    faults: Faults,
    given: object,
    client_id: UUID,
    country: str,
    met: Collection[CustomFieldVisibility] = EVERY,
) -> tuple[Held, ...]:
    """The values that differ from those that a client has. What is not named stays, null takes a value away.

    A value sent back as it is has no fault, whatever has become of its field since: an option that is offered no more,
    a field that is required now. Notes faults as `read_new` does.
    """
    known, within = await _met(met), faults.within(PATH)
    named = _named(faults, given, known)
    had = await values_of(client_id) if named else {}
    held = []
    for field in known:
        before = had.get(field.key)
        if field.key in named and named[field.key] != before:
            value = read_value(within, with_kept_options(field, before), named[field.key], country)
            held.append(Held(field, value, before))
    return tuple(one for one in held if (one.value.shown if one.value else None) != one.before)


async def _met(met: Collection[CustomFieldVisibility]) -> list[Definition]:
    return [field for field in await definitions() if field.visibility in met]


def _named(faults: Faults, given: object, known: Sequence[Definition]) -> Mapping[str, object]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        faults.add(PATH, "WRONG_TYPE", "Give the custom fields as an object: a value for each key.")
        return {}
    keys = {field.key for field in known}
    for key in given:
        if key not in keys:
            faults.add((PATH, str(key)), "UNKNOWN_FIELD", "There is no custom field with this key.")
    return given


def with_kept_options(field: Definition, before: object) -> Definition:
    """The field with the options that its client chose when they were still offered: those may stay."""
    if not field.options:
        return field
    chosen = [one for one in (before if isinstance(before, list) else [before]) if isinstance(one, str)]
    kept = [one for one in chosen if one not in field.options]
    return replace(field, options=(*field.options, *kept))


def value_rows(client_id: UUID, held: Sequence[Held]) -> list[Row]:
    """The rows that keep the values."""
    return [
        Row("custom_field_value", {**_owner(client_id, one.field), "place": place, **columns})
        for one in held
        if one.value is not None
        for place, columns in enumerate(one.value.rows)
    ]


def _owner(client_id: UUID, field: Definition) -> dict[str, Any]:
    return {"id": new_id(), "client_id": client_id, "field_id": field.id, "type": field.type.value}


async def write(client_id: UUID, held: Sequence[Held]) -> None:
    """Keep the values of a locked client in the place of those it had in these fields.

    Raises InvalidInput with FIELD_CHANGED where a field went, or became one of another type, since it was read.
    """
    if not held:
        return
    try:
        async with database.tx():
            for one in held:
                sql = "DELETE FROM custom_field_value WHERE client_id = $1 AND field_id = $2"
                await database.execute(sql, client_id, one.field.id)
            await insert(value_rows(client_id, held))
    except IntegrityError as clash:
        message = "Somebody has just changed this field. Look at it again."
        raise InvalidInput.of([Fault((PATH, one.field.key), "FIELD_CHANGED", message) for one in held]) from clash


async def values_of(client_id: UUID) -> dict[str, object]:
    """What a client has, by key, as it is answered; fields without a value are left out."""
    sql = f"""
    SELECT f.key, {value_sql("f", "v", database.dialect())} AS value
    FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id WHERE v.client_id = $1 AND v.place = 0
    """
    return {row["key"]: json.loads(row["value"]) for row in await database.rows(sql, client_id)}


def found_by(held: Sequence[Held]) -> list[str]:
    """The lines of the search document that the values give."""
    return [
        columns[name]
        for one in held
        if one.value is not None and one.field.searchable
        for columns in one.value.rows
        for name in ("fold", "code")
        if name in columns
    ]
