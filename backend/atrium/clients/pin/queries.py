"""What may be asked about support PINs: how many live, never which."""

from __future__ import annotations

from atrium import database
from atrium.columns import now

_LIVE = {"postgres": "SELECT count(*) FROM support_pin WHERE valid_until > $1"}
_LIVE["sqlite"] = "SELECT count(*) FROM support_pin WHERE valid_until > ?1"


async def live_count() -> int:
    """How many clients have a PIN that counts now."""
    found = await database.fetch_rows(_LIVE[database.dialect()], [database.native(now())], primary=True)
    count: int = found[0][0]
    return count
