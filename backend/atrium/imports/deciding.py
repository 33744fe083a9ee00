"""Rows that could mean a client who is here: staff say which, that it is somebody else, or that the row is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from atrium import database
from atrium.database import tx
from atrium.errors import Fault, InvalidInput
from atrium.ids import as_id
from atrium.imports.actions import UNDER_WAY, UNDER_WAY_STATES, blocked, lock, refuse_over
from atrium.imports.among import among, several, uuid_of
from atrium.imports.counting import recount
from atrium.imports.families import settle_families
from atrium.imports.inputs import DecideImportRowInput, DecideImportRowsInput
from atrium.imports.mending import again, as_staged, reread, row_of, skip, staged
from atrium.imports.models import ImportCandidate, ImportRow, ImportState, RowDecision, RowOutcome
from atrium.imports.staging import place, read_rows, rules_of
from atrium.imports.turns import Turn
from atrium.imports.vetting import ANEW
from atrium.principal import Principal
from atrium.waking import Calling, wake

CHUNK = 250
ALONG = 2000
"""Rows that are looked at again when all is decided: those whose parent was not sure to come."""

_CANDIDATES = "(SELECT count(*) FROM import_candidate c WHERE c.row_id = r.id)"
_WHICH = {
    RowDecision.UPDATE: f"r.outcome = 'AMBIGUOUS' AND {_CANDIDATES} = 1",
    RowDecision.CREATE: "r.outcome = 'AMBIGUOUS'",
    RowDecision.SKIP: "r.outcome = 'AMBIGUOUS'",
    RowDecision.ASK: """r.fate IS NULL AND r.plan LIKE '%"chosen":"%' AND r.plan NOT LIKE '%"chosen":""}'""",
}
_ONE = "(SELECT c.client_id FROM import_candidate c WHERE c.row_id = r.id LIMIT 1)"
_COLUMNS = f"r.id, r.line, r.cells, r.faults, r.plan, {_ONE} AS client_id"
_SOME = f"SELECT {_COLUMNS} FROM import_row r WHERE r.origin_id = $1 AND {{which}}"
_CHILDREN = f"""r.outcome = 'REFUSED' AND r.faults LIKE '%"PARENT_%' ORDER BY r.line LIMIT {ALONG}"""


async def decide_import_row(given: DecideImportRowInput, by: Principal) -> UUID:
    """Settle what an ambiguous row means, or ask again. Answers the row's id.

    Raises NotFound, Blocked, InvalidInput (clientId: REQUIRED where it could be several, NOT_AMONG_THEM).
    """
    async with tx():
        work, row = await staged(given.import_id, given.line)
        if given.decision is RowDecision.SKIP:
            await skip(work, row)
        else:
            await again(work, row, as_staged(work, row), chosen=await _chosen(given, row))
        await recount(work.id)
        return await row_of(work, given.line)


async def _chosen(given: DecideImportRowInput, row: ImportRow) -> str:
    if given.decision is not RowDecision.UPDATE:
        return ANEW if given.decision is RowDecision.CREATE else ""
    ids = {one.client_id for one in await ImportCandidate.filter(row_id=row.id)}  # type: ignore[attr-defined]
    if given.client_id is None and len(ids) == 1:
        return str(ids.pop())
    if given.client_id is None:
        raise InvalidInput.of([Fault(("clientId",), "REQUIRED", "Say which client this row means.")])
    if (key := as_id(given.client_id)) not in ids:
        raise InvalidInput.of([Fault(("clientId",), "NOT_AMONG_THEM", "The row could not mean this client.")])
    return str(key)


async def decide_import_rows(given: DecideImportRowsInput, by: Principal) -> UUID:
    """Settle all ambiguous rows alike; the worker does it. Those that could be several clients are not updated.

    Answers the import's id. Raises NotFound, Blocked (NOT_STAGED, UNDER_WAY, OVER, NOTHING_TO_DO).
    """
    import_id = as_id(given.import_id)
    async with tx():
        work = await lock(import_id)
        refuse_over(work)
        if work.state in UNDER_WAY_STATES:
            raise blocked("UNDER_WAY", UNDER_WAY)
        if not work.is_staged:
            raise blocked("NOT_STAGED", "The rows of this import are not waiting to be looked at.")
        sql = f"SELECT count(*) AS n FROM import_row r WHERE r.origin_id = $1 AND {_WHICH[given.decision]}"
        work.total = int((await database.rows(sql, import_id))[0]["n"])
        if not work.total:
            raise blocked("NOTHING_TO_DO", "No row waits for this decision.")
        work.deciding, work.state, work.done, work.rate = given.decision, ImportState.STAGING, 0, 0
        work.started_at = work.finished_at = None
        await work.save()
    wake(Calling.IMPORTS)
    return import_id


async def decide_some(turn: Turn) -> bool:
    """Settle the next rows, in one transaction; whether there are more. Raises TurnLost."""
    decision = turn.work.deciding
    assert decision is not None
    async with tx():
        left = turn.work.total - await turn.hold()
        sql = f"{_SOME.format(which=_WHICH[decision])} AND r.line > $2 ORDER BY r.line LIMIT {min(left, CHUNK)}"
        rows = await database.rows(sql, turn.work.id, turn.last[1])
        if not rows:
            await _finish(turn)
            return False
        await _settle(turn, decision, rows)
        await turn.advance(len(rows))
    turn.last = (0, rows[-1]["line"])
    return True


async def _settle(turn: Turn, decision: RowDecision, rows: Sequence[dict[str, Any]]) -> None:
    if decision is RowDecision.SKIP:
        await ImportRow.filter(id__in=[one["id"] for one in rows]).update(outcome=RowOutcome.SKIPPED)
    elif decision is RowDecision.UPDATE:
        await _look_again(turn, rows, [str(one["client_id"]) for one in rows])
    else:
        await _look_again(turn, rows, [ANEW if decision is RowDecision.CREATE else ""] * len(rows))


async def _look_again(turn: Turn, rows: Sequence[dict[str, Any]], chosen: Sequence[str]) -> None:
    turn.rules = turn.rules or await rules_of(turn.work)
    reads = [reread(turn.work, one) for one in rows]
    found = await read_rows(reads, turn.rules)
    for row, choice in zip(found, chosen, strict=True):
        row.plan.chosen = choice
    ids = several([uuid_of(one["id"]) for one in rows])
    await database.execute(f"DELETE FROM import_row WHERE {among('id', 1, 'uuid')}", ids)
    await place(turn.work, found)


async def _finish(turn: Turn) -> None:
    children = await database.rows(_SOME.format(which=_CHILDREN), turn.work.id)
    await _look_again(turn, children, [""] * len(children))
    await settle_families(turn.work.id)
    await recount(turn.work.id)
    await turn.end(ImportState.STAGED, deciding=None)
