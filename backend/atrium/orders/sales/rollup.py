"""Folding the payments' deltas into the sales report's rollup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from atrium.database import dialect, execute, rows, tx
from atrium.events.periods import DAY, HOUR
from atrium.json_table import lines, listed

MONTH = 30 * DAY
PAYMENT_SPANS = (DAY, HOUR, 1)
PRODUCT_SPANS = (MONTH, DAY, HOUR, 1)
DELTA = "quarter, currency, method, product_id, minor, payments"

Sums = Counter[tuple[int, int, str, str]]  # by quarters, quarter, currency, and method or product


async def fold(limit: int = 5000) -> int:
    """Move up to `limit` deltas into the rollup and return how many; at every moment each is counted once.

    All of it is one transaction, and a delta is taken by deleting it: two folders never take the same one.
    """
    async with tx():
        taken = await _take(limit)
        if taken:
            money, counts = _sums(taken, "method", PAYMENT_SPANS), _sums(taken, "method", PAYMENT_SPANS, "payments")
            await _add("payment_flow", ("method",), ((*key, money[key], counts[key]) for key in sorted(money)))
            sold = _sums(taken, "product_id", PRODUCT_SPANS)
            await _add("product_flow", ("product_id",), ((*key, sold[key]) for key in sorted(sold)))
    return len(taken)


async def _take(limit: int) -> list[dict[str, Any]]:
    lock = "for update skip locked" if dialect() == "postgres" else ""
    chosen = f"with chosen as materialized (select id from sale_delta order by id limit $1 {lock})"
    return await rows(f"{chosen} delete from sale_delta where id in (select id from chosen) returning {DELTA}", limit)


def _sums(taken: Iterable[dict[str, Any]], what: str, spans: Sequence[int], figure: str = "minor") -> Sums:
    sums: Sums = Counter()
    for row in taken:
        for length in spans:
            sums[length, row["quarter"] // length * length, row["currency"], str(row[what])] += row[figure]
    return sums


async def _add(table: str, what: tuple[str], sums: Iterable[tuple[object, ...]]) -> None:
    """In the order of the keys, so that two folders never wait for each other."""
    figures = ("minor", "payments") if table == "payment_flow" else ("minor",)
    key = ("quarters", "quarter", "currency", *what)
    kinds = {"currency": "text", "method": "text", "product_id": "uuid"}
    columns = {name: kinds.get(name, "bigint") for name in (*key, *figures)}
    more = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in figures)
    await execute(
        f"insert into {table} ({', '.join(columns)}) {listed(columns)} "
        f"on conflict ({', '.join(key)}) do update set {more}",
        lines(sums),
    )
