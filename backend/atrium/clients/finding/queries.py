"""Finding a client from anywhere: what the list's search finds, the likeliest first, and which of its words matched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.listing.filter import STANDING, search
from atrium.clients.search import Term, TermKind, code_lines, terms
from atrium.custom_fields.printing import printed_number
from atrium.faults import is_control
from atrium.folding import digits_of, fold, fold_email
from atrium.graph.reading.dialects import Dialect, dialect_named
from atrium.graph.reading.filters import starts_with
from atrium.graph.reading.sql import Sql, all_of, none_of

PLAIN_NUMBER = re.compile(r"\s*#?0*(\d{1,18})\s*")
NEWEST = "{t}.created_at DESC, {t}.id DESC"
SURVIVOR = "SELECT x.merged_into_id FROM client x WHERE x.merged_into_id IS NOT NULL AND"


class MatchRule(StrEnum):
    """What of a client the search has found."""

    NAME = "NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    COMPANY = "COMPANY"
    TAX_ID = "TAX_ID"
    EXTERNAL_ID = "EXTERNAL_ID"
    NUMBER = "NUMBER"
    CUSTOM_FIELD = "CUSTOM_FIELD"


@dataclass(frozen=True, slots=True)
class Match:
    """A client that was found, by which rule, and the matching text as it is written there."""

    client_id: UUID
    rule: MatchRule
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a client is found by: as written, as it is compared, and the beginnings that short terms meet."""

    rule: MatchRule
    text: str
    folded: tuple[str, ...]
    beginnings: tuple[str, ...] = ()

    def meets(self, term: Term) -> bool:
        if term.kind in (TermKind.CONTAINS, TermKind.DIGITS):
            return any(term.text in one for one in self.folded)
        return any(one.startswith(term.text) for one in self.beginnings)


async def find(term: str, first: int) -> list[Match]:
    """At most `first` clients: an exact number or address, then names that begin so, then the newest. One statement.

    Merged and deleted clients are not found. Raises BadUserInput for a search that is far too long.
    """
    asked = terms(term)
    term = "".join(" " if is_control(sign) else sign for sign in term)
    if not asked:
        return []
    dialect = dialect_named(database.dialect())
    statement = _statement(term, first, dialect)
    found = await database.fetch_rows(dialect.numbered(statement.text), dialect.bound(list(statement.params)))
    return [_match(row, term, asked) for row in sorted(found, key=lambda row: row[:2])]


def _statement(term: str, first: int, dialect: Dialect) -> Sql:
    """Each way of finding in the order of its own index. A way is gone only as long as more are wanted."""
    names = ("{t}.name_fold", "{t}.last_fold")
    ways = [(_exact(term), NEWEST), *((starts_with(one, fold(term)), f"{one}, {{t}}.id") for one in names)]
    met, legs = search(term, dialect, one_by_one=True), []
    for number, (way, order) in enumerate(ways):
        passed = [none_of(earlier) for earlier, _ in ways[:number]]
        legs.append(_leg(number, all_of([way, met, *passed]), order, first))
    others = all_of([search(term, dialect), *(none_of(way) for way, _ in ways)])
    legs.append(_leg(len(ways), others, NEWEST, first))
    union = " UNION ALL ".join(leg.text for leg in legs)
    text = f"SELECT f.leg, f.place, {_described(dialect)} FROM ({union} LIMIT {first}) f JOIN client c ON c.id = f.id"
    return Sql(text, tuple(param for leg in legs for param in leg.params))


def _leg(number: int, where: Sql, order: str, first: int) -> Sql:
    """The first of one way, numbered in its order."""
    taken = f"SELECT {{t}}.* FROM client {{t}} WHERE {STANDING} AND {where.text} ORDER BY {order} LIMIT {first}"
    place = f"row_number() OVER (ORDER BY {order}) AS place"
    return Sql(f"SELECT {{t}}.id, {number} AS leg, {place} FROM ({taken}) {{t}}", where.params).on("c")


def _exact(term: str) -> Sql:
    """The client of exactly this number, e-mail address or external id."""
    typed, number = term.strip(), PLAIN_NUMBER.fullmatch(term)
    asked = [
        Sql("SELECT x.client_id FROM client_email x WHERE x.fold = ?text", (fold_email(typed),)),
        Sql("SELECT x.id FROM client x WHERE x.external_id = ?text", (typed,)),
        Sql(f"{SURVIVOR} x.external_id = ?text", (typed,)),
    ]
    if number:
        asked.append(Sql("SELECT x.id FROM client x WHERE x.number = ?int", (int(number[1]),)))
        asked.append(Sql(f"{SURVIVOR} x.number = ?int", (int(number[1]),)))
    united = " UNION ALL ".join(one.text for one in asked)  # one list of ids, so that no index is left aside for an OR
    return Sql(f"{{t}}.id IN ({united})", tuple(param for one in asked for param in one.params))


def _described(dialect: Dialect) -> str:
    """What the client is found by, belongings as JSON lists of [value, more] in the order in which they are shown."""
    own = "c.id, c.number, c.display_name, c.first_name, c.last_name, COALESCE(c.external_id, '')"
    lists = [
        _listed(dialect, "client_email", "address", "''"),
        _listed(dialect, "client_phone", '"number"', "''"),
        _listed(dialect, "client_company", "name", "tax_id"),
        _searchable(dialect),
        _signposts(dialect),
    ]
    return f"{own}, {', '.join(lists)}"


def _listed(dialect: Dialect, table: str, value: str, more: str) -> str:
    rows = (
        f"SELECT {value} AS v, {more} AS m FROM {table} WHERE client_id = c.id ORDER BY is_default DESC, created_at, id"
    )
    return _printed(dialect, rows)


def _printed(dialect: Dialect, rows: str) -> str:
    if dialect.name == "postgres":
        return f"(SELECT COALESCE(json_agg(json_build_array(b.v, b.m)), '[]')::text FROM ({rows}) b)"
    return f"(SELECT json_group_array(json_array(b.v, b.m)) FROM ({rows}) b)"


def _searchable(dialect: Dialect) -> str:
    """The values of searchable custom fields: what is shown, and its second line where it has one."""
    rows = f"""SELECT COALESCE(v.text, {printed_number("v")}) AS v, COALESCE(v.code, '') AS m FROM custom_field_value v
 JOIN custom_field f ON f.id = v.field_id WHERE v.client_id = c.id AND f.searchable
 ORDER BY f.position, f.id, v.place"""
    return _printed(dialect, rows)


def _signposts(dialect: Dialect) -> str:
    """The numbers of those that were merged into the client, and their external ids."""
    rows = """SELECT CAST(s.number AS text) AS v, COALESCE(s.external_id, '') AS m FROM client s
 WHERE s.merged_into_id = c.id ORDER BY s.number"""
    return _printed(dialect, rows)


def _match(row: Sequence[Any], term: str, asked: Sequence[Term]) -> Match:
    """The line that equals what was asked; else the one that meets most of its terms, the first of several."""
    lines = list(_lines(row))
    best = next((line for line in _by_code(lines) if _is_whole(line, term)), None)
    if best is None:
        best = max(lines, key=lambda line: sum(line.meets(one) for one in asked))
    return Match(UUID(str(row[2])), best.rule, best.text)


def _by_code(lines: Sequence[Line]) -> list[Line]:
    """Codes before names: "1042" is that number rather than somebody's name."""
    codes = (MatchRule.NUMBER, MatchRule.EMAIL, MatchRule.EXTERNAL_ID, MatchRule.TAX_ID)
    return sorted(lines, key=lambda line: codes.index(line.rule) if line.rule in codes else len(codes))


def _is_whole(line: Line, term: str) -> bool:
    if line.rule is MatchRule.NUMBER:
        number = PLAIN_NUMBER.fullmatch(term)
        return number is not None and str(int(number[1])) == line.text
    return (line.rule is MatchRule.EMAIL and fold_email(term) in line.folded) or fold(term) in line.folded


def _lines(row: Sequence[Any]) -> Iterator[Line]:
    """As `document_for` writes them, in the order of the rules."""
    _, _, _, number, shown, first_name, last_name, external_id, emails, phones, companies, custom, signposts = row
    names = (fold(shown), fold(first_name), fold(last_name))
    yield Line(MatchRule.NAME, shown, (fold(shown), fold(f"{last_name} {first_name}")), names)
    for address, _ in json.loads(emails):
        yield Line(MatchRule.EMAIL, address, (fold(address), fold_email(address)), (fold_email(address),))
    for phone, _ in json.loads(phones):
        yield Line(MatchRule.PHONE, phone, (digits_of(phone),))
    for name, _ in json.loads(companies):
        yield Line(MatchRule.COMPANY, name, (fold(name),))
    for _, tax_id in json.loads(companies):
        if tax_id:
            yield Line(MatchRule.TAX_ID, tax_id, code_lines(tax_id))
    if external_id:
        yield Line(MatchRule.EXTERNAL_ID, external_id, code_lines(external_id))
    for text, code in json.loads(custom):
        yield Line(MatchRule.CUSTOM_FIELD, text, (fold(text), code))
    yield Line(MatchRule.NUMBER, str(number), (str(number),), (str(number),))
    for former, its_id in json.loads(signposts):
        yield Line(MatchRule.NUMBER, former, (former,))
        yield Line(MatchRule.EXTERNAL_ID, its_id, code_lines(its_id))
