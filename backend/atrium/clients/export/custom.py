"""The columns that staff have defined: a custom field each."""

from __future__ import annotations

from collections.abc import Mapping

from atrium.clients.export.columns import FAMILIES, ExportColumn
from atrium.custom_fields.definitions import Definition, definitions
from atrium.custom_fields.models import CustomFieldType
from atrium.custom_fields.printing import printed_number
from atrium.graph.reading.dialects import Kind

ROWS = "FROM custom_field_value v WHERE v.client_id = {{t}}.id AND v.field_id = '{id}'"
SEVERAL = {
    "postgres": "(SELECT string_agg(v.text, ', ' ORDER BY v.place) {rows})",
    "sqlite": "(SELECT group_concat(s.text, ', ') FROM (SELECT v.text {rows} ORDER BY v.place) s)",
}
PLAIN: Mapping[CustomFieldType, tuple[str, Kind]] = {
    CustomFieldType.INTEGER: (printed_number("v"), Kind.INT),
    CustomFieldType.DECIMAL: (printed_number("v"), Kind.INT),
    CustomFieldType.BOOLEAN: ("v.flag", Kind.BOOL),
    CustomFieldType.DATE: ("v.day", Kind.WORD),
}


async def custom_columns() -> list[ExportColumn]:
    """A column for each custom field that there is now."""
    return [_column(field) for field in await definitions()]


def _column(field: Definition) -> ExportColumn:
    rows, key = ROWS.format(id=field.id), f"customFields.{field.key}"
    if field.type is CustomFieldType.MULTI_SELECT:
        return ExportColumn(key, field.label, {name: sql.replace("{rows}", rows) for name, sql in SEVERAL.items()})
    printed, kind = PLAIN.get(field.type, ("v.text", Kind.TEXT))
    return ExportColumn(key, field.label, f"(SELECT {printed} {rows} AND v.place = 0)", kind)


FAMILIES.append(custom_columns)
