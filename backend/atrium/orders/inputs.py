"""What is given about products, orders and payments, as it arrives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from atrium.ids import Id
from atrium.orders.models import PaymentMethod


class MoneyInput(BaseModel):
    """An amount, and its currency (ISO 4217)."""

    amount: Decimal
    currency: str


class AddProductInput(BaseModel):
    """A new product. A recurring one is sold for `intervalMonths` at a time, one month if that is not said."""

    name: str
    sku: str
    price: MoneyInput
    recurring: bool = False
    interval_months: int | None = None


class UpdateProductInput(BaseModel):
    """What shall be different about a product; what is left out stays. Orders keep what they were sold at."""

    id: Id
    version: int
    name: str | None = None
    sku: str | None = None
    price: MoneyInput | None = None
    archived: bool | None = None


class QuickOrderLineInput(BaseModel):
    """A new product, or a service of the client to renew: exactly one of `productId` and `serviceId`.

    `price` is for one, instead of the product's own, and needs a `reason`. `runsUntil` is for a recurring product that
    runs already: until when, at most fifty years from now or ago.
    """

    product_id: Id | None = None
    service_id: Id | None = None
    quantity: int = 1
    price: Decimal | None = None
    reason: str | None = None
    runs_until: date | None = None


class PaidNowInput(BaseModel):
    """That the whole order is paid now, and how."""

    method: PaymentMethod
    reference: str | None = ""


class PlaceQuickOrderInput(BaseModel):
    """An order that staff place for a client. A preview answers what it would come to, and writes nothing."""

    client_id: Id
    lines: list[QuickOrderLineInput]
    paid: PaidNowInput | None = None
    preview: bool = False


class CancelOrderInput(BaseModel):
    """An unpaid order that no longer counts, and why."""

    order_id: Id
    reason: str | None = ""


class RecordPaymentInput(BaseModel):
    """Money that came for an order."""

    order_id: Id
    method: PaymentMethod
    amount: MoneyInput
    reference: str | None = ""


class EndServiceInput(BaseModel):
    """A service that no longer runs, and why."""

    service_id: Id
    reason: str | None = ""
