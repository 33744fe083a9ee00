"""Where an erased person may still be named though no column says so: kept filters, jobs, others' events.

A higher room adds its own places.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from atrium import database
from atrium.clients.views.queries import ERASED
from atrium.folding import fold
from atrium.removal.rules import MERGES
from atrium.removal.words import Words

MERGING = ("client.merged", "client.merged_into", "client.merge_undone")
_UNLIKE = "('client.duplicate_dismissed', 'client.duplicate_reopened')"
_AUDIT = """SELECT id, action, changes, reason FROM event WHERE client_id IS NULL AND action IN ('job.started',
 'client.exported', 'view.shared', 'view.updated', 'view.removed', 'import.uploaded')"""
_TELL_OF = f"""
SELECT e.id, e.action, e.changes, e.reason FROM event e WHERE e.client_id NOT IN ({{ids}}) AND (e.id IN (
 SELECT x.id FROM client_merge m JOIN event x ON x.client_id = m.destination_id
 AND x.at >= m.at AND (m.undone_at IS NULL OR x.at <= m.undone_at) WHERE m.id IN ({MERGES})
 UNION SELECT x.id FROM client_merge_source s JOIN event x ON x.client_id = s.client_id
 AND x.action IN ('client.merged_into', 'client.merge_undone') WHERE s.merge_id IN ({MERGES})
 UNION SELECT x.id FROM event own JOIN event x ON x.at = own.at AND x.action = own.action
 WHERE own.client_id IN ({{ids}}) AND own.action IN {_UNLIKE}))
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that names an erased client, and what stands in its columns from now on. JSON is given as it is."""

    table: str
    id: Any
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: `find` answers what there is to forget, `forget` does it, in the erasure's transaction.

    `is_of_files`: what is written stays written if that is not committed, so it is done when all else was.
    """

    kind: str
    find: Callable[[Words], Awaitable[Sequence[Any]]]
    forget: Callable[[Sequence[Any]], Awaitable[None]]
    is_of_files: bool = False


async def write(found: Sequence[Found]) -> None:
    """Put what is left in its place."""
    for one in found:
        sets = ", ".join(
            f"{name} = {_placed(value, place)}" for place, (name, value) in enumerate(one.columns.items(), 2)
        )
        values = [value if isinstance(value, str) else orjson.dumps(value).decode() for value in one.columns.values()]
        await database.execute(f"UPDATE {one.table} SET {sets} WHERE id = $1", one.id, *values)


def _placed(value: Any, place: int) -> str:
    is_json = not isinstance(value, str) and database.dialect() == "postgres"
    return f"${place}::jsonb" if is_json else f"${place}"


async def _views(words: Words) -> list[Found]:
    found = []
    for row in await database.rows("SELECT id, name, conditions FROM client_view ORDER BY id"):
        columns = _changed(words, {"conditions": orjson.loads(row["conditions"])})
        if words.are_in(row["name"]):
            columns["name"] = f"View {str(row['id'])[-8:]} {ERASED}"
            columns["name_fold"] = fold(columns["name"])
        if columns:
            found.append(Found("client_view", row["id"], columns))
    return found


async def _jobs(words: Words) -> list[Found]:
    jobs = await database.rows("SELECT id, given FROM job ORDER BY id")
    changed = [(row["id"], _changed(words, {"given": orjson.loads(row["given"])})) for row in jobs]
    return [Found("job", job_id, columns) for job_id, columns in changed if columns]


async def _imports(words: Words) -> list[Found]:
    """The names of files that were sent in, and the instances of what their columns hold."""
    found = []
    for row in await database.rows("SELECT id, file_name, columns FROM client_import ORDER BY id"):
        samples = [one | {"samples": words.left_out_of(one.get("samples", []))} for one in orjson.loads(row["columns"])]
        columns: dict[str, Any] = {} if samples == orjson.loads(row["columns"]) else {"columns": samples}
        ending = row["file_name"].rpartition(".")[2]
        if words.are_in(row["file_name"]):
            columns["file_name"] = f"{ERASED}.{ending}"
        if columns:
            found.append(Found("client_import", row["id"], columns))
    return found


async def _events(words: Words) -> list[Found]:
    """What others' activity and the audit log tell; of a merge nothing but that it was."""
    among = ", ".join(f"${place}" for place in range(1, len(words.ids) + 1))
    rows = await database.rows(_TELL_OF.replace("{ids}", among), *words.ids)
    rows += await database.rows(_AUDIT)
    found = []
    for row in sorted(rows, key=lambda one: str(one["id"])):
        changes, reason = orjson.loads(row["changes"]), row["reason"]
        if row["action"] in MERGING and any(words.are_in(str(one)) for one in changes):
            columns: dict[str, Any] = {"changes": [one | {"before": None, "after": None} for one in changes]}
        else:
            columns = _changed(words, {"changes": changes, "reason": reason})
        if columns:
            found.append(Found("event", row["id"], columns))
    return found


def _changed(words: Words, columns: dict[str, Any]) -> dict[str, Any]:
    left = {name: words.left_out_of(value) for name, value in columns.items()}
    return {name: value for name, value in left.items() if value != columns[name]}


PLACES = [
    Place("views", _views, write),
    Place("jobs", _jobs, write),
    Place("importFiles", _imports, write),
    Place("eventsOfOthers", _events, write),
]
"""In the order in which they are counted; each looks for itself."""


async def find_all(words: Words) -> list[tuple[Place, Sequence[Any]]]:
    """All that names them elsewhere, by place."""
    return [(place, await place.find(words)) for place in PLACES]
