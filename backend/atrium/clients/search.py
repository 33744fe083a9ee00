"""The search document: all that a client is found by, folded, and what a search asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from atrium import database
from atrium.clients.models import Client
from atrium.custom_fields.searching import lines_of, preface
from atrium.errors import BadUserInput
from atrium.faults import is_control
from atrium.folding import digits_of, fold, fold_email

SUBSTRING = 3  # characters that a trigram index needs
LONGEST = 200
MOST_TERMS = 12
PHONE_SIGNS = re.compile(r"[\d\s+()./\-–]+")
TRUNK = re.compile(r"\(0\)")
MARKED_AS_PHONE = re.compile(r"\s*(\+|00|\(|0\d)")
PHONE_DIGITS = 7
NOT_LETTERS_OR_DIGITS = re.compile(r"[^\w]|_")


class TermKind(StrEnum):
    """CONTAINS, DIGITS: within the document. PREFIX: a name's or e-mail's start. NUMBER: that, or the number's."""

    CONTAINS = "contains"
    DIGITS = "digits"
    PREFIX = "prefix"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search. All of them must be met. `%` and `_` in `text` are plain characters."""

    kind: TermKind
    text: str


def terms(search: str) -> list[Term]:
    """What a search asks for; nothing for a search of spaces. Raises BadUserInput for one that is far too long."""
    if len(search) > LONGEST:
        raise BadUserInput(f"A search has at most {LONGEST} characters.")
    shown = "".join(" " if is_control(sign) else sign for sign in search)
    if _is_phone(shown):
        return [Term(TermKind.DIGITS, _international(shown))]
    words = list(dict.fromkeys(fold(shown).split()))
    words = [word for word in words if not _says_little(word)] or words
    if len(words) > MOST_TERMS:
        raise BadUserInput(f"A search has at most {MOST_TERMS} words.")
    return [_term(word) for word in words]


def _says_little(word: str) -> bool:
    """Whether it is a sign that merely joins two words, as in "Smith & Sons": no name begins with it."""
    return len(word) < SUBSTRING and not any(sign.isalnum() for sign in word)


def _term(word: str) -> Term:
    digits = digits_of(word)
    if len(word) < SUBSTRING:
        return Term(TermKind.NUMBER if digits == word else TermKind.PREFIX, word)
    if len(digits) >= SUBSTRING and PHONE_SIGNS.fullmatch(word):
        return Term(TermKind.DIGITS, digits)
    return Term(TermKind.CONTAINS, word)


def _is_phone(search: str) -> bool:
    """Whether the words of the search are groups of one telephone number: "+49 (30) 123 45"."""
    if not PHONE_SIGNS.fullmatch(search) or len(_international(search)) < SUBSTRING:
        return False
    return MARKED_AS_PHONE.match(search) is not None or len(digits_of(search)) >= PHONE_DIGITS


def _international(search: str) -> str:
    """The digits as they stand in an E.164 number: without the exit code or trunk prefix at the front."""
    return digits_of(TRUNK.sub("", search)).lstrip("0")


@dataclass(frozen=True, slots=True)
class Findable:
    """What a client is found by, as written; without a number yet, maybe. `companies` are names with tax ids.

    `signposts` are the numbers and external ids of those that were merged into it.
    """

    number: int | None
    display_name: str
    first_name: str
    last_name: str
    external_id: str | None = None
    emails: Iterable[str] = field(default=())
    phones: Iterable[str] = field(default=())
    companies: Iterable[tuple[str, str]] = field(default=())
    custom_lines: Sequence[str] = ()
    signposts: Iterable[tuple[int, str | None]] = field(default=())


def document_for(client: Findable) -> str:
    """The folded document, one line a value, no line twice.

    What searchable custom fields hold comes first, see `custom_fields.searching`. The other lines: display name, "last
    first", each address (as read, and canonical), each phone's digits, each company's name and tax id, the external
    id, the number, both of those that were merged into it, too. Codes with punctuation have a second line without it.
    """
    lines = [fold(client.display_name), fold(f"{client.last_name} {client.first_name}")]
    for address in client.emails:
        lines += [fold(address), fold_email(address)]
    lines += [digits_of(number) for number in client.phones]
    for name, tax_id in client.companies:
        lines += [fold(name), *code_lines(tax_id)]
    lines += [*code_lines(client.external_id or ""), str(client.number or "")]
    for signpost, external_id in client.signposts:
        lines += [*code_lines(external_id or ""), str(signpost)]
    return preface(client.custom_lines) + "\n".join(dict.fromkeys(line for line in lines if line))


def code_lines(text: str) -> tuple[str, str]:
    folded = fold(text)
    return folded, NOT_LETTERS_OR_DIGITS.sub("", folded)


_CONTACTS = """
SELECT 'email' AS kind, address AS value, '' AS more FROM client_email WHERE client_id = $1
UNION ALL SELECT 'phone', "number", '' FROM client_phone WHERE client_id = $1
UNION ALL SELECT 'company', name, tax_id FROM client_company WHERE client_id = $1
UNION ALL SELECT 'signpost', COALESCE(external_id, ''), CAST("number" AS text) FROM client WHERE merged_into_id = $1
"""


async def refresh(client: Client) -> None:
    """Write the client's document anew, after a change of anything in it and within the same transaction."""
    written = "UPDATE client_search SET document = $2 WHERE number = $1"
    await database.execute(written, client.number, await document_of(client))


async def document_of(client: Client) -> str:
    """The document as it has to be now."""
    found = await database.rows(_CONTACTS, client.id)
    return document_for(
        Findable(
            client.number,
            client.display_name,
            client.first_name,
            client.last_name,
            client.external_id,
            emails=[row["value"] for row in found if row["kind"] == "email"],
            phones=[row["value"] for row in found if row["kind"] == "phone"],
            companies=[(row["value"], row["more"]) for row in found if row["kind"] == "company"],
            custom_lines=await lines_of(client.id),
            signposts=[(int(row["more"]), row["value"]) for row in found if row["kind"] == "signpost"],
        )
    )
