"""Whose balance a child's unpaid orders count in: its parent's, where the link says so, and so on upwards."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.family.lines import FURTHEST
from atrium.json_table import among, several
from atrium.orders.billing import charge

_BILLED = """
WITH RECURSIVE billed (root, id, place) AS (
  SELECT id, id, 0 FROM client WHERE {among}
  UNION ALL
  SELECT billed.root, l.child_id, billed.place + 1 FROM family_link l JOIN billed ON l.parent_id = billed.id
  WHERE l.bills_parent AND l.ended_at IS NULL AND billed.place < $2
)
SELECT root, id FROM billed
"""
_PAYER = "SELECT COALESCE(payer_id, id) AS id FROM client WHERE id = $1"


async def bill(child: Client, parent_id: UUID | None) -> None:
    """From now on the parent pays for a locked child, or whoever pays for the parent does; without one, the child.

    All accounts that bill the child go with it.
    """
    payer_id = None if parent_id is None else await payer_of(parent_id)
    if payer_id == child.payer_id:  # type: ignore[attr-defined]
        return
    child.payer_id = payer_id
    await bill_many([child.id], payer_id)


async def bill_many(children: Collection[UUID], payer_id: UUID | None) -> None:
    """From now on that client pays for these locked children, who all bill another; without one, each for itself."""
    if children:
        billed = await database.rows(_BILLED.format(among=among("id", kind="uuid")), several(children), FURTHEST)
        pairs = [(UUID(str(row["root"])), UUID(str(row["id"]))) for row in billed]
        await charge({each: payer_id or (None if each == root else root) for root, each in pairs})


async def payer_of(client_id: UUID) -> UUID:
    """Who pays for the client: another, or it does."""
    return UUID(str((await database.rows(_PAYER, client_id))[0]["id"]))
