"""Numbers that people read: short, rising, never given twice."""

from __future__ import annotations

from atrium.inserting import Draw

_NEXT = """
INSERT INTO counter (name, value) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
RETURNING value
"""


def next_number(name: str, *, first: int = 1) -> Draw:
    """The next number under this name, `first` for the first one; drawn by the statement that writes it down.

    The counter's row stays locked until that transaction ends, so draw late.
    """
    return Draw(_NEXT, (name, first))
