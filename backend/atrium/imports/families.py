"""Parents within a file, in any order: who comes first, and which lines run in a circle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.family.lines import GENERATIONS
from atrium.imports.among import among, several, update_many, uuid_of
from atrium.imports.mapping.checking import at_heading, headings
from atrium.imports.models import Import

_SOUND = """
SELECT id, line, external_id, parent_key, client_id, outcome FROM import_row
WHERE origin_id = {origin} AND parent_key IS NOT NULL AND outcome IN ('CREATE', 'UPDATE', 'UNCHANGED')
"""
_OURS = f"{_SOUND.format(origin='$1')} ORDER BY line"
_SOME = f"{_SOUND.format(origin='$2')} AND {{among}}"
_FAULTS = "SELECT id, faults FROM import_row WHERE {among}"
_PARENTS = """
SELECT external_id, client_id, outcome, line FROM import_row WHERE origin_id = $2 AND {among}
"""
NAMES = ("parent_key", "external_id")
_MERGED = """
SELECT s.external_id AS said, c.id, c.external_id FROM client s JOIN client c ON c.id = s.merged_into_id
WHERE {among} AND s.deleted_at IS NULL AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
"""
_HERE = """
SELECT id, external_id, parent_id, is_guest FROM client WHERE {among} AND deleted_at IS NULL AND merged_into_id IS NULL
"""


@dataclass(slots=True)
class _Kin:
    """The accounts above each other: by external id, or by `#` and the client's own id where that has none."""

    above: dict[str, str | None]
    in_file: dict[str, tuple[str, int]]
    guests: set[str]

    def chain(self, key: str) -> list[str]:
        """Those that stand above, the nearest first; of a line that is too long only as many as tell that."""
        found: list[str] = []
        up = self.above.get(key)
        while up is not None and up not in found and len(found) < GENERATIONS:
            found.append(up)
            up = self.above.get(up)
        return found

    def circles(self) -> set[str]:
        """All that stand above themselves. Each account is looked at once, however long the lines are."""
        found: set[str] = set()
        begun: dict[str, int] = {}
        for place, key in enumerate(self.above):
            line: list[str] = []
            up: str | None = key
            while up is not None and up not in begun:
                begun[up] = place
                line.append(up)
                up = self.above.get(up)
            if up is not None and begun[up] == place:
                found.update(line[line.index(up) :])
        return found


@dataclass(frozen=True, slots=True)
class Around:
    """Rows that were looked at again: their lines, and the external ids that they have or had."""

    lines: Collection[int]
    external_ids: Collection[str]


async def settle_families(import_id: UUID, around: Around | None = None) -> int:
    """Refuse rows whose parent is nowhere, refused itself, below them or too far down; number the others' waves, so
    that parents are written first. Answers how many were refused.

    Once all are settled, only those that changed, and the rows above and below them, need it again: `around`.
    """
    rows = await database.rows(_OURS, import_id) if around is None else await _rows_around(import_id, around)
    if not rows:
        return 0
    leads = await _leads(_names(rows))
    rows = [row | {name: leads.get(row[name], (row[name],))[0] for name in NAMES} for row in rows]
    kin = await _kin(import_id, rows, leads)
    refused: dict[str, tuple[str, str]] = {}
    waves: dict[str, int] = {}
    circles = kin.circles()
    for row in rows:
        key = _key(row)
        wrong = _wrong(kin, circles, key, row["parent_key"])
        if wrong:
            refused[key] = wrong
            kin.in_file[key] = ("REFUSED", row["line"])
    _cascade(kin, rows, refused)
    for row in rows:
        waves[_key(row)] = sum(1 for one in kin.chain(_key(row)) if one in kin.in_file)
    await _number(rows, waves)
    await _refuse(import_id, [(row, *refused[_key(row)]) for row in rows if _key(row) in refused])
    return len(refused)


async def _rows_around(import_id: UUID, around: Around) -> list[dict[str, Any]]:
    """The sound rows of these, of all below them and of all above those, by line."""
    own = await database.rows(_SOME.format(among=among("line", 1, "int")), several(around.lines), import_id)
    below = await _reached(import_id, around.external_ids, "parent_key", "external_id")
    names = _names((*own, *below))
    names |= {name for name, _ in (await _leads(names)).values()}
    above = await _reached(import_id, {*names, *(await _here(names, ()))[0]}, "external_id", "parent_key")
    return sorted({row["id"]: row for row in (*own, *below, *above)}.values(), key=lambda row: int(row["line"]))


async def _reached(import_id: UUID, keys: Collection[str], by: str, to: str) -> list[dict[str, Any]]:
    """The rows that have one of the keys, and those whose keys these lead to, as far as that goes."""
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    wanted = set(keys)
    while wanted:
        seen |= wanted
        rows = await database.rows(_SOME.format(among=among(by)), several(wanted), import_id)
        found += rows
        wanted = {str(row[to]) for row in rows if row[to]} - seen
    return found


def _names(rows: Iterable[dict[str, Any]]) -> set[str]:
    return {str(row[name]) for row in rows for name in NAMES if row[name]}


async def _leads(external_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Whom external ids of merged clients mean: as `_Kin` names them, and their own ids."""
    found = await database.rows(_MERGED.format(among=among("s.external_id")), several(external_ids))
    return {row["said"]: (str(row["external_id"] or f"#{row['id']}"), str(row["id"])) for row in found}


def _key(row: dict[str, Any]) -> str:
    return str(row["external_id"] or f"#{row['client_id'] or row['id']}")


def _wrong(kin: _Kin, circles: Collection[str], key: str, parent: str) -> tuple[str, str] | None:
    if parent not in kin.in_file and parent not in kin.above:
        return ("PARENT_UNKNOWN", f"There is no client with the external id “{parent}”, here or in this file.")
    if parent in kin.guests:
        return ("PARENT_IS_GUEST", "The parent is a guest, who has no account yet.")
    if key in circles:
        return ("PARENT_CYCLE", "This client would be above itself: the parents run in a circle.")
    if len(kin.chain(key)) >= GENERATIONS:
        return ("PARENT_TOO_DEEP", f"A family has at most {GENERATIONS} generations.")
    return None


def _cascade(kin: _Kin, rows: list[dict[str, Any]], refused: dict[str, tuple[str, str]]) -> None:
    """Who stands below a row that is refused cannot come either, however far below."""
    found = True
    while found:
        found = False
        for row in rows:
            outcome, line = kin.in_file.get(row["parent_key"], ("", 0))
            is_out = outcome in ("REFUSED", "SKIPPED", "AMBIGUOUS")
            if is_out and _key(row) not in refused:
                refused[_key(row)] = ("PARENT_REFUSED", f"Its parent, in line {line}, is not going to be imported.")
                kin.in_file[_key(row)] = ("REFUSED", row["line"])
                found = True


async def _kin(import_id: UUID, rows: list[dict[str, Any]], leads: Mapping[str, tuple[str, str]]) -> _Kin:
    keys = _names(rows) | set(leads)
    sql = _PARENTS.format(among=among("external_id"))
    in_file = {
        leads.get(row["external_id"], (row["external_id"],))[0]: (row["outcome"], row["line"])
        for row in sorted(await database.rows(sql, several(keys), import_id), key=lambda one: -int(one["line"]))
    }
    ids = {str(row["client_id"]) for row in rows if row["client_id"]} | {key for _, key in leads.values()}
    above, guests = await _here(keys, ids)
    for key in [one for one in in_file if one in above and in_file[one][0] in ("REFUSED", "SKIPPED", "AMBIGUOUS")]:
        del in_file[key]  # whatever the file says of it, it is here already
    for key in in_file:
        above.setdefault(key, None)
    above |= {_key(row): row["parent_key"] for row in rows}
    in_file |= {_key(row): (row["outcome"], row["line"]) for row in rows}
    return _Kin(above, in_file, guests)


async def _here(external_ids: Collection[str], ids: Collection[str]) -> tuple[dict[str, str | None], set[str]]:
    """The clients with these external ids or ids, and all above them; each with the one above it. And which of them
    are guests."""
    found = await database.rows(_HERE.format(among=among("external_id")), several(external_ids))
    known: dict[str, dict[str, Any]] = {str(row["id"]): row for row in found}
    wanted = {str(row["parent_id"]) for row in found if row["parent_id"]} | set(ids)
    while wanted := wanted - set(known):
        found = await database.rows(_HERE.format(among=among("id", 1, "uuid")), several([uuid_of(o) for o in wanted]))
        known |= {str(row["id"]): row for row in found}
        wanted = {str(row["parent_id"]) for row in found if row["parent_id"]}
    names = {key: str(row["external_id"] or f"#{key}") for key, row in known.items()}
    above = {names[key]: names.get(str(row["parent_id"])) for key, row in known.items()}
    return above, {names[key] for key, row in known.items() if row["is_guest"]}


async def _number(rows: list[dict[str, Any]], waves: dict[str, int]) -> None:
    by_wave: dict[int, list[Any]] = {}
    for row in rows:
        by_wave.setdefault(waves[_key(row)], []).append(uuid_of(row["id"]))
    for wave, ids in by_wave.items():
        if wave:
            sql = f"UPDATE import_row SET wave = $2 WHERE {among('id', 1, 'uuid')}"
            await database.execute(sql, several(ids), wave)


async def _refuse(import_id: UUID, out: list[tuple[dict[str, Any], str, str]]) -> None:
    """At the heading of the column that names the parent."""
    if not out:
        return
    path = at_heading(headings((await Import.get(id=import_id)).columns), "parentExternalId")
    ids = several([uuid_of(row["id"]) for row, _, _ in out])
    had = {one["id"]: one["faults"] for one in await database.rows(_FAULTS.format(among=among("id", 1, "uuid")), ids)}
    told = []
    for row, code, message in out:
        faults = [*orjson.loads(had[row["id"]]), {"path": list(path), "code": code, "message": message}]
        told.append((row["id"], "REFUSED", orjson.dumps(faults).decode()))
    await update_many("import_row", "id", ("outcome", "faults"), told)
