"""ClientFilter: one object for lists, counts and whatever acts on "all that match"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from atrium.clients.models import ClientStatus
from atrium.clients.search import Term, TermKind, terms
from atrium.clients.standing import ALLOW_LOGIN
from atrium.custom_fields.filter import condition as by_custom_fields
from atrium.errors import Forbidden
from atrium.folding import fold, fold_email
from atrium.graph.reading import filters
from atrium.graph.reading.dialects import Dialect
from atrium.graph.reading.filters import Filter, contains, starts_with
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of, any_of
from atrium.principal import Door, Principal

NUMBER_SIGN = re.compile(r"\s*#0*(\d{1,18})\s*")
LONGEST_NUMBER = 18
USUAL_NUMBER = 7  # digits
STANDING = "{t}.status NOT IN ('MERGED', 'DELETED')"
HIDDEN = (ClientStatus.MERGED, ClientStatus.DELETED)


def standing_rule(given: Mapping[str, Any] | None, principal: Principal) -> Sql:
    """Merged and deleted clients are listed only when the top-level `status` names them.

    Raises Forbidden where DELETED is named without the permission, or something that the caller may not know.
    """
    CLIENT_FILTER.permit(given, principal)
    named = (given or {}).get("status") or []
    if ClientStatus.DELETED in named and not principal.may("client.read_deleted"):
        raise Forbidden(
            "You may not list deleted clients. Needed: client.read_deleted.", needs=("client.read_deleted",)
        )
    left_out = [str(status) for status in HIDDEN if status not in named]
    if not left_out:
        return TRUE
    return Sql(STANDING) if len(left_out) == 2 else Sql(f"{{t}}.status <> '{left_out[0]}'")


def visible(principal: Principal) -> Sql | None:
    """The row permission: deleted clients are absent without the permission to see them.

    At the store's door a client is the only one there is, and for who has not signed in there is none.
    """
    if principal.door is Door.STORE:
        return Sql("{t}.id = ?uuid", (principal.client_id,)) if principal.client_id else FALSE
    return None if principal.may("client.read_deleted") else Sql("{t}.status <> 'DELETED'")


OF_KEPT = Sql("NOT EXISTS (SELECT 1 FROM client h WHERE h.id = {t}.client_id AND h.status = 'DELETED')")
"""Rows `{t}` of clients who were not deleted."""


def of_visible(principal: Principal) -> Sql | None:
    """What belongs to a client whom the caller may not see is as absent as the client."""
    if principal.door is Door.STORE:
        return Sql("{t}.client_id = ?uuid", (principal.client_id,)) if principal.client_id else FALSE
    if principal.may("client.read_deleted"):
        return None
    return OF_KEPT


def search(given: str, dialect: Dialect, *, one_by_one: bool = False) -> Sql:
    """Every term must be found in what the client is found by. `#000042` is the client of that number.

    `one_by_one` asks the same of each row by itself, for where another condition leaves few.
    """
    numbered = NUMBER_SIGN.fullmatch(given)
    if numbered:
        return with_number(int(numbered[1]))
    asked = terms(given)
    within = [term.text for term in asked if term.kind in (TermKind.CONTAINS, TermKind.DIGITS)]
    pieces = [_own_document(within, dialect) if one_by_one else _document(within, dialect)] if within else []
    pieces += [_beginning(t.text, t.kind) for t in asked if t.kind in (TermKind.PREFIX, TermKind.NUMBER)]
    return all_of(pieces)


def with_number(number: int) -> Sql:
    """The client of this number, also of one that was merged into it."""
    own = "SELECT m.id FROM client m WHERE m.number = ?int"
    survivor = "SELECT m.merged_into_id FROM client m WHERE m.number = ?int AND m.merged_into_id IS NOT NULL"
    return Sql(f"{{t}}.id IN ({own} UNION ALL {survivor})", (number, number))


def _document(words: list[str], dialect: Dialect) -> Sql:
    if dialect.name == "sqlite" and all(len(word) >= 3 for word in words):
        match = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        found = "SELECT rowid FROM client_search_fts WHERE client_search_fts MATCH ?text"
        return Sql(f"{{t}}.number IN ({found})", (match,))
    inner = all_of(contains("s.document", word, dialect) for word in words)
    return Sql(f"{{t}}.number IN (SELECT s.number FROM client_search s WHERE {inner.text})", inner.params)


def _own_document(words: list[str], dialect: Dialect) -> Sql:
    inner = all_of([Sql("s.number = {t}.number"), *(contains("s.document", word, dialect) for word in words)])
    return Sql(f"EXISTS (SELECT 1 FROM client_search s WHERE {inner.text})", inner.params)


def ways(given: Mapping[str, Any] | None, principal: Principal, dialect: Dialect) -> tuple[Sql, ...]:
    """Of a search for one short term, each way to meet it, with all other conditions; nothing for any other filter.

    PostgreSQL knows how many begin so, and takes each way's first rows by the better of two indexes. SQLite does not.
    """
    term = _short(str((given or {}).get("search") or "")) if dialect.name == "postgres" else None
    if given is None or term is None:
        return ()
    others = {name: value for name, value in given.items() if name != "search"}
    rest = [standing_rule(given, principal), visible(principal) or TRUE, CLIENT_FILTER.predicate(others, dialect)]
    return tuple(all_of([*rest, way]) for way in _beginnings(term.text, term.kind))


def _short(search: str) -> Term | None:
    """The only term of a search, where it is a short one."""
    asked = [] if NUMBER_SIGN.fullmatch(search) else terms(search)
    return asked[0] if len(asked) == 1 and asked[0].kind in (TermKind.PREFIX, TermKind.NUMBER) else None


def _beginning(text: str, kind: TermKind) -> Sql:
    """A short term begins a name or an address, or is the beginning of the number."""
    return any_of(_beginnings(text, kind))


def _beginnings(text: str, kind: TermKind) -> list[Sql]:
    pieces = [starts_with(f"{{t}}.{column}", text) for column in ("name_fold", "first_fold", "last_fold")]
    mail = starts_with("e.fold", text)
    pieces.append(Sql(f"{{t}}.id IN (SELECT e.client_id FROM client_email e WHERE {mail.text})", mail.params))
    if kind is TermKind.NUMBER and not text.startswith("0"):
        numbers = [
            Sql("{t}.number BETWEEN ?int AND ?int", (int(text) * 10**more, (int(text) + 1) * 10**more - 1))
            for more in range(LONGEST_NUMBER - len(text))
        ]
        pieces += [*numbers[:USUAL_NUMBER], any_of(numbers[USUAL_NUMBER:])]
    return pieces


def email_part(text: str) -> str:
    """A whole address in its canonical form; a part of one without its case."""
    return fold_email(text) if "@" in text.strip("@") else unicodedata.normalize("NFKC", text.strip().casefold())


def phone_part(text: str) -> str:
    """Digits, and the plus of E.164 where it was given."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return f"+{digits}" if text.strip().startswith("+") else digits


def conditions() -> dict[str, filters.Compile]:
    """What each member of the filter means."""
    return {
        "ids": filters.ids_of("{t}.id"),
        "status": filters.words_of("{t}.status"),
        "origin": filters.words_of("{t}.origin"),
        "search": search,
        "firstName": filters.text("{t}.first_fold", fold),
        "lastName": filters.text("{t}.last_fold", fold),
        "email": filters.any_text("client_email", "fold", email_part),
        "phone": filters.any_text("client_phone", "number", phone_part),
        "company": filters.any_text("client_company", "name_fold", fold),
        "country": filters.one_of("{t}.country", str.upper),
        "currency": filters.one_of("{t}.currency", str.upper),
        "tags": filters.any_text("client_tag", "fold", fold),
        "allowLogin": filters.flag(ALLOW_LOGIN),
        "verified": filters.flag("{t}.verified_at IS NOT NULL"),
        "hasParent": filters.flag("{t}.parent_id IS NOT NULL"),
        "hasChildren": filters.flag(
            "EXISTS (SELECT 1 FROM client k WHERE k.parent_id = {t}.id AND k.status NOT IN ('MERGED', 'DELETED'))"
        ),
        "parentId": lambda given, dialect: _parent(given),
        "createdAt": filters.moment("{t}.created_at"),
        "lastLoginAt": filters.moment("{t}.last_login_at"),
        "customField": by_custom_fields,
    }


def _parent(given: str) -> Sql:
    key = filters.uuid_or_none(given)
    return FALSE if key is None else Sql("{t}.parent_id = ?uuid", (key,))


CLIENT_FILTER = Filter("ClientFilter", {}, "Which clients. Every condition given must hold; and, or, not nest.")
