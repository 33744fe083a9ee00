"""What tests about custom fields begin with."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.custom_fields.actions import define_custom_field
from atrium.custom_fields.inputs import DefineCustomFieldInput
from atrium.custom_fields.models import CustomField, CustomFieldType
from atrium.errors import InvalidInput
from tests.given import STAFF, a_client
from tests.graph.asking import data

SHOWN = "query($id: ID!) { client(id: $id) { customFields { key value } } }"
LISTED = "query($filter: ClientFilter) { clients(filter: $filter) { nodes { firstName } } }"


async def a_field(key: str = "vat_scheme", type_: str = "TEXT", **given: Any) -> CustomField:
    """A custom field of this type; its label is its key, unless given."""
    made = {"label": key.replace("_", " ").capitalize(), **given}
    asked = DefineCustomFieldInput(key=key, type=CustomFieldType(type_), **made)
    return await CustomField.get(id=await define_custom_field(asked, STAFF))


async def values_shown(client: Any) -> dict[str, Any]:
    """What the client has, by key, as GraphQL answers it."""
    found = await data(SHOWN, {"id": str(client.id)})
    return {one["key"]: one["value"] for one in found["client"]["customFields"]}


async def matching(**given: Any) -> set[str]:
    """The first names of the clients that meet one condition about a custom field."""
    found = await data(LISTED, {"filter": {"customField": [given]}})
    return {one["firstName"] for one in found["clients"]["nodes"]}


async def kept(key: str, type_: str, value: Any, **given: Any) -> Any:
    """What becomes of a value in a field of this type."""
    await a_field(key, type_, **given)
    return (await values_shown(await a_client("Ada", custom_fields={key: value})))[key]


async def faults_of_adding(**custom_fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        await a_client("Ada", custom_fields=custom_fields)
    return sorted((".".join(fault.path), fault.code) for fault in refused.value.faults)
