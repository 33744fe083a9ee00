"""How often the store lets itself be used by those who have not signed in."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from atrium.access.throttle import Limit, network_of, spend

QUARTER, AN_HOUR, A_DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
FROM_ONE_NETWORK = 60
OF_ONE_ADDRESS = {"hour": (5, AN_HOUR), "day": (10, A_DAY)}
OF_ONE_CLIENT = 100


async def count_network(act: str, address: str) -> None:
    """Count one more attempt from a network: at most 60 in a quarter of an hour. Raises TooManyAttempts."""
    await spend(Limit(f"store:{act}@{network_of(address)}", FROM_ONE_NETWORK, QUARTER))


async def count_address(act: str, email_fold: str) -> None:
    """Count one more act under an e-mail address, whoever's it is: five an hour, ten a day. Raises TooManyAttempts.

    Within a transaction, whoever acts under the same address waits for its end.
    """
    whose = hashlib.sha256(email_fold.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    limits = (Limit(f"store:{act}:{name}:{whose}", *limit) for name, limit in OF_ONE_ADDRESS.items())
    await spend(*limits)


async def count_client(client_id: UUID) -> None:
    """Count one more order in a client's account: at most a hundred an hour. Raises TooManyAttempts."""
    await spend(Limit(f"store:orders:{client_id}", OF_ONE_CLIENT, AN_HOUR))
