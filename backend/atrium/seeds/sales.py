"""What the clients of an invented store ordered, when they paid, and what runs for them: acts in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from uuid import UUID

from atrium import database
from atrium.clients.models import ClientOrigin
from atrium.columns import as_of
from atrium.ids import Id
from atrium.orders.inputs import (
    CancelOrderInput,
    EndServiceInput,
    MoneyInput,
    PaidNowInput,
    PlaceQuickOrderInput,
    QuickOrderLineInput,
    RecordPaymentInput,
)
from atrium.orders.models import Order, OrderLine, PaymentMethod
from atrium.orders.money import amount_of
from atrium.orders.payments import record_payment
from atrium.orders.placing import cancel_order, place_quick_order
from atrium.orders.pricing import OVERRIDE
from atrium.orders.serving import end_service
from atrium.principal import Principal
from atrium.seeds.goods import CURRENCIES, Good, Shelf
from atrium.seeds.lives import PROGRAM, STAFF, Life

AT_ONCE = 100
SHARE = 0.28
"""How many of those who did not come by ordering order at all."""

TIMES = ((1, 2, 3, 5), (62, 24, 10, 4))
OUTCOMES = (("now", "later", "half", "never", "cancelled"), (70, 19, 3, 5, 3))
YEAR = timedelta(days=365)
RENEWED = 0.75
BY_HAND = frozenset({ClientOrigin.STAFF, ClientOrigin.IMPORT})
SELLERS = tuple(Principal(one.kind, one.id, one.name, frozenset({OVERRIDE})) for one in STAFF)
REASONS = ("As agreed on the phone", "Loyal for years", "Put right after the outage", "Price of the spring offer")
WHY_CANCELLED = ("Ordered twice", "Changed their mind", "Never paid")


@dataclass(frozen=True, slots=True)
class Sale:
    """One order to be: who places it, what is in it, and what becomes of it."""

    client_id: UUID
    by: Principal
    lines: list[QuickOrderLineInput]
    outcome: str


@dataclass(order=True, slots=True)
class Deed:
    """Something that happens at a moment."""

    at: datetime
    place: int
    act: Callable[[], Awaitable[None]] = field(compare=False)


async def trade(clients: Sequence[tuple[UUID, Life]], shelf: Shelf, until: datetime, chance: Random) -> None:
    """Let these clients order, pay, renew and leave until that moment, one act after the other."""
    market = _Market(shelf, until, chance)
    for client_id, life in clients:
        market.invite(client_id, life)
    while market.deeds:
        async with database.tx():
            for _ in range(min(AT_ONCE, len(market.deeds))):
                deed = heapq.heappop(market.deeds)
                with as_of(deed.at):
                    await deed.act()


class _Market:
    """What is still to happen, the next first: an act may bring later ones about."""

    def __init__(self, shelf: Shelf, until: datetime, chance: Random) -> None:
        self.shelf = shelf
        self.until = until
        self.chance = chance
        self.deeds: list[Deed] = []
        self.count = 0

    def invite(self, client_id: UUID, life: Life) -> None:
        """Whoever came by ordering orders at least that; of the others some do."""
        came_to_order = life.origin is ClientOrigin.GUEST_CHECKOUT
        if not came_to_order and self.chance.random() >= SHARE:
            return
        end = life.locked_at or self.until
        began = min(life.added_at + timedelta(minutes=self.chance.uniform(1, 30)), end)
        for time in range(1 if came_to_order else self.chance.choices(*TIMES)[0]):
            soon = came_to_order or (time == 0 and self.chance.random() < 0.6)
            at = began if soon else began + (end - began) * self.chance.random()
            sale = Sale(client_id, self._seller(life), self._lines(life), self.chance.choices(*OUTCOMES)[0])
            self._at(at, partial(self._place, sale, at))

    def _at(self, at: datetime, act: Callable[[], Awaitable[None]]) -> None:
        """What would lie in the future has not happened."""
        if at < self.until:
            self.count += 1
            heapq.heappush(self.deeds, Deed(at, self.count, act))

    def _seller(self, life: Life) -> Principal:
        return self.chance.choice(SELLERS) if life.origin in BY_HAND else PROGRAM

    def _lines(self, life: Life) -> list[QuickOrderLineInput]:
        currency = life.given.currency if life.given.currency in CURRENCIES else CURRENCIES[0]
        goods = self.shelf[currency or CURRENCIES[0]]
        shares = [good.share for good, _ in goods]
        chosen = dict(self.chance.choices(goods, shares, k=self.chance.choice((1, 1, 2, 3))))
        by_hand = life.origin in BY_HAND
        return [self._line(good, product.id, product.price_minor, by_hand) for good, product in chosen.items()]

    def _line(self, good: Good, product_id: UUID, minor: int, by_hand: bool) -> QuickOrderLineInput:
        several = good.quantity if good.months else self.chance.choice((1, 1, 1, 2, 4))
        line = QuickOrderLineInput(product_id=Id(str(product_id)), quantity=several)
        if by_hand and self.chance.random() < 0.08:
            line.price = Decimal(minor * 9 // 10).scaleb(-2)
            line.reason = self.chance.choice(REASONS)
        return line

    async def _place(self, sale: Sale, at: datetime) -> None:
        paid = PaidNowInput(method=self._method(sale.by), reference="") if sale.outcome == "now" else None
        given = PlaceQuickOrderInput(client_id=Id(str(sale.client_id)), lines=sale.lines, paid=paid)
        order_id = await place_quick_order(given, sale.by)
        later = at + timedelta(days=min(self.chance.lognormvariate(1.6, 1), 60))
        if sale.outcome in ("later", "half"):
            self._at(later, partial(self._pay, order_id, sale.by, 2 if sale.outcome == "half" else 1))
        elif sale.outcome == "cancelled" or (sale.outcome == "never" and at < self.until - YEAR):
            self._at(at + timedelta(days=self.chance.uniform(0.1, 90)), partial(self._cancel, order_id))
        if sale.outcome in ("now", "later"):
            await self._go_on(sale, order_id, at)

    async def _go_on(self, sale: Sale, order_id: UUID, at: datetime) -> None:
        """What runs is renewed before its year is over, most times, or ended when it is."""
        lines = OrderLine.filter(order_id=order_id, service_id__not_isnull=True)
        for service_id, quantity in await lines.values_list("service_id", "quantity"):
            if self.chance.random() < RENEWED:
                line = QuickOrderLineInput(service_id=Id(str(service_id)), quantity=quantity)
                again = at + YEAR - timedelta(days=self.chance.uniform(1, 25))
                self._at(again, partial(self._place, Sale(sale.client_id, sale.by, [line], "now"), again))
            else:
                self._at(at + YEAR, partial(self._end, service_id))

    def _method(self, by: Principal) -> PaymentMethod:
        by_hand = by is not PROGRAM
        methods, shares = (PaymentMethod.CASH, PaymentMethod.CARD_TERMINAL, PaymentMethod.BANK), (5, 4, 1)
        return self.chance.choices(methods, shares)[0] if by_hand else PaymentMethod.BANK

    async def _pay(self, order_id: UUID, by: Principal, part: int) -> None:
        order = await Order.get(id=order_id)
        amount = MoneyInput(amount=amount_of(order.total_minor // part, order.currency), currency=order.currency)
        reference = f"R {order.number}" if by is PROGRAM else f"Receipt {self.chance.randrange(1000, 9999)}"
        given = RecordPaymentInput(
            order_id=Id(str(order_id)), method=self._method(by), amount=amount, reference=reference
        )
        await record_payment(given, self.chance.choice(STAFF))

    async def _cancel(self, order_id: UUID) -> None:
        given = CancelOrderInput(order_id=Id(str(order_id)), reason=self.chance.choice(WHY_CANCELLED))
        await cancel_order(given, self.chance.choice(STAFF))

    async def _end(self, service_id: UUID) -> None:
        given = EndServiceInput(service_id=Id(str(service_id)), reason="Not renewed")
        await end_service(given, self.chance.choice(STAFF))
