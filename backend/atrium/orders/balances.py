"""What a client's orders come to, kept beside them in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.standing import hold
from atrium.columns import new_id
from atrium.copying import copy_in
from atrium.json_table import among, several
from atrium.orders.owing import counted, tell
from atrium.settings import current

Sums = dict[UUID, dict[str, tuple[int, int, int]]]
"""By client and currency: how many orders, what was paid, what is due to it."""

# What is due counts in the balance of who pays: of the client itself, and of all whom it pays for.
_SUMS = """
SELECT count(*) AS orders, sum(CASE WHEN status = 'PAID' THEN total_minor ELSE 0 END) AS lifetime,
  (SELECT payer_id FROM client WHERE id = $1) AS payer_id,
  (SELECT sum(o.total_minor - o.paid_minor) FROM (
     SELECT id FROM client WHERE payer_id = $1 UNION ALL SELECT id FROM client WHERE id = $1 AND payer_id IS NULL
   ) c JOIN client_order o ON o.client_id = c.id WHERE o.currency = $2 AND o.status = 'UNPAID') AS due
FROM client_order WHERE client_id = $1 AND currency = $2 AND status <> 'CANCELLED'
"""
_KEEP = """
INSERT INTO client_balance (id, client_id, currency, order_count, lifetime_minor, due_minor, counted_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (client_id, currency) DO UPDATE SET order_count = excluded.order_count,
  lifetime_minor = excluded.lifetime_minor, due_minor = excluded.due_minor,
  counted_minor = excluded.counted_minor
"""
_DROP = "DELETE FROM client_balance WHERE client_id = $1 AND currency = $2"
_OWN = "SELECT b.{column} FROM client_balance b WHERE b.client_id = client.id AND b.currency = CAST($1 AS varchar(3))"
_OWN_ORDERS = """
SELECT client_id, currency, count(*) AS orders, sum(CASE WHEN status = 'PAID' THEN total_minor ELSE 0 END) AS lifetime,
  0 AS due
FROM client_order WHERE {among} AND status <> 'CANCELLED' GROUP BY client_id, currency
"""
_ALL_DUE = """
SELECT c.payer AS client_id, o.currency, 0 AS orders, 0 AS lifetime, sum(o.total_minor - o.paid_minor) AS due
FROM (
  SELECT id, payer_id AS payer FROM client WHERE {payer} UNION ALL
  SELECT id, id FROM client WHERE {among} AND payer_id IS NULL
) c JOIN client_order o ON o.client_id = c.id WHERE o.status = 'UNPAID' GROUP BY c.payer, o.currency
"""
_COUNTED = """
SELECT c.id, b.currency, b.counted_minor, c.status NOT IN ('MERGED', 'DELETED') AS stands
FROM client c LEFT JOIN client_balance b ON b.client_id = c.id WHERE {among}
"""
_COLUMNS = ("id", "client_id", "currency", "order_count", "lifetime_minor", "due_minor", "counted_minor")
_SORT = f"""
UPDATE client SET sort_currency = CAST($1 AS varchar(3)),
  order_count = COALESCE((SELECT sum(b.order_count) FROM client_balance b WHERE b.client_id = client.id), 0),
  lifetime_minor = COALESCE(({_OWN.format(column="lifetime_minor")}), -1),
  due_minor = COALESCE(({_OWN.format(column="due_minor")}), -1)
WHERE
"""


async def settle(client_id: UUID, currency: str) -> None:
    """Sum a locked client's orders in a currency anew, after one of them has changed, come or gone.

    Where another pays for the client, its balance follows. Balances are changed nowhere else: what the whole store is
    owed follows from each change (see `owing`).
    """
    payer_id = await sum_up(client_id, currency)
    if payer_id is not None:
        await hold([payer_id])
        await sum_up(payer_id, currency)


async def sum_up(client_id: UUID, currency: str) -> UUID | None:
    """Sum up one locked client's balance in a currency; who pays for it, if that is another."""
    sums = (await database.rows(_SUMS, client_id, currency))[0]
    orders, lifetime, due = (int(sums[name] or 0) for name in ("orders", "lifetime", "due"))
    counts = await counted(client_id, currency, due)
    if orders or due:
        await database.execute(_KEEP, new_id(), client_id, currency, orders, lifetime, due, counts)
    else:
        await database.execute(_DROP, client_id, currency)
    await database.execute(f"{_SORT} id = $2", current().currency, client_id)
    return UUID(str(sums["payer_id"])) if sums["payer_id"] else None


async def sum_up_all(client_ids: Collection[UUID]) -> None:
    """Sum up these locked clients' balances in every currency: by as few statements for many as for one."""
    ids = several(client_ids)
    sums = await _sums_of(ids)
    standing = await _recount(ids, sums)
    await database.execute(f"DELETE FROM client_balance WHERE {among('client_id', kind='uuid')}", ids)
    kept = (
        (new_id(), client_id, currency, orders, lifetime, due, due if client_id in standing else 0)
        for client_id, theirs in sums.items()
        for currency, (orders, lifetime, due) in theirs.items()
        if orders or due
    )
    await copy_in("client_balance", _COLUMNS, kept)
    await database.execute(f"{_SORT} {among('id', 2, 'uuid')}", current().currency, ids)


async def _sums_of(ids: Any) -> Sums:
    sums: Sums = {}
    payer = among("payer_id", kind="uuid")
    for asked, column in ((_OWN_ORDERS, "client_id"), (_ALL_DUE, "id")):
        for row in await database.rows(asked.format(among=among(column, kind="uuid"), payer=payer), ids):
            theirs = sums.setdefault(UUID(str(row["client_id"])), {})
            orders, lifetime, due = theirs.get(row["currency"], (0, 0, 0))
            more = [int(row[name]) for name in ("orders", "lifetime", "due")]
            theirs[row["currency"]] = (orders + more[0], lifetime + more[1], due + more[2])
    return sums


async def _recount(ids: Any, sums: Sums) -> set[UUID]:
    """Tell what counts from now on instead of what did. Answers which of the clients stand: only theirs counts."""
    before: dict[UUID, dict[str, int]] = {}
    standing = set()
    for row in await database.rows(_COUNTED.format(among=among("c.id", kind="uuid")), ids):
        counts = before.setdefault(UUID(str(row["id"])), {})
        if row["currency"]:
            counts[row["currency"]] = int(row["counted_minor"])
        if row["stands"]:
            standing.add(UUID(str(row["id"])))
    after = {
        one: {currency: due for currency, (_, _, due) in sums.get(one, {}).items()} if one in standing else {}
        for one in before
    }
    await tell((counts, after[one]) for one, counts in before.items())
    return standing


async def realign() -> int:
    """Sort clients by the store's currency, after it has become another one: how many are sorted anew.

    Where nothing has changed it only reads.
    """
    others = f"SELECT 1 FROM client WHERE sort_currency NOT IN ('', '{current().currency}') LIMIT 1"
    if not await database.fetch_rows(others, (), primary=True):
        return 0
    stale = "sort_currency NOT IN ('', CAST($1 AS varchar(3)))"
    return await database.execute(f"{_SORT} {stale}", current().currency)
