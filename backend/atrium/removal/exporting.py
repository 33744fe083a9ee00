"""A client's own copy: everything that the map of personal data tells, as JSON and as a page to read, in one ZIP."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.access.acting import acting
from atrium.clients.models import Client
from atrium.columns import new_id
from atrium.database import tx
from atrium.errors import Blocked, Forbidden
from atrium.events.actions import record
from atrium.graph.reading.sql import Sql
from atrium.ids import as_id
from atrium.jobs.kinds import FILE_KINDS, FileWork
from atrium.jobs.starting import start_job
from atrium.jobs.turns import Turn
from atrium.preferences.idempotency import claim
from atrium.principal import Principal
from atrium.removal.blocking import refuse_merged, seen
from atrium.removal.erasing import placed
from atrium.removal.inputs import ExportClientDataInput
from atrium.removal.page import page_of
from atrium.removal.personal import RULES
from atrium.removal.restoring import ERASED
from atrium.removal.rules import Rule

NEEDS = (
    "client.export", "client.read", "note.read", "order.read", "ticket.read", "mail.read", "event.read",
)  # fmt: skip
"""The copy is whole, so whoever takes it must be allowed to read all of it."""

KIND = "clients.data"
AT_ONCE = 1000


async def export_client_data(given: ExportClientDataInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Order the file; the worker makes it. Answers the job's id.

    Raises Forbidden without all the permissions, NotFound, Blocked (MERGED, ERASED, TOO_MANY_JOBS), InvalidInput and
    IdempotencyConflict.
    """
    if missing := tuple(one for one in NEEDS if not by.may(one)):
        raise Forbidden(f"You do not have the permission for this. Needed: {', '.join(missing)}.", needs=missing)
    client_id, job_id = as_id(given.client_id), new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "exportClientData", given, job_id)
        if answered:
            return answered
        client = await seen(client_id, by, lock=True)
        refuse_merged(client)
        if client.erased_at is not None:
            raise Blocked(ERASED.message, blockers=(ERASED,))
        chosen = Sql(
            "SELECT c.id, row_number() OVER (ORDER BY c.merged_into_id IS NOT NULL, c.number) AS n FROM client c"
            " WHERE c.id = ?uuid OR c.merged_into_id = ?uuid",
            (client_id, client_id),
        )
        await start_job(job_id, KIND, {"clientId": str(client_id)}, chosen, by)
        await record("client.data_exported", by, client_id)
    return job_id


async def make(turn: Turn) -> str:
    """Write the job's file; answers its name. Raises Forbidden and Blocked where it may not be made by now."""
    by = await acting(turn.job.by_kind, turn.job.by_id)
    if missing := FILE_KINDS[KIND].lacks(by):
        raise Forbidden(f"Who began this may not do it any more. Needed: {', '.join(missing)}.", needs=missing)
    given: Any = turn.job.given
    client = await Client.get(id=as_id(given["clientId"]))
    if client.erased_at is not None:
        raise Blocked(ERASED.message, blockers=(ERASED,))
    await turn.go_on(done=0)
    told = await told_of(await turn.ids(0), turn)
    name = f"client-{client.number}-data-{turn.job.created_at:%Y-%m-%d-%H%M%S}.zip"
    for directory in (turn.directory.parent.parent, turn.directory.parent, turn.directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)
    data = orjson.dumps(told, option=orjson.OPT_INDENT_2, default=str)
    page = page_of(f"{client.display_name} (#{client.number})", told)
    await asyncio.to_thread(_pack, str(turn.directory / name), {"data.json": data, "index.html": page.encode()})
    await turn.go_on(done=turn.job.total)
    return name


FILE_KINDS[KIND] = FileWork(NEEDS, make)


def _pack(path: str, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)


async def told_of(ids: Sequence[UUID], turn: Turn | None = None) -> dict[str, list[dict[str, Any]]]:
    """What is kept about these clients, by kind, as the map says. `turn` is held meanwhile."""
    told: dict[str, list[dict[str, Any]]] = {}
    for rule in reversed(RULES):
        if rule.told:
            told.setdefault(rule.kind or rule.table, []).extend(await _rows(rule, ids, turn))
    return told


async def _rows(rule: Rule, ids: Sequence[UUID], turn: Turn | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    sql = f"SELECT {', '.join(rule.told)} FROM {rule.table} t WHERE {rule.of} ORDER BY {rule.order} LIMIT {AT_ONCE}"
    while True:
        page = await database.rows(placed(f"{sql} OFFSET {len(found)}", ids), *ids)
        found += [{name: _plain(value) for name, value in row.items()} for row in page]
        if turn is not None:
            await turn.go_on()
        if len(page) < AT_ONCE:
            return found


def _plain(value: Any) -> Any:
    """JSON that a column keeps as text is told as what it is."""
    if isinstance(value, str) and value[:1] in "[{" and value:
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value
