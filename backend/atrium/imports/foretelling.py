"""What taking an import back would do now: told by what the revert itself would find, and nothing is written.

Clients are looked at as the revert looks at them, many at once. Only where a login, an external id or a parent is to be
put back is it tried out, and undone: somebody else may have it by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.custom_fields.definitions import Definition, definitions
from atrium.database import tx
from atrium.errors import NotFound
from atrium.events.actions import Change
from atrium.imports.among import among, several, uuid_of
from atrium.imports.existing import existing
from atrium.imports.models import Import, RowFate
from atrium.imports.restoring import Kept, foretold, restore
from atrium.imports.reverting import CHILDREN, STANDING, TOUCHED, Committed, committed_row, why_kept
from atrium.principal import Principal

SOME = 500
NEXT = f"""
SELECT id, line, wave, outcome, client_id, journal, CASE WHEN outcome = 'UPDATE' THEN plan END AS plan FROM import_row
WHERE origin_id = $1 AND fate = 'COMMITTED' AND (wave, line) < ($2, $3)
ORDER BY wave DESC, line DESC LIMIT {SOME}
"""


@dataclass(frozen=True, slots=True)
class Stays:
    """A row of which something stays: all of it (KEPT) or a part (PARTLY_REVERTED)."""

    line: int
    client_id: UUID
    fate: RowFate
    kept: list[Change]


@dataclass(slots=True)
class Foretold:
    """How many rows would be taken back whole, and those that would not, by line."""

    whole: int = 0
    stays: list[Stays] = field(default_factory=list)
    gone: set[UUID] = field(default_factory=set)

    def count(self, fate: RowFate) -> int:
        return sum(one.fate is fate for one in self.stays)

    def note(self, row: Committed, kept: list[Change], fate: RowFate) -> None:
        if fate is RowFate.REVERTED:
            self.whole += 1
        else:
            self.stays.append(Stays(row.line, row.client_id, fate, kept))


async def foretell_revert(import_id: UUID, by: Principal) -> Foretold:
    """What `revertImport` would do. Raises NotFound."""
    if not await Import.filter(id=import_id).exists():
        raise NotFound()
    found, known, after = Foretold(), await definitions(), (2**31 - 1, 2**31 - 1)
    while page := await database.rows(NEXT, import_id, *after):
        rows = [committed_row(one) for one in page]
        await _changed([row for row in rows if row.outcome == "UPDATE"], known, by, found)
        await _added([row for row in rows if row.outcome == "CREATE"], found)
        after = (page[-1]["wave"], page[-1]["line"])
    found.stays.sort(key=lambda one: one.line)
    return found


async def _added(rows: Sequence[Committed], found: Foretold) -> None:
    if not rows:
        return
    ids = several([row.client_id for row in rows])
    touched = {uuid_of(one["client_id"]) for one in await database.rows(TOUCHED.format(among=_of("client_id")), ids)}
    standing = {
        uuid_of(one["id"]): one["version"] for one in await database.rows(STANDING.format(among=_of("id")), ids)
    }
    below: dict[UUID | None, set[UUID | None]] = {}
    for one in await database.rows(CHILDREN.format(among=_of("parent_id")), ids):
        below.setdefault(uuid_of(one["parent_id"]), set()).add(uuid_of(one["id"]))
    for row in rows:  # the lowest first, as they are taken back
        key = row.client_id
        has_children = bool(below.get(key, set()) - found.gone)
        why = why_kept(standing.get(key), is_touched=key in touched, has_children=has_children)
        if why is None:
            found.gone.add(key)
        kept = [] if why is None else [Change(why, None, None)]
        found.note(row, kept, RowFate.REVERTED if why is None else RowFate.KEPT)


def _of(column: str) -> str:
    return among(column, 1, "uuid")


async def _changed(rows: Sequence[Committed], known: Sequence[Definition], by: Principal, found: Foretold) -> None:
    """Compared with what is there now, all at once; the few of which that does not tell are tried out."""
    there = await existing([row.client_id for row in rows])
    clients = {one.id: one for one in await Client.filter(id__in=list(there))} if there else {}
    for row in rows:
        if row.client_id not in clients:
            found.note(row, [Change("gone", None, None)], RowFate.KEPT)
            continue
        kept = foretold(clients[row.client_id], there[row.client_id], row.journal, known)
        _note(row, kept or await _tried(row, known, by), found)


def _leave(row: Committed, found: Foretold) -> None:
    """Whoever was put under a parent by the import is not under it any more."""
    if row.journal.get("parent"):
        found.gone.add(row.client_id)


class _TriedOut(Exception):
    """Ends the transaction in which something was only tried."""


async def _tried(row: Committed, known: Sequence[Definition], by: Principal) -> Kept | None:
    try:
        async with tx():
            kept = await restore(row.client_id, row.journal, known, by, "")
            raise _TriedOut
    except _TriedOut:
        return kept


def _note(row: Committed, kept: Kept | None, found: Foretold) -> None:
    if kept is None:
        found.note(row, [Change("gone", None, None)], RowFate.KEPT)
        return
    part = RowFate.PARTLY_REVERTED if kept.has_restored else RowFate.KEPT
    found.note(row, kept.changes, part if kept.changes else RowFate.REVERTED)
    if not any(one.field == "parent" for one in kept.changes):
        _leave(row, found)
