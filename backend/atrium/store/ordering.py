"""A client who has signed in orders; or somebody who may order in the client's account."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.models import Client
from atrium.clients.standing import lock_standing
from atrium.columns import new_id
from atrium.database import tx
from atrium.errors import Fault, Unauthenticated
from atrium.faults import Faults
from atrium.orders.entering import enter_unpaid
from atrium.preferences.idempotency import claim
from atrium.principal import Principal
from atrium.store import letters, limits
from atrium.store.inputs import PlaceOrderInput
from atrium.store.registering import read_order

NO_GUEST = Fault(("guest",), "SIGNED_IN", "You are signed in, so the order is your own. Leave the guest out.")


async def place_order(given: PlaceOrderInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Place an order in the account that is open, at the products' prices and unpaid. Answers the order's id.

    A mail says that it was received. Raises InvalidInput with all faults (see `priced`), TooManyAttempts for more than
    a hundred orders an hour, IdempotencyConflict, and Unauthenticated where the account has just gone.
    """
    client_id, order_id = by.client_id, new_id()
    if client_id is None:
        raise Unauthenticated()
    async with tx():
        answered = await claim(idempotency_key, by, "placeOrder", given, order_id)
        if answered:
            return answered
        await limits.count_client(client_id)
        (client,) = await lock_standing(client_id)
        await _enter(given, order_id, client, by)
    return order_id


async def _enter(given: PlaceOrderInput, order_id: UUID, client: Client, by: Principal) -> None:
    faults = Faults()
    order = await read_order(faults.within("order"), given.order, by)
    faults.refuse([NO_GUEST] if given.guest is not None else [])
    assert order is not None, "an order without a fault has a price"
    await enter_unpaid(order_id, client.id, order, by)
    if client.login_email:
        await letters.send_received(order_id, client.login_email, client.display_name, client.language, client.id)
