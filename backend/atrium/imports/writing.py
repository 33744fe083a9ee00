"""New clients, many at once: the rows that adding each of them by hand would write, table by table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from atrium import database
from atrium.clients.actions import FIRST_NUMBER
from atrium.clients.models import ClientOrigin
from atrium.clients.names import Name
from atrium.clients.search import Findable, document_for
from atrium.columns import moment_of, new_id, new_ids
from atrium.copying import copy_in
from atrium.custom_fields.definitions import Definition
from atrium.custom_fields.kinds import read_value
from atrium.custom_fields.values import Held, found_by, value_rows
from atrium.events.actions import quarter_of
from atrium.family.models import FamilyAccess
from atrium.faults import Faults
from atrium.imports.vetting import Plan
from atrium.principal import Principal
from atrium.settings import current

_DRAW = """
INSERT INTO counter (name, value) VALUES ('client', $1) ON CONFLICT (name) DO UPDATE SET value = counter.value + $2
RETURNING value
"""


@dataclass(slots=True)
class Newcomer:
    """A client to be, from a row: `login` is the canonical address that it may log in with."""

    plan: Plan
    login: str | None
    reason: str
    parent_id: UUID | None
    id: UUID
    row_id: UUID

    @property
    def verified_at(self) -> str | None:
        """Whoever brings a password has been let in by it before, so the address counts as verified."""
        plan = self.plan
        is_verified = plan.verified if plan.verified is not None else bool(plan.password_hash)
        return (plan.verified_at or plan.created_at or "now") if is_verified and self.login else None


async def draw_numbers(count: int) -> int:
    """The first of so many numbers in a row; the counter is held until the transaction ends."""
    found = await database.rows(_DRAW, FIRST_NUMBER - 1 + count, count)
    return int(found[0]["value"]) - count + 1


class Book:
    """The rows of many newcomers, by table; their numbers are given when they are written."""

    def __init__(self, known: Sequence[Definition], by: Principal, at: datetime) -> None:
        self.definitions, self.known = known, {one.key: one for one in known}
        self.by, self.at = by, at
        self.made: list[tuple[Newcomer, Findable]] = []
        self.id = new_ids().__next__
        self.tables: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.columns: dict[str, tuple[str, ...]] = {}

    def is_of(self, known: Sequence[Definition], by: Principal) -> bool:
        """Whether it would be the same if it were made now, with these custom fields and in this one's name."""
        return list(self.definitions) == list(known) and self.by.actor == by.actor

    def add(self, one: Newcomer) -> None:
        name = Name.of(one.plan.first_name, one.plan.last_name, _company(one.plan))
        created_at = moment_of(one.plan.created_at) if one.plan.created_at else self.at
        self._client(one, name, created_at)
        self._contacts(one, created_at)
        held = held_of(one.plan.custom, self.known, one.plan)
        for row in value_rows(one.id, held):
            self._put(row.table, _whole(row.values))
        told = findable(one.plan, name, found_by(held))
        self._put("client_search", {"number": None, "client_id": one.id, "document": document_for(told)})
        self._happened(one, created_at, held)
        self.made.append((one, told))

    def _put(self, table: str, values: dict[str, Any]) -> None:
        self.columns.setdefault(table, tuple(values))
        self.tables[table].append(tuple(values.values()))

    def _client(self, one: Newcomer, name: Name, created_at: datetime) -> None:
        plan, verified_at = one.plan, one.verified_at
        self._put("client", {
            "id": one.id, "number": None, "version": 1, "origin": ClientOrigin.IMPORT.value, **vars(name),
            "is_guest": False, "allow_login": one.login is not None,
            "login_email": plan.emails[0]["address"] if one.login else None, "login_fold": one.login,
            "password_hash": plan.password_hash if one.login else None,
            "verified_at": self._moment(verified_at), "language": plan.language or current().language,
            "currency": plan.currency or current().currency, "country": country_of(plan),
            "external_id": plan.external_id, "parent_id": one.parent_id, "created_at": created_at,
            "updated_at": self.at,
        })  # fmt: skip

    def _moment(self, text: str | None) -> datetime | None:
        return self.at if text == "now" else moment_of(text) if text else None

    def _contacts(self, one: Newcomer, at: datetime) -> None:
        plan = one.plan
        for place, email in enumerate(plan.emails):
            verified_at = self._moment(one.verified_at) if place == 0 else None
            self._put(
                "client_email",
                _entry(self.id(), one.id, place, at) | {"label": "", **email, "verified_at": verified_at},
            )
        for place, phone in enumerate(plan.phones):
            self._put("client_phone", _entry(self.id(), one.id, place, at) | {"label": "", **phone})
        for place, address in enumerate(plan.addresses):
            self._put("client_address", _entry(self.id(), one.id, place, at) | address)
        for place, company in enumerate(plan.companies):
            self._put("client_company", _entry(self.id(), one.id, place, at) | company)
        for tag in plan.tags:
            self._put("client_tag", {"id": self.id(), "client_id": one.id, "label": tag["label"], "fold": tag["fold"]})
        for text in plan.notes:
            self._put("client_note", note_of(one.id, text, self.by, self.at))

    def _happened(self, one: Newcomer, created_at: datetime, held: Sequence[Held]) -> None:
        """The client counts from when it came to be one: so the figures say the same as if derived anew."""
        status = "LOGIN_DISABLED" if one.login is None else "ACTIVE" if one.verified_at else "UNVERIFIED"
        self._event("client.added", one.id, _began_with(one, held), one.reason)
        if one.parent_id:
            self._linked(one)
        quarter = quarter_of(created_at)
        self._put("client_delta", {
            "id": self.id(), "quarter": quarter, "since_quarter": quarter, "origin": ClientOrigin.IMPORT.value,
            "status_to": status, "country_to": country_of(one.plan),
        })  # fmt: skip

    def _linked(self, one: Newcomer) -> None:
        """Under its parent, which may do nothing in its account for now."""
        actor, parent_id = self.by.actor, one.parent_id
        self._put("family_link", {
            "id": self.id(), "child_id": one.id, "parent_id": parent_id, "access": FamilyAccess.NONE.value,
            "bills_parent": False, "linked_at": self.at, "linked_kind": actor.kind.value, "linked_id": actor.id,
            "linked_name": actor.name,
        })  # fmt: skip
        told = [{"field": "child", "before": None, "after": str(one.id)}]
        self._event("client.child_linked", parent_id, told, one.reason)

    def _event(self, action: str, client_id: UUID | None, changes: Sequence[object], reason: str) -> None:
        actor = self.by.actor
        self._put("event", {
            "id": self.id(), "at": self.at, "action": action, "client_id": client_id, "actor_kind": actor.kind.value,
            "actor_id": actor.id, "actor_name": actor.name, "changes": orjson.dumps(changes).decode(), "reason": reason,
        })  # fmt: skip

    async def write(self) -> None:
        """Number the newcomers and put everything down, a table after the other; in the caller's transaction.

        Raises IntegrityError.
        """
        self._number(await draw_numbers(len(self.made)))
        for table, rows in self.tables.items():
            await copy_in(table, self.columns[table], rows)

    def _number(self, first: int) -> None:
        clients, documents = self.tables["client"], self.tables["client_search"]
        for place, (one, told) in enumerate(self.made):
            number, document = first + place, documents[place][2]
            clients[place] = (one.id, number, *clients[place][2:])
            documents[place] = (number, one.id, _numbered(document, told, number))


def _numbered(document: str, told: Findable, number: int) -> str:
    """The search document with the number, which is its last line unless another line is the same already."""
    line = str(number)
    if told.custom_lines or line in document:
        return document_for(replace(told, number=number))
    return f"{document}\n{line}"


def _company(plan: Plan) -> str:
    return plan.companies[0]["name"] if plan.companies else ""


def country_of(plan: Plan) -> str:
    return plan.addresses[0]["country"] if plan.addresses else plan.country


def _entry(key: UUID, client_id: UUID, place: int, at: datetime) -> dict[str, Any]:
    return {"id": key, "client_id": client_id, "is_default": place == 0, "created_at": at}


def note_of(client_id: UUID, text: str, by: Principal, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(), "client_id": client_id, "text": text, "pinned": False, "version": 1,
        "author_kind": by.actor.kind.value, "author_id": by.actor.id, "author_name": by.actor.name, "created_at": at,
    }  # fmt: skip


VALUE_COLUMNS = (
    "id", "client_id", "field_id", "type", "place", "text", "fold", "fold_key", "code", "number", "day", "flag",
)  # fmt: skip


def _whole(values: Any) -> dict[str, Any]:
    """A value's row with all its columns, for rows of several types go into the table together."""
    return {name: values.get(name) for name in VALUE_COLUMNS}


def held_of(custom: dict[str, Any], known: dict[str, Definition], plan: Plan) -> list[Held]:
    """The values as they are kept. What its field would not take any more is left to the constraint, which refuses."""
    held = []
    for key, shown in custom.items():
        field = known.get(key)
        value = read_value(Faults(), field, shown, country_of(plan)) if field else None
        if field and value:
            held.append(Held(field, value))
    return held


def findable(plan: Plan, name: Name, lines: Sequence[str]) -> Findable:
    return Findable(
        None, name.display_name, plan.first_name, plan.last_name, plan.external_id,
        emails=[one["address"] for one in plan.emails], phones=[one["number"] for one in plan.phones],
        companies=[(one["name"], one["tax_id"]) for one in plan.companies], custom_lines=lines,
    )  # fmt: skip


def _began_with(one: Newcomer, held: Sequence[Held]) -> list[dict[str, object]]:
    plan = one.plan
    given: dict[str, object] = {
        "firstName": plan.first_name, "lastName": plan.last_name, "company": _company(plan),
        "email": plan.emails[0]["address"] if plan.emails else "",
        "phone": plan.phones[0]["number"] if plan.phones else "", "country": country_of(plan),
        "externalId": plan.external_id, "parentExternalId": plan.parent, "tags": [tag["label"] for tag in plan.tags],
    }  # fmt: skip
    told = [{"field": name, "before": None, "after": value} for name, value in given.items() if value]
    told += [{"field": kept.change.field, "before": None, "after": kept.change.after} for kept in held]
    return [*told, {"field": "allowLogin", "before": None, "after": one.login is not None}]
