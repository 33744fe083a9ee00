"""By what clients are recognised, read for many at once, as the keys under which equals meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.queries import DuplicateRule
from atrium.clients.duplicates.traits import MOST_VALUES, postcode_key
from atrium.clients.listing.filter import STANDING
from atrium.contacts.companies import PREFIXES, SEPARATORS, WITH_PREFIX
from atrium.json_table import lines, listed

RULES = (DuplicateRule.EMAIL, DuplicateRule.TAX_ID, DuplicateRule.PHONE, DuplicateRule.NAME_AND_POSTCODE)
"""The surest first. No external id: no two clients have the same."""

PLACES = {rule: place for place, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a client has; `text` as it is written with this client. Two with the same key have the same."""

    rule: DuplicateRule
    key: int
    text: str


Marks = dict[UUID, list[Mark]]


def key_of(rule: DuplicateRule, value: str) -> int:
    """A hash of 64 bits, signed as the databases keep whole numbers."""
    told = f"{PLACES[rule]}\0{value}".encode(errors="replace")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), signed=True)


def chosen(parameter: str = "$1") -> str:
    """A CTE of the clients that the parameter names, see `ids`."""
    return f"chosen AS MATERIALIZED ({listed({'id': 'uuid'}, parameter)})"


def ids(clients: Iterable[UUID]) -> str:
    """The parameter for `chosen`."""
    return lines((str(one),) for one in clients)


_STANDING = STANDING.replace("{t}", "c")
MARKS = f"""
SELECT c.id, '' AS kind, c.name_fold AS value, c.display_name AS said, c.country AS more
  FROM chosen JOIN client c ON c.id = chosen.id WHERE {_STANDING}
UNION ALL SELECT b.client_id, 'EMAIL', b.fold, b.address, '' FROM chosen JOIN client_email b ON b.client_id = chosen.id
UNION ALL SELECT b.client_id, 'PHONE', b."number", b."number", ''
  FROM chosen JOIN client_phone b ON b.client_id = chosen.id
UNION ALL SELECT b.client_id, 'TAX_ID', b.tax_id, b.tax_id, ''
  FROM chosen JOIN client_company b ON b.client_id = chosen.id WHERE b.tax_id <> ''
UNION ALL SELECT b.client_id, 'POSTCODE', b.postcode, b.postcode, ''
  FROM chosen JOIN client_address b ON b.client_id = chosen.id WHERE b.postcode <> ''
"""


async def marks_of(clients: Iterable[UUID]) -> Marks:
    """What each of the clients has, by one statement on the current transaction; one who does not stand has nothing."""
    found = await database.rows(f"WITH {chosen()} {MARKS}", ids(clients))
    return gathered((row["id"], row["kind"], row["value"], row["said"], row["more"]) for row in found)


def gathered(rows: Iterable[tuple[UUID | str, str, str, str, str]]) -> Marks:
    """The rows of `MARKS` by client."""
    names: dict[UUID, tuple[str, str, str]] = {}
    had: dict[UUID, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for client_id, kind, value, said, more in rows:
        key = client_id if isinstance(client_id, UUID) else UUID(client_id)
        if kind:
            had[key][kind].add((value, said))
        else:
            names[key] = value, said, more
    return {key: _marks(*name, had[key]) for key, name in names.items()}


def _marks(fold: str, name: str, country: str, had: dict[str, set[tuple[str, str]]]) -> list[Mark]:
    """One mark a key: the same address written twice is one."""
    pairs = [(DuplicateRule(kind), *one) for kind in ("EMAIL", "PHONE") for one in _first(had[kind])]
    pairs += [(DuplicateRule.TAX_ID, plain_tax_id(value, country), said) for value, said in _first(had["TAX_ID"])]
    if fold:
        codes = [(postcode_key(value), said) for value, said in _first(had["POSTCODE"])]
        pairs += [(DuplicateRule.NAME_AND_POSTCODE, f"{fold}\0{code}", f"{name}, {said}") for code, said in codes]
    made = {mark.key: mark for mark in (Mark(rule, key_of(rule, value), said) for rule, value, said in pairs)}
    return list(made.values())


def _first(values: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(values)[:MOST_VALUES]


def plain_tax_id(tax_id: str, country: str) -> str:
    """The one form of a tax id: no separators, with its country's letters where the country is known."""
    compact = SEPARATORS.sub("", tax_id).upper()
    prefix = WITH_PREFIX.fullmatch(compact)
    if prefix and prefix[1] in PREFIXES:
        return compact
    letters = next((letters for letters, named in sorted(PREFIXES.items()) if named == country), "")
    return f"{letters}{compact}"
