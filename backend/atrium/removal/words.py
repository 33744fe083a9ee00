"""The words by which a person would be known again: what an erasure looks for where no column says whose a text is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.views.queries import ERASED
from atrium.folding import fold

SHORTEST = 3  # letters; a shorter name is in too many words
SHORTEST_NUMBER = 6  # digits; fewer are part of too many phone numbers
_BETWEEN = re.compile(r"[\W_]+")

_WORDS = """
SELECT 'email' AS kind, e.address AS word FROM client_email e WHERE e.client_id IN ({ids})
UNION ALL SELECT 'email', c.login_email FROM client c WHERE c.id IN ({ids})
UNION ALL SELECT 'email', c.signpost_email FROM client c WHERE c.id IN ({ids})
UNION ALL SELECT 'phone', p.number FROM client_phone p WHERE p.client_id IN ({ids})
UNION ALL SELECT 'name', c.display_name FROM client c WHERE c.id IN ({ids}) AND c.first_name <> '' AND c.last_name <> ''
UNION ALL SELECT 'name', c.last_name || ' ' || c.first_name FROM client c
 WHERE c.id IN ({ids}) AND c.first_name <> '' AND c.last_name <> ''
UNION ALL SELECT 'name', c.external_id FROM client c WHERE c.id IN ({ids})
UNION ALL SELECT 'name', c.first_name FROM client c WHERE c.id IN ({ids})
 AND NOT EXISTS (SELECT 1 FROM client o WHERE o.first_fold = c.first_fold AND o.id NOT IN ({ids}))
UNION ALL SELECT 'name', c.last_name FROM client c WHERE c.id IN ({ids})
 AND NOT EXISTS (SELECT 1 FROM client o WHERE o.last_fold = c.last_fold AND o.id NOT IN ({ids}))
UNION ALL SELECT 'name', b.name FROM client_company b WHERE b.client_id IN ({ids})
 AND NOT EXISTS (SELECT 1 FROM client_company o WHERE o.name_fold = b.name_fold AND o.client_id NOT IN ({ids}))
UNION ALL SELECT 'name', b.tax_id FROM client_company b WHERE b.client_id IN ({ids})
UNION ALL SELECT 'name', b.registration_number FROM client_company b WHERE b.client_id IN ({ids})
UNION ALL SELECT 'name', v.text FROM custom_field_value v WHERE v.client_id IN ({ids}) AND v.code IS NULL
 AND NOT EXISTS (SELECT 1 FROM custom_field_value o
  WHERE o.field_id = v.field_id AND o.fold_key = v.fold_key AND o.client_id NOT IN ({ids}))
UNION ALL SELECT 'number', CAST(c.number AS varchar(20)) FROM client c WHERE c.id IN ({ids})
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What names these clients and, as far as names go, nobody else. All folded; phones are digits."""

    ids: tuple[UUID, ...]
    emails: frozenset[str]
    phones: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Whether the text names one of them."""
        said = fold(text)
        if any(email in said for email in self.emails) or any(f"(#{number})" in said for number in self.numbers):
            return True
        spelt = f" {_BETWEEN.sub(' ', said)} "
        digits = spelt.replace(" ", "")
        if len(digits) >= SHORTEST_NUMBER and digits.isdigit() and any(digits in phone for phone in self.phones):
            return True
        return any(phone in digits for phone in self.phones) or any(f" {name} " in spelt for name in self.names)

    def left_out_of(self, value: Any) -> Any:
        """The same JSON with a mark in place of every text that names one of them."""
        if isinstance(value, str):
            return ERASED if self.are_in(value) else value
        if isinstance(value, dict):
            return {name: self.left_out_of(one) for name, one in value.items()}
        return [self.left_out_of(one) for one in value] if isinstance(value, list) else value


async def words_of(ids: Sequence[UUID]) -> Words:
    """What names these clients now. A name that another client bears as well says nothing of whom it means."""
    among = ", ".join(f"${place}" for place in range(1, len(ids) + 1))
    of: dict[str, set[str]] = {"email": set(), "phone": set(), "name": set(), "number": set()}
    for row in await database.rows(_WORDS.format(ids=among), *ids):
        of[row["kind"]].add(fold(row["word"] or ""))
    names = {_BETWEEN.sub(" ", one).strip() for one in of["name"]}
    return Words(
        ids=tuple(ids),
        emails=frozenset(of["email"] - {""}),
        phones=frozenset(one.lstrip("+") for one in of["phone"]),
        names=frozenset(one for one in names if len(one) >= SHORTEST),
        numbers=frozenset(of["number"]),
    )
