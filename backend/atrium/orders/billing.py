"""Who pays for whose orders: what is due counts in the payer's balance, and in no other."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from atrium import database
from atrium.clients.standing import hold
from atrium.json_table import among, lines, listed, several
from atrium.orders import balances


async def charge(payers: Mapping[UUID, UUID | None]) -> None:
    """Let each of these clients' orders count in the balance of another from now on; None: in its own.

    All of them, and who paid and pays for them, are held until the transaction ends.
    """
    ids = several(payers)
    former = f"SELECT DISTINCT payer_id AS id FROM client WHERE {among('id', kind='uuid')} AND payer_id IS NOT NULL"
    paid = [UUID(str(row["id"])) for row in await database.rows(former, ids)]
    concerned = {client_id for client_id in (*payers, *payers.values(), *paid) if client_id}
    await hold(concerned)
    await name_payers(payers)
    sold = f"SELECT 1 FROM client_order WHERE {among('client_id', kind='uuid')} AND status <> 'CANCELLED' LIMIT 1"
    if await database.rows(sold, ids):
        await balances.sum_up_all(concerned)


async def name_payers(payers: Mapping[UUID, UUID | None]) -> None:
    """Write down who pays for each of these locked clients; their balances are the caller's to sum up."""
    given = listed({"id": "uuid", "payer_id": "uuid"})
    sql = f"UPDATE client SET payer_id = given.payer_id FROM ({given}) AS given WHERE client.id = given.id"
    await database.execute(sql, lines((str(one), payer and str(payer)) for one, payer in payers.items()))
