"""What conditions on orders and amounts mean, as SQL."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from atrium.clients.standards import currency_code
from atrium.errors import BadUserInput
from atrium.graph.reading.dialects import Dialect, Kind
from atrium.graph.reading.filters import Compile
from atrium.graph.reading.orders import Key
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of, none_of
from atrium.orders.money import LARGEST, places_of
from atrium.settings import current

SIGNS = {"eq": "=", "atLeast": ">=", "atMost": "<="}


def order_count(given: Mapping[str, Any], dialect: Dialect) -> Sql:
    """An IntFilter over how many orders there are, cancelled ones left out."""
    wanted = [(name, value) for name, value in given.items() if value is not None]
    return all_of(Sql(f"{{t}}.order_count {SIGNS[name]} ?int", (value,)) for name, value in wanted)


def amount(column: str) -> Compile:
    """A MoneyFilter over an amount in one currency. A client without that currency has nothing of it.

    No amount is below nothing: at most less than that is nobody's.
    """

    def condition(given: Mapping[str, Any], dialect: Dialect) -> Sql:
        currency = known_currency(given["currency"])
        least, most = _bound(given, "atLeast"), _bound(given, "atMost")
        lower = TRUE
        if least is not None and least > 0:
            lower = _with(dialect, currency, f"b.{column} >= ?int", _minor(least, currency, up=True))
        if most is None:
            return lower
        if most < 0:
            return FALSE
        above = _with(dialect, currency, f"b.{column} > ?int", _minor(most, currency, up=False))
        return all_of([lower, none_of(above)])

    return condition


def _with(dialect: Dialect, currency: str, amount: str, minor: int) -> Sql:
    where = Sql(f"b.currency = ?text AND {amount}", (currency, minor))
    return dialect.has("client_balance b", "b.client_id", where)


def _bound(given: Mapping[str, Any], name: str) -> Decimal | None:
    """A bound of a MoneyFilter. Raises BadUserInput for what is no number."""
    bound: Decimal | None = given.get(name)
    if bound is not None and not bound.is_finite():
        raise BadUserInput("This is not an amount.")
    return bound


def _minor(given: Decimal, currency: str, *, up: bool) -> int:
    """The bound in smallest units, never beyond what an amount can be."""
    bounded = max(Decimal(-1), min(given, Decimal(LARGEST * 1000)))
    whole = bounded.scaleb(places_of(currency)).to_integral_value("ROUND_CEILING" if up else "ROUND_FLOOR")
    return int(whole)


def known_currency(given: str) -> str:
    """The code of a currency. Raises BadUserInput for one that there is not."""
    code = currency_code(given)
    if code is None:
        raise BadUserInput("There is no currency of this code (ISO 4217).")
    return code


def is_due(given: bool, dialect: Dialect) -> Sql:
    """Whether anything is due, in whichever currency."""
    due = dialect.has("client_balance b", "b.client_id", Sql("b.due_minor > 0"))
    return due if given else none_of(due)


def by_amount(column: str) -> Any:
    """The sort key of an amount in the currency that the order names: the store's own is kept beside the client.

    Who has nothing in that currency comes after those who owe or paid nothing.
    """

    def keys(order_by: Mapping[str, Any]) -> tuple[str, tuple[Key, ...]]:
        own = current().currency
        currency = known_currency(order_by.get("currency") or own)
        if currency == own:
            return currency, (Key(f"{{t}}.{column}", Kind.INT),)
        held = f"SELECT b.{column} FROM client_balance b WHERE b.client_id = {{t}}.id AND b.currency = '{currency}'"
        return currency, (Key(f"COALESCE(({held}), -1)", Kind.INT),)

    return keys
