"""Staged rows become clients: some at a time, each time all of it or nothing, and checked once more before.

A transaction holds the clients of some rows, what happened to them, the figures, what became of each row and how far
the import is. So whenever a worker dies, no row is done twice, and none is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.access.acting import acting
from atrium.custom_fields.definitions import Definition, definitions
from atrium.database import tx
from atrium.errors import Blocked, Fault, InvalidInput, LinkRefused, NotFound
from atrium.events.actions import record
from atrium.imports.ahead import Chunk, Waiting, booked, newcomer, next_chunk, place_of
from atrium.imports.among import update_many
from atrium.imports.comparing import compare
from atrium.imports.existing import Existing, existing
from atrium.imports.hiding import forget_some, hides, left_of
from atrium.imports.mailing import promise
from atrium.imports.mapping.checking import at_heading, headings
from atrium.imports.matching import Match, match
from atrium.imports.models import Import, ImportState
from atrium.imports.since import changed_keys, custom_fault, parent_fault, parents_of
from atrium.imports.staging import faults_json
from atrium.imports.turns import Turn
from atrium.imports.updating import apply
from atrium.imports.writing import Newcomer
from atrium.principal import Principal

NEEDS = "client.import"
CHUNK = {"postgres": 500, "sqlite": 400}
"""Rows a transaction: on SQLite everybody's changes wait for it."""

STALE = "The client was changed since this was looked at, so this row would do something else now. Upload it again."


async def commit_some(turn: Turn) -> bool:
    """Write the next rows, in one transaction; whether there are more. Raises TurnLost."""
    try:
        return await _commit(turn, CHUNK[database.dialect()], one_by_one=False)
    except IntegrityError:  # somebody was faster with one of them, at this very moment: look again, then singly
        return await _commit(turn, CHUNK[database.dialect()] // 10, one_by_one=True)


async def _commit(turn: Turn, limit: int, *, one_by_one: bool) -> bool:
    chunk = await next_chunk(turn, limit, alone=one_by_one)
    rows = chunk.rows
    async with tx():
        await turn.hold()
        by = await acting(turn.work.by_kind, turn.work.by_id)
        if by is None or not by.may(NEEDS):
            await turn.end(ImportState.FAILED, error=f"Who began this may not do it any more. Needed: {NEEDS}.")
            return False
        if not rows:
            return await _finish(turn, by)
        known = await definitions()
        await _check(rows, known)
        await _create(turn, chunk, known, by, one_by_one=one_by_one)
        await _update(turn.work, [row for row in rows if row.outcome == "UPDATE"], known, by)
        await _settle(turn, rows)
    turn.last = place_of(rows[-1])
    return True


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


async def _create(turn: Turn, chunk: Chunk, known: Sequence[Definition], by: Principal, *, one_by_one: bool) -> None:
    rows = [row for row in chunk.rows if row.outcome == "CREATE"]
    if one_by_one:
        made = await _create_singly(rows, turn, known, by)
    else:
        book = chunk.book_for(rows, known, by)
        book = book or booked([newcomer(row, turn.work) for row in rows if not row.wrong], known, by)
        made = [one for one, _ in book.made]
        if made:
            await book.write()
    clients = {one.row_id: one.id for one in made}
    for row in rows:
        row.client_id = clients.get(row.id)
    await promise(turn, made)


async def _create_singly(
    rows: Sequence[Waiting], turn: Turn, known: Sequence[Definition], by: Principal
) -> list[Newcomer]:
    """One after the other; those that somebody else was faster with are refused."""
    made = []
    for row in rows:
        if not row.wrong:
            one = newcomer(row, turn.work)
            await _create_one(one, row, known, by)
            made += [] if row.wrong else [one]
    return made


async def _create_one(one: Newcomer, row: Waiting, known: Sequence[Definition], by: Principal) -> None:
    try:
        async with tx():
            await booked([one], known, by).write()
    except IntegrityError as clash:
        row.refuse(*_refusal(clash))


def _refusal(clash: IntegrityError) -> tuple[str, str, str]:
    name = database.constraint_of(clash)
    if name == "client_login_fold_key":
        return ("email", "EMAIL_TAKEN", "This address has just become the login of another client.")
    if name == "client_external_id_key":
        return ("externalId", "EXTERNAL_ID_TAKEN", "Another client has just got this external id.")
    return ("", "CHANGED_SINCE_PREVIEW", "Something that this row needs has just been changed. Upload it again.")


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
    written = [
        (r.id, "COMMITTED", r.client_id, "{}" if r.outcome == "CREATE" else r.changes, left_of(r.plan)) for r in done
    ]
    await update_many("import_row", "id", ("fate", "client_id", "journal", "plan"), written)
    names = headings(turn.work.columns)
    refused = [(r.id, "REFUSED", faults_json([_at_cell(r.wrong, names)])) for r in rows if r.wrong]
    await update_many("import_row", "id", ("outcome", "faults"), refused)
    created = sum(row.outcome == "CREATE" for row in rows if row.wrong)
    counts = {"to_create": -created, "to_update": created - len(refused), "refused": len(refused)}
    await turn.advance(len(rows), committed=len(done), **counts)


def _at_cell(fault: Fault, names: Mapping[str, str]) -> Fault:
    """The fault at the heading of the column that is to blame."""
    return Fault(at_heading(names, ".".join(fault.path)), fault.code, fault.message)


async def _finish(turn: Turn, by: Principal) -> bool:
    """Wipe what nobody may be shown of the rows that were not written either; whether there are more."""
    if hides(turn.work.columns):
        left, turn.wiped = await forget_some(turn.work.id, turn.wiped)
        await update_many("import_row", "id", ("plan",), left)
        if left:
            return True
    await turn.end(ImportState.COMMITTED)
    await record("import.committed", by, changes=[], reason=turn.work.file_name)
    return False
