"""What staff may prefer about their own screens."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import BaseModel

from atrium.faults import Faults

MOST_LISTS, MOST_COLUMNS = 40, 80
NARROWEST, WIDEST = 40, 2000
LIST_NAME = re.compile(r"[a-z][A-Za-z0-9]{0,39}")
COLUMN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,99}")


class Theme(StrEnum):
    """SYSTEM follows the browser."""

    SYSTEM = "SYSTEM"
    LIGHT = "LIGHT"
    DARK = "DARK"


class Density(StrEnum):
    """How close the rows of a list stand."""

    COMFORTABLE = "COMFORTABLE"
    COMPACT = "COMPACT"


class ColumnPreferenceInput(BaseModel):
    """A column that is shown; without `width` (pixels, 40 to 2000) it is as wide as it likes."""

    key: str
    width: int | None = None


class ListPreferenceInput(BaseModel):
    """How one list looks: its name (`clients`), its columns in their order (none: the usual ones)."""

    name: str
    density: Density = Density.COMFORTABLE
    columns: list[ColumnPreferenceInput] = []


class SavePreferencesInput(BaseModel):
    """What shall be different; what is left out stays. A list that is given replaces what was kept of that list."""

    theme: Theme | None = None
    single_keys: bool | None = None
    lists: list[ListPreferenceInput] | None = None

    def check(self) -> None:
        """Raises InvalidInput: paths lists.N.name, lists.N.columns, lists.N.columns.N.key and width; codes MALFORMED,
        TWICE, TOO_MANY, OUT_OF_RANGE.
        """
        faults, names = Faults(), set[str]()
        for place, one in enumerate(self.lists or ()):
            here = faults.within("lists", str(place))
            if not LIST_NAME.fullmatch(one.name):
                here.add("name", "MALFORMED", "A list's name is letters and digits, like clients.")
            if one.name in names:
                here.add("name", "TWICE", "This list is given twice.")
            names.add(one.name)
            _check_columns(one.columns, here)
        faults.refuse()


def _check_columns(columns: list[ColumnPreferenceInput], faults: Faults) -> None:
    if len(columns) > MOST_COLUMNS:
        faults.add("columns", "TOO_MANY", f"A list has at most {MOST_COLUMNS} columns.")
    keys: set[str] = set()
    for place, one in enumerate(columns[:MOST_COLUMNS]):
        here = faults.within("columns", str(place))
        if not COLUMN_KEY.fullmatch(one.key):
            here.add("key", "MALFORMED", "A column's key is letters, digits, dots and dashes.")
        if one.key in keys:
            here.add("key", "TWICE", "This column is given twice.")
        keys.add(one.key)
        if one.width is not None and not NARROWEST <= one.width <= WIDEST:
            here.add("width", "OUT_OF_RANGE", f"A width is between {NARROWEST} and {WIDEST} pixels.")
