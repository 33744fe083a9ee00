"""What is measured: documents as screens and programs send them, each with many sets of believable arguments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from atrium import columns, database
from atrium.bench.asking import Asker
from atrium.bench.documents import ADDED, ADDED_BY_ORM, COUNTED, CURSOR, DASHBOARD, LISTED, Q1, Q3
from atrium.bench.people import SEED, SPAN

VARIANTS = 200
MANY = 5000  # sets of arguments where callers hardly ever repeat themselves: more than any cache of ours holds
PAGE = 50
FARTHEST = 10_001
STANDING = "status NOT IN ('MERGED', 'DELETED')"

CLIENTS = '{"data":{"clients":{'
CLIENT = '{"data":{"client":{'
FIGURES = '{"data":{"clientDashboard":{'
ENTERED = '{"data":{"addClient":{"__typename":"Client"'

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do again and again. `opens` is how every answer begins if it is what was asked for."""

    name: str
    query: str
    variants: Sequence[Arguments]
    opens: str
    is_compiled: bool = True


async def reads() -> list[Work]:
    """The reads, with arguments taken from the connected store."""
    today = columns.now().date()
    month, year = (
        [
            {"from": f"{today - timedelta(days=days + back)}", "to": f"{today - timedelta(days=back)}"}
            for back in range(8)
        ]
        for days in (29, 364)
    )
    chance = Random(SEED)  # noqa: S311 - the same questions every time
    many = await _many()
    return [
        Work("Q1: page of 50 with contacts", Q1, filters(chance, many), CLIENTS),
        Work("Q3: one client with everything", Q3, await _ids(many), CLIENT),
        Work("search, contains", LISTED, _searches(await _contained(chance)), CLIENTS),
        Work("search, prefix", LISTED, _searches(await _prefixes(chance)), CLIENTS),
        Work("exact total count", COUNTED, filters(chance, VARIANTS), CLIENTS),
        Work("dashboard, 30 days", DASHBOARD, month, FIGURES, is_compiled=False),
        Work("dashboard, a year", DASHBOARD, year, FIGURES, is_compiled=False),
    ]


async def pages(asker: Asker) -> tuple[Work, Work]:
    """Page 10,001 of the list, or the last whole page where there are not so many; and its first page."""
    counted = await database.rows(f"SELECT count(*) AS n FROM client WHERE {STANDING}")
    number = max(2, min(FARTHEST, int(counted[0]["n"]) // PAGE))
    found = await database.rows(
        f"SELECT created_at FROM client WHERE {STANDING} ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET $1",
        (number - 1) * PAGE - 1,
    )
    told: datetime | str = found[0]["created_at"]
    at = datetime.fromisoformat(told) if isinstance(told, str) else told
    before = {"filter": {"createdAt": {"before": (at + timedelta(microseconds=1)).isoformat()}}}
    answer = json.loads(await asker.answer(CURSOR, before))
    after = {"after": answer["data"]["clients"]["pageInfo"]["endCursor"]}
    return Work(f"page {number:,} of the list", LISTED, [after], CLIENTS), Work("page 1", LISTED, [{}], CLIENTS)


def adding(orm: bool) -> Work:
    """Adding a client; the caller numbers the arguments."""
    query = ADDED_BY_ORM if orm else ADDED
    return Work("add a client", query, [], ENTERED, is_compiled=False)


def new_client(number: int) -> Arguments:
    """The arguments of `adding` for the client of this number, who was never added before."""
    given = {"firstName": "Änne", "lastName": f"Lindström {number}", "email": f"anne.{number}@new.example.org"}
    return {"input": given}


async def _many() -> int:
    """A quarter of a small store is asked for at most."""
    counted = await database.rows("SELECT count(*) AS n FROM client")
    return min(MANY, int(counted[0]["n"]) // 4)


def filters(chance: Random, count: int) -> list[Arguments]:
    """Busy countries, so that most pages are full."""
    statuses = (["ACTIVE"], ["ACTIVE", "UNVERIFIED"], ["UNVERIFIED", "LOGIN_DISABLED", "ACTIVE"])
    countries = ("DE", "GB", "US", "FR", "ES", "IT", "NL", "PL")
    now = columns.now()
    filters = []
    for _ in range(count):
        since = now - SPAN * chance.uniform(0.7, 1)
        given = {"status": chance.choice(statuses), "country": [chance.choice(countries)]}
        filters.append({"filter": given | {"createdAt": {"after": since.isoformat()}}})
    return filters


async def _ids(count: int) -> list[Arguments]:
    """Clients spread over the store's years, some with children."""
    standing = await database.rows("SELECT id FROM client WHERE status = 'ACTIVE' ORDER BY number")
    parents = await database.rows("SELECT DISTINCT parent_id AS id FROM client WHERE parent_id IS NOT NULL ORDER BY 1")
    found = [*standing[:: max(1, len(standing) // count)][:count], *parents[: count // 4]]
    return [{"id": str(row["id"])} for row in found]


def _searches(terms: Sequence[str]) -> list[Arguments]:
    return [{"filter": {"search": term}} for term in terms]


async def _sample(chance: Random) -> list[dict[str, Any]]:
    found = await database.rows("SELECT min(number) AS low, max(number) AS high FROM client")
    numbers = ", ".join(str(chance.randint(found[0]["low"], found[0]["high"])) for _ in range(2 * VARIANTS))
    sql = "SELECT number, first_name, last_name, last_fold, display_name FROM client"
    return await database.rows(f"{sql} WHERE number IN ({numbers}) ORDER BY number")


async def _contained(chance: Random) -> list[str]:
    """What people type: a last name, a whole name, the middle of one, an address's beginning."""
    people = [row for row in await _sample(chance) if len(row["last_fold"]) > 4]
    kinds = (
        lambda row: row["last_name"],
        lambda row: row["display_name"],
        lambda row: row["last_fold"][1:5].strip() or row["last_fold"],
        lambda row: f"{row['last_name'][:3]} {row['first_name'][:3]}",
        lambda row: f"{row['number']}@",
    )
    return [kinds[place % len(kinds)](row) for place, row in enumerate(people[:VARIANTS])]


async def _prefixes(chance: Random) -> list[str]:
    """One or two signs: the beginning of a name, of an address or of a number."""
    people = await _sample(chance)
    kinds = (
        lambda row: row["last_name"][:2],
        lambda row: row["first_name"][:1],
        lambda row: str(row["number"])[:2],
        lambda row: row["first_name"][:2].lower(),
    )
    return [kinds[place % len(kinds)](row).strip() for place, row in enumerate(people[:VARIANTS])]
