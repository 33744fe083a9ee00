"""Products, orders with the prices as they were sold, payments, services, and what follows from them for a client."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind


class OrderStatus(StrEnum):
    """Whether an order is paid. An order of nothing is; a cancelled one no longer counts."""

    UNPAID = "UNPAID"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class PaymentMethod(StrEnum):
    """How the money came."""

    CASH = "CASH"
    BANK = "BANK"
    CARD_TERMINAL = "CARD_TERMINAL"


class ServiceStatus(StrEnum):
    """Whether a service still runs. One whose last day has passed runs on until staff end it."""

    RUNNING = "RUNNING"
    ENDED = "ENDED"


class Product(Model):
    """Something that is sold, once or for a number of months at a time. An archived one is no longer offered."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=200)
    name_fold = fields.CharField(max_length=800)
    sku = fields.CharField(max_length=100)
    sku_fold = fields.CharField(max_length=400, unique=True)
    price_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    interval_months = fields.IntField(null=True)
    archived_at = MomentField(null=True)
    version = fields.IntField(default=1)
    created_at = MomentField(default=now)
    updated_at = MomentField(default=now)

    class Meta:
        table = "product"


class Order(Model):
    """What a client ordered. `total_minor` and `paid_minor` are in the smallest unit of the currency."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    number = fields.BigIntField(unique=True)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "orders", on_delete=fields.RESTRICT
    )
    client_id: UUID
    status = fields.CharEnumField(OrderStatus, max_length=20)
    currency = fields.CharField(max_length=3)
    total_minor = fields.BigIntField()
    paid_minor = fields.BigIntField(default=0)
    placed_at = MomentField(default=now)
    placed_kind = fields.CharEnumField(ActorKind, max_length=20)
    placed_id = fields.UUIDField(null=True)
    placed_name = fields.CharField(max_length=402)
    cancelled_at = MomentField(null=True)

    class Meta:
        table = "client_order"


class Service(Model):
    """Something recurring that runs for a client. `runs_until` is a day (ISO 8601); none: without end."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "services", on_delete=fields.RESTRICT
    )
    client_id: UUID
    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField(
        "atrium.Product", "services", on_delete=fields.RESTRICT
    )
    product_id: UUID
    status = fields.CharEnumField(ServiceStatus, max_length=20, default=ServiceStatus.RUNNING)
    runs_until = fields.CharField(max_length=10, null=True)
    created_at = MomentField(default=now)
    ended_at = MomentField(null=True)

    class Meta:
        table = "service"


class OrderLine(Model):
    """A product within an order, called and priced as it was sold; `list_minor` is what it cost without an override."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("atrium.Order", "lines")
    place = fields.IntField()
    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField(
        "atrium.Product", "lines", on_delete=fields.RESTRICT
    )
    service: fields.ForeignKeyNullableRelation[Service] = fields.ForeignKeyField(
        "atrium.Service", "lines", on_delete=fields.RESTRICT, null=True
    )
    name = fields.CharField(max_length=200)
    quantity = fields.IntField()
    currency = fields.CharField(max_length=3)
    list_minor = fields.BigIntField()
    unit_minor = fields.BigIntField()
    total_minor = fields.BigIntField()
    reason = fields.CharField(max_length=500, default="")

    class Meta:
        table = "order_line"
        unique_together = (("order", "place"),)


class Payment(Model):
    """Money that came for an order, and who wrote it down."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField(
        "atrium.Order", "payments", on_delete=fields.RESTRICT
    )
    method = fields.CharEnumField(PaymentMethod, max_length=20)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    reference = fields.CharField(max_length=200, default="")
    at = MomentField(default=now)
    recorded_kind = fields.CharEnumField(ActorKind, max_length=20)
    recorded_id = fields.UUIDField(null=True)
    recorded_name = fields.CharField(max_length=402)

    class Meta:
        table = "payment"


class ClientBalance(Model):
    """What a client's orders in one currency come to: how many (the cancelled left out), what was paid, what is due.

    It follows from the orders, in the transaction that changes them; so lists can be filtered and sorted by it.
    `lifetime_minor` counts whole paid orders, `due_minor` what is missing of the unpaid ones; `counted_minor` is what
    of that is in the whole store's figure, nothing while the client is deleted or merged (see `owing`).
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "balances")
    currency = fields.CharField(max_length=3)
    order_count = fields.BigIntField()
    lifetime_minor = fields.BigIntField()
    due_minor = fields.BigIntField()
    counted_minor = fields.BigIntField(default=0)

    class Meta:
        table = "client_balance"
        unique_together = (("client", "currency"),)


class Owed(Model):
    """By how much the store's figure of what is due moved: the sum of all rows is the figure.

    Amounts stand in rows of their currency, how many clients owe anything in rows without one.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    currency = fields.CharField(max_length=3)
    minor = fields.BigIntField()
    clients = fields.BigIntField()

    class Meta:
        table = "owed"
