"""The door to orders: products, what was ordered and paid, what runs."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.api import Client, ability
from atrium.clients.listing.filter import of_visible
from atrium.events.api import Actor
from atrium.graph.fields import mutation, one_of, page_of
from atrium.graph.inputs import dress
from atrium.graph.permits import CLIENT_SESSION, SIGNED_IN, STORE_DOOR
from atrium.graph.reading.declare import Arguments, column, extend, extend_part, many, one, page, part, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, Sql
from atrium.orders import inputs, models, payments, placing, serving
from atrium.orders import products as catalogue
from atrium.orders.money import amount_sql
from atrium.principal import Door, Principal

for _enum in (models.OrderStatus, models.PaymentMethod, models.ServiceStatus):
    strawberry.enum(_enum, description=inspect.getdoc(_enum))
for _model in (
    inputs.MoneyInput,
    inputs.AddProductInput,
    inputs.UpdateProductInput,
    inputs.CancelOrderInput,
    inputs.RecordPaymentInput,
    inputs.EndServiceInput,
):
    dress(_model)


_WORTH = """(SELECT b.currency, b.lifetime_minor AS minor, 'LIFETIME' AS what FROM client_balance b
 WHERE b.client_id = {parent}.id AND b.lifetime_minor > 0
 UNION ALL SELECT b.currency, b.due_minor, 'DUE' FROM client_balance b
 WHERE b.client_id = {parent}.id AND b.due_minor > 0)"""


@reads({"postgres": _WORTH, "sqlite": _WORTH}, needs=SIGNED_IN)
class Money:
    """An amount and its currency (ISO 4217). Amounts of different currencies are never added."""

    amount: Decimal = column(amount_sql("{t}.minor", "{t}.currency"), kind=Kind.WORD)
    currency: str = column(kind=Kind.WORD)


def money(minor: str) -> Any:
    """An amount of the row's own currency. `minor` speaks of `{t}`."""
    return part(
        "Money",
        amount=column(amount_sql(minor, "{t}.currency"), kind=Kind.WORD),
        currency=column("{t}.currency", kind=Kind.WORD),
    )


def actor(prefix: str) -> Any:
    """Who did it, from the three columns that keep it."""
    return part(
        "Actor",
        kind=column(f"{{t}}.{prefix}_kind"),
        id=column(f"{{t}}.{prefix}_id"),
        name=column(f"{{t}}.{prefix}_name"),
    )


@reads("product", needs=SIGNED_IN, model=models.Product)
class Product:
    """Something that is sold."""

    id: strawberry.ID = column()
    name: str = column()
    sku: str = column()
    price: Money = money("{t}.price_minor")
    recurring: bool = column("({t}.interval_months IS NOT NULL)")
    interval_months: int | None = column(doc="For how many months a recurring product is sold at a time.")
    archived_at: datetime | None = column(doc="Since when it is no longer sold.")
    version: int = column(needs="product.manage")
    created_at: datetime = column()


@reads("service", needs="order.read", model=models.Service, rows=of_visible)
class Service:
    """Something recurring that runs for a client."""

    id: strawberry.ID = column()
    product: Product = one("Product", on="{t}.id = {parent}.product_id", nullable=False)
    status: models.ServiceStatus = column()
    runs_until: date | None = column("{t}.runs_until", kind=Kind.WORD, doc="Its last day; null: without end.")
    created_at: datetime = column()
    ended_at: datetime | None = column()


@reads("order_line", needs="order.read", model=models.OrderLine)
class OrderLine:
    """A product within an order, called and priced as it was sold."""

    product: Product = one("Product", on="{t}.id = {parent}.product_id", nullable=False)
    service: Service | None = one("Service", on="{t}.id = {parent}.service_id")
    name: str = column()
    quantity: int = column()
    list_price: Money = money("{t}.list_minor")
    unit_price: Money = money("{t}.unit_minor")
    total: Money = money("{t}.total_minor")
    reason: str = column(doc="Why the price is another than the product's own.")


def for_visible(principal: Principal) -> Sql | None:
    """A payment is told of to whom its order is."""
    rule = of_visible(principal)
    if rule is None:
        return None
    theirs = f"EXISTS (SELECT 1 FROM client_order o WHERE o.id = {{t}}.order_id AND {rule.on('o').text})"
    return Sql(theirs, rule.params)


@reads("payment", needs="order.read", model=models.Payment, rows=for_visible)
class Payment:
    """Money that came for an order."""

    id: strawberry.ID = column()
    order: Order = one("Order", on="{t}.id = {parent}.order_id", nullable=False)
    method: models.PaymentMethod = column()
    amount: Money = money("{t}.amount_minor")
    reference: str = column()
    at: datetime = column()
    recorded_by: Actor = actor("recorded")


@reads("client_order", needs="order.read", model=models.Order, rows=of_visible)
class Order:
    """What a client ordered, at the prices of that moment."""

    id: strawberry.ID = column()
    number: int = column()
    status: models.OrderStatus = column()
    client: Client = one("Client", on="{t}.id = {parent}.client_id", nullable=False)
    lines: list[OrderLine] = many("OrderLine", on="{t}.order_id = {parent}.id", order="{t}.place, {t}.id", limit=None)
    payments: list[Payment] = many("Payment", on="{t}.order_id = {parent}.id", order="{t}.at, {t}.id", limit=50)
    total: Money = money("{t}.total_minor")
    paid: Money = money("{t}.paid_minor")
    due: Money = money("CASE WHEN {t}.status = 'UNPAID' THEN {t}.total_minor - {t}.paid_minor ELSE 0 END")
    placed_at: datetime = column()
    placed_by: Actor = actor("placed")
    cancelled_at: datetime | None = column()


NEWEST_ORDER_FIRST = fixed("orders", Key("{t}.placed_at", Kind.MOMENT))
NEWEST_SERVICE_FIRST = fixed("services", Key("{t}.created_at", Kind.MOMENT))
PRODUCTS_BY_NAME = fixed("products", Key("{t}.name_fold", Kind.TEXT), direction="ASC")

extend(
    "Client",
    orders=page("Order", on="{t}.client_id = {parent}.id", orders=NEWEST_ORDER_FIRST, needs="order.read"),
    services=page("Service", on="{t}.client_id = {parent}.id", orders=NEWEST_SERVICE_FIRST, needs="order.read"),
)
extend_part("Client", "viewer_can", place_order=ability("order.place"), record_payment=ability("payment.record"))


@page_of(
    "Product", needs=SIGNED_IN, at_the_store=STORE_DOOR, orders=PRODUCTS_BY_NAME, arguments={"archived": lambda: bool}
)
def products(arguments: Arguments, principal: Principal) -> Sql:
    """The products by name: those that are sold, or `archived` ones. The store shows everybody what is sold."""
    past = arguments.get("archived") and principal.door is Door.STAFF
    return Sql(f"{{t}}.archived_at IS {'NOT ' if past else ''}NULL")


def _one(arguments: Arguments, principal: Principal) -> Sql:
    key = uuid_or_none(arguments["id"])
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


@one_of("Order", needs="order.read", at_the_store=CLIENT_SESSION, arguments={"id": (strawberry.ID, strawberry.UNSET)})
def order(arguments: Arguments, principal: Principal) -> Sql:
    """One order."""
    return _one(arguments, principal)


@mutation("Product", errors.InvalidInput, errors.IdempotencyConflict, needs="product.manage")
async def add_product(info: strawberry.Info, input: inputs.AddProductInput, idempotency_key: str | None = None) -> UUID:
    """Begin to sell something."""
    return await catalogue.add_product(input, info.context.principal, idempotency_key)


@mutation("Product", errors.NotFound, errors.InvalidInput, errors.StaleVersion, needs="product.manage")
async def update_product(info: strawberry.Info, input: inputs.UpdateProductInput) -> UUID:
    """Change what is given of a product, or archive it; orders keep what they were sold at."""
    return await catalogue.update_product(input, info.context.principal)


@mutation("Order", errors.NotFound, errors.InvalidInput, errors.Blocked, needs="order.place")
async def cancel_order(info: strawberry.Info, input: inputs.CancelOrderInput) -> UUID:
    """An order that nobody has paid for no longer counts."""
    return await placing.cancel_order(input, info.context.principal)


@mutation(
    "Payment", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict,
    needs="payment.record",
)  # fmt: skip
async def record_payment(
    info: strawberry.Info, input: inputs.RecordPaymentInput, idempotency_key: str | None = None
) -> UUID:
    """Write down that money came for an order. Paid in full, it is PAID."""
    return await payments.record_payment(input, info.context.principal, idempotency_key)


@mutation("Service", errors.NotFound, errors.InvalidInput, needs="order.place")
async def end_service(info: strawberry.Info, input: inputs.EndServiceInput) -> UUID:
    """A service no longer runs."""
    return await serving.end_service(input, info.context.principal)
