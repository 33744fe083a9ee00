"""What somebody ordered as a guest becomes part of the account that they have opened since."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.models import Client, ClientStatus
from atrium.clients.standing import lock_standing
from atrium.columns import now
from atrium.errors import Unauthenticated
from atrium.events.actions import Change, record
from atrium.orders import balances
from atrium.principal import Principal

_GUESTS = """
FROM client_email m JOIN client_email e ON e.fold = m.fold JOIN client g ON g.id = e.client_id
WHERE m.client_id = $1 AND m.verified_at IS NOT NULL AND g.status = 'GUEST'
"""
_COUNT = f"SELECT count(*) AS n FROM client_order o WHERE o.client_id IN (SELECT g.id {_GUESTS})"
_MOVED = "UPDATE client_order SET client_id = $1 WHERE client_id = $2 RETURNING currency"
_SERVICES = "UPDATE service SET client_id = $1 WHERE client_id = $2"


async def count_guest_orders(by: Principal) -> int:
    """How many orders were placed by guests with an address that the client has proved to be the own."""
    found = await database.rows(_COUNT, by.client_id)
    return int(found[0]["n"])


async def attach_guest_orders(by: Principal) -> UUID:
    """Those orders, and what runs by them, become the client's: this is the client's word. Answers the client's id.

    The guests stay behind without them. Where there is nothing, nothing happens.
    """
    if by.client_id is None:
        raise Unauthenticated()
    async with database.tx():
        found = await database.rows(f"SELECT DISTINCT g.id {_GUESTS}", by.client_id)
        client, *guests = await lock_standing(by.client_id, *(UUID(str(row["id"])) for row in found))
        for guest in guests:
            if guest.status is ClientStatus.GUEST:
                await _move(guest, client, by)
    return by.client_id


async def _move(guest: Client, client: Client, by: Principal) -> None:
    moved = await database.rows(_MOVED, client.id, guest.id)
    await database.execute(_SERVICES, client.id, guest.id)
    if not moved:
        return
    for currency in sorted({row["currency"] for row in moved}):
        await balances.settle(guest.id, currency)
        await balances.settle(client.id, currency)
    at, count = now(), len(moved)
    await record(
        "client.orders_received", by, client.id, changes=[Change("orders", None, count)],
        reason=f"Ordered as the guest #{guest.number}", at=at,
    )  # fmt: skip
    await record(
        "client.orders_handed_over", by, guest.id, changes=[Change("orders", count, None)],
        reason=f"To #{client.number}, who has the same address", at=at,
    )  # fmt: skip
