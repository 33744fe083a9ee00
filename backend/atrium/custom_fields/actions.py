"""Defining custom fields, and changing what is defined."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.columns import new_id, now
from atrium.custom_fields import rules, searching
from atrium.custom_fields.definitions import HAVE_OPTIONS, NOT_SEARCHABLE
from atrium.custom_fields.inputs import (
    DefineCustomFieldInput,
    MoveCustomFieldInput,
    RemoveCustomFieldInput,
    UpdateCustomFieldInput,
)
from atrium.custom_fields.models import CustomField, CustomFieldType, CustomFieldValue
from atrium.errors import Blocked, Fault, Hindrance, InvalidInput, NotFound
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import Id, as_id
from atrium.inserting import Drawn, Row, insert
from atrium.preferences.counters import next_number
from atrium.principal import Principal

SHOWN = ("label", "type", "required", "options", "visibility", "searchable")
HAS_VALUES = "Clients have values in this field, so it stays of its type. Make another field, or remove this one first."


async def define_custom_field(given: DefineCustomFieldInput, by: Principal) -> UUID:
    """Define a field, as the last one. Answers its id.

    No client that exists is asked for it. Raises InvalidInput with all faults: paths key, label, options, options.N,
    searchable; codes of `rules`.
    """
    faults = Faults()
    values: dict[str, Any] = {
        "key": await rules.read_key(faults, given.key),
        "label": rules.read_label(faults, given.label),
        "type": given.type.value,
        "required": given.required,
        "options": rules.read_options(faults, given.options, given.type),
        "visibility": given.visibility.value,
        "searchable": given.searchable,
    }
    rules.check_searchable(faults, given.searchable, given.type)
    faults.refuse()
    field_id = new_id()
    row = {"id": field_id, **values, "options": searching.json_of(values["options"]), "created_at": now()}
    try:
        async with database.tx():
            await insert([Row("custom_field", {**row, "position": Drawn()})], next_number("custom_field"))
            changes = [Change(name, None, value) for name, value in values.items() if value]
            await record("custom_field.defined", by, changes=changes, reason=values["label"])
    except IntegrityError as clash:
        raise _refusal(clash) from clash
    return field_id


async def update_custom_field(given: UpdateCustomFieldInput, by: Principal) -> UUID:
    """Change a field, and no client: who has no value in a field that becomes required may go without.

    Raises NotFound, and InvalidInput as `define_custom_field` does, with HAS_VALUES at type where clients have values.
    """
    try:
        async with database.tx():
            field = await _held(given.id)
            values = await _wished(given, field)
            changes = [
                Change(name, getattr(field, name), values[name])
                for name in SHOWN
                if values[name] != getattr(field, name)
            ]
            if changes:
                was_searchable = field.searchable
                await field.update_from_dict(values).save(update_fields=list(SHOWN))
                if field.searchable is not was_searchable:
                    await searching.write_anew(field.id)
                await record("custom_field.updated", by, changes=changes, reason=field.label)
    except IntegrityError as clash:
        raise _refusal(clash) from clash
    return field.id


async def move_custom_field(given: MoveCustomFieldInput, by: Principal) -> UUID:
    """Put a field at a place among the others: 1 is the first, and what is beyond the last is the last.

    Raises NotFound, and InvalidInput for a place before the first.
    """
    if given.position < 1:
        raise InvalidInput.of([Fault(("position",), "OUT_OF_BOUNDS", "The first place is 1.")])
    async with database.tx():
        fields = await CustomField.all().order_by("id").select_for_update()
        in_order = sorted(fields, key=lambda one: (one.position, str(one.id)))
        moved = next((one for one in in_order if one.id == as_id(given.id)), None)
        if moved is None:
            raise NotFound()
        before = in_order.index(moved) + 1
        in_order.remove(moved)
        in_order.insert(given.position - 1, moved)
        for place, field in enumerate(in_order, 1):
            if field.position != place:
                await CustomField.filter(id=field.id).update(position=place)
        after = in_order.index(moved) + 1
        if after != before:
            await record("custom_field.moved", by, changes=[Change("position", before, after)], reason=moved.label)
    return moved.id


async def remove_custom_field(given: RemoveCustomFieldInput, by: Principal) -> UUID:
    """Remove a field and all its values. Answers the id that it had.

    Raises NotFound; Blocked with HAS_VALUES while more clients have a value than the caller knows to lose.
    """
    async with database.tx():
        field = await _held(given.id)
        count = await CustomFieldValue.filter(field_id=field.id, place=0).count()
        if count > max(given.losing_values, 0):
            message = f"{count} clients have a value in this field, and would lose it."
            raise Blocked(message, blockers=(Hindrance("HAS_VALUES", message, count),))
        if field.searchable:
            await searching.write_anew(field.id, without=True)
        await database.execute("DELETE FROM custom_field_value WHERE field_id = $1", field.id)
        await field.delete()
        changes = [Change(name, getattr(field, name), None) for name in ("key", "type", "options")]
        await record("custom_field.removed", by, changes=[*changes, Change("clients", count, None)], reason=field.label)
    return field.id


async def _held(id_: Id) -> CustomField:
    """The field, held until the transaction ends. Raises NotFound."""
    field = await CustomField.filter(id=as_id(id_)).select_for_update().get_or_none()
    if field is None:
        raise NotFound()
    return field


async def _wished(given: UpdateCustomFieldInput, field: CustomField) -> dict[str, Any]:
    """What the field shall be. Raises InvalidInput with all faults."""
    faults, kind = Faults(), field.type if given.type is None else given.type
    options = list(field.options)
    if given.options is not None or (kind in HAVE_OPTIONS) is not (field.type in HAVE_OPTIONS):
        options = rules.read_options(faults, given.options, kind)
    if given.searchable is not None:
        rules.check_searchable(faults, given.searchable, kind)
    if kind is not field.type and await CustomFieldValue.exists(field_id=field.id):
        faults.add("type", "HAS_VALUES", HAS_VALUES)
    label = field.label if given.label is None else rules.read_label(faults, given.label)
    faults.refuse()
    searchable = field.searchable if given.searchable is None else given.searchable
    return {
        "label": label,
        "type": CustomFieldType(kind),
        "required": field.required if given.required is None else given.required,
        "options": options,
        "visibility": field.visibility if given.visibility is None else given.visibility,
        "searchable": searchable and kind not in NOT_SEARCHABLE,
    }


def _refusal(clash: IntegrityError) -> Exception:
    """What a constraint said: another field took the key meanwhile, or a client got a value of the old type."""
    if database.constraint_of(clash) == "custom_field_key_key":
        return InvalidInput.of([Fault(("key",), "KEY_TAKEN", rules.KEY_TAKEN)])
    if database.constraint_of(clash) in ("custom_field_value_field_id_fkey", ""):
        return InvalidInput.of([Fault(("type",), "HAS_VALUES", HAS_VALUES)])
    return clash
