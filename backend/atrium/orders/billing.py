"""Who pays for whose orders: what is due counts in the payer's balance, and in no other."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from atrium.clients.models import Client
from atrium.clients.standing import hold
from atrium.orders import balances
from atrium.orders.models import Order, OrderStatus


async def charge(payers: Mapping[UUID, UUID | None]) -> None:
    """Let each of these clients' orders count in the balance of another from now on; None: in its own.

    All of them, and who paid and pays for them, are held until the transaction ends.
    """
    paid = await Client.filter(id__in=list(payers)).only("id", "payer_id")
    former = [one.payer_id for one in paid]  # type: ignore[attr-defined]
    concerned = {client_id for client_id in (*payers, *payers.values(), *former) if client_id}
    await hold(concerned)
    for payer in set(payers.values()):
        await Client.filter(id__in=[one for one, other in payers.items() if other == payer]).update(payer_id=payer)
    sold = Order.filter(client_id__in=list(payers)).exclude(status=OrderStatus.CANCELLED)
    owners = sorted(set(await sold.values_list("client_id", "currency")))
    currencies = sorted({currency for _, currency in owners})
    for client_id in sorted(concerned):
        for currency in currencies:
            await balances.sum_up(client_id, currency)
