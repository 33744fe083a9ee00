"""The sales report's rollup: payments added up by spans of time, so that it costs the same however many there are."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.columns import new_id
from atrium.orders.models import PaymentMethod, Product


class SaleDelta(Model):
    """What a payment brought for one product, until the worker has folded it. Only added and deleted, never changed.

    `quarter` counts quarter-hours since 1970 in UTC; `payments` is 1 in one row of each payment, 0 in its others.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    quarter = fields.IntField()
    currency = fields.CharField(max_length=3)
    method = fields.CharEnumField(PaymentMethod, max_length=20)
    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField(
        "atrium.Product", "sale_deltas", on_delete=fields.RESTRICT
    )
    product_id: UUID
    minor = fields.BigIntField()
    payments = fields.IntField()

    class Meta:
        table = "sale_delta"


class PaymentFlow(Model):
    """The payments of one method and currency within a quarter-hour, an hour or a day (UTC): see `ClientFlow`."""

    id = fields.BigIntField(primary_key=True)
    quarters = fields.SmallIntField()
    quarter = fields.IntField()
    currency = fields.CharField(max_length=3)
    method = fields.CharEnumField(PaymentMethod, max_length=20)
    minor = fields.BigIntField()
    payments = fields.BigIntField()

    class Meta:
        table = "payment_flow"
        unique_together = (("quarters", "quarter", "currency", "method"),)


class ProductFlow(Model):
    """What came for a product in a currency within a quarter-hour, an hour, a day or thirty days (UTC)."""

    id = fields.BigIntField(primary_key=True)
    quarters = fields.SmallIntField()
    quarter = fields.IntField()
    currency = fields.CharField(max_length=3)
    product: fields.ForeignKeyRelation[Product] = fields.ForeignKeyField(
        "atrium.Product", "flows", on_delete=fields.RESTRICT
    )
    product_id: UUID
    minor = fields.BigIntField()

    class Meta:
        table = "product_flow"
        unique_together = (("quarters", "quarter", "currency", "product"),)
