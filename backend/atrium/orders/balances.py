"""What a client's orders come to, kept beside them in the same transaction."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.standing import hold
from atrium.columns import new_id
from atrium.orders.owing import counted
from atrium.settings import current

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


async def realign() -> int:
    """Sort clients by the store's currency, after it has become another one: how many are sorted anew.

    Where nothing has changed it only reads.
    """
    others = f"SELECT 1 FROM client WHERE sort_currency NOT IN ('', '{current().currency}') LIMIT 1"
    if not await database.fetch_rows(others, (), primary=True):
        return 0
    stale = "sort_currency NOT IN ('', CAST($1 AS varchar(3)))"
    return await database.execute(f"{_SORT} {stale}", current().currency)
