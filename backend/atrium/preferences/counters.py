"""Numbers that people read: short, rising, never given twice."""

from __future__ import annotations

from atrium import database

_NEXT = """
INSERT INTO counter (name, value) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
RETURNING value
"""


async def next_number(name: str, *, first: int = 1) -> int:
    """The next number under this name, `first` for the first one; within the transaction that uses it.

    The counter's row stays locked until that transaction ends, so take the number late.
    """
    taken = await database.rows(_NEXT, name, first)
    return int(taken[0]["value"])
