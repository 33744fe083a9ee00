"""Who a row means: the client of that number or external id, else of that address; never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from atrium import database
from atrium.errors import EmailTaken
from atrium.imports.among import CASTS, several, uuid_of
from atrium.imports.vetting import ANEW, Plan

MOST_CANDIDATES = 20
STANDS = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
CONTRADICTION = (
    "externalId", "ANOTHER_CLIENT",
    "This external id is another client's than the number. Correct one of them, or leave one out.",
)  # fmt: skip
_UNIQUE = {
    "postgres": """
SELECT c.* FROM unnest($1::{cast}[]) AS wanted(key) CROSS JOIN LATERAL (
  SELECT {column} AS key, COALESCE(merged_into_id, id) AS id, external_id, deleted_at IS NOT NULL AS is_gone
  FROM client WHERE {column} = wanted.key LIMIT 1
) c
""",
    "sqlite": """
SELECT {column} AS key, COALESCE(merged_into_id, id) AS id, external_id, deleted_at IS NOT NULL AS is_gone
FROM client WHERE {column} IN (SELECT value FROM json_each($1))
""",
}
"""By a unique column: one look at its index for each, also on PostgreSQL before it knows how many clients there are.
So with addresses: a plan made while there were few clients would read all of them later."""
_ADDRESSES: Mapping[database.Dialect, str] = {
    "postgres": f"""
SELECT wanted.key, c.id, c.external_id FROM unnest($1::text[]) AS wanted(key)
CROSS JOIN LATERAL (SELECT client_id FROM client_email WHERE fold = wanted.key OFFSET 0) e
CROSS JOIN LATERAL (
  SELECT id, number, external_id FROM client c WHERE c.id = e.client_id AND {STANDS} LIMIT 1
) c ORDER BY c.number
""",
    "sqlite": f"""
SELECT e.fold AS key, c.id, c.external_id FROM client_email e JOIN client c ON c.id = e.client_id
WHERE e.fold IN (SELECT value FROM json_each($1)) AND {STANDS} ORDER BY c.number
""",
}
_COUNTS = f"r.fate IN ('COMMITTED', 'KEPT', 'PARTLY_REVERTED') AND {STANDS}"
_SEEN: Mapping[database.Dialect, str] = {
    "postgres": f"""
SELECT wanted.key, c.id FROM unnest($1::text[]) AS wanted(key) CROSS JOIN LATERAL (
  SELECT c.id FROM import_row r JOIN client c ON c.id = r.client_id
  WHERE r.fingerprint = wanted.key AND {_COUNTS} LIMIT 1
) c
""",
    "sqlite": f"""
SELECT r.fingerprint AS key, c.id FROM import_row r JOIN client c ON c.id = r.client_id
WHERE r.fingerprint IN (SELECT value FROM json_each($1)) AND {_COUNTS}
""",
}


@dataclass(slots=True)
class Match:
    """Who a row means: a client, one of several, or nobody yet. `wrong`: the field to blame, a code, a sentence."""

    client_id: UUID | None = None
    candidates: list[UUID] = field(default_factory=list)
    wrong: tuple[str, str, str] | None = None
    is_same: bool = False


@dataclass(slots=True)
class _Known:
    """What the database knows about the keys of some rows."""

    numbers: dict[int, tuple[UUID, bool]]
    ids: dict[str, tuple[UUID, bool]]
    logins: dict[str, tuple[UUID, str | None]]
    addresses: dict[str, dict[UUID, str | None]]
    seen: dict[str, UUID]


async def match(plans: Sequence[Plan], logins: Sequence[str | None], prints: Sequence[str | None]) -> list[Match]:
    """Who each of the rows means. `logins` are the addresses that new clients would log in with, `prints` the rows'
    own marks where they have neither an id nor an address. At most six statements, however many rows.
    """
    known = _Known(
        await _by("number", [plan.number for plan in plans if plan.number], "int"),
        await _by("external_id", [plan.external_id for plan in plans if plan.external_id], "text"),
        await _logins([plan.emails[0]["fold"] for plan in plans if plan.emails]),
        await _addresses([plan.emails[0]["fold"] for plan in plans if plan.emails]),
        await _seen([one for one in prints if one]),
    )
    together = zip(plans, logins, prints, strict=True)
    return [_match(known, plan, login, print_) for plan, login, print_ in together]


def _match(known: _Known, plan: Plan, login: str | None, fingerprint: str | None) -> Match:
    if plan.chosen == ANEW:
        return _anew(known, plan, login)
    if plan.number is not None:
        found = known.numbers.get(plan.number)
        if found is None or found[1]:
            return Match(wrong=("number", "UNKNOWN_NUMBER", "No client has this number."))
        other = known.ids.get(plan.external_id) if plan.external_id is not None else None
        return Match(found[0]) if other is None or other[0] == found[0] else Match(wrong=CONTRADICTION)
    if plan.external_id is not None and (found := known.ids.get(plan.external_id)):
        if found[1]:
            why = "A client with this external id was deleted. Restore it, or give another id."
            return Match(wrong=("externalId", "EXTERNAL_ID_TAKEN", why))
        return Match(found[0])
    if plan.chosen:
        return Match(UUID(plan.chosen))
    if plan.emails:
        return _by_address(known, plan.emails[0]["fold"], plan.external_id, login)
    if fingerprint and plan.external_id is None and (client_id := known.seen.get(fingerprint)):
        return Match(client_id, is_same=True)
    return Match()


def _anew(known: _Known, plan: Plan, login: str | None) -> Match:
    """Staff say that it is nobody who is here; it still may not take what is another client's alone."""
    if plan.number is not None:
        return Match(wrong=("number", "NUMBER_TAKEN", "A client who is added gets a number of their own."))
    if plan.external_id is not None and plan.external_id in known.ids:
        return Match(wrong=("externalId", "EXTERNAL_ID_TAKEN", "A client with this external id is here already."))
    if login is not None and login in known.logins:
        return Match(wrong=("email", "EMAIL_TAKEN", EmailTaken.message))
    return Match()


def _by_address(known: _Known, fold: str, external_id: str | None, login: str | None) -> Match:
    """A client that another external id is known of is not meant by an address."""
    own = known.logins.get(fold)
    if own and (external_id is None or own[1] in (None, external_id)):
        return Match(own[0])
    if own and login == fold:
        return Match(wrong=("email", "EMAIL_TAKEN", EmailTaken.message))
    others = known.addresses.get(fold, {})
    meant = [one for one, its_id in others.items() if external_id is None or its_id in (None, external_id)]
    if len(meant) > 1:
        return Match(candidates=meant[:MOST_CANDIDATES])
    return Match(meant[0] if meant else None)


async def _found(sql: Mapping[database.Dialect, str], keys: Sequence[str]) -> list[dict[str, Any]]:
    return await database.rows(sql[database.dialect()], several(set(keys))) if keys else []


async def _unique(column: str, keys: Sequence[Any], kind: str = "text") -> list[dict[str, Any]]:
    if not keys:
        return []
    sql = _UNIQUE[database.dialect()].format(column=column, cast=CASTS[kind])
    return await database.rows(sql, several(set(keys)))


async def _by(column: str, keys: Sequence[Any], kind: str) -> dict[Any, tuple[UUID, bool]]:
    rows = await _unique(column, keys, kind)
    return {row["key"]: (_id(row["id"]), bool(row["is_gone"])) for row in rows}


async def _logins(folds: Sequence[str]) -> dict[str, tuple[UUID, str | None]]:
    rows = await _unique("login_fold", folds)
    return {row["key"]: (_id(row["id"]), row["external_id"]) for row in rows if not row["is_gone"]}


async def _addresses(folds: Sequence[str]) -> dict[str, dict[UUID, str | None]]:
    found: defaultdict[str, dict[UUID, str | None]] = defaultdict(dict)
    for row in await _found(_ADDRESSES, folds):
        found[row["key"]][_id(row["id"])] = row["external_id"]
    return found


async def _seen(prints: Sequence[str]) -> dict[str, UUID]:
    return {row["key"]: _id(row["id"]) for row in await _found(_SEEN, prints)}


def _id(value: Any) -> UUID:
    found = uuid_of(value)
    assert found is not None
    return found
