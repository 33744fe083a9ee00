"""How long it takes until all likely duplicates are found in a store where nobody looked for them yet."""

from __future__ import annotations

import time

from atrium import database
from atrium.clients.duplicates.tracing import Tracer


async def measure(clients: int) -> str:
    """A sentence about finding the duplicates among the connected database's clients, of whom there are so many."""
    whole, longest = await seconds_of_finding()
    found = await database.rows("SELECT count(*) AS n, COALESCE(sum(size), 0) AS members FROM duplicate_group")
    groups = f"{found[0]['n']:,} groups of {found[0]['members']:,} clients"
    how = f"in transactions of {longest * 1000:.0f} ms at most"
    return f"Finding the duplicates among {clients:,} clients for the first time: {whole:.1f} s, {how}; {groups}."


async def seconds_of_finding() -> tuple[float, float]:
    """The seconds of the whole, and of the longest step of it: while that lasts nobody else can say who is whose."""
    tracer, steps = Tracer(), [0.0]
    began = last = time.perf_counter()
    while await tracer.some():
        steps.append(time.perf_counter() - last)
        last = time.perf_counter()
    return last - began, max(steps)
