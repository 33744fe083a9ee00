"""Turns of work at an import: a worker claims one for some seconds, and holds it by going on. As jobs do.

Imports that write clients take turns: two files may say the same, and each row looks first whether its client is here.
So whoever writes holds the counter's row until the commit, and others look for clients only after that.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import moment_of, new_id, now
from atrium.imports.models import Import, ImportState

LEASE = timedelta(seconds=15)
LIVE = (ImportState.STAGING, ImportState.COMMITTING, ImportState.REVERTING)

_LIVE = "state IN ('STAGING', 'COMMITTING', 'REVERTING')"
_WRITES = "state IN ('COMMITTING', 'REVERTING')"
_NO_OTHER = (
    "NOT EXISTS (SELECT 1 FROM client_import o WHERE o.id <> {i}.id AND o." + _WRITES + " AND o.lease_until > {at})"
)
_CLAIM = f"""
UPDATE client_import SET lease_id = $2, lease_until = $3, touched_at = $1, started_at = COALESCE(started_at, $1)
WHERE id = (
  SELECT i.id FROM client_import i WHERE i.{_LIVE} AND (i.lease_until IS NULL OR i.lease_until <= $1)
  AND (i.state = 'STAGING' OR ($4 = 1 AND {_NO_OTHER.format(i="i", at="$1")}))
  ORDER BY i.touched_at, i.id LIMIT 1 {{lock}}
) RETURNING id
"""
_HOLD = f"""
UPDATE client_import SET lease_until = $3 WHERE id = $1 AND lease_id = $2 AND state = $4
AND (state = 'STAGING' OR {_NO_OTHER.format(i="client_import", at="$5")}) RETURNING done
"""
_COUNTER = "INSERT INTO counter (name, value) VALUES ('imports', 0) ON CONFLICT (name) DO NOTHING"
_ALONE = "SELECT value FROM counter WHERE name = 'imports'"


class TurnLost(Exception):
    """The import was cancelled, or its lease lapsed and another worker has it: leave it alone."""


@dataclass(slots=True)
class Turn:
    """An import that is this worker's for now. `offset` is where its file's next rows begin, once that is known.

    `ahead` are the next rows that are being read meanwhile, in staging by the `rules` of the mapping; `last` is the
    wave and line of the last row that was written in this turn. `ends` is when another turn is to begin, by the
    monotonic clock. `wiped` is the last line of which nothing is left that nobody may be shown.
    """

    work: Import
    lease_id: UUID
    offset: int = 0
    ahead: asyncio.Task[Any] | None = None
    rules: Any = None
    last: tuple[int, int] = (0, -1)
    ends: float = math.inf
    wiped: int = -1

    async def hold(self) -> int:
        """Hold the import for a lease more, in a chunk's transaction; how many rows are done. Raises TurnLost.

        Where clients are written, nobody else writes some for another import until the transaction ends.
        """
        if self.work.state is not ImportState.STAGING:
            await _alone()
        moment = now()
        given = (self.work.id, self.lease_id, moment + LEASE, self.work.state.value, moment)
        found = await database.rows(_HOLD, *given)
        if not found:
            raise TurnLost()
        return int(found[0]["done"])

    async def advance(self, rows: int, **more: int) -> None:
        """Say in the same transaction that so many rows more are settled; `more` counts are added."""
        sets = "".join(f", {name} = {name} + {int(count)}" for name, count in more.items() if count)
        sql = f"UPDATE client_import SET done = done + $3, rate = $4{sets} WHERE id = $1 AND lease_id = $2"
        await database.execute(sql, self.work.id, self.lease_id, rows, await self._rate(rows))

    async def _rate(self, rows: int) -> int:
        """Rows a second since this work began, its pauses included."""
        found = await database.rows("SELECT done, started_at FROM client_import WHERE id = $1", self.work.id)
        began = found[0]["started_at"]
        seconds = (now() - moment_of(began)).total_seconds() if began else 0.0
        return int((found[0]["done"] + rows) / seconds) if seconds > 0 else 0

    async def end(self, state: ImportState, **columns: Any) -> None:
        """This work is over; in the caller's transaction, or one statement. Raises TurnLost."""
        given = {"state": state.value, "finished_at": now(), **columns}
        sets = ", ".join(f"{name} = ${place}" for place, name in enumerate(given, 3))
        sql = f"""UPDATE client_import SET {sets}, lease_id = NULL, lease_until = NULL
          WHERE id = $1 AND lease_id = $2 AND {_LIVE}"""
        if not await database.execute(sql, self.work.id, self.lease_id, *given.values()):
            raise TurnLost()

    async def give_back(self) -> None:
        """Let another turn begin, of this worker or of another."""
        sql = "UPDATE client_import SET lease_id = NULL, lease_until = NULL WHERE id = $1 AND lease_id = $2"
        await database.execute(sql, self.work.id, self.lease_id)


async def claim() -> Turn | None:
    """The import that has waited longest for a turn. Of those that write clients only one is under way at any time."""
    asked = f"SELECT 1 FROM client_import WHERE {_LIVE} LIMIT 1"
    if not await database.fetch_rows(asked, (), primary=True):
        return None
    async with database.tx():
        is_alone = await _alone(or_not=True)
        moment, lease_id = now(), new_id()
        sql = _CLAIM.format(lock=_lock("FOR UPDATE SKIP LOCKED"))
        taken = await database.rows(sql, moment, lease_id, moment + LEASE, int(is_alone))
    return Turn(await Import.get(id=taken[0]["id"]), lease_id) if taken else None


async def _alone(*, or_not: bool = False) -> bool:
    """Be the only one who gives turns at writing clients, or has one, until the transaction ends.

    With `or_not` another one is not waited for. Only what is asked after this sees what that one wrote.
    """
    await database.execute(_COUNTER)
    lock = _lock("FOR UPDATE SKIP LOCKED" if or_not else "FOR UPDATE")
    return bool(await database.rows(f"{_ALONE} {lock}"))


def _lock(words: str) -> str:
    """On SQLite a transaction has the one lock from its beginning."""
    return words if database.dialect() == "postgres" else ""


async def release_all() -> int:
    """Give back every claim there is: for a worker that knows to be the only one."""
    sql = "UPDATE client_import SET lease_id = NULL, lease_until = NULL WHERE lease_id IS NOT NULL"
    return await database.execute(sql)
