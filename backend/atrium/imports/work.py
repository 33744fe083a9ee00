"""What the worker does with imports: turns of about a second, each of some short transactions."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from atrium import database
from atrium.copying import long_writing
from atrium.database import tx
from atrium.imports.committing import commit_some
from atrium.imports.counting import recount
from atrium.imports.deciding import decide_some
from atrium.imports.families import settle_families
from atrium.imports.models import ImportState
from atrium.imports.reading import spool
from atrium.imports.reading_ahead import next_rows
from atrium.imports.reverting import revert_some
from atrium.imports.staging import place, rules_of
from atrium.imports.turns import Turn, TurnLost, claim

TURN_SECONDS = 1.0
CHUNK = {"postgres": 1000, "sqlite": 250}
CLEARED_AT_ONCE = 2000
SURPRISE = "Something went wrong on our side; the log has the details."

_log = logging.getLogger("atrium.imports")


async def advance() -> int:
    """Give the import that waits longest a turn of about a second; how many that were (0 or 1)."""
    turn = await database.retrying(claim)
    if turn is None:
        return 0
    try:
        async with long_writing() as carry:
            await _work(turn, STEPS[turn.work.state], carry)
    except TurnLost:
        return 1
    except Exception as surprise:
        if isinstance(surprise, database.UNREACHABLE):
            raise
        _log.exception("Import %s cannot go on", turn.work.id)
        await database.retrying(lambda: turn.end(ImportState.FAILED, error=SURPRISE))
    return 1


async def _work(turn: Turn, step: Callable[[Turn], Awaitable[bool]], carry: Callable[[], Awaitable[None]]) -> None:
    turn.ends = ends = time.monotonic() + TURN_SECONDS
    try:
        while await database.retrying(lambda: step(turn)):  # between two, others have the one writer
            await carry()
            if time.monotonic() > ends:
                await database.retrying(turn.give_back)
                return
    finally:
        if turn.ahead is not None:
            await asyncio.wait([turn.ahead])


async def stage_some(turn: Turn) -> bool:
    """Read and stage the next rows; whether there are more. Raises TurnLost."""
    if turn.work.deciding:
        return await decide_some(turn)
    if not turn.work.is_cleared:
        return await _clear(turn)
    path = spool.rows_of(turn.work.id)
    if not path.is_file():
        await turn.end(ImportState.FAILED, error="The file is not here any more. Upload it again.")
        return False
    turn.rules = turn.rules or await rules_of(turn.work)
    done = (await database.rows("SELECT done FROM client_import WHERE id = $1", turn.work.id))[0]["done"]
    rows = await next_rows(turn, int(done), CHUNK[database.dialect()])
    if not rows:
        await _finish(turn)
        return False
    async with tx():
        if await turn.hold() != done:
            raise TurnLost()
        await place(turn.work, rows)
        await turn.advance(len(rows))
    return True


async def _clear(turn: Turn) -> bool:
    """Remove rows of an earlier mapping, some at a time."""
    async with tx():
        await turn.hold()
        some = f"SELECT id FROM import_row WHERE origin_id = $1 LIMIT {CLEARED_AT_ONCE}"
        if await database.execute(f"DELETE FROM import_row WHERE id IN ({some})", turn.work.id):
            return True
        await database.execute("UPDATE client_import SET is_cleared = TRUE WHERE id = $1", turn.work.id)
    turn.work.is_cleared = True
    return True


async def _finish(turn: Turn) -> None:
    async with tx():
        await turn.hold()
        await settle_families(turn.work.id)
        await recount(turn.work.id)
        await turn.end(ImportState.STAGED, is_staged=True)


STEPS: dict[ImportState, Callable[[Turn], Awaitable[bool]]] = {
    ImportState.STAGING: stage_some,
    ImportState.COMMITTING: commit_some,
    ImportState.REVERTING: revert_some,
}
