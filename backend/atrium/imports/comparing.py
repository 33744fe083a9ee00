"""A row beside the client that it means: field by field, what would change. What a row does not say, stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from atrium.clients.names import display_name
from atrium.clients.tags import MOST as MOST_TAGS
from atrium.events.actions import Change
from atrium.imports.existing import Existing
from atrium.imports.vetting import Plan

SCALARS = {
    "first_name": "firstName", "last_name": "lastName", "language": "language", "currency": "currency",
    "external_id": "externalId",
}  # fmt: skip
ADDRESS = ("line1", "line2", "city", "region", "postcode", "country")
COMPANY = {"name": "company", "tax_id": "taxId", "registration_number": "registrationNumber"}


@dataclass(slots=True)
class Difference:
    """What a row would change: as the timeline tells it, and as it is written.

    `columns` are of the client's own row. `added` has new entries by list, `replaced` an entry's id and new columns by
    list. `allow_login` and `parent` are None where they stay.
    """

    changes: list[Change] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)
    added: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    replaced: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    custom: dict[str, Any] = field(default_factory=dict)
    allow_login: bool | None = None
    parent: str | None = None
    wrong: tuple[str, str, str] | None = None

    def note(self, name: str, before: object, after: object) -> None:
        self.changes.append(Change(name, before, after))

    def told(self) -> list[dict[str, object]]:
        return [{"field": one.field, "before": one.before, "after": one.after} for one in self.changes]


def compare(plan: Plan, client: Existing) -> Difference:
    """What the row would change of the client."""
    found = Difference()
    _scalars(plan, client, found)
    _entries(plan, client, found)
    _address(plan, client, found)
    _country(plan, client, found)
    _company(plan, client, found)
    _words(plan, client, found)
    _login(plan, client, found)
    parents = {client.row["parent"], *(one["external_id"] for one in client.led_above)}
    if plan.parent is not None and plan.parent not in parents:
        found.parent = plan.parent
        found.note("parentExternalId", client.row["parent"], plan.parent)
    return found


def _scalars(plan: Plan, client: Existing, found: Difference) -> None:
    led_here = {one["external_id"] for one in client.led_here}
    for column, shown in SCALARS.items():
        wished = getattr(plan, column)
        if column == "external_id" and wished in led_here:
            continue
        if wished and wished != client.row[column]:
            found.columns[column] = wished
            found.note(shown, client.row[column], wished)


def _entries(plan: Plan, client: Existing, found: Difference) -> None:
    """Addresses to write to and numbers to call that the client does not have yet; none is taken away."""
    folds = {one["fold"] for one in client.emails}
    emails = [one for one in plan.emails if one["fold"] not in folds]
    numbers = {one["number"] for one in client.phones}
    phones = [one for one in plan.phones if one["number"] not in numbers]
    for name, entries, key in (("emails", emails, "address"), ("phones", phones, "number")):
        if entries:
            had = [one[key] for one in getattr(client, name)]
            found.added[name] = list(entries)
            found.note(name, had, [*had, *(one[key] for one in entries)])


def _address(plan: Plan, client: Existing, found: Difference) -> None:
    """The first address is the default one's new form; others that are not there yet come beside it."""
    kept = [_only(one, ADDRESS) for one in client.addresses]
    wished = [_only(one, ADDRESS) for one in plan.addresses]
    default = client.default_of("addresses")
    if wished and wished[0] not in kept:
        if default is None:
            found.added.setdefault("addresses", []).append(wished[0])
        else:
            found.replaced["addresses"] = (str(default["id"]), wished[0])
        _note_each(found, default, wished[0], dict(zip(ADDRESS, ADDRESS, strict=True)))
    more = [one for one in wished[1:] if one not in kept]
    if more:
        found.added.setdefault("addresses", []).extend(more)
        found.note("addresses", len(kept), len(kept) + len(found.added["addresses"]))


def _country(plan: Plan, client: Existing, found: Difference) -> None:
    """The country is the default address's; only who has none can be given one without."""
    if plan.country and not client.addresses and plan.country != client.row["country"]:
        found.columns["country"] = plan.country
        found.note("country", client.row["country"], plan.country)


def _company(plan: Plan, client: Existing, found: Difference) -> None:
    """A company is known again by its name; else the first one is the default one's new form."""
    by_fold = {one["name_fold"]: one for one in client.companies}
    for place, wished in enumerate(plan.companies):
        old = by_fold.get(wished["name_fold"])
        is_first = old is None and place == 0
        old = client.default_of("companies") if is_first else old
        if old is None:
            found.added.setdefault("companies", []).append(wished)
            _note_each(found, None, wished, COMPANY)
            continue
        columns = {name: wished[name] for name in COMPANY if wished[name] and wished[name] != old[name]}
        if columns and "companies" not in found.replaced:
            columns |= {"name_fold": wished["name_fold"]} if "name" in columns else {}
            found.replaced["companies"] = (str(old["id"]), columns)
            _note_each(found, old, {name: columns.get(name, old[name]) for name in COMPANY}, COMPANY)


def _note_each(found: Difference, old: dict[str, Any] | None, new: dict[str, Any], shown: dict[str, str]) -> None:
    for column, name in shown.items():
        before = old[column] if old else None
        if new[column] != (before or ""):
            found.note(name, before, new[column])


def _words(plan: Plan, client: Existing, found: Difference) -> None:
    """Tags and notes that are not there yet, and values of custom fields that differ."""
    had = {one["fold"] for one in client.tags}
    tags = [one for one in plan.tags if one["fold"] not in had]
    if tags:
        if len(tags) + len(had) > MOST_TAGS:
            found.wrong = ("tags", "TOO_MANY", f"A client has at most {MOST_TAGS} tags.")
        labels = sorted(one["label"] for one in client.tags)
        found.added["tags"] = list(tags)
        found.note("tags", labels, sorted([*labels, *(one["label"] for one in tags)]))
    texts = {one["text"] for one in client.notes}
    for note in plan.notes:
        if note not in texts:
            found.added.setdefault("notes", []).append({"text": note})
            found.note("note", None, note)
    for key, value in plan.custom.items():
        if client.custom.get(key) != value:
            found.custom[key] = value
            found.note(f"customFields.{key}", client.custom.get(key), value)


def _login(plan: Plan, client: Existing, found: Difference) -> None:
    if plan.allow_login is not None and plan.allow_login != bool(client.row["allow_login"]):
        found.allow_login = plan.allow_login
        found.note("allowLogin", bool(client.row["allow_login"]), plan.allow_login)
        if plan.allow_login and not (client.emails or plan.emails):
            found.wrong = ("email", "REQUIRED", "Whoever may log in needs an e-mail address.")
    if plan.password_hash and not client.row["password_hash"]:
        found.columns["password_hash"] = plan.password_hash
        found.note("password", None, "imported")


def renamed(client: Existing, columns: dict[str, Any], company: str) -> str:
    """What the client is called once these columns are written."""
    first = columns.get("first_name", client.row["first_name"])
    return display_name(first, columns.get("last_name", client.row["last_name"]), company)


def _only(entry: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: entry[name] for name in names}
