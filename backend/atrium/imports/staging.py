"""Rows of a file become staged rows: read, compared with who is here, told apart from each other; nobody sees them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.columns import new_id
from atrium.copying import copy_in
from atrium.custom_fields.definitions import definitions
from atrium.errors import Fault
from atrium.imports.comparing import compare
from atrium.imports.existing import Existing, existing
from atrium.imports.hiding import hide
from atrium.imports.mapping.checking import at_heading, settled
from atrium.imports.matching import Match, match
from atrium.imports.models import Import, RowOutcome, WhenFound
from atrium.imports.reading.rows import Read
from atrium.imports.twins import twins
from atrium.imports.vetting import Plan, Rules, Vetted, vetted
from atrium.imports.vetting_words import NO_OPTION

FURTHER_CELL = "Beyond the headings "
"""How the names begin that cells beyond the headings are kept by."""
COLUMNS = (
    "id", "origin_id", "line", "wave", "outcome", "cells", "faults", "changes", "plan", "external_id", "login_fold",
    "parent_key", "fingerprint", "client_id", "kept",
)  # fmt: skip


@dataclass(slots=True)
class Staged:
    """A row on its way into its table."""

    read: Read
    plan: Plan
    faults: list[Fault]
    lacking: list[Fault]
    names: dict[str, str]
    login: str | None = None
    fingerprint: str | None = None
    outcome: RowOutcome = RowOutcome.CREATE
    client_id: UUID | None = None
    candidates: list[UUID] = field(default_factory=list)
    changes: list[dict[str, object]] = field(default_factory=list)
    id: UUID = field(default_factory=new_id)

    @property
    def key(self) -> str | None:
        """The address that no other row of the file may have: who would log in with it, or is known by it alone."""
        known_by_it = self.plan.external_id is None and self.plan.number is None and self.plan.emails
        return self.login or (self.plan.emails[0]["fold"] if known_by_it else None)

    def refuse(self, field_name: str, code: str, message: str) -> None:
        self.outcome = RowOutcome.REFUSED
        self.faults.append(Fault(at_heading(self.names, field_name), code, message))


async def rules_of(work: Import) -> Rules:
    """What this import's rows are read by."""
    return Rules(settled(work.columns), await definitions(), work.default_country)


async def read_rows(reads: Sequence[Read], rules: Rules) -> list[Staged]:
    """The rows as far as they alone can tell; in a thread, for it takes time."""
    found = await asyncio.to_thread(lambda: [vetted(one, rules) for one in reads])
    return [staged(one, kept) for one, kept in zip(reads, found, strict=True)]


def staged(read: Read, found: Vetted) -> Staged:
    outcome = RowOutcome.REFUSED if found.faults else RowOutcome.CREATE
    options = [one for one in found.lacking if one.code == NO_OPTION] if found.faults else []
    return Staged(read, found.plan, [*found.faults, *options], found.lacking, found.columns, outcome=outcome)


async def place(work: Import, rows: Sequence[Staged]) -> None:
    """Find out what the rows are to become, and put them into their table; in the caller's transaction."""
    for row in rows:
        row.login = login_of(row.plan, work)
    await _mark(work.id, rows)
    sound = [row for row in rows if row.outcome is not RowOutcome.REFUSED]
    matches = await match([r.plan for r in sound], [r.login for r in sound], [r.fingerprint for r in sound])
    known = await existing({one.client_id for one in matches if one.client_id})
    for row, found in zip(sound, matches, strict=True):
        _decide(row, found, known, work)
    await twins(work.id, sound)
    await copy_in("import_row", COLUMNS, [_values(work, row) for row in rows])
    candidates = [(new_id(), row.id, one) for row in rows for one in row.candidates]
    if candidates:
        await copy_in("import_candidate", ("id", "row_id", "client_id"), candidates)


def login_of(plan: Plan, work: Import) -> str | None:
    """The address that a new client would log in with, in its canonical form."""
    allowed = work.allow_login if plan.allow_login is None else plan.allow_login
    return plan.emails[0]["fold"] if allowed and plan.emails else None


def _decide(row: Staged, found: Match, known: dict[UUID, Existing], work: Import) -> None:
    if found.wrong:
        row.refuse(*found.wrong)
    elif found.candidates:
        row.outcome, row.candidates = RowOutcome.AMBIGUOUS, found.candidates
    elif found.client_id:
        _decide_known(row, found, known.get(found.client_id), work)
    elif row.lacking:
        row.outcome = RowOutcome.REFUSED
        row.faults.extend(row.lacking)


def _decide_known(row: Staged, found: Match, client: Existing | None, work: Import) -> None:
    if client is None:
        row.refuse(row.plan.known_by, "GONE", "This client was deleted or merged meanwhile. Look at the row again.")
        return
    row.client_id = client.id
    if found.is_same or (work.when_found is WhenFound.SKIP and not row.plan.chosen):
        row.outcome = RowOutcome.UNCHANGED
        return
    difference = compare(row.plan, client)
    row.changes = difference.told()
    places = [at_heading(row.names, change.field) for change in difference.changes]
    options = [one for one in row.lacking if one.code == NO_OPTION and one.path in places]
    if difference.wrong:
        row.refuse(*difference.wrong)
    elif options:
        row.outcome = RowOutcome.REFUSED
        row.faults.extend(options)
    elif row.changes and work.when_found is WhenFound.ASK and not row.plan.chosen:
        row.outcome, row.candidates, row.client_id = RowOutcome.AMBIGUOUS, [client.id], None
    else:
        row.outcome = RowOutcome.UPDATE if row.changes else RowOutcome.UNCHANGED


async def _mark(import_id: UUID, rows: Sequence[Staged]) -> None:
    """Give rows without an id and an address a mark of their own: what they say, and which of its kind they are."""
    counts: dict[str, int] = {}
    for row in rows:
        plan = row.plan
        if row.outcome is RowOutcome.REFUSED or plan.number or plan.external_id or plan.emails:
            continue
        digest = hashlib.sha256(plan.said()).hexdigest()
        if digest not in counts:
            sql = "SELECT count(*) AS n FROM import_row WHERE origin_id = $1 AND fingerprint >= $2 AND fingerprint < $3"
            counts[digest] = int((await database.rows(sql, import_id, f"{digest}:", f"{digest};"))[0]["n"])
        counts[digest] += 1
        row.fingerprint = f"{digest}:{counts[digest]}"


def _values(work: Import, row: Staged) -> tuple[Any, ...]:
    columns = [str(column["name"]) for column in work.columns]
    given = row.read.cells
    cells = dict(zip(columns, [*given, *[""] * (len(columns) - len(given))], strict=False))
    for place, text in enumerate(given[len(columns) :], 1):
        cells[f"{FURTHER_CELL}{place}"] = text
    shown = hide(cells, row.plan, work.columns)
    return (
        row.id, work.id, row.read.line, 0, row.outcome.value, orjson.dumps(shown).decode(), faults_json(row.faults),
        orjson.dumps(row.changes).decode(), row.plan.as_json(), row.plan.external_id, row.key,
        row.plan.parent, row.fingerprint, row.client_id, "[]",
    )  # fmt: skip


def faults_json(faults: Sequence[Fault]) -> str:
    told = [{"path": list(one.path), "code": one.code, "message": one.message} for one in faults]
    return orjson.dumps(told).decode()
