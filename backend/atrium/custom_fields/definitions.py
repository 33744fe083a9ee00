"""The custom fields as they are defined now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atrium import database
from atrium.custom_fields.models import CustomFieldType, CustomFieldVisibility

HAVE_OPTIONS = frozenset({CustomFieldType.SELECT, CustomFieldType.MULTI_SELECT})
NOT_SEARCHABLE = frozenset({CustomFieldType.BOOLEAN, CustomFieldType.DATE, CustomFieldType.COUNTRY})

_ALL = """
SELECT f.id, f.key, f.label, f.type, f.required, CAST(f.options AS text), f.searchable, f.visibility
FROM custom_field f ORDER BY f.position, f.id
"""


@dataclass(frozen=True, slots=True)
class Definition:
    """A custom field, as far as its values need to know it."""

    id: UUID
    key: str
    label: str
    type: CustomFieldType
    required: bool
    options: tuple[str, ...]
    searchable: bool
    visibility: CustomFieldVisibility = CustomFieldVisibility.STAFF


async def definitions() -> list[Definition]:
    """All custom fields, in their order. One statement, outside any transaction."""
    return [_definition(row) for row in await database.fetch_rows(_ALL, (), primary=True)]


def _definition(row: Sequence[Any]) -> Definition:
    id_, key, label, kind, required, options, searchable, visibility = row
    return Definition(
        id=UUID(str(id_)),
        key=key,
        label=label,
        type=CustomFieldType(kind),
        required=bool(required),
        options=tuple(json.loads(options)),
        searchable=bool(searchable),
        visibility=CustomFieldVisibility(visibility),
    )
