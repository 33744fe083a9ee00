"""What a filter by a custom field means, as SQL: each kind of condition is answered by an index of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from atrium.columns import now
from atrium.custom_fields.kinds import KEY_LONGEST, LARGEST, MILLION
from atrium.errors import BadUserInput
from atrium.folding import fold, sort_key
from atrium.graph.reading.dialects import Dialect
from atrium.graph.reading.filters import contains, prefix_bounds, utc
from atrium.graph.reading.sql import TRUE, Sql, all_of, none_of

# The values of a field, by its key; one that is no key of ours has none.
_OF_FIELD = "v.field_id = (SELECT f.id FROM custom_field f WHERE f.key = ?text)"


def condition(given: Sequence[Mapping[str, Any]], dialect: Dialect) -> Sql:
    """Clients who meet every condition, each about one field; of several options chosen, one has to meet it."""
    return all_of([_one(one, dialect) for one in given])


def _one(given: Mapping[str, Any], dialect: Dialect) -> Sql:
    key, pieces = given["key"], []
    for name, wanted in given.items():
        if wanted is not None and name != "key":
            pieces.append(CONDITIONS[name](key, wanted, dialect))
    return all_of(pieces)


def _held(key: str, dialect: Dialect, *pieces: Sql) -> Sql:
    """Clients with a row that meets all of these."""
    return dialect.has("custom_field_value v", "v.client_id", all_of([Sql(_OF_FIELD, (key,)), *pieces]))


def _with(key: str, dialect: Dialect, pieces: list[Sql], is_empty: bool | None) -> Sql:
    """Clients who have none at all, or any, where that is asked for; and whose row meets the pieces."""
    found = [_held(key, dialect, *pieces)] if pieces else []
    return found[0] if is_empty is None and found else all_of([_emptiness(key, is_empty, dialect), *found])


def _emptiness(key: str, wanted: bool | None, dialect: Dialect) -> Sql:
    if wanted is None:
        return TRUE
    return none_of(_held(key, dialect)) if wanted else _held(key, dialect)


def _text(key: str, given: Mapping[str, Any], dialect: Dialect) -> Sql:
    pieces = [
        TEXTS[operator](wanted, dialect)
        for operator, wanted in given.items()
        if wanted is not None and operator != "isEmpty"
    ]
    return _with(key, dialect, pieces, given.get("isEmpty"))


def _within(wanted: Sequence[str], dialect: Dialect) -> Sql:
    keys, whole = [sort_key(one, KEY_LONGEST) for one in wanted], [fold(one) for one in wanted]
    if keys == whole:
        return Sql(dialect.within("v.fold_key", "texts"), (keys,))
    text = f"{dialect.within('v.fold_key', 'texts')} AND {dialect.within('v.fold', 'texts')}"
    return Sql(f"({text})", (keys, whole))


def _beginning(wanted: str, dialect: Dialect) -> Sql:
    whole = fold(wanted)
    if not whole:
        return Sql("v.fold IS NOT NULL")
    pieces = []
    for column, text in (("fold_key", sort_key(wanted, KEY_LONGEST)), ("fold", whole)):
        pieces.append(Sql(f"(v.{column} >= ?text AND v.{column} < ?text)", prefix_bounds(text)))
    return pieces[0] if whole == sort_key(wanted, KEY_LONGEST) else all_of(pieces)


TEXTS: dict[str, Callable[[Any, Dialect], Sql]] = {
    "eq": lambda wanted, dialect: _within([wanted], dialect),
    "in": _within,
    "contains": lambda wanted, dialect: (
        contains("v.fold", fold(wanted), dialect) if fold(wanted) else Sql("v.fold IS NOT NULL")
    ),
    "startsWith": _beginning,
}


def _number(key: str, given: Mapping[str, Any], dialect: Dialect) -> Sql:
    signs = {"eq": "=", "atLeast": ">=", "atMost": "<="}
    pieces = [
        Sql(f"v.number {signs[operator]} ?int", (_millionths(wanted),))
        for operator, wanted in given.items()
        if wanted is not None
    ]
    return _held(key, dialect, *pieces) if pieces else TRUE


def _millionths(wanted: Decimal) -> int:
    """The number as it is kept: to six places, and no larger than what can be kept."""
    if not wanted.is_finite():
        raise BadUserInput("This is not a number.")
    bound = Decimal(LARGEST + 1)
    return int((max(-bound, min(wanted, bound)) * MILLION).to_integral_value())


def _date(key: str, given: Mapping[str, Any], dialect: Dialect) -> Sql:
    """A day is the midnight (UTC) at which it begins. `inLastDays`: that many days before today, and today."""
    pieces: list[Sql] = []
    for operator, wanted in given.items():
        if wanted is None or operator == "isEmpty":
            continue
        if operator == "inLastDays":
            pieces.append(Sql("v.day >= ?text AND v.day <= ?text", _last_days(wanted)))
        elif operator == "after":
            pieces.append(Sql("v.day > ?text", (utc(wanted).date().isoformat(),)))
        else:
            pieces.append(Sql("v.day < ?text", (_first_day_not_before(utc(wanted)),)))
    return _with(key, dialect, pieces, given.get("isEmpty"))


def _last_days(days: int) -> tuple[str, str]:
    if not 0 <= days <= 36_500:
        raise BadUserInput("inLastDays must be between 0 and 36500.")
    today = now().date()
    return (today - timedelta(days=days)).isoformat(), today.isoformat()


def _first_day_not_before(moment: datetime) -> str:
    day = moment.date().isoformat()
    return day if moment.time() == moment.time().min else f"{day}T"  # whatever is after that day's text


def _options(key: str, given: Sequence[str], dialect: Dialect) -> Sql:
    return _held(key, dialect, _within(given, dialect))


CONDITIONS: dict[str, Callable[[str, Any, Dialect], Sql]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "boolean": lambda key, wanted, dialect: _held(key, dialect, Sql(f"v.flag = {'TRUE' if wanted else 'FALSE'}")),
    "options": _options,
    "isEmpty": lambda key, wanted, dialect: _emptiness(key, wanted, dialect),
}
