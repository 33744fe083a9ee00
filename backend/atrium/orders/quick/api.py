"""The door to quick orders: placed, or only looked at beforehand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.graph.answers import answers
from atrium.graph.fields import mutation
from atrium.graph.inputs import dress
from atrium.graph.reading.declare import READABLES, Column
from atrium.orders import api, inputs, models, placing
from atrium.orders.money import amount_of
from atrium.orders.pricing import Priced, PricedLine

for _model in (inputs.QuickOrderLineInput, inputs.PaidNowInput, inputs.PlaceQuickOrderInput):
    dress(_model)


def shown(type_name: str, row: Any, **told: Any) -> SimpleNamespace:
    """A row that is not stored, as the readable type of this name tells it: its own columns, and what is `told`."""
    columns = READABLES[type_name].fields.items()
    plain = [name for name, declared in columns if isinstance(declared, Column) and name not in told]
    return SimpleNamespace(**{name: getattr(row, name) for name in plain}, **told)


@answers(needs="order.place")
class OrderPreview:
    """What an order would come to. Nothing is written."""

    lines: list[api.OrderLine]
    total: api.Money


def previewed(order: Priced) -> OrderPreview:
    """The preview of an order as it would be placed."""
    lines: Any = [_line(line) for line in order.lines]
    total: Any = _money(order.total_minor, order.currency)
    return OrderPreview(lines=lines, total=total)


def _money(minor: int, currency: str) -> SimpleNamespace:
    return SimpleNamespace(amount=amount_of(minor, currency), currency=currency)


def _line(line: PricedLine) -> SimpleNamespace:
    currency, product = line.product.currency, _product(line.product)
    return shown(
        "OrderLine",
        line,
        product=product,
        service=line.service and shown("Service", line.service, product=product),
        name=line.product.name,
        list_price=product.price,
        unit_price=_money(line.unit_minor, currency),
        total=_money(line.total_minor, currency),
    )


def _product(product: models.Product) -> SimpleNamespace:
    price = _money(product.price_minor, product.currency)
    return shown("Product", product, price=price, recurring=product.interval_months is not None)


@mutation(
    "Order", OrderPreview, errors.NotFound, errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict,
    needs="order.place",
)  # fmt: skip
async def place_quick_order(
    info: strawberry.Info, input: inputs.PlaceQuickOrderInput, idempotency_key: str | None = None
) -> UUID | OrderPreview:
    """Place an order for a client, paid now or not. A preview answers the same totals and writes nothing."""
    if input.preview:
        return previewed(await placing.quick_preview(input, info.context.principal))
    return await placing.place_quick_order(input, info.context.principal, idempotency_key)
