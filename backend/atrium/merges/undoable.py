"""Until when a merge can be undone, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from atrium import database
from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import MergeRefused, NotFound
from atrium.merges.models import ClientMerge
from atrium.principal import Principal

POSSIBLE = """({t}.undone_at IS NULL AND {t}.undoable_until > ?moment
 AND EXISTS (SELECT 1 FROM client d WHERE d.id = {t}.destination_id AND d.status NOT IN ('MERGED', 'DELETED'))
 AND NOT EXISTS (SELECT 1 FROM client_merge_source s JOIN client c ON c.id = s.client_id WHERE s.merge_id = {t}.id
  AND (c.status <> 'MERGED' OR c.merged_into_id <> {t}.destination_id)))"""
"""Whether the merge `{t}` can be undone now."""

_FORGET = """DELETE FROM client_merge_row WHERE source_id IN (
  SELECT s.id FROM client_merge_source s JOIN client_merge m ON m.id = s.merge_id
  WHERE m.undoable_until < $1 OR m.undone_at IS NOT NULL)"""


def refuse(merge: ClientMerge, survivor: Client, sources: Sequence[Client], by: Principal) -> None:
    """Raises MergeRefused with the first reason why not, and NotFound where the caller may not know it."""
    shown = survivor.display_name or f"#{survivor.number}"
    if survivor.deleted_at is not None and not by.may("client.read_deleted"):
        raise NotFound()
    if merge.undone_at is not None:
        raise MergeRefused("This merge has been undone already.", code="UNDONE")
    for client in (survivor, *sources):
        if client.erased_at is not None:
            raise MergeRefused("Personal data was erased since, so there is nothing to return to.", code="ERASED")
    if survivor.deleted_at is not None or any(one.deleted_at is not None for one in sources):
        raise MergeRefused(f"{shown} is deleted. Restore it first.", code="DELETED")
    if survivor.merged_into_id is not None:  # type: ignore[attr-defined]
        raise MergeRefused(f"{shown} was merged on into another client. Undo that merge first.", code="MERGED_ON")
    if any(one.merged_into_id != survivor.id for one in sources):  # type: ignore[attr-defined]
        raise MergeRefused("One of these clients is no longer merged into this one.", code="MERGED_ON")
    if merge.undoable_until <= now():
        raise MergeRefused("A merge can be undone for 30 days, and these are over.", code="TOO_LATE")


async def forget_past() -> int:
    """Remove the journals of merges that can no longer be undone; how many rows."""
    return await database.execute(_FORGET, now())
