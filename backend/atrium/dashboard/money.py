"""The dashboard's figures of money, as its door tells them."""

from __future__ import annotations

from types import SimpleNamespace

from atrium.orders.money import amount_of
from atrium.orders.owing import Owed
from atrium.orders.sales.report import Came, Sales


def money(minor: int, currency: str) -> SimpleNamespace:
    """An amount with its currency."""
    return SimpleNamespace(amount=amount_of(minor, currency), currency=currency)


def amounts_due(found: Owed) -> list[SimpleNamespace]:
    """What is due, one entry a currency."""
    return [money(minor, currency) for currency, minor in found.minor.items()]


def revenue(found: Sales) -> list[SimpleNamespace]:
    """What came in, a point for every month and currency."""
    sums = found.totals(lambda start, currency, method: (currency, start))
    return [
        SimpleNamespace(month=start, amount=money(sums.get((currency, start), Came(0, 0)).minor, currency))
        for currency in found.currencies
        for start in found.starts
    ]
