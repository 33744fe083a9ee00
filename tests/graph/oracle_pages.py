"""Order, keyset and page, walked through in plain Python."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from atrium.columns import moment_text
from atrium.folding import fold
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import TIE, Key, Order, Orders
from tests.graph.oracle_orders import amount_sorted_by
from tests.graph.oracle_store import PLAIN_COLUMN, Row

Place = tuple[tuple[bool, Any], ...]


def keys_of(row: Row, order: Order) -> list[Any]:
    """The row's sort keys, the identifier last."""
    stored = [_key(row, key, order) for key in order.keys]
    return [bool(one) if key.kind is Kind.BOOL else one for key, one in zip(order.keys, stored, strict=True)]


def _key(row: Row, key: Key, order: Order) -> Any:
    """A column; amounts are summed anew, from what the order's tag says that they are and in which currency."""
    _, field, _, *currency = order.tag.split(":")
    if currency and key is not TIE:
        return amount_sorted_by(row, field, *currency)
    return row[PLAIN_COLUMN.fullmatch(key.sql)[1]]


def placed(keys: Iterable[Any]) -> Place:
    """What Python compares alike: nothing is smaller than everything."""
    return tuple((key is not None, key) if key is not None else (False, 0) for key in keys)


def in_order(rows: Iterable[Row], order: Order) -> list[Row]:
    return sorted(rows, key=lambda row: placed(keys_of(row, order)), reverse=order.direction == "DESC")


def by_clause(rows: Iterable[Row], clause: str) -> list[Row]:
    """Sorted by a declared ORDER BY of plain columns, the last column first: sorting keeps what is equal in place."""
    sorted_rows = list(rows)
    for part in reversed(clause.split(", ")):
        column, _, direction = part.partition(" ")
        name = PLAIN_COLUMN.fullmatch(column)[1]
        sorted_rows.sort(key=lambda row, name=name: row[name], reverse=direction == "DESC")
    return sorted_rows


def has_place(row: Row, order: Order) -> bool:
    """Whether the row has all that the order needs of it: an event has its place in the feed only once it is given."""
    return all(key.nullable or stored is not None for key, stored in zip(order.keys, keys_of(row, order), strict=True))


def cursor_of(row: Row, order: Order) -> str:
    """The cursor as it is documented: the hex of a JSON list."""
    return json.dumps([order.tag, *keys_of(row, order)], ensure_ascii=False, separators=(",", ":")).encode().hex()


def connection(rows: Iterable[Row], orders: Orders, given: dict[str, Any], default_first: int) -> dict[str, Any]:
    """A page of the rows that match, with all that can be asked about it."""
    order = orders.chosen(given.get("orderBy"), None)
    everything = in_order(rows, order)
    backward = given.get("last") is not None or given.get("before") is not None
    size = (given.get("last") if backward else given.get("first")) or default_first
    cursor = given.get("before") if backward else given.get("after")
    line = everything[::-1] if backward else everything
    ahead = [row for row in line if cursor is None or _is_beyond(row, order, cursor, backward)]
    if given.get("startAt"):
        ahead = [row for row in line if _is_from(row, order, given["startAt"])]
    page = ahead[:size][::-1] if backward else ahead[:size]
    has_more, has_passed = len(ahead) > size, len(ahead) < len(line)
    return {
        "nodes": page,
        "edges": [{"cursor": cursor_of(row, order), "node": row} for row in page],
        "totalCount": len(everything),
        "pageInfo": {
            "hasNextPage": has_passed if backward else has_more,
            "hasPreviousPage": has_more if backward else has_passed,
            "startCursor": cursor_of(page[0], order) if page else None,
            "endCursor": cursor_of(page[-1], order) if page else None,
        },
    }


def _is_from(row: Row, order: Order, start_at: dict[str, Any]) -> bool:
    """At the value that the list begins at, or after it; names are compared by as many letters as were given."""
    ((name, wanted),) = [(name, value) for name, value in start_at.items() if value is not None]
    key = keys_of(row, order)[0]
    if name == "name":
        wanted = fold(wanted)
        key = key if order.direction == "ASC" else key[: len(wanted)]
    elif name in ("createdAt", "lastLoginAt"):
        wanted = moment_text(datetime.fromisoformat(wanted))
    (place,), (mark,) = [placed([key]), placed([wanted])]
    return place >= mark if order.direction == "ASC" else place <= mark


def _is_beyond(row: Row, order: Order, cursor: str, backward: bool) -> bool:
    mark, place = placed(json.loads(bytes.fromhex(cursor))[1:]), placed(keys_of(row, order))
    return place > mark if (order.direction == "ASC") is not backward else place < mark
