"""Staged rows become clients: some at a time, each time all of it or nothing, and checked once more before.

A transaction holds the clients of some rows, what happened to them, the figures, what became of each row and how far
the import is. So whenever a worker dies, no row is done twice, and none is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.access.acting import acting
from atrium.columns import new_id, now
from atrium.custom_fields.definitions import Definition, definitions
from atrium.database import tx
from atrium.errors import Blocked, Fault, InvalidInput, LinkRefused, NotFound
from atrium.events.actions import record
from atrium.imports.among import update_many, uuid_of
from atrium.imports.comparing import compare
from atrium.imports.existing import Existing, existing
from atrium.imports.mailing import promise
from atrium.imports.mapping.checking import at_heading, headings
from atrium.imports.matching import Match, match
from atrium.imports.models import Import, ImportState
from atrium.imports.since import changed_keys, custom_fault, parent_fault, parents_of
from atrium.imports.staging import faults_json, login_of
from atrium.imports.turns import Turn
from atrium.imports.updating import apply
from atrium.imports.vetting import Plan
from atrium.imports.writing import Book, Newcomer, draw_numbers
from atrium.principal import Principal

NEEDS = "client.import"
CHUNK = {"postgres": 500, "sqlite": 200}
"""Rows a transaction: on SQLite everybody's changes wait for it."""

_NEXT = """
SELECT id, line, wave, outcome, changes, plan, login_fold, fingerprint, client_id FROM import_row
WHERE origin_id = $1 AND fate IS NULL AND outcome IN ('CREATE', 'UPDATE') AND (wave, line) > ($2, $3)
ORDER BY wave, line LIMIT {limit}
"""
STALE = "The client was changed since this was looked at, so this row would do something else now. Map the file again."


@dataclass(slots=True)
class Waiting:
    """A staged row whose turn it is."""

    id: UUID
    wave: int
    line: int
    outcome: str
    changes: str
    plan: Plan
    login: str | None
    fingerprint: str | None
    client_id: UUID | None
    parent_id: UUID | None = None
    wrong: Fault | None = None

    def refuse(self, field: str, code: str, message: str) -> None:
        self.wrong = Fault((field,), code, message)


async def commit_some(turn: Turn) -> bool:
    """Write the next rows, in one transaction; whether there are more. Raises TurnLost."""
    try:
        return await _commit(turn, CHUNK[database.dialect()], one_by_one=False)
    except IntegrityError:  # somebody was faster with one of them, at this very moment: look again, then singly
        return await _commit(turn, CHUNK[database.dialect()] // 10, one_by_one=True)


async def _commit(turn: Turn, limit: int, *, one_by_one: bool) -> bool:
    async with tx():
        await turn.hold()
        by = await acting(turn.work.by_kind, turn.work.by_id)
        if by is None or not by.may(NEEDS):
            await turn.end(ImportState.FAILED, error=f"Who began this may not do it any more. Needed: {NEEDS}.")
            return False
        rows = await _waiting(turn.work, limit, turn.last)
        if not rows:
            await _finish(turn, by)
            return False
        known = await definitions()
        await _check(rows, known)
        await _create(turn, [row for row in rows if row.outcome == "CREATE"], known, by, one_by_one=one_by_one)
        await _update(turn.work, [row for row in rows if row.outcome == "UPDATE"], known, by)
        await _settle(turn, rows)
    turn.last = (rows[-1].wave, rows[-1].line)
    return True


async def _waiting(work: Import, limit: int, after: tuple[int, int]) -> list[Waiting]:
    """The next rows of one wave: those above them are written already. `after` is where the last ones ended."""
    found = await database.rows(_NEXT.format(limit=limit), work.id, *after)
    return [_row(one, work) for one in found if one["wave"] == found[0]["wave"]]


def _row(found: dict[str, Any], work: Import) -> Waiting:
    key, plan = uuid_of(found["id"]), Plan.of_json(found["plan"])
    assert key is not None
    return Waiting(
        key, found["wave"], found["line"], found["outcome"], found["changes"], plan, login_of(plan, work),
        found["fingerprint"], uuid_of(found["client_id"]),
    )  # fmt: skip


async def _check(rows: Sequence[Waiting], known: Sequence[Definition]) -> None:
    """Look again who the rows mean: what is not as it was is refused, not forced."""
    matches = await match([r.plan for r in rows], [r.login for r in rows], [r.fingerprint for r in rows])
    for row, found in zip(rows, matches, strict=True):
        _compare_matches(row, found)
    clients = await existing({row.client_id for row in rows if row.client_id and not row.wrong}, lock=True)
    for row in rows:
        if row.client_id and not row.wrong:
            _compare_changes(row, clients.get(row.client_id))
    for row in rows:
        if not row.wrong:
            row.wrong = custom_fault(row.plan, known, changed_keys(row.changes) if row.outcome == "UPDATE" else None)
    parents = await parents_of(row.plan.parent for row in rows)
    for row in rows:
        if row.plan.parent and not row.wrong:
            parent = parents.get(row.plan.parent)
            row.parent_id = parent.id if parent else None
            row.wrong = parent_fault(parent, is_new=row.outcome == "CREATE")


def _compare_matches(row: Waiting, found: Match) -> None:
    if found.wrong:
        row.refuse(*found.wrong)
    elif row.outcome == "CREATE" and (found.client_id or found.candidates):
        row.refuse("email" if row.plan.emails else "externalId", "EXISTS_NOW", "This client has been added since.")
    elif row.outcome == "UPDATE" and found.client_id != row.client_id:
        row.refuse(row.plan.known_by, "CHANGED_SINCE_PREVIEW", STALE)


def _compare_changes(row: Waiting, client: Existing | None) -> None:
    told = orjson.loads(row.changes)
    if client is None or compare(row.plan, client).told() != told:
        row.refuse(row.plan.known_by, "CHANGED_SINCE_PREVIEW", STALE)


async def _create(
    turn: Turn, rows: Sequence[Waiting], known: Sequence[Definition], by: Principal, *, one_by_one: bool
) -> None:
    made = [_newcomer(row, turn.work) for row in rows if not row.wrong]
    if one_by_one:
        by_row = {row.id: row for row in rows}
        for one in made:
            await _create_one(one, by_row[one.row_id], known, by)
        made = [one for one in made if not by_row[one.row_id].wrong]
    elif made:
        await _enter(made, known, by)
    clients = {one.row_id: one.id for one in made}
    for row in rows:
        row.client_id = clients.get(row.id)
    await promise(turn, made)


def _newcomer(row: Waiting, work: Import) -> Newcomer:
    reason = f"Imported from {work.file_name}, line {row.line}."
    return Newcomer(row.plan, row.login, reason, row.parent_id, new_id(), row.id)


async def _enter(made: Sequence[Newcomer], known: Sequence[Definition], by: Principal) -> None:
    book, first = Book(known, by, now()), await draw_numbers(len(made))
    for place, one in enumerate(made):
        book.add(one, first + place)
    await book.write()


async def _create_one(one: Newcomer, row: Waiting, known: Sequence[Definition], by: Principal) -> None:
    try:
        async with tx():
            await _enter([one], known, by)
    except IntegrityError as clash:
        row.refuse(*_refusal(clash))


def _refusal(clash: IntegrityError) -> tuple[str, str, str]:
    name = database.constraint_of(clash)
    if name == "client_login_fold_key":
        return ("email", "EMAIL_TAKEN", "This address has just become the login of another client.")
    if name == "client_external_id_key":
        return ("externalId", "EXTERNAL_ID_TAKEN", "Another client has just got this external id.")
    return ("", "CHANGED_SINCE_PREVIEW", "Something that this row needs has just been changed. Map the file again.")


async def _update(work: Import, rows: Sequence[Waiting], known: Sequence[Definition], by: Principal) -> None:
    clients = await existing({row.client_id for row in rows if row.client_id and not row.wrong})
    for row in rows:
        if row.wrong or row.client_id is None:
            continue
        reason = f"Imported from {work.file_name}, line {row.line}."
        try:
            async with tx():
                client = clients[row.client_id]
                difference = compare(row.plan, client)
                journal = await apply(difference, client, known, by, reason, row.parent_id)
                row.changes = orjson.dumps(journal).decode()
        except IntegrityError as clash:
            row.refuse(*_refusal(clash))
        except InvalidInput as refusal:
            row.wrong = refusal.faults[0]
        except (LinkRefused, Blocked, NotFound) as refusal:
            row.refuse("parentExternalId", refusal.code, refusal.message)


async def _settle(turn: Turn, rows: Sequence[Waiting]) -> None:
    """Write down what became of each row, and how far the import is."""
    done = [row for row in rows if not row.wrong]
    written = [(r.id, "COMMITTED", r.client_id, "{}" if r.outcome == "CREATE" else r.changes) for r in done]
    await update_many("import_row", "id", ("fate", "client_id", "journal"), written)
    names = headings(turn.work.columns)
    refused = [(r.id, "REFUSED", faults_json([_at_cell(r.wrong, names)])) for r in rows if r.wrong]
    await update_many("import_row", "id", ("outcome", "faults"), refused)
    created = sum(row.outcome == "CREATE" for row in rows if row.wrong)
    counts = {"to_create": -created, "to_update": created - len(refused), "refused": len(refused)}
    await turn.advance(len(rows), committed=len(done), **counts)


def _at_cell(fault: Fault, names: Mapping[str, str]) -> Fault:
    """The fault at the heading of the column that is to blame."""
    return Fault(at_heading(names, ".".join(fault.path)), fault.code, fault.message)


async def _finish(turn: Turn, by: Principal) -> None:
    await turn.end(ImportState.COMMITTED)
    await record("import.committed", by, changes=[], reason=turn.work.file_name)
