"""Setting up Python for a process that stays: what it searches for rubbish, and how its threads take turns.

Python looks for objects that only point at each other whenever some hundred more were made than let go, and so again
and again through all that a request or a chunk of rows has in hand: up to half of the time that many rows take.

And a thread that computes is left alone for five milliseconds while others wait for Python's one lock. A database that
is asked ten small things, one after the other, waits as often: so does who adds a client beside an import on SQLite,
and the import itself, for it prepares rows while others are written.
"""

from __future__ import annotations

import gc
import sys

YOUNG = 20_000
"""How many more objects there must be before those are looked through."""

LONGEST_TURN = 0.0005
"""Seconds that a thread may compute while another waits."""


def settle() -> None:
    """Keep all that was loaded for good, look seldom through what is new, take short turns. Once, at the beginning."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
    sys.setswitchinterval(LONGEST_TURN)
