"""What a row changes of a client who is here, written; and the journal by which it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients import search
from atrium.clients.login_moves import call_off
from atrium.clients.models import Client
from atrium.clients.names import Name
from atrium.clients.signing_in import links, sessions
from atrium.clients.standing import standing_of, touch
from atrium.clients.verifying import login_email_of
from atrium.columns import moment_text, new_id, now
from atrium.contacts import verification
from atrium.custom_fields.definitions import Definition
from atrium.custom_fields.kinds import read_value
from atrium.custom_fields.values import Held, with_kept_options, write
from atrium.errors import Fault, InvalidInput
from atrium.events.actions import Move, record
from atrium.family.actions import link_client
from atrium.family.inputs import LinkClientInput
from atrium.faults import Faults
from atrium.ids import Id
from atrium.imports.added import as_added, facts_of
from atrium.imports.among import uuid_of
from atrium.imports.comparing import Difference
from atrium.imports.existing import Existing
from atrium.imports.writing import note_of
from atrium.inserting import Row, insert
from atrium.principal import Principal

TABLES = {
    "emails": "client_email", "phones": "client_phone", "addresses": "client_address", "companies": "client_company",
    "tags": "client_tag", "notes": "client_note",
}  # fmt: skip
PARENT = "parentExternalId"
Journal = dict[str, Any]


async def apply(
    found: Difference, was: Existing, known: Sequence[Definition], by: Principal, reason: str, parent_id: UUID | None
) -> Journal:
    """Write what differs, in the caller's transaction, the client being locked. Answers what a revert needs.

    Raises IntegrityError for what became another client's, LinkRefused for a parent that stands below the client, and
    Blocked for a guest's.
    """
    client = await Client.get(id=was.id)
    before, journal = standing_of(client), Journal()
    await _add(found, was, by, journal)
    await _replace(found, was, journal)
    journal["custom"] = {key: [was.custom.get(key), value] for key, value in found.custom.items()}
    await write_custom(client, found.custom, known)
    columns = {**found.columns}
    if "addresses" in found.added and not was.addresses:
        columns["country"] = found.added["addresses"][0]["country"]
    if found.allow_login is not None:
        columns |= await _login(client, allow=found.allow_login)
    told = [one for one in found.changes if one.field != PARENT]
    if told:
        journal["columns"] = await set_columns(client, columns)
        await record(
            "client.updated", by, client.id, changes=told, reason=reason,
            move=Move(client.origin.value, before, standing_of(client)), at=client.updated_at,
        )  # fmt: skip
    if found.parent is not None:
        assert parent_id is not None
        journal["parent"] = [plain(was.row["parent_id"]), str(parent_id)]
        await link_client(LinkClientInput(child_id=Id(str(client.id)), parent_id=Id(str(parent_id))), by)
        await client.refresh_from_db(fields=["version"])
    journal["version"] = client.version
    return {name: value for name, value in journal.items() if value}


async def set_columns(client: Client, columns: dict[str, Any]) -> dict[str, list[Any]]:
    """Give the client these columns, and those that follow from them and from its lists; before and after of each
    that was asked for.
    """
    told = {name: [plain(getattr(client, name)), plain(value)] for name, value in columns.items()}
    client.update_from_dict(columns)
    follows = await _follows(client)
    client.update_from_dict(follows)
    await touch(client, *{**columns, **follows})
    await search.refresh(client)
    return told


async def _follows(client: Client) -> dict[str, Any]:
    """The names it is shown and sorted by, and its country: they are those of its defaults. A country stays that it
    has without an address.
    """
    sql = """SELECT (SELECT name FROM client_company WHERE client_id = $1 AND is_default) AS company,
      (SELECT country FROM client_address WHERE client_id = $1 AND is_default) AS country"""
    found = (await database.rows(sql, client.id))[0]
    name = Name.of(client.first_name, client.last_name, found["company"] or "")
    keeps = {} if name.display_name else {"display_name", "name_fold"}
    values = {key: value for key, value in vars(name).items() if key not in keeps}
    return {**values, "country": found["country"] or client.country}


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, UUID):
        return str(value)
    return moment_text(value) if hasattr(value, "astimezone") else value


async def _add(found: Difference, was: Existing, by: Principal, journal: Journal) -> None:
    rows: list[Row] = []
    for name, entries in found.added.items():
        for place, entry in enumerate(entries):
            rows.append(Row(TABLES[name], _entry(name, entry, was, by, is_first=place == 0)))
            written = rows[-1].values
            journal.setdefault("added", {}).setdefault(name, {})[str(written["id"])] = as_added(name, written)
    if rows:
        await insert(rows)


def _entry(name: str, entry: dict[str, Any], was: Existing, by: Principal, *, is_first: bool) -> dict[str, Any]:
    if name == "notes":
        return note_of(was.id, entry["text"], by, now())
    if name == "tags":
        return {"id": new_id(), "client_id": was.id, "label": entry["label"], "fold": entry["fold"]}
    is_default = is_first and not getattr(was, name)
    own = {"id": new_id(), "client_id": was.id, "is_default": is_default, "created_at": now()}
    return own | ({} if name == "companies" else {"label": ""}) | entry


async def _replace(found: Difference, was: Existing, journal: Journal) -> None:
    for name, (key, columns) in found.replaced.items():
        old = next(one for one in getattr(was, name) if str(one["id"]) == key)
        before = {column: old[column] for column in {**columns, **facts_of(name, old)} if column != "label"}
        await overwrite(TABLES[name], key, columns)
        journal.setdefault("replaced", {})[name] = [key, before, columns]


async def overwrite(table: str, key: str, columns: dict[str, Any]) -> None:
    """Give an entry of a list these columns."""
    sets = ", ".join(f"{column} = ${place}" for place, column in enumerate(columns, 2))
    await database.execute(f"UPDATE {table} SET {sets} WHERE id = $1", uuid_of(key), *columns.values())


async def write_custom(client: Client, values: dict[str, Any], known: Sequence[Definition]) -> None:
    """Keep the values (None takes one away), also one that is offered no more: they have been looked at.

    Raises InvalidInput where a field is not what it was.
    """
    await write(client.id, read_custom(values, known, client.country))


def read_custom(values: dict[str, Any], known: Sequence[Definition], country: str) -> list[Held]:
    """The values as they are kept. Raises InvalidInput where a field is not what it was."""
    by_key, held = {one.key: one for one in known}, []
    for key, shown in values.items():
        field = by_key.get(key)
        value = read_value(Faults(), with_kept_options(field, shown), shown, country) if field else None
        if field is None or (shown is not None and value is None):
            why = "This custom field is gone, or does not take this value any more."
            raise InvalidInput.of([Fault(("customFields", key), "FIELD_CHANGED", why)])
        held.append(Held(field, value))
    return held


async def _login(client: Client, *, allow: bool) -> dict[str, Any]:
    """The columns by which the client may log in, or no longer; what was open for it is ended, nothing is mailed."""
    if allow:
        email = await login_email_of(client)
        assert email is not None, "the row or the client has an address"
        keeps = client.login_fold == email.fold
        return {
            "allow_login": True, "is_guest": False, "login_email": email.address, "login_fold": email.fold,
            "verified_at": (client.verified_at if keeps else None) or email.verified_at,
            "password_hash": client.password_hash if keeps or client.login_fold is None else None,
        }  # fmt: skip
    await verification.void_all(client.id, "Not sent: login was switched off.")
    await call_off(client.id)
    await links.void(client.id)
    await sessions.end_all(client.id)
    return {"allow_login": False}
