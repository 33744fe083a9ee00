"""Looking after memory in a process that stays: what is there from the beginning is not searched for rubbish for ever.

Python looks for objects that only point at each other whenever some hundred more were made than let go, and so again
and again through all that a request or a chunk of rows has in hand: up to half of the time that many rows take.
"""

from __future__ import annotations

import gc

YOUNG = 20_000
"""How many more objects there must be before those are looked through."""


def settle() -> None:
    """Keep all that was loaded for good, and look seldom through what is new. Once, when a process has begun."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
