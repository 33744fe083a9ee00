"""What the acts about saved views are given."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from atrium.clients.standards import currency_code
from atrium.custom_fields.inputs import Json
from atrium.faults import Faults
from atrium.ids import Id

LONGEST_NAME, LONGEST_TEXT, MOST_COLUMNS = 80, 1000, 80
COLUMN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,99}")
NEWEST_FIRST = {"field": "CREATED_AT", "direction": "DESC"}


class AddClientViewInput(BaseModel):
    """A view to keep. Without columns it has those that whoever opens it has chosen. Shared ones are everybody's."""

    name: str
    filter: Json | None = None
    order_by: Json | None = None
    columns: list[str] = []
    is_shared: bool = False


class UpdateClientViewInput(BaseModel):
    """What shall be different about a view; what is left out stays."""

    id: Id
    name: str | None = None
    filter: Json | None = None
    order_by: Json | None = None
    columns: list[str] | None = None
    is_shared: bool | None = None


class RemoveClientViewInput(BaseModel):
    """The view that shall go."""

    id: Id


class ChooseClientViewInput(BaseModel):
    """The view that the caller's list shall open with; none: all clients."""

    id: Id | None = None


class OrderClientViewsInput(BaseModel):
    """The views in the order in which the caller wants them; those not named follow."""

    ids: list[Id]


def read_name(given: str, faults: Faults) -> str:
    """The name, cleaned. Notes faults at `name`: REQUIRED, TOO_LONG, CONTROL_CHARACTER."""
    return faults.text("name", given, LONGEST_NAME, required=True)


def read_columns(given: list[str], faults: Faults) -> list[str]:
    """The columns' keys. Notes faults at `columns`: TOO_MANY; `columns.N`: MALFORMED, TWICE."""
    if len(given) > MOST_COLUMNS:
        faults.add("columns", "TOO_MANY", f"A view has at most {MOST_COLUMNS} columns.")
    for place, key in enumerate(given[:MOST_COLUMNS]):
        if not COLUMN_KEY.fullmatch(key):
            faults.add(("columns", str(place)), "MALFORMED", "A column's key is letters, digits, dots and dashes.")
        elif key in given[:place]:
            faults.add(("columns", str(place)), "TWICE", "This column is given twice.")
    return given


def read_order(given: Any, faults: Faults) -> dict[str, str]:
    """The order as it is kept. Notes UNKNOWN_CURRENCY at `orderBy.currency`."""
    order = {name: value for name, value in (given or {}).items() if value is not None}
    if "currency" in order:
        code = currency_code(order["currency"])
        if code is None:
            faults.add(("orderBy", "currency"), "UNKNOWN_CURRENCY", "There is no currency of this code (ISO 4217).")
        order["currency"] = code or ""
    return {**NEWEST_FIRST, **order}


def check_texts(kept: Any, faults: Faults, path: tuple[str, ...]) -> None:
    """Notes CONTROL_CHARACTER and TOO_LONG at each text of a filter that no database could keep, or nobody would read.

    The filter's own limits have been checked, so it is not deep.
    """
    if isinstance(kept, str):
        faults.text(path, kept, LONGEST_TEXT)
    inner = kept.items() if isinstance(kept, dict) else enumerate(kept) if isinstance(kept, list) else ()
    for name, value in inner:
        check_texts(value, faults, (*path, str(name)))
