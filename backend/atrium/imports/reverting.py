"""Taking an import back: what nobody has touched since goes, or is as it was before; the rest stays and is listed.

Clients that the import added are deleted as by hand (they can be restored), and their address and external id are free
again, so that the same file can be imported once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.access.acting import acting
from atrium.clients.models import Client
from atrium.clients.standing import standing_of, touch
from atrium.columns import now
from atrium.contacts import verification
from atrium.custom_fields.definitions import definitions
from atrium.database import tx
from atrium.events.actions import Change, Move, record
from atrium.family.actions import unlink_client
from atrium.family.inputs import UnlinkClientInput
from atrium.ids import Id
from atrium.imports.added import with_facts
from atrium.imports.among import among, several, update_many, uuid_of
from atrium.imports.models import ImportState
from atrium.imports.restoring import restore
from atrium.imports.turns import Turn
from atrium.principal import Principal

NEEDS = "client.import"
CHUNK = {"postgres": 300, "sqlite": 50}
"""Rows a transaction: on SQLite everybody's changes wait for it."""
NO_TRACE = ("client.verification_sent", "client.sign_in_refused", "client.child_linked", "client.child_unlinked")
"""What may have happened to a client without anybody having touched it."""

NEXT = """
SELECT id, line, wave, outcome, client_id, journal, CASE WHEN outcome = 'UPDATE' THEN plan END AS plan FROM import_row
WHERE origin_id = $1 AND fate = 'COMMITTED' ORDER BY wave DESC, line DESC LIMIT
"""
TOUCHED = f"""
SELECT client_id FROM event WHERE {{among}} AND action NOT IN {NO_TRACE} GROUP BY client_id HAVING count(*) > 1
"""
"""More has happened to them than that they were added."""
CHILDREN = "SELECT id, parent_id FROM client WHERE {among} AND deleted_at IS NULL"
STANDING = "SELECT id, version FROM client WHERE {among} AND deleted_at IS NULL AND merged_into_id IS NULL"


@dataclass(slots=True)
class Committed:
    """A row that was written; `kept` is what of it stays."""

    id: UUID
    line: int
    outcome: str
    client_id: UUID
    journal: dict[str, Any]
    fate: str = "REVERTED"
    kept: list[Change] = field(default_factory=list)

    def keep(self, name: str, ours: object, theirs: object) -> None:
        self.kept.append(Change(name, ours, theirs))


async def revert_some(turn: Turn) -> bool:
    """Take the next rows back, in one transaction; whether there are more. Raises TurnLost."""
    async with tx():
        await turn.hold()
        by = await acting(turn.work.by_kind, turn.work.by_id)
        if by is None or not by.may(NEEDS):
            await turn.end(ImportState.FAILED, error=f"Who began this may not do it any more. Needed: {NEEDS}.")
            return False
        found = await database.rows(f"{NEXT} {CHUNK[database.dialect()]}", turn.work.id)
        rows = [committed_row(one) for one in found if one["wave"] == found[0]["wave"]]  # children before their parents
        if not rows:
            await turn.end(ImportState.REVERTED)
            await record("import.reverted", by, reason=turn.work.file_name)
            return False
        reason = f"The import of {turn.work.file_name} was taken back."
        await _restore([row for row in rows if row.outcome == "UPDATE"], by, reason)
        await _remove([row for row in rows if row.outcome == "CREATE"], by, reason)
        await _settle(turn, rows)
    return True


def committed_row(found: dict[str, Any]) -> Committed:
    """A row that was written, as it is kept."""
    key, client_id = uuid_of(found["id"]), uuid_of(found["client_id"])
    assert key is not None
    assert client_id is not None
    journal = with_facts(orjson.loads(found["journal"]), found["plan"] or "null")
    return Committed(key, found["line"], found["outcome"], client_id, journal)


async def _remove(rows: Sequence[Committed], by: Principal, reason: str) -> None:
    if not rows:
        return
    ids = [row.client_id for row in rows]
    clients = await Client.filter(id__in=ids, deleted_at__isnull=True).order_by("id").select_for_update()
    found = await database.rows(TOUCHED.format(among=among("client_id", 1, "uuid")), several(ids))
    touched = {uuid_of(one["client_id"]) for one in found}
    children = await database.rows(CHILDREN.format(among=among("parent_id", 1, "uuid")), several(ids))
    above = {uuid_of(one["parent_id"]) for one in children}
    standing = {one.id: one for one in clients if one.merged_into_id is None}  # type: ignore[attr-defined]
    for row in rows:
        key, client = row.client_id, standing.get(row.client_id)
        why = why_kept(client.version if client else None, is_touched=key in touched, has_children=key in above)
        if client is None or why:
            row.fate = "KEPT"
            row.keep(why or "gone", None, None)
        else:
            await _delete(client, by, reason)


def why_kept(version: int | None, *, is_touched: bool, has_children: bool) -> str | None:
    """Why a client that was added stays: None for no reason. `version` is None for one that is gone."""
    if has_children:
        return "children"
    if version is None:
        return "gone"
    return "activity" if is_touched or version != 1 else None


async def _delete(client: Client, by: Principal, reason: str) -> None:
    if client.parent_id is not None:  # type: ignore[attr-defined]
        await unlink_client(UnlinkClientInput(child_id=Id(str(client.id))), by)
        await client.refresh_from_db()
    before, moment = standing_of(client), now()
    await verification.void_all(client.id, "Not sent: the import was taken back.")
    client.deleted_at = moment
    client.login_email = client.login_fold = client.external_id = None
    await touch(client, "deleted_at", "login_email", "login_fold", "external_id")
    moved = Move(client.origin.value, before, standing_of(client), registered_at=client.created_at)
    await record("client.deleted", by, client.id, reason=reason, move=moved, at=client.updated_at)


async def _restore(rows: Sequence[Committed], by: Principal, reason: str) -> None:
    known = await definitions() if rows else []
    for row in rows:
        kept = await restore(row.client_id, row.journal, known, by, reason)
        if kept is None:
            row.fate = "KEPT"
            row.keep("gone", None, None)
        elif kept.changes:
            row.fate = "PARTLY_REVERTED" if kept.has_restored else "KEPT"
            row.kept = kept.changes


async def _settle(turn: Turn, rows: Sequence[Committed]) -> None:
    told = [(r.id, r.fate, orjson.dumps([vars_of(one) for one in r.kept]).decode()) for r in rows]
    await update_many("import_row", "id", ("fate", "kept"), told)
    await turn.advance(len(rows), reverted=sum(row.fate != "KEPT" for row in rows))


def vars_of(change: Change) -> dict[str, object]:
    return {"field": change.field, "before": change.before, "after": change.after}
