"""Who acts on an order holds the client whose it is, also when it becomes another's at that moment."""

from __future__ import annotations

import asyncio

from atrium.clients.standing import lock_standing
from atrium.database import tx
from atrium.orders.locking import lock_order
from atrium.orders.models import Order
from tests.given import a_client
from tests.orders.given import a_line, a_product, an_order


async def test_an_order_that_moves_while_its_client_is_waited_for_is_held_with_whom_it_moved_to():
    guest, client = await a_client("Grace"), await a_client("Ada")
    order, told, moved, free = await an_order(guest, a_line(await a_product())), [], asyncio.Event(), asyncio.Event()

    async def mover() -> None:
        async with tx():
            await lock_standing(guest.id, client.id)
            moved.set()
            await asyncio.sleep(0.2)  # long enough for who wants the order to wait for the guest
            await Order.filter(id=order.id).update(client_id=client.id)

    async def holder() -> None:
        await moved.wait()
        async with tx():
            told.append((await lock_order(order.id)).client_id)
            free.set()
            await asyncio.sleep(0.2)
            told.append("held")

    async def another() -> None:
        await free.wait()
        async with tx():
            await lock_standing(client.id)
            told.append("another")

    await asyncio.gather(mover(), holder(), another())

    assert told == [client.id, "held", "another"]
