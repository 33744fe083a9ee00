"""What an order comes to: the preview and the order itself are priced here, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from atrium.columns import now
from atrium.faults import Faults
from atrium.graph.reading.filters import uuid_or_none
from atrium.orders.inputs import QuickOrderLineInput
from atrium.orders.models import Product, Service, ServiceStatus
from atrium.orders.money import LARGEST, read_amount
from atrium.principal import Principal

MOST_LINES = 100
MOST_OF_ONE = 10_000
MOST_YEARS = 50
REASON_LONGEST = 500
OVERRIDE = "order.override_price"


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line as it will be sold: amounts in the smallest unit, `unit_minor` for one."""

    product: Product
    service: Service | None
    quantity: int
    unit_minor: int
    reason: str
    runs_until: str | None

    @property
    def total_minor(self) -> int:
        return self.quantity * self.unit_minor


@dataclass(frozen=True, slots=True)
class Priced:
    """All lines, and what they come to in their one currency."""

    lines: tuple[PricedLine, ...]
    currency: str

    @property
    def total_minor(self) -> int:
        return sum(line.total_minor for line in self.lines)


async def priced(given: Sequence[QuickOrderLineInput], client_id: UUID, by: Principal) -> Priced:
    """The lines with their products and prices.

    Raises InvalidInput with all faults, each under its line (`["lines", "0", "price"]`): UNKNOWN_PRODUCT,
    UNKNOWN_SERVICE, EXACTLY_ONE, ARCHIVED, OUT_OF_RANGE, NOT_PERMITTED, REQUIRED, MIXED_CURRENCIES …
    """
    faults = Faults()
    found = await read_lines(faults, given, client_id, by)
    faults.refuse()
    assert found is not None, "lines without a fault have a price"
    return found


async def read_lines(
    faults: Faults, given: Sequence[QuickOrderLineInput], client_id: UUID, by: Principal
) -> Priced | None:
    """The same for an input that has more to it than its lines: notes their faults; None where anything is wrong."""
    seen = len(faults.found)
    if not 1 <= len(given) <= MOST_LINES:
        faults.add("lines", "OUT_OF_RANGE", f"An order has 1 to {MOST_LINES} lines.")
        return None
    services = await _services(given, client_id)
    products = await _products(given, services)
    lines = [
        _line(faults.within("lines", str(place)), line, products, services, by) for place, line in enumerate(given)
    ]
    found = [line for line in lines if line is not None]
    _same_currency(faults, found)
    if sum(line.total_minor for line in found) > LARGEST:
        faults.add("lines", "TOO_LARGE", "The order's total is too large.")
    return Priced(tuple(found), found[0].product.currency) if len(faults.found) == seen else None


async def _services(given: Sequence[QuickOrderLineInput], client_id: UUID) -> dict[UUID, Service]:
    keys = [key for line in given if line.service_id and (key := uuid_or_none(line.service_id))]
    return {one.id: one for one in await Service.filter(id__in=keys, client_id=client_id)} if keys else {}


async def _products(given: Sequence[QuickOrderLineInput], services: dict[UUID, Service]) -> dict[UUID, Product]:
    keys = [key for line in given if line.product_id and (key := uuid_or_none(line.product_id))]
    keys += [service.product_id for service in services.values()]
    return {one.id: one for one in await Product.filter(id__in=keys)} if keys else {}


def _line(
    faults: Faults,
    given: QuickOrderLineInput,
    products: dict[UUID, Product],
    services: dict[UUID, Service],
    by: Principal,
) -> PricedLine | None:
    if not 1 <= given.quantity <= MOST_OF_ONE:
        faults.add("quantity", "OUT_OF_RANGE", f"The quantity is 1 to {MOST_OF_ONE}.")
    service = _service(faults, given, services)
    product = _product(faults, given, products, service)
    if product is None:
        return None
    unit, reason = _unit(faults, given, product, by)
    until = given.runs_until.isoformat() if given.runs_until else None
    if until and (service or product.interval_months is None):
        faults.add("runsUntil", "NOT_RECURRING", "Only a new recurring product can run already.")
    elif given.runs_until and abs(given.runs_until.year - now().year) > MOST_YEARS:
        faults.add("runsUntil", "OUT_OF_RANGE", f"Choose a day within {MOST_YEARS} years of today.")
    return PricedLine(product, service, given.quantity, unit, reason, until)


def _service(faults: Faults, given: QuickOrderLineInput, services: dict[UUID, Service]) -> Service | None:
    if given.service_id is None:
        return None
    service = services.get(uuid_or_none(given.service_id) or UUID(int=0))
    if service is None:
        faults.add("serviceId", "UNKNOWN_SERVICE", "The client has no such service.")
    elif service.status is ServiceStatus.ENDED:
        faults.add("serviceId", "ENDED", "This service has ended. Order the product anew.")
    return service


def _product(
    faults: Faults, given: QuickOrderLineInput, products: dict[UUID, Product], service: Service | None
) -> Product | None:
    if (given.product_id is None) is (given.service_id is None):
        faults.add("productId", "EXACTLY_ONE", "Name a product or a service of the client, not both.")
        return None
    if given.product_id is None:
        return products.get(service.product_id) if service else None
    product = products.get(uuid_or_none(given.product_id) or UUID(int=0))
    if product is None:
        faults.add("productId", "UNKNOWN_PRODUCT", "There is no such product.")
    elif product.archived_at is not None:
        faults.add("productId", "ARCHIVED", "This product is no longer sold.")
    return product


def _unit(faults: Faults, given: QuickOrderLineInput, product: Product, by: Principal) -> tuple[int, str]:
    """The price of one, and why it is another than the product's own."""
    if given.price is None:
        return product.price_minor, ""
    if not by.may(OVERRIDE):
        faults.add("price", "NOT_PERMITTED", f"You may not change prices. Needed: {OVERRIDE}.")
        return product.price_minor, ""
    minor = read_amount(faults, "price", given.price, product.currency)
    reason = faults.text("reason", given.reason, REASON_LONGEST, required=minor != product.price_minor)
    return minor, reason


def _same_currency(faults: Faults, lines: Sequence[PricedLine]) -> None:
    if len({line.product.currency for line in lines}) > 1:
        faults.add("lines", "MIXED_CURRENCIES", "All lines of an order have one currency. Place two orders.")
