"""One act on many clients: what it would do, and the job that does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.bulk.acts import ACTS, UNCHANGED, Reason
from atrium.clients.bulk.choosing import chosen, numbered, told
from atrium.clients.bulk.inputs import BulkAct, BulkClientsInput
from atrium.clients.login import REASON_LONGEST
from atrium.clients.tags import Tag, read_tags
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import BadUserInput, Forbidden, Hindrance, StepUpRequired
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import Sql
from atrium.jobs.kinds import ROW_KINDS, RowWork
from atrium.jobs.starting import start_job
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

TAGGING = (BulkAct.TAG, BulkAct.UNTAG)

ROW_KINDS.update({f"clients.{act.value.lower()}": RowWork(found.needs, found.run) for act, found in ACTS.items()})


@dataclass(frozen=True, slots=True)
class Preview:
    """How many clients an act is about; how many of them are so already, and what will refuse others."""

    total: int
    unchanged: int
    refusals: tuple[Hindrance, ...]


async def preview(given: BulkClientsInput, by: Principal) -> Preview:
    """What the act would do now; one statement. Nothing is kept of it.

    Raises as `bulk_clients`, but BadUserInput for tags that are none.
    """
    _permit(given, by)
    faults = Faults()
    tags = read_tags(faults, given.tags) if given.act in TAGGING else ()
    if faults.found:
        raise BadUserInput(faults.found[0].message)
    reasons = ACTS[given.act].reasons(tags)
    counted = await _counted(reasons, await chosen(given.filter, given.except_ids, by))
    hindrances = [
        Hindrance(reason.code, reason.message, counted[reason.code])
        for reason in reasons
        if reason.code != UNCHANGED and counted.get(reason.code)
    ]
    return Preview(sum(counted.values()), counted.get(UNCHANGED, 0), tuple(hindrances))


async def _counted(reasons: Sequence[Reason], where: Sql) -> dict[str, int]:
    """How many clients meet each reason first; those that meet none count under ""."""
    dialect = dialect_named(database.dialect())
    cases = " ".join(f"WHEN {reason.holds.text} THEN '{reason.code}'" for reason in reasons)
    inner = Sql(
        f"SELECT CASE {cases} ELSE '' END AS reason FROM client {{t}} WHERE {where.text}",
        (*(param for reason in reasons for param in reason.holds.params), *where.params),
    ).on("t")
    sql = dialect.numbered(f"SELECT s.reason, count(*) FROM ({inner.text}) s GROUP BY s.reason")
    return dict(await database.fetch_rows(sql, dialect.bound(list(inner.params))))


async def bulk_clients(given: BulkClientsInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Begin the act on all clients that match now; the worker does it. Answers the job's id.

    Raises Forbidden without the act's own permission, StepUpRequired for a grave one, InvalidInput with all faults,
    Blocked (NOTHING_TO_DO, TOO_MANY_JOBS), IdempotencyConflict.
    """
    _permit(given, by)
    if ACTS[given.act].is_grave and not by.is_fresh(now()):
        raise StepUpRequired(paths=("bulkClients",))
    tags, reason = _read(given)
    where = await chosen(given.filter, given.except_ids, by)
    job_id = new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "bulkClients", given, job_id)
        if answered:
            return answered
        kept: dict[str, Any] = {"filter": told(given.filter or {}), "except": len(given.except_ids or ())}
        kept |= {"tags": [tag.label for tag in tags], "reason": reason}
        total = await start_job(job_id, f"clients.{given.act.value.lower()}", kept, numbered(where), by)
        changes = [Change("act", None, given.act.value), Change("clients", None, total)]
        changes += [Change(name, None, value) for name, value in kept.items() if value and name != "reason"]
        await record("job.started", by, changes=changes, reason=reason)
    return job_id


def _permit(given: BulkClientsInput, by: Principal) -> None:
    needs = ACTS[given.act].needs
    if not by.may(needs):
        raise Forbidden(f"You do not have the permission for this. Needed: {needs}.", needs=(needs,))


def _read(given: BulkClientsInput) -> tuple[tuple[Tag, ...], str]:
    faults = Faults()
    tags = read_tags(faults, given.tags) if given.act in TAGGING else ()
    if given.act in TAGGING and not given.tags:
        faults.add("tags", "REQUIRED", "Name at least one tag.")
    reason = faults.text("reason", given.reason, REASON_LONGEST, lines=True)
    faults.refuse()
    return tags, reason
