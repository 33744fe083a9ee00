"""One client's fields as they were before an import: each that still holds what the import wrote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing, standing_of
from atrium.columns import moment_of, now
from atrium.contacts import defaults
from atrium.custom_fields.definitions import Definition
from atrium.database import tx
from atrium.errors import Blocked, InvalidInput, LinkRefused, NotFound
from atrium.events.actions import Change, Move, record
from atrium.family.actions import link_client, unlink_client
from atrium.family.inputs import LinkClientInput, UnlinkClientInput
from atrium.ids import Id
from atrium.imports.added import FACTS, Facts, touched
from atrium.imports.among import uuid_of
from atrium.imports.comparing import SCALARS
from atrium.imports.existing import Existing, existing
from atrium.imports.updating import TABLES, overwrite, plain, read_custom, set_columns, write_custom
from atrium.principal import Principal

SHOWN = {**SCALARS, "allow_login": "allowLogin", "login_email": "loginEmail"}
SILENT = frozenset({"password_hash", "login_fold", "is_guest", "verified_at"})
UNIQUE = ("external_id", "login_fold")
"""What may have become another's since: whether it can be put back shows only in trying."""
MOMENTS = frozenset({"verified_at"})


@dataclass(slots=True)
class Kept:
    """What stays because it was touched since, as `Change(field, what the import wrote, what it is now)`.

    `told` is what goes back, by `acts` and the columns beside them.
    """

    changes: list[Change] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)
    acts: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    @property
    def has_restored(self) -> bool:
        return bool(self.told)


async def restore(
    client_id: UUID, journal: dict[str, Any], known: Sequence[Definition], by: Principal, reason: str
) -> Kept | None:
    """Put back what is still as the import left it; None for a client that is gone. In the caller's transaction."""
    try:
        (client,) = await lock_standing(client_id)
    except NotFound:
        return None
    was, kept = (await existing([client_id]))[client_id], Kept()
    _lists(client, was, journal, kept)
    for act in kept.acts:
        await act()
    await _custom(client, was, journal.get("custom", {}), known, kept)
    columns = _columns(client, journal.get("columns", {}), kept)
    if kept.told:
        await _write(client, columns, kept, by, reason)
    await _link(client, journal.get("parent"), kept, by)
    return kept


def foretold(client: Client, was: Existing, journal: dict[str, Any], known: Sequence[Definition]) -> Kept | None:
    """What `restore` would answer, told without writing anything; None where that shows only in trying."""
    kept = Kept()
    _lists(client, was, journal, kept)
    for key, (old, ours) in journal.get("custom", {}).items():
        current = was.custom.get(key)
        goes = current == ours and _can_be(key, old, known, client.country)
        told = Change(f"customFields.{key}", ours, old if goes else current)
        (kept.told if goes else kept.changes).append(told)
    columns, parents = _columns(client, journal.get("columns", {}), kept), journal.get("parent")
    if any(columns.get(name) for name in UNIQUE):
        return None
    if parents is not None:
        old, current = parents[0], plain(client.parent_id)  # type: ignore[attr-defined]
        if current == parents[1] and old:
            return None
        goes = current == parents[1]
        (kept.told if goes else kept.changes).append(Change("parent", parents[1], old if goes else current))
    return kept


def _can_be(key: str, value: object, known: Sequence[Definition], country: str) -> bool:
    try:
        read_custom({key: value}, known, country)
    except InvalidInput:
        return False
    return True


def _lists(client: Client, was: Existing, journal: dict[str, Any], kept: Kept) -> None:
    _take_away(client, was, journal.get("added", {}), kept)
    _put_back(was, journal.get("replaced", {}), kept)


async def _write(client: Client, columns: dict[str, Any], kept: Kept, by: Principal, reason: str) -> None:
    before = standing_of(client)
    try:
        async with tx():
            await set_columns(client, columns)
    except IntegrityError:  # what was this client's is another's by now
        client = await Client.get(id=client.id)
        for name in columns:
            kept.changes.append(Change(SHOWN.get(name, name), plain(getattr(client, name)), None))
        await set_columns(client, {})
    moved = Move(client.origin.value, before, standing_of(client))
    await record("client.updated", by, client.id, changes=kept.told, reason=reason, move=moved, at=client.updated_at)


async def _link(client: Client, parents: list[str | None] | None, kept: Kept, by: Principal) -> None:
    """Under the former parent again, or under none."""
    if parents is None:
        return
    (client,) = await lock_standing(client.id)
    child_id, old, current = Id(str(client.id)), parents[0], plain(client.parent_id)  # type: ignore[attr-defined]
    if current != parents[1]:
        kept.changes.append(Change("parent", parents[1], current))
        return
    try:
        async with tx():
            if old:
                await link_client(LinkClientInput(child_id=child_id, parent_id=Id(old)), by)
            else:
                await unlink_client(UnlinkClientInput(child_id=child_id), by)
        kept.told.append(Change("parent", parents[1], old))
    except (LinkRefused, Blocked, NotFound):
        kept.changes.append(Change("parent", parents[1], current))


def _columns(client: Client, journal: dict[str, list[Any]], kept: Kept) -> dict[str, Any]:
    """The columns to be set back. Those of the login go together, or stay together."""
    found: dict[str, Any] = {}
    if any(one.field == "addresses" for one in kept.changes):
        journal = {name: values for name, values in journal.items() if name != "country"}  # that of the one that stays
    login = [name for name in journal if name in ("allow_login", "login_email", *SILENT)]
    has_moved = any(plain(getattr(client, name)) != journal[name][1] for name in login)
    for name, (old, ours) in journal.items():
        current = plain(getattr(client, name))
        is_touched = current != ours or (name in login and has_moved)
        if name not in SILENT:
            told = kept.changes if is_touched else kept.told
            told.append(Change(SHOWN.get(name, name), ours, current if is_touched else old))
        if not is_touched:
            found[name] = _native(name, old)
            if name in SILENT and name == "password_hash" and not login[1:]:
                kept.told.append(Change("password", "imported", None))
    return found


def _native(name: str, value: Any) -> Any:
    if name in MOMENTS and value:
        return moment_of(value)
    return value


def _take_away(client: Client, was: Existing, added: dict[str, dict[str, list[Facts]]], kept: Kept) -> None:
    """Entries that the import added, unless they have become the login, say something else, or are gone already."""
    for name, written in added.items():
        entries = getattr(was, name)
        by_id = {str(one["id"]): one for one in entries}
        for key, facts in written.items():
            entry = by_id.get(key)
            change = _standing(client, name, entry, facts, entries)
            if change is not None:
                kept.changes.append(change)
            elif entry is not None:
                kept.acts.append(partial(_remove, client, name, key))
                kept.told.append(Change(name, entry[FACTS[name][0]], None))


def _standing(
    client: Client, name: str, entry: Facts | None, written: list[Facts], entries: list[Facts]
) -> Change | None:
    """Why the entry is left alone."""
    if entry is None:
        return Change(name, None, None)
    if name == "emails" and (entry["fold"] == client.login_fold or entry["verified_at"] is not None):
        return Change("email", entry["address"], entry["address"])
    differs = touched(name, entry, written, entries)
    return Change(name, *differs) if differs else None


async def _remove(client: Client, name: str, key: str) -> None:
    if name == "notes":
        await database.execute("UPDATE client_note SET removed_at = $2 WHERE id = $1", uuid_of(key), now())
        return
    await database.execute(f"DELETE FROM {TABLES[name]} WHERE id = $1", uuid_of(key))
    if name != "tags":
        await defaults.promote(TABLES[name], client.id)


def _put_back(was: Existing, replaced: dict[str, list[Any]], kept: Kept) -> None:
    """Entries that the import gave another form. Each goes back whole or stays whole: half an address is none."""
    for name, (key, old, ours) in replaced.items():
        entry = next((one for one in getattr(was, name) if str(one["id"]) == key), None)
        if entry is None:
            kept.changes.append(Change(name, None, None))
            continue
        left = old | ours
        is_touched = any(entry[column] != left[column] for column in left)
        for column in left:
            if column != "name_fold" and (old[column] != left[column] or entry[column] != left[column]):
                told = kept.changes if is_touched else kept.told
                told.append(Change(column, left[column], entry[column] if is_touched else old[column]))
        if not is_touched:
            kept.acts.append(partial(overwrite, TABLES[name], key, {column: old[column] for column in ours}))


async def _custom(
    client: Client, was: Existing, journal: dict[str, list[Any]], known: Sequence[Definition], kept: Kept
) -> None:
    for key, (old, ours) in journal.items():
        current, name = was.custom.get(key), f"customFields.{key}"
        if current != ours:
            kept.changes.append(Change(name, ours, current))
            continue
        try:
            await write_custom(client, {key: old}, known)
            kept.told.append(Change(name, ours, old))
        except InvalidInput:
            kept.changes.append(Change(name, ours, current))
