"""What staff of an invented store keep in mind about some of its clients."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from atrium.clients.notes.actions import add_note
from atrium.clients.notes.inputs import AddNoteInput
from atrium.columns import as_of
from atrium.ids import Id
from atrium.principal import Principal

SHARE = 0.12
MEMOS = (
    "Prefers to be written to rather than called.",
    "Rings on Monday mornings. Have the last order at hand.",
    "Pays late, but always pays. No reminder before the 10th.",
    "Asked for a quote for twenty seats; follow up next month.",
    "Invoices go to the accountant.\nThe address is under Contact.",
    "Very happy with the support in spring. Might act as a reference.",
    "Was promised free shipping on the next order.",
    "Speaks English and French.",
)


async def write_memo(client_id: UUID, since: datetime, until: datetime, by: Principal, chance: Random) -> None:
    """Write a note about one client in eight, on the day after `since` if that has been; some are pinned."""
    if chance.random() >= SHARE:
        return
    text, pinned = chance.choice(MEMOS), chance.random() < 0.3
    with as_of(min(since + timedelta(hours=chance.uniform(0.2, 20)), until)):
        await add_note(AddNoteInput(client_id=Id(str(client_id)), text=text, pinned=pinned), by)
