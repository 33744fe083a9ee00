"""What a ClientFilter means, said once more in plain Python about one client at a time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from atrium.clients.listing.filter import email_part, phone_part
from atrium.clients.search import Term, TermKind, terms
from atrium.columns import moment_text, now
from atrium.folding import fold
from tests.graph.oracle_custom import matches as custom_fields_match
from tests.graph.oracle_orders import FILTERS as ORDER_FILTERS
from tests.graph.oracle_store import Row, Store

HIDDEN = {"MERGED", "DELETED"}
TEXTS = {"firstName": "first_fold", "lastName": "last_fold"}
BELONGINGS = {
    "email": ("client_email", "fold", email_part),
    "phone": ("client_phone", "number", phone_part),
    "company": ("client_company", "name_fold", fold),
    "tags": ("client_tag", "fold", fold),
}
MOMENTS = {"createdAt": "created_at", "lastLoginAt": "last_login_at"}


def listed(store: Store, client: Row, given: dict[str, Any] | None) -> bool:
    """Whether the list shows this client: merged and deleted ones only where the top-level status names them."""
    named = set((given or {}).get("status") or ())
    return (client["status"] not in HIDDEN or client["status"] in named) and matches(store, client, given or {})


def matches(store: Store, client: Row, given: dict[str, Any]) -> bool:
    """Whether every condition that is given holds."""
    return all(_holds(store, client, name, value) for name, value in given.items() if value is not None)


def _holds(store: Store, client: Row, name: str, value: Any) -> bool:
    if name == "and":
        return all(matches(store, client, one) for one in value)
    if name == "or":
        return any(matches(store, client, one) for one in value)
    if name == "not":
        return not matches(store, client, value)
    if name in TEXTS:
        return _text(client[TEXTS[name]], value, fold)
    if name in BELONGINGS:
        return _belonging(store, client, name, value)
    if name in MOMENTS:
        return _moment(client[MOMENTS[name]], value)
    return OTHERS[name](store, client, value)


def _text(stored: str, given: dict[str, Any], fold_it: Any) -> bool:
    tests = {
        "eq": lambda wanted: stored == fold_it(wanted),
        "in": lambda wanted: stored in [fold_it(one) for one in wanted],
        "contains": lambda wanted: fold_it(wanted) in stored,
        "startsWith": lambda wanted: stored.startswith(fold_it(wanted)),
        "isEmpty": lambda wanted: (stored == "") is wanted,
    }
    return all(tests[operator](wanted) for operator, wanted in given.items() if wanted is not None)


def _belonging(store: Store, client: Row, name: str, given: dict[str, Any]) -> bool:
    table, column, fold_it = BELONGINGS[name]
    stored = [row[column] for row in store.of_client(table, client)]
    rest = {operator: wanted for operator, wanted in given.items() if operator != "isEmpty" and wanted is not None}
    if given.get("isEmpty") is not None and given["isEmpty"] is not (not stored):
        return False
    return not rest or any(_text(one, rest, fold_it) for one in stored)


def _moment(stored: str | None, given: dict[str, Any]) -> bool:
    tests = {
        "after": lambda wanted: stored is not None and stored > _utc(wanted),
        "before": lambda wanted: stored is not None and stored < _utc(wanted),
        "inLastDays": lambda wanted: stored is not None and stored >= moment_text(now() - timedelta(days=wanted)),
        "isEmpty": lambda wanted: (stored is None) is wanted,
    }
    return all(tests[operator](wanted) for operator, wanted in given.items() if wanted is not None)


def _utc(text: str) -> str:
    return moment_text(datetime.fromisoformat(text))


def _found(store: Store, client: Row, search: str) -> bool:
    numbered = re.fullmatch(r"\s*#0*(\d+)\s*", search)
    if numbered:
        into = [row["merged_into_id"] for row in store.all("Client") if row["number"] == int(numbered[1])]
        return client["number"] == int(numbered[1]) or client["id"] in into
    return all(_meets(store, client, term) for term in terms(search))


def _meets(store: Store, client: Row, term: Term) -> bool:
    if term.kind in (TermKind.CONTAINS, TermKind.DIGITS):
        return term.text in store.tables["client_search"][client["id"]]["document"]
    beginnings = [client["name_fold"], client["first_fold"], client["last_fold"]]
    beginnings += [row["fold"] for row in store.of_client("client_email", client)]
    if term.kind is TermKind.NUMBER:
        beginnings.append(str(client["number"]))
    return any(one.startswith(term.text) for one in beginnings)


def _has_children(store: Store, client: Row) -> bool:
    return any(one["parent_id"] == client["id"] and one["status"] not in HIDDEN for one in store.all("Client"))


def _may_log_in(client: Row) -> bool:
    return bool(client["allow_login"]) and client["status"] != "MERGED"


OTHERS: dict[str, Any] = {
    "customField": custom_fields_match,
    **ORDER_FILTERS,
    "ids": lambda store, client, given: client["id"] in [one.lower() for one in given],
    "status": lambda store, client, given: client["status"] in given,
    "origin": lambda store, client, given: client["origin"] in given,
    "search": _found,
    "country": lambda store, client, given: client["country"] in [one.upper() for one in given],
    "currency": lambda store, client, given: client["currency"] in [one.upper() for one in given],
    "allowLogin": lambda store, client, given: _may_log_in(client) is given,
    "verified": lambda store, client, given: (client["verified_at"] is not None) is given,
    "hasParent": lambda store, client, given: (client["parent_id"] is not None) is given,
    "hasChildren": lambda store, client, given: _has_children(store, client) is given,
    "parentId": lambda store, client, given: client["parent_id"] == given.lower(),
}
