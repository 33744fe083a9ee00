"""How much is due in the whole store, and from how many clients: kept, so that asking costs the same with a million.

Each row of `owed` says by how much the figures moved; their sum is the figure. The worker adds many rows up into one.
Clients who were deleted or merged count in nothing, as in no list: so what of a balance is counted at present stands
beside it (`counted_minor`), and whoever changes the balance, or hides its client, tells the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from atrium import database
from atrium.columns import new_id
from atrium.events.actions import ON_SIGHT
from atrium.inserting import Row, insert

_COUNTED = """
SELECT b.currency, b.due_minor, b.counted_minor, c.status NOT IN ('MERGED', 'DELETED') AS stands
FROM client c LEFT JOIN client_balance b ON b.client_id = c.id WHERE c.id = $1
"""
_SIGHT = "UPDATE client_balance SET counted_minor = {} WHERE client_id = $1"
_TAKE = "DELETE FROM owed WHERE id IN (SELECT id FROM chosen) RETURNING currency, minor, clients"
KEPT = 32
"""Rows that may stay as they are: there is one a currency when all is added up, and one of the clients."""


@dataclass(frozen=True, slots=True)
class Owed:
    """How many clients owe anything, and how much in each currency, in its smallest unit."""

    clients: int
    minor: dict[str, int]


SUMS = """SELECT currency, CAST(sum(minor) AS bigint) AS minor, CAST(sum(clients) AS bigint) AS clients
 FROM owed GROUP BY currency"""
"""What is due now, a row a currency, over few rows."""


def owed_in(rows: Iterable[tuple[str, int, int]]) -> Owed:
    """What the rows of `SUMS` say."""
    found = sorted(rows)
    amounts = {currency: minor for currency, minor, _ in found if minor}
    return Owed(sum(clients for _, _, clients in found), amounts)


async def owed() -> Owed:
    """What is due now, in one statement."""
    return owed_in([(str(row[0]), row[1], row[2]) for row in await database.fetch_rows(SUMS, ())])


async def counted(client_id: UUID, currency: str, due: int) -> int:
    """Tell what a locked client's balance in a currency has become; answers what of it counts from now on."""
    found = await database.rows(_COUNTED, client_id)
    before = {row["currency"]: int(row["counted_minor"]) for row in found if row["currency"]}
    after = before | {currency: due if found and found[0]["stands"] else 0}
    await tell([(before, after)])
    return after[currency]


async def _shown(client_id: UUID, counts: bool) -> None:
    """A client leaves the figures or comes back, with all that is due."""
    found = await database.rows(_COUNTED, client_id)
    balances = {row["currency"]: (int(row["counted_minor"]), int(row["due_minor"])) for row in found if row["currency"]}
    before = {currency: was for currency, (was, _) in balances.items()}
    after = {currency: due if counts else 0 for currency, (_, due) in balances.items()}
    if before != after:
        await database.execute(_SIGHT.format("due_minor" if counts else "0"), client_id)
        await tell([(before, after)])


async def tell(counts: Iterable[tuple[Mapping[str, int], Mapping[str, int]]]) -> None:
    """Tell what of locked clients' balances counted before, and what does from now on, by currency."""
    clients, moved = 0, Counter[str]()
    for before, after in counts:
        clients += int(any(after.values())) - int(any(before.values()))
        moved.update(after)
        moved.subtract(before)
    rows = [_row(currency, minor, 0) for currency, minor in moved.items() if minor]
    if clients:
        rows.append(_row("", 0, clients))
    await insert(rows)


def _row(currency: str, minor: int, clients: int) -> Row:
    """A row in one currency; that clients came or went stands in a row without one."""
    return Row("owed", {"id": new_id(), "currency": currency, "minor": minor, "clients": clients})


async def fold(limit: int = 5000) -> int:
    """Add up to `limit` rows up into one a currency; answers how many there are less."""
    lock = "FOR UPDATE SKIP LOCKED" if database.dialect() == "postgres" else ""
    chosen = f"WITH chosen AS MATERIALIZED (SELECT id FROM owed ORDER BY id LIMIT $1 {lock})"
    async with database.tx():
        if len(await database.rows("SELECT id FROM owed LIMIT $1", KEPT + 1)) <= KEPT:
            return 0
        taken = await database.rows(f"{chosen} {_TAKE}", limit)
        minor: Counter[str] = Counter()
        clients: Counter[str] = Counter()
        for row in taken:
            minor[row["currency"]] += int(row["minor"])
            clients[row["currency"]] += int(row["clients"])
        kept = [_row(name, minor[name], clients[name]) for name in sorted(minor) if minor[name] or clients[name]]
        await insert(kept)
    return len(taken) - len(kept)


ON_SIGHT.append(_shown)
