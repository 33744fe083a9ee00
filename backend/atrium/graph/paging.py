"""The arguments of connections: `first` / `after` forward, `last` / `before` backward, never both.

Where a list offers `startAt`, it stands in the place of `after`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atrium.errors import BadUserInput

MOST_ROWS = 250
DEFAULT_ROWS = 50


def checked_size(size: int, name: str) -> int:
    """A page's size: 1 to 250 rows. Raises BadUserInput otherwise."""
    if not 1 <= size <= MOST_ROWS:
        raise BadUserInput(f"{name} must be between 1 and {MOST_ROWS}, not {size}.")
    return size


@dataclass(frozen=True, slots=True)
class PageArguments:
    """How many rows, from where, in which direction."""

    size: int
    cursor: str | None
    backward: bool

    @classmethod
    def of(cls, given: dict[str, Any], default: int = DEFAULT_ROWS) -> PageArguments:
        """Raises BadUserInput for sizes out of bounds and for a mixture of the two directions."""
        first, last, after, before = (given.get(name) for name in ("first", "last", "after", "before"))
        if (first is not None or after is not None) and (last is not None or before is not None):
            raise BadUserInput("Page forward (first, after) or backward (last, before), not both at once.")
        if given.get("startAt") is not None and any(one is not None for one in (after, last, before)):
            raise BadUserInput("startAt stands in the place of a cursor: give it with first alone.")
        if last is not None or before is not None:
            return cls(checked_size(default if last is None else last, "last"), before, True)
        return cls(checked_size(default if first is None else first, "first"), after, False)
