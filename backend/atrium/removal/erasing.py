"""Personal data is erased for good: from the client, from those merged into it, and from wherever else it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.clients.standing import standing_of
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.events.actions import Change, Move, record
from atrium.ids import as_id
from atrium.principal import Principal
from atrium.removal.blocking import refuse_blocked, refuse_merged, seen
from atrium.removal.deleting import delete
from atrium.removal.elsewhere import Place, find_all
from atrium.removal.files import drop_files
from atrium.removal.inputs import EraseClientInput
from atrium.removal.models import ClientErasure
from atrium.removal.personal import KEPT, RULES
from atrium.removal.rules import Rule
from atrium.removal.words import words_of

_FOLDS = """SELECT e.fold FROM client_email e WHERE e.client_id IN ({ids})
 UNION SELECT c.login_fold FROM client c WHERE c.id IN ({ids}) AND c.login_fold IS NOT NULL
 UNION SELECT c.signpost_fold FROM client c WHERE c.id IN ({ids}) AND c.signpost_fold IS NOT NULL"""
_NAME = "(SELECT 'Erased client #' || CAST(c.number AS text) FROM client c WHERE c.id = t.{who})"
_OUTCOMES = ", ".join(
    f"{column} = (SELECT count(*) FROM import_row r WHERE r.origin_id = i.id AND r.outcome = '{outcome}')"
    for column, outcome in {
        "to_create": "CREATE", "to_update": "UPDATE", "unchanged": "UNCHANGED", "ambiguous": "AMBIGUOUS",
        "refused": "REFUSED", "skipped": "SKIPPED",
    }.items()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure removed and kept, or would: how many rows of each kind."""

    id: UUID
    client_id: UUID
    is_dry_run: bool
    removed: dict[str, int]
    kept: dict[str, int]
    at: datetime
    by_name: str


async def erase_client(given: EraseClientInput, by: Principal) -> Erased:
    """Erase what is personal of a client and of those merged into it; with `dryRun` only tell what that would be.

    A client that is not deleted yet is deleted with it. One that is erased answers its receipt again. Raises NotFound
    and Blocked (MERGED: erase the one it was merged into; and what `override` does not name).
    """
    client_id = as_id(given.client_id)
    async with tx():
        client = await seen(client_id, by, lock=not given.dry_run)
        if client.erased_at is not None and client.merged_into_id is None:  # type: ignore[attr-defined]
            return await receipt_of(client_id) or Erased(new_id(), client_id, False, {}, {}, client.erased_at, "")
        refuse_merged(client)
        overridden = [] if client.deleted_at else await refuse_blocked(client_id, given.override or ())
        ids = await with_signposts(client_id)
        elsewhere = await find_all(await words_of(ids))
        removed, kept = await count(ids)
        removed |= {place.kind: len(found) for place, found in elsewhere if found}
        erased = Erased(new_id(), client_id, given.dry_run, removed, kept, now(), by.actor.name)
        if not given.dry_run:
            if client.deleted_at is None:
                await delete(client_id, overridden, by)
            await _erase(erased, ids, elsewhere, by)
    return erased


async def receipt_of(client_id: UUID) -> Erased | None:
    """The receipt of what was erased of a client."""
    kept = await ClientErasure.get_or_none(client_id=client_id)
    if kept is None:
        return None
    removed, stays = ({str(one["kind"]): _int(one["count"]) for one in rows} for rows in (kept.removed, kept.kept))
    return Erased(kept.id, client_id, False, removed, stays, kept.at, kept.by_name)


async def with_signposts(client_id: UUID) -> list[UUID]:
    """The client, and those who were merged into it."""
    signposts = await Client.filter(merged_into_id=client_id).order_by("id").values_list("id", flat=True)
    return [client_id, *(UUID(str(one)) for one in signposts)]


async def count(ids: Sequence[UUID]) -> tuple[dict[str, int], dict[str, int]]:
    """How many rows of each kind an erasure removes or wipes, and how many it keeps. Kinds with none are left out."""
    legs = [
        f"SELECT '{rule.kind}' AS kind, count(*) AS n FROM {rule.table} t WHERE ({rule.of}) AND {rule.counted}"
        for rule in RULES
        if rule.kind
    ]
    found: Counter[str] = Counter()
    for row in await database.rows(placed(" UNION ALL ".join(legs), ids), *ids):
        found[row["kind"]] += int(row["n"])
    found = +found
    return (
        {kind: n for kind, n in found.items() if kind not in KEPT},
        {kind: found[kind] for kind in KEPT if found[kind]},
    )


def placed(sql: str, ids: Sequence[UUID]) -> str:
    """The condition about these clients, who are the statement's first parameters."""
    among = ", ".join(f"${place}" for place in range(1, len(ids) + 1))
    return sql.replace("{folds}", _FOLDS).replace("{ids}", among).replace("{{}}", "{}")


async def _erase(
    erased: Erased, ids: Sequence[UUID], elsewhere: Sequence[tuple[Place, Sequence[Any]]], by: Principal
) -> None:
    clients, moment = await Client.filter(id__in=list(ids)).order_by("id"), erased.at
    before = {client.id: standing_of(client) for client in clients}
    await _forget(elsewhere, in_files=False)
    for rule in RULES:
        await _settle(rule, ids)
    await _recount_imports(ids)
    for client in clients:
        await Client.filter(id=client.id).update(
            allow_login=False, deleted_at=client.deleted_at or moment, erased_at=moment,
            version=client.version + 1, updated_at=moment,
        )  # fmt: skip
    await _receipt(erased, by)
    counts = [Change(f"removed.{kind}", n, 0) for kind, n in erased.removed.items()]
    for client in clients:
        after = await Client.get(id=client.id)
        moved = Move(client.origin.value, before[client.id], standing_of(after))
        told = counts if client.id == erased.client_id else []
        await record("client.erased", by, client.id, changes=told, move=moved, at=moment)
    await _forget(elsewhere, in_files=True)
    await drop_files(ids)  # last: whatever was made of them meanwhile is done by now, or begun anew afterwards


async def _forget(elsewhere: Sequence[tuple[Place, Sequence[Any]]], *, in_files: bool) -> None:
    for place, found in elsewhere:
        if place.is_of_files is in_files:
            await place.forget(found)


async def _settle(rule: Rule, ids: Sequence[UUID]) -> None:
    """Remove or wipe the rows of a table, and the names with which the clients signed in it."""
    table, dialect = rule.table, database.dialect()
    if rule.gone:
        await database.execute(placed(f"DELETE FROM {table} AS t WHERE {rule.of}", ids), *ids)
        return
    if rule.wiped:
        values = {column: sql if isinstance(sql, str) else sql[dialect] for column, sql in rule.wiped.items()}
        for who, name in rule.signed.items():  # in one go: each row is written once
            values[name] = f"CASE WHEN t.{who} IN ({{ids}}) THEN {_NAME.format(who=who)} ELSE t.{name} END"
        sets = ", ".join(f"{column} = {sql}" for column, sql in values.items())
        await database.execute(placed(f"UPDATE {table} AS t SET {sets} WHERE {rule.of}", ids), *ids)
    for who, name in rule.signed.items():
        where = rule.signed_by.format(who=who) + (f" AND NOT ({rule.of})" if rule.wiped else "")
        signed = f"UPDATE {table} AS t SET {name} = {_NAME.format(who=who)} WHERE {where}"
        await database.execute(placed(signed, ids), *ids)


async def _recount_imports(ids: Sequence[UUID]) -> None:
    """Rows that wait in an import were left out: its counts follow."""
    whose = "SELECT r.origin_id FROM import_row r WHERE r.outcome = 'SKIPPED' AND r.cells = '{{}}' AND r.fate IS NULL"
    await database.execute(placed(f"UPDATE client_import AS i SET {_OUTCOMES} WHERE i.id IN ({whose})", ids))


async def _receipt(erased: Erased, by: Principal) -> None:
    who = by.actor
    removed, kept = ([{"kind": kind, "count": n} for kind, n in one.items()] for one in (erased.removed, erased.kept))
    await ClientErasure.create(
        id=erased.id, client_id=erased.client_id, at=erased.at, by_kind=who.kind, by_id=who.id, by_name=who.name,
        removed=removed, kept=kept,
    )  # fmt: skip


def _int(value: Any) -> int:
    return int(value)
