"""Entries that a row added to the lists of a client who was here: as they were written, and what became of them since.

An entry goes again only as long as it says what was written. Imports of earlier versions kept the ids alone: then it
has to say what one of the row's own entries says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from atrium.columns import moment_text
from atrium.imports.comparing import ADDRESS
from atrium.imports.vetting import Plan

FACTS = {
    "emails": ("address", "label"),
    "phones": ("number", "label"),
    "addresses": (*ADDRESS, "label"),
    "companies": ("name", "tax_id", "registration_number"),
    "tags": ("label",),
    "notes": ("text", "version", "pinned", "removed_at"),
}
"""What an entry says, the telling one first."""

ANEW = {"label": "", "version": 1, "pinned": False, "removed_at": None}
Facts = dict[str, Any]


def facts_of(name: str, entry: Mapping[str, Any]) -> Facts:
    """What an entry of this list says, as JSON has it: of a row of the table, or of one about to be written."""
    return {column: _plain(entry.get(column, ANEW.get(column))) for column in FACTS[name]}


def as_added(name: str, values: Mapping[str, Any]) -> Facts:
    """What is kept of an entry that is being added."""
    return facts_of(name, values) | {"is_default": bool(values.get("is_default"))}


def with_facts(journal: dict[str, Any], plan: str) -> dict[str, Any]:
    """The journal with a list of what may have been written for each entry that was added: of one word, where it
    was kept; else of all that the row's plan (JSON) has for that list.
    """
    added = {}
    for name, kept in journal.get("added", {}).items():
        if isinstance(kept, dict):
            added[name] = {key: [facts] for key, facts in kept.items()}
        else:
            said = [facts_of(name, one) for one in _planned(name, plan)]
            added[name] = dict.fromkeys(kept, said)
    return {**journal, "added": added} if added else journal


def _planned(name: str, plan: str) -> list[Facts]:
    entries = getattr(Plan.of_json(plan), name)
    if name == "notes":
        return [{"text": text} for text in entries]
    return [one | {"label": ""} for one in entries] if name == "addresses" else list(entries)


def touched(name: str, entry: Facts, written: list[Facts], entries: list[Facts]) -> tuple[Any, Any] | None:
    """What was written and what is there now, where that differs; None for an entry that nobody has touched.

    `entries` are all of the list. Who was made its default by hand was touched, not who followed another one.
    """
    now = facts_of(name, entry)
    first = next((one for one in written if now.items() <= one.items()), None)
    if first is None:
        return _difference(now, written)
    tells = now[FACTS[name][0]]
    if entry.get("is_default") and not first.get("is_default") and _successor(entries) is not entry:
        return tells, tells
    return None


def _difference(now: Facts, written: list[Facts]) -> tuple[Any, Any]:
    tells = next(iter(now))
    if len(written) != 1:
        return None, now[tells]
    changed = [name for name in now if written[0].get(name) != now[name]]
    shown = [name for name in changed if name not in ("version", "removed_at", "pinned")]
    at = shown[0] if tells not in changed and len(shown) == 1 else tells
    return written[0].get(at), None if now.get("removed_at") else now[at]


def _successor(entries: list[Facts]) -> Facts:
    """Who would follow a default that goes, as `contacts.defaults.PROMOTED` has it."""
    return min(entries, key=lambda one: (not one.get("verified_at"), _plain(one["created_at"]), str(one["id"])))


def _plain(value: Any) -> Any:
    return moment_text(value) if hasattr(value, "astimezone") else value
