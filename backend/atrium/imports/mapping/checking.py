"""What staff say the columns are: checked against the file and the fields that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from atrium.contacts.places import country_code
from atrium.custom_fields.definitions import Definition
from atrium.faults import Faults
from atrium.folding import fold
from atrium.imports.inputs import ColumnMapping
from atrium.imports.mapping.fields import CUSTOM, Target, target_of
from atrium.imports.mapping.hidden import without_secrets

MOST_VALUES = 500
NAMING = frozenset({"externalId", "firstName", "lastName", "name", "company", "email"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is of use: its place in the file, its heading, its field, and what its words mean (folded)."""

    place: int
    name: str
    target: Target
    values: Mapping[str, str] = field(default_factory=dict)


def check(
    faults: Faults, given: Sequence[ColumnMapping], columns: Sequence[Mapping[str, Any]], known: Sequence[Definition]
) -> list[dict[str, Any]]:
    """The file's columns with the fields that they are.

    Notes at columns.N.column UNKNOWN_COLUMN and DUPLICATE, at columns.N.field UNKNOWN_FIELD and DUPLICATE, at
    columns.N.values WRONG_TYPE; at columns REQUIRED where nothing would say who anybody is.
    """
    names = {str(column["name"]): column for column in columns}
    chosen: dict[str, tuple[str, dict[str, Any]]] = {}
    taken: set[Target] = set()
    for place, one in enumerate(given):
        within = faults.within("columns", str(place))
        if one.column not in names:
            within.add("column", "UNKNOWN_COLUMN", "The file has no column with this heading.")
        elif one.column in chosen:
            within.add("column", "DUPLICATE", "This column is mapped already.")
        else:
            chosen[one.column] = (_field(within, one.field, taken, known), _values(within, one.values))
    if not faults.found and not {target.field for target in taken} & NAMING:
        faults.add("columns", "REQUIRED", "Say which column holds a name, a company, an e-mail address or an id.")
    return [_settled(column, *chosen.get(name, ("", {}))) for name, column in names.items()]


def _settled(column: Mapping[str, Any], field: str, values: dict[str, Any]) -> dict[str, Any]:
    return {**column, "field": field, "values": values, "samples": without_secrets(column["samples"], field)}


def _field(faults: Faults, name: str, taken: set[Target], known: Sequence[Definition]) -> str:
    name = name.strip()
    if name in ("", "ignore"):
        return ""
    target = target_of(name)
    is_known = target is not None and (not target.key or any(one.key == target.key for one in known))
    if target is None or not is_known or name == CUSTOM:
        faults.add("field", "UNKNOWN_FIELD", "There is no such field.")
        return ""
    if target in taken:
        faults.add("field", "DUPLICATE", "Another column is this field already.")
    taken.add(target)
    return name


def _values(faults: Faults, given: object) -> dict[str, Any]:
    if given is None:
        return {}
    fits = isinstance(given, Mapping) and len(given) <= MOST_VALUES
    if not fits or any(not isinstance(one, str | bool | int | float | None) for one in given.values()):  # type: ignore[attr-defined]
        faults.add("values", "WRONG_TYPE", f"Give an object of texts: what each word means, at most {MOST_VALUES}.")
        return {}
    return {str(word): meant for word, meant in given.items()}  # type: ignore[attr-defined]


def read_default_country(faults: Faults, given: str | None) -> str:
    """The country's code, "" for none. Notes UNKNOWN_COUNTRY."""
    text = (given or "").strip()
    code = country_code(text) if text else ""
    if code is None:
        faults.add("defaultCountry", "UNKNOWN_COUNTRY", "There is no such country. Give its two letters, like DE.")
    return code or ""


def settled(columns: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns that are of use, as kept with the import."""
    found = []
    for place, column in enumerate(columns):
        target = target_of(column["field"]) if column["field"] else None
        if target:
            values = {fold(word): _said(meant) for word, meant in column["values"].items()}
            found.append(Column(place, column["name"], target, values))
    return found


def headings(columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The columns' headings by the field that each is."""
    return {column["field"]: column["name"] for column in columns if column["field"]}


def at_heading(names: Mapping[str, str], field_name: str) -> tuple[str, ...]:
    """A fault's path: the heading of the column that is the field; the field itself where no column is."""
    return (names.get(field_name, field_name),) if field_name else ()


def _said(meant: object) -> str:
    """What a word stands for, as a cell would say it."""
    if meant is None:
        return ""
    return ("yes" if meant else "no") if isinstance(meant, bool) else str(meant)
