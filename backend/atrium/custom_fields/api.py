"""The door to custom fields: definitions, the values of a client, and the filter by them."""

from __future__ import annotations

import inspect
from uuid import UUID

import strawberry

from atrium import errors
from atrium.custom_fields import actions, inputs, models
from atrium.custom_fields.printing import value_sql
from atrium.graph.answers import answers
from atrium.graph.fields import list_of, mutation
from atrium.graph.inputs import DateTimeFilter, DecimalFilter, StringFilter, dress
from atrium.graph.permits import ANYONE, SIGNED_IN, STORE_DOOR
from atrium.graph.reading.declare import Arguments, column, many, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql
from atrium.principal import Door, Principal

strawberry.enum(models.CustomFieldType, description=inspect.getdoc(models.CustomFieldType))
strawberry.enum(models.CustomFieldVisibility, description=inspect.getdoc(models.CustomFieldVisibility))

for _model in (
    inputs.DefineCustomFieldInput,
    inputs.UpdateCustomFieldInput,
    inputs.MoveCustomFieldInput,
    inputs.RemoveCustomFieldInput,
):
    dress(_model)


def shown_to(principal: Principal) -> Sql | None:
    """At the store's door nobody meets a field of the staff's; who is not signed in, only those of the registration."""
    if principal.door is Door.STAFF:
        return None
    return Sql("{t}.visibility = 'REGISTRATION'" if principal.is_nobody else "{t}.visibility <> 'STAFF'")


CHOSEN = "SELECT v.text AS option, count(*) AS client_count FROM custom_field_value v WHERE v.field_id = {parent}.id"


_CHOICES = f"({CHOSEN} AND v.type IN ('SELECT', 'MULTI_SELECT') GROUP BY v.text)"


@reads({"postgres": _CHOICES, "sqlite": _CHOICES}, needs="client.read")
class CustomFieldChoice:
    """An option that clients have chosen, offered still or not, and how many have."""

    option: str = column()
    client_count: int = column()


@reads("custom_field", needs=SIGNED_IN, model=models.CustomField, rows=shown_to)
class CustomField:
    """One more thing to know about clients."""

    id: strawberry.ID = column(own=True)
    key: str = column(own=True, doc="A name for programs; it never changes.")
    label: str = column(own=True)
    type: models.CustomFieldType = column(own=True)
    required: bool = column(own=True, doc="Of new clients, and where it is edited.")
    options: list[str] = column(
        {"postgres": "{t}.options::text", "sqlite": "{t}.options"}, kind=Kind.JSON, own=True,
        doc="What can be chosen, of SELECT and MULTI_SELECT.",
    )  # fmt: skip
    visibility: models.CustomFieldVisibility = column(own=True)
    searchable: bool = column(doc="Whether the search for clients looks into it.")
    position: int = column(own=True)
    client_count: int = column(
        "(SELECT count(*) FROM custom_field_value v WHERE v.field_id = {t}.id AND v.place = 0)",
        needs="client.read", doc="How many clients have a value in it.",
    )  # fmt: skip
    choices: list[CustomFieldChoice] = many(
        "CustomFieldChoice", on="TRUE", order="{t}.client_count DESC, {t}.option", limit=250,
        doc="The options that clients have, the most chosen first.",
    )  # fmt: skip


_FIELDS_OF_PARENT = """(SELECT f.id, f.key, f.label, f.type, f.visibility, f.position, v.client_id,
 v.text, v.number, v.day, v.flag FROM custom_field f
 LEFT JOIN custom_field_value v ON v.field_id = f.id AND v.client_id = {parent}.id AND v.place = 0)"""


@reads({"postgres": _FIELDS_OF_PARENT, "sqlite": _FIELDS_OF_PARENT}, needs="client.read", rows=shown_to)
class CustomFieldValue:
    """What a client has in a custom field; null for nothing. Decimals are texts, dates are ISO 8601, several options
    are a list.
    """

    key: str = column(own=True)
    label: str = column(own=True)
    type: models.CustomFieldType = column(own=True)
    value: strawberry.scalars.JSON | None = column(
        {dialect: value_sql("{t}", "{t}", dialect) for dialect in ("postgres", "sqlite")}, own=True
    )


def of_keys(arguments: Arguments) -> Sql:
    """The fields with these keys; all of them where none are named."""
    keys: list[str] | None = arguments.get("keys")
    if keys is None:
        return TRUE
    return Sql(f"{{t}}.key IN ({', '.join(['?text'] * len(keys))})", tuple(keys)) if keys else FALSE


VALUES = many(
    "CustomFieldValue", on="TRUE", order="{t}.position, {t}.id", limit=None, own=True,
    arguments={"keys": list[str]}, where=of_keys,
    doc="Every custom field in its order, with what this client has in it. `keys`: these fields only.",
)  # fmt: skip


@strawberry.input(
    description="Conditions on what a client has in the custom field of this key. All that are given hold."
)
class CustomFieldFilter:
    key: str
    text: StringFilter | None = strawberry.field(
        default=strawberry.UNSET,
        description="Texts, e-mails, phones, web addresses, countries, and each option chosen.",
    )
    number: DecimalFilter | None = strawberry.UNSET
    date: DateTimeFilter | None = strawberry.field(
        default=strawberry.UNSET, description="A day is the midnight (UTC) at which it begins; inLastDays ends today."
    )
    boolean: bool | None = strawberry.field(
        default=strawberry.UNSET, description="That value; a field without one is neither."
    )
    options: list[str] | None = strawberry.field(default=strawberry.UNSET, description="Any of these was chosen.")
    is_empty: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether the client has no value in it."
    )


BY_POSITION = fixed("customFields", Key("{t}.position", Kind.INT), direction="ASC")


@list_of("CustomField", needs=SIGNED_IN, at_the_store=STORE_DOOR, orders=BY_POSITION)
def custom_fields(arguments: Arguments, principal: Principal) -> Sql:
    """The custom fields, in their order. Whoever has not signed in at the store meets those of the registration."""
    return TRUE


@mutation("CustomField", errors.InvalidInput, needs="custom_field.manage")
async def define_custom_field(info: strawberry.Info, input: inputs.DefineCustomFieldInput) -> UUID:
    """Define a custom field. Its key is for ever; no client that exists is asked for it, even if it is required."""
    return await actions.define_custom_field(input, info.context.principal)


@mutation("CustomField", errors.NotFound, errors.InvalidInput, needs="custom_field.manage")
async def update_custom_field(info: strawberry.Info, input: inputs.UpdateCustomFieldInput) -> UUID:
    """Change a custom field. No client changes: an option that is taken away stays with those who have it."""
    return await actions.update_custom_field(input, info.context.principal)


@mutation("CustomField", errors.NotFound, errors.InvalidInput, needs="custom_field.manage")
async def move_custom_field(info: strawberry.Info, input: inputs.MoveCustomFieldInput) -> UUID:
    """Put a custom field at another place among the others; all forms and lists follow."""
    return await actions.move_custom_field(input, info.context.principal)


@answers(needs=ANYONE)
class RemovedCustomField:
    """The custom field is gone, and what clients had in it."""

    id: strawberry.ID


@mutation(RemovedCustomField, errors.NotFound, errors.Blocked, needs="custom_field.manage")
async def remove_custom_field(info: strawberry.Info, input: inputs.RemoveCustomFieldInput) -> RemovedCustomField:
    """Remove a custom field with all values. Blocked while more clients have one than `losingValues` says."""
    return RemovedCustomField(id=strawberry.ID(str(await actions.remove_custom_field(input, info.context.principal))))
