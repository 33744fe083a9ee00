"""What an address that is nobody's is verified against, so that its time tells nothing.

Clients who came with another system's password hash answer in that hash's time until their first sign-in. An unknown
address takes the time of some client's: always the same one's, and of slow ones as often as clients have slow ones.
"""

from __future__ import annotations

import hashlib
import hmac

from atrium import database
from atrium.clients.actions import FIRST_NUMBER
from atrium.settings import current

PLACES = 1 << 20

_SOMEBODYS = f"""
SELECT password_hash FROM client WHERE "number" >= (
  SELECT {FIRST_NUMBER} + (value - {FIRST_NUMBER}) * $1 / {PLACES} FROM counter WHERE name = 'client'
) ORDER BY "number" LIMIT 1
"""


async def decoy_for(fold: str) -> str | None:
    """A hash of the cost that this address shall have if it is nobody's; None for that of hashes of ours."""
    digest = hmac.digest(current().secret_key, b"decoy:" + fold.encode("utf-8", "surrogatepass"), hashlib.sha256)
    place = int.from_bytes(digest[:4], "big") % PLACES
    found = await database.rows(_SOMEBODYS, place)
    return found[0]["password_hash"] if found else None
