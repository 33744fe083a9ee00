"""What staff and integrators give about custom fields, as it arrives."""

from __future__ import annotations

from typing import NewType

from pydantic import BaseModel

from atrium.custom_fields.models import CustomFieldType, CustomFieldVisibility
from atrium.ids import Id

Json = NewType("Json", object)
"""Any JSON value in an input. In GraphQL it is `JSON`."""


class DefineCustomFieldInput(BaseModel):
    """A new custom field. `key` is a name for programs, for ever; `options` are those of SELECT and MULTI_SELECT."""

    key: str
    label: str
    type: CustomFieldType
    required: bool = False
    options: list[str] | None = []
    visibility: CustomFieldVisibility = CustomFieldVisibility.STAFF
    searchable: bool = False


class UpdateCustomFieldInput(BaseModel):
    """What shall be different about a custom field; what is left out stays.

    The type can change as long as no client has a value. An option that is taken away stays with those who have it.
    """

    id: Id
    label: str | None = None
    type: CustomFieldType | None = None
    required: bool | None = None
    options: list[str] | None = None
    visibility: CustomFieldVisibility | None = None
    searchable: bool | None = None


class MoveCustomFieldInput(BaseModel):
    """Where among the custom fields one shall stand: 1 is the first place."""

    id: Id
    position: int


class RemoveCustomFieldInput(BaseModel):
    """The custom field that shall go, and of how many clients a value may be lost with it."""

    id: Id
    losing_values: int = 0
