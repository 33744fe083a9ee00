"""The store's door: registering, ordering, and what a client reads and changes of the own account."""

from __future__ import annotations

from uuid import UUID

import strawberry

from atrium import errors
from atrium.graph.answers import answers
from atrium.graph.context import Context
from atrium.graph.fields import mutation
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, CLIENT_SESSION, STORE_DOOR
from atrium.graph.reading.declare import open_at_the_store
from atrium.orders.quick.api import OrderPreview, previewed
from atrium.store import inputs, ordering, own_login, registering

for _model in (
    inputs.OrderLineInput, inputs.OrderInput, inputs.RegisterClientInput, inputs.GuestInput, inputs.PlaceOrderInput,
    inputs.ChangeClientPasswordInput, inputs.ChangeClientLoginInput,
):  # fmt: skip
    dress(_model)

# What everybody reads of the products, and clients of what they ordered, paid and have.
open_at_the_store("Money", "amount", "currency")
open_at_the_store("Product", "id", "name", "sku", "price", "recurring", "interval_months")
open_at_the_store("Service", "id", "product", "status", "runs_until", "created_at", "ended_at")
open_at_the_store("OrderLine", "product", "service", "name", "quantity", "unit_price", "total")
open_at_the_store("Payment", "id", "method", "amount", "reference", "at")
open_at_the_store(
    "Order", "id", "number", "status", "lines", "payments", "total", "paid", "due", "placed_at", "cancelled_at"
)
open_at_the_store("Client", "version", "orders", "services", "order_count", "balance_due", "login_change")
open_at_the_store("LoginChange", "id", "email", "asked_at")

RECEIVED = "Thank you. Please check your mail: we have written to you how it goes on."


@answers(needs=ANYONE)
class RegistrationReceived:
    """The registration has come in. The answer is the same whether the address is known or not."""

    message: str


@answers(needs=ANYONE)
class OrderReceived:
    """A guest's order has come in. The answer is the same whether the address is known or not."""

    message: str


@mutation(
    RegistrationReceived, errors.InvalidInput, errors.TooManyAttempts, errors.IdempotencyConflict, needs=STORE_DOOR
)
async def register_client(
    info: strawberry.Info, input: inputs.RegisterClientInput, idempotency_key: str | None = None
) -> RegistrationReceived:
    """Open an account, with the first order in the same act if one is given. The address is proved by mail.

    The answer is the same for known and unknown addresses; the owner of a known one gets another mail.
    """
    await registering.register_client(input, info.context.principal, idempotency_key)
    return RegistrationReceived(message=RECEIVED)


@mutation(
    "Order", OrderReceived, errors.InvalidInput, errors.TooManyAttempts, errors.IdempotencyConflict,
    needs=STORE_DOOR, as_client=("FULL", "ORDER"),
)  # fmt: skip
async def place_order(
    info: strawberry.Info, input: inputs.PlaceOrderInput, idempotency_key: str | None = None
) -> UUID | OrderReceived:
    """Order at the products' prices. A client who is signed in is answered the order.

    A guest is told that it was received, whether the address is known or not: under a known one it waits for the word
    of the address's owner, who is asked by mail.
    """
    context: Context = info.context
    if context.principal.client_id is not None:
        return await ordering.place_order(input, context.principal, idempotency_key)
    await registering.order_as_guest(input, context.principal, idempotency_key)
    return OrderReceived(message=RECEIVED)


@mutation("Client", errors.InvalidInput, errors.TooManyAttempts, needs=CLIENT_SESSION)
async def change_client_password(info: strawberry.Info, input: inputs.ChangeClientPasswordInput) -> UUID:
    """Choose another password, knowing the old one. All other sessions end."""
    return await own_login.change_password(input, info.context.principal)


@mutation("Client", errors.InvalidInput, errors.TooManyAttempts, needs=CLIENT_SESSION)
async def change_client_login(info: strawberry.Info, input: inputs.ChangeClientLoginInput) -> UUID:
    """Sign in with another address, once its owner has confirmed it. The old one works until then."""
    return await own_login.change_login(input, info.context.principal)


@mutation(OrderPreview, errors.InvalidInput, needs=STORE_DOOR, as_client=("FULL", "ORDER"))
async def preview_order(info: strawberry.Info, input: inputs.OrderInput) -> OrderPreview:
    """What an order would come to: the totals of the order itself. Nothing is written."""
    return previewed(await registering.preview(input, info.context.principal))
