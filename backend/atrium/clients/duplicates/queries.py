"""Clients who may be the same as another, or as one who is about to be added, and by what one sees it.

Nothing but indexes is looked up: what the whole table would have to be read for is no reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.traits import Traits
from atrium.clients.listing.filter import STANDING
from atrium.errors import BadUserInput
from atrium.graph.reading.dialects import Dialect, dialect_named
from atrium.graph.reading.sql import Sql

MOST = 10
LOOKED_AT = 30
"""Of an address that so many clients share, no more are looked at."""


class DuplicateRule(StrEnum):
    """By what two clients look like one. All but the last are exact."""

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    TAX_ID = "TAX_ID"
    EXTERNAL_ID = "EXTERNAL_ID"
    NAME_AND_POSTCODE = "NAME_AND_POSTCODE"


class Certainty(StrEnum):
    """EXACT: what belongs to one person or company alone is the same. LIKELY: name and postcode are."""

    EXACT = "EXACT"
    LIKELY = "LIKELY"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is the same, as it is written with the client who was found."""

    rule: DuplicateRule
    text: str


@dataclass(slots=True)
class Lookalike:
    """A client who may be the same, why, and who said when that it is not."""

    client_id: UUID
    dismissed_by: str | None
    dismissed_at: datetime | None
    reasons: list[Reason] = field(default_factory=list)

    @property
    def certainty(self) -> Certainty:
        likely = all(reason.rule is DuplicateRule.NAME_AND_POSTCODE for reason in self.reasons)
        return Certainty.LIKELY if likely else Certainty.EXACT


async def find(
    traits: Traits, first: int = MOST, *, but: UUID | None = None, with_dismissed: bool = False
) -> list[Lookalike]:
    """At most `first` clients who share a trait, the surest first; `but` is the client who has the traits itself.

    Merged and deleted clients are none, nor are those of whom it was said that they are somebody else, unless
    `with_dismissed`: then they come last. One statement. Raises BadUserInput for `first` out of 1 to 10.
    """
    if not 1 <= first <= MOST:
        raise BadUserInput(f"first must be between 1 and {MOST}, not {first}.")
    dialect = dialect_named(database.dialect())
    statement = statement_for(traits, but, dialect)
    if statement is None:
        return []
    rows = await database.fetch_rows(dialect.numbered(statement.text), dialect.bound(list(statement.params)))
    found = [one for one in _gathered(rows) if with_dismissed or one.dismissed_at is None]
    return sorted(found, key=_surest)[:first]


def _surest(one: Lookalike) -> tuple[Any, ...]:
    return one.dismissed_at is not None, one.certainty is Certainty.LIKELY, -len(one.reasons), one.client_id.int


def _gathered(rows: Sequence[Sequence[Any]]) -> list[Lookalike]:
    """One entry a client, its reasons in the rules' order."""
    order = list(DuplicateRule)
    found: dict[UUID, Lookalike] = {}
    for client_id, rule, text, by, at in sorted(rows, key=lambda row: (order.index(row[1]), row[2])):
        key = UUID(str(client_id))
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        one = found.setdefault(key, Lookalike(key, by, moment))
        reason = Reason(DuplicateRule(rule), text)
        if reason not in one.reasons:
            one.reasons.append(reason)
    return list(found.values())


def statement_for(traits: Traits, but: UUID | None, dialect: Dialect) -> Sql | None:
    """One leg a trait, each by its own index; None where there is nothing to go by."""
    legs = list(_legs(traits, but, dialect))
    if not legs:
        return None
    union = " UNION ALL ".join(f"SELECT * FROM ({leg.text}) l{number}" for number, leg in enumerate(legs))
    told = "NULL, NULL" if but is None else "d.actor_name, d.created_at"
    join, own = ("", ()) if but is None else (_TOLD, (but,) * 4)
    text = f"SELECT f.id, f.rule, f.said, {told} FROM ({union}) f{join}"
    return Sql(text, (*(param for leg in legs for param in leg.params), *own))


# The pair's row is kept under the lower of the two ids.
_TOLD = """ LEFT JOIN client_distinction d
 ON d.client_id = CASE WHEN f.id < ?uuid THEN f.id ELSE ?uuid END
 AND d.other_id = CASE WHEN f.id < ?uuid THEN ?uuid ELSE f.id END"""


def _legs(traits: Traits, but: UUID | None, dialect: Dialect) -> Iterator[Sql]:
    def leg(rule: DuplicateRule, said: str, table: str, where: str, *given: Any) -> Sql:
        joined = f" JOIN {table} b ON b.client_id = c.id" if table else ""
        others, own = ("", ()) if but is None else (" AND c.id <> ?uuid", (but,))
        text = (
            f"SELECT c.id, '{rule}' AS rule, {said} AS said FROM client c{joined}"
            f" WHERE {where} AND {STANDING.replace('{t}', 'c')}{others} LIMIT {LOOKED_AT}"
        )
        return Sql(text, (*given, *own))

    if traits.emails:
        among = dialect.within("b.fold", "texts")
        yield leg(DuplicateRule.EMAIL, "b.address", "client_email", among, traits.emails)
    if traits.phones:
        among = dialect.within('b."number"', "texts")
        yield leg(DuplicateRule.PHONE, 'b."number"', "client_phone", among, traits.phones)
    if traits.tax_ids:
        among = f"{dialect.within('b.tax_id', 'texts')} AND b.tax_id <> ''"
        yield leg(DuplicateRule.TAX_ID, "b.tax_id", "client_company", among, traits.tax_ids)
    if traits.external_id:
        yield leg(DuplicateRule.EXTERNAL_ID, "c.external_id", "", "c.external_id = ?text", traits.external_id)
    if traits.name and traits.postcodes:
        among = dialect.within("replace(replace(b.postcode, ' ', ''), '-', '')", "texts")
        where = f"c.name_fold = ?text AND {among}"
        said = "c.display_name || ', ' || b.postcode"
        yield leg(DuplicateRule.NAME_AND_POSTCODE, said, "client_address", where, traits.name, traits.postcodes)
