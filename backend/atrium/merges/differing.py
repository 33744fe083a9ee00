"""In what those who are merged differ, and what is taken where nobody chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from atrium.errors import InvalidInput
from atrium.faults import Faults
from atrium.merges.inputs import MergeChoice
from atrium.merges.parties import Parties, Party

CUSTOM = "customFields."
LOGIN = "loginEmail"
ALLOWS = "allowLogin"
EXTERNAL_ID = "externalId"
PARENT = "parent"
DEFAULTS = {
    "defaultEmail": ("emails", "Default e-mail"),
    "defaultPhone": ("phones", "Default phone"),
    "defaultAddress": ("addresses", "Default address"),
    "defaultCompany": ("companies", "Default company"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which they differ: each one's value by client, the destination's first, and whose is taken."""

    field: str
    label: str
    values: dict[UUID, Any]
    chosen: UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the client's own. `fills`: where the destination has nothing, the first source that has is taken."""

    field: str
    label: str
    value: Callable[[Party], Any]
    fills: bool = False


FACTS = (
    Fact("firstName", "First name", lambda one: one.client.first_name),
    Fact("lastName", "Last name", lambda one: one.client.last_name),
    Fact(LOGIN, "Login e-mail", lambda one: one.client.login_email, fills=True),
    Fact(ALLOWS, "May log in", lambda one: one.client.allow_login),
    Fact("language", "Language", lambda one: one.client.language),
    Fact("currency", "Currency", lambda one: one.client.currency),
    Fact(EXTERNAL_ID, "External id", lambda one: one.client.external_id, fills=True),
    Fact(PARENT, "Parent", lambda one: one.parent and one.parent.text, fills=True),
)


def conflicts_of(parties: Parties) -> list[Conflict]:
    """Every field in which they differ, in the order of the screen."""
    found = [*_own(parties), *_defaults(parties), *_custom(parties)]
    login = next((one for one in found if one.field == LOGIN), None)
    if login is None or login.chosen == parties.destination.id:
        return found
    # Who has no login takes another's together with whether it is open.
    return [Conflict(one.field, one.label, one.values, login.chosen) if one.field == ALLOWS else one for one in found]


def _own(parties: Parties) -> Iterator[Conflict]:
    for fact in FACTS:
        values = {one.id: fact.value(one) for one in parties.everyone}
        if _differ(list(values.values())):
            yield Conflict(fact.field, fact.label, values, _first(values) if fact.fills else parties.destination.id)


def _defaults(parties: Parties) -> Iterator[Conflict]:
    """Where two lists have a first entry each, one of them is the first of both."""
    for field, (kind, label) in DEFAULTS.items():
        had = {one.id: one.defaults[kind] for one in parties.everyone if kind in one.defaults}
        if len({one.key for one in had.values()}) > 1:
            values = {one.id: (one.id in had and had[one.id].text) or None for one in parties.everyone}
            yield Conflict(field, label, values, _first(values))


def _custom(parties: Parties) -> Iterator[Conflict]:
    for key, label in parties.labels.items():
        values = {one.id: one.custom.get(key) for one in parties.everyone}
        if _differ(list(values.values())):
            yield Conflict(f"{CUSTOM}{key}", label, values, _first(values))


def _differ(values: Sequence[Any]) -> bool:
    return len({orjson.dumps(value or None if isinstance(value, str) else value) for value in values}) > 1


def _first(values: dict[UUID, Any]) -> UUID:
    """The first who has any: the destination, else a source."""
    return next((one for one, value in values.items() if value not in (None, "")), next(iter(values)))


def choose(conflicts: Sequence[Conflict], take: Sequence[MergeChoice] | None) -> dict[str, UUID]:
    """Whose value is taken, by field. Raises InvalidInput: NO_CONFLICT, UNKNOWN_CLIENT, TWICE, NOTHING_THERE."""
    faults, chosen = Faults(), {one.field: one.chosen for one in conflicts}
    known, seen = {one.field: one for one in conflicts}, set()
    for place, choice in enumerate(take or ()):
        conflict = known.get(choice.field)
        path = ("take", str(place))
        if conflict is None:
            faults.add((*path, "field"), "NO_CONFLICT", "The clients do not differ in this field.")
            continue
        whose = next((one for one in conflict.values if str(one) == str(choice.from_).lower()), None)
        if whose is None:
            faults.add((*path, "from"), "UNKNOWN_CLIENT", "This is none of the clients that are merged.")
        elif choice.field in seen:
            faults.add((*path, "field"), "TWICE", "This field was chosen twice.")
        elif choice.field in DEFAULTS and conflict.values[whose] is None:
            faults.add((*path, "from"), "NOTHING_THERE", "This client has none.")
        else:
            seen.add(choice.field)
            chosen[choice.field] = whose
    _refuse_closed(faults, chosen, conflicts, explicit=ALLOWS in seen)
    if faults.found:
        raise InvalidInput.of(faults.found)
    return chosen


def _refuse_closed(faults: Faults, chosen: dict[str, UUID], conflicts: Sequence[Conflict], *, explicit: bool) -> None:
    """Who has no address to log in with cannot be let in, if somebody says so."""
    values = {one.field: one.values for one in conflicts}
    if not explicit or LOGIN not in chosen:
        return
    if values[ALLOWS][chosen[ALLOWS]] and values[LOGIN][chosen[LOGIN]] is None:
        faults.add("take", "LOGIN_REQUIRED", "Without a login e-mail the client cannot be allowed to log in.")
