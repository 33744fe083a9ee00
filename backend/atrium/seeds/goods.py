"""What the invented store sells, in three currencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from atrium.columns import as_of
from atrium.ids import Id
from atrium.orders.inputs import AddProductInput, MoneyInput, UpdateProductInput
from atrium.orders.models import Product
from atrium.orders.products import add_product, update_product
from atrium.principal import Principal

CURRENCIES = ("EUR", "GBP", "USD")


@dataclass(frozen=True, slots=True)
class Good:
    """Something that is sold: `prices` as in `CURRENCIES`, `months` at a time if it recurs, `share` of the demand.

    What recurs is sold for a year: `quantity` times its months.
    """

    sku: str
    name: str
    prices: tuple[str, str, str]
    share: int
    months: int | None = None
    quantity: int = 1


GOODS = (
    Good("DOMAIN", "Domain name", ("14.00", "12.00", "15.00"), 26, months=12),
    Good("HOST-S", "Web hosting, small", ("72.00", "60.00", "78.00"), 20, months=12),
    Good("HOST-L", "Web hosting, large", ("180.00", "155.00", "199.00"), 8, months=12),
    Good("ARCHIVE", "E-mail archive", ("4.50", "3.90", "4.90"), 7, months=1, quantity=12),
    Good("SETUP", "Website set-up", ("149.90", "129.90", "159.90"), 13),
    Good("MOVE", "Moving in from elsewhere", ("95.00", "80.00", "99.00"), 6),
    Good("HOUR", "Hour of support", ("68.00", "58.00", "74.00"), 16),
    Good("LOGO", "Logo design", ("420.00", "360.00", "450.00"), 4),
)
NO_LONGER_SOLD = Good("FAX", "Fax gateway", ("9.00", "8.00", "10.00"), 0, months=12)

Shelf = dict[str, list[tuple[Good, Product]]]
"""By currency, what is sold in it."""


async def stock(since: datetime, by: Principal) -> Shelf | None:
    """Begin to sell these goods, at that moment, in a store that sells nothing. None where it sells others."""
    if not await Product.exists():
        with as_of(since):
            for good in (*GOODS, NO_LONGER_SOLD):
                for currency, price in zip(CURRENCIES, good.prices, strict=True):
                    await _begin_to_sell(good, MoneyInput(amount=Decimal(price), currency=currency), by)
    sold = {product.sku: product for product in await Product.filter(archived_at=None)}
    shelf: Shelf = {}
    for currency in CURRENCIES:
        shelf[currency] = [(good, sold[sku]) for good in GOODS if (sku := f"{good.sku}-{currency}") in sold]
    return shelf if all(shelf.values()) else None


async def _begin_to_sell(good: Good, price: MoneyInput, by: Principal) -> None:
    given = AddProductInput(
        name=good.name if price.currency == CURRENCIES[0] else f"{good.name} ({price.currency})",
        sku=f"{good.sku}-{price.currency}",
        price=price,
        recurring=good.months is not None,
        interval_months=good.months,
    )
    product_id = await add_product(given, by)
    if good is NO_LONGER_SOLD:
        await update_product(UpdateProductInput(id=Id(str(product_id)), version=1, archived=True), by)
