"""Where a list of clients may begin without a cursor: at a value of what it is sorted by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from atrium.errors import BadUserInput
from atrium.folding import fold
from atrium.graph.reading.filters import utc

MEMBERS = {"CREATED_AT": "createdAt", "NAME": "name", "NUMBER": "number", "LAST_LOGIN_AT": "lastLoginAt"}
LAST_LETTER = "\U0010ffff"


def start_value(field: str, direction: str, given: Mapping[str, Any]) -> Any:
    """The sort key to begin at, for an order's field and direction.

    Raises BadUserInput unless exactly the member that the list is sorted by is given.
    """
    if field not in MEMBERS:
        raise BadUserInput(f"A list sorted by {field} can only be walked from its ends.")
    named = {name: value for name, value in given.items() if value is not None}
    if list(named) != [MEMBERS[field]]:
        raise BadUserInput(f"A list sorted by {field} starts at {MEMBERS[field]} alone.")
    value = named[MEMBERS[field]]
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, str):
        return fold(value) + (LAST_LETTER if direction == "DESC" else "")
    return value
