"""Whose balance a child's unpaid orders count in: its parent's, where the link says so, and so on upwards."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.family.lines import FURTHEST
from atrium.orders.billing import charge

_BILLED = """
WITH RECURSIVE billed (id, place) AS (
  SELECT child_id, 1 FROM family_link WHERE parent_id = $1 AND bills_parent AND ended_at IS NULL
  UNION ALL
  SELECT l.child_id, billed.place + 1 FROM family_link l JOIN billed ON l.parent_id = billed.id
  WHERE l.bills_parent AND l.ended_at IS NULL AND billed.place < $2
)
SELECT id FROM billed
"""
_PAYER = "SELECT COALESCE(payer_id, id) AS id FROM client WHERE id = $1"


async def bill(child: Client, parent_id: UUID | None) -> None:
    """From now on the parent pays for a locked child, or whoever pays for the parent does; without one, the child.

    All accounts that bill the child go with it.
    """
    payer_id = None
    if parent_id is not None:
        payer_id = UUID(str((await database.rows(_PAYER, parent_id))[0]["id"]))
    if payer_id == child.payer_id:  # type: ignore[attr-defined]
        return
    child.payer_id = payer_id
    beneath = [UUID(str(row["id"])) for row in await database.rows(_BILLED, child.id, FURTHEST)]
    await charge({child.id: payer_id, **dict.fromkeys(beneath, payer_id or child.id)})
