"""The feed's order: that in which events came to be seen, not that in which they were stamped.

An act that takes long to commit stamps its event before others that are seen earlier. So a place in the feed is given
after the commit, by one worker at a time, and a program that remembers the last place it read misses nothing.
"""

from __future__ import annotations

from atrium import database

BATCH = 1000
COUNTER = "event"

_WAITING = "SELECT 1 FROM event WHERE place IS NULL AND client_id IS NOT NULL LIMIT 1"
_HOLD = """
INSERT INTO counter (name, value) VALUES ($1, 0) ON CONFLICT (name) DO UPDATE SET value = counter.value RETURNING value
"""
_PLACE = f"""
UPDATE event SET place = placed.place FROM (
  SELECT id, CAST($1 AS bigint) + row_number() OVER (ORDER BY at, id) AS place FROM (
    SELECT id, at FROM event WHERE place IS NULL AND client_id IS NOT NULL ORDER BY at, id LIMIT {BATCH}
  ) waiting
) placed WHERE event.id = placed.id
"""


async def place_new() -> int:
    """Give the committed events about clients their places in the feed, one batch; how many that were.

    Whoever holds the counter's row commits before the next one looks, so places become visible in their order.
    """
    if not await database.fetch_rows(_WAITING, (), primary=True):
        return 0
    async with database.tx():
        last = (await database.rows(_HOLD, COUNTER))[0]["value"]
        placed = await database.execute(_PLACE, last)
        await database.execute("UPDATE counter SET value = value + $2 WHERE name = $1", COUNTER, placed)
    return placed
