"""How fast this machine serves a store of N clients, beside the least that the same answers could cost.

Every work is done by the running application with everything switched on, and by a bare handler that sends the same
SQL; in turns, because machines are noisy, so that the ratio is what counts.
"""

from __future__ import annotations


def run(database: str, *, clients: int, pairs: int, seconds: float = 2.0) -> None:
    """Fill a scratch database ("sqlite" or "postgres") with so many clients, measure, and print the table.

    Each side of a pair is asked for `seconds`. Nothing is left behind.
    """
    import uvloop

    from atrium.bench.measuring import measure

    uvloop.run(measure(database, clients, pairs, seconds))
