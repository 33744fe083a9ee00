"""The survivor takes what was chosen: the facts of its own, its login, what stands first in its lists, its values."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from atrium import database
from atrium.clients import ways_in
from atrium.clients.models import Client
from atrium.clients.names import Name
from atrium.contacts import defaults
from atrium.contacts.models import ClientAddress, ClientCompany
from atrium.events.actions import Change
from atrium.merges.differing import ALLOWS, CUSTOM, DEFAULTS, EXTERNAL_ID, LOGIN
from atrium.merges.moving import WITH_DEFAULT, journal, trace
from atrium.merges.parties import Parties, Party

PLAIN = {"firstName": "first_name", "lastName": "last_name", "language": "language", "currency": "currency"}
"""Facts that are simply copied, and their columns."""

OF_LOGIN = ("password_hash", "verified_at", "last_login_at")
"""What goes with a login address. The two clients exchange it, so that nothing of it is lost."""

OTHER_LOGIN = "Not sent: the client logs in with another address now."

WAY_IN = "login"
TAKEN_ID = "external id"
TAKEN_VALUE, FORMER_VALUE = "taken values", "former values"
ASIDE = 1_000_000  # places at which values wait while two clients exchange theirs


async def take_facts(parties: Parties, chosen: Mapping[str, UUID]) -> list[Change]:
    """Copy names, language and currency. Answers what of the survivor changes."""
    survivor = parties.destination.client
    changes = []
    for field, column in PLAIN.items():
        source = _source(parties, chosen, field)
        value = getattr(source.client, column) if source else getattr(survivor, column)
        if value != getattr(survivor, column):
            changes.append(Change(field, getattr(survivor, column), value))
            setattr(survivor, column, value)
    return changes


async def take_login(parties: Parties, chosen: Mapping[str, UUID], rows: Mapping[UUID, UUID]) -> list[Change]:
    """Give the survivor another's login, if that was chosen, and close everyone else's."""
    survivor, source = parties.destination.client, _source(parties, chosen, LOGIN)
    before = (survivor.login_email, survivor.allow_login, survivor.is_guest)
    allows = next(one.client.allow_login for one in parties.everyone if one.id == chosen.get(ALLOWS, survivor.id))
    for one in parties.sources:
        one.client.signpost_email, one.client.signpost_fold = one.client.login_email, one.client.login_fold
    if source is not None:
        exchange_login(survivor, source.client)
        former = (survivor.login_email, survivor.login_fold)
        survivor.login_email, survivor.login_fold = source.client.signpost_email, source.client.signpost_fold
        source.client.signpost_email, source.client.signpost_fold = former  # which goes on leading to the survivor
        await ways_in.end_all(survivor.id, OTHER_LOGIN)
        await journal(rows[source.id], WAY_IN, [survivor.id], trace_of_login(survivor))
    for one in parties.sources:
        one.client.login_email = one.client.login_fold = None
    survivor.is_guest = all(one.client.is_guest for one in parties.everyone)
    survivor.allow_login = allows and (survivor.login_fold is not None or survivor.is_guest)
    after = (survivor.login_email, survivor.allow_login, survivor.is_guest)
    named = zip((LOGIN, ALLOWS, "isGuest"), before, after, strict=True)
    return [Change(field, was, becomes) for field, was, becomes in named if was != becomes]


def exchange_login(one: Client, other: Client) -> None:
    """Each has what went with the other's login address."""
    for column in OF_LOGIN:
        mine, its = getattr(one, column), getattr(other, column)
        setattr(one, column, its)
        setattr(other, column, mine)


def trace_of_login(client: Client) -> str:
    """By what it is seen that a login has been changed since."""
    return trace(client.id, client.login_fold, client.password_hash)


async def take_external_id(parties: Parties, chosen: Mapping[str, UUID], rows: Mapping[UUID, UUID]) -> list[Change]:
    """The survivor and the source exchange theirs, so that both go on leading to the survivor."""
    survivor, source = parties.destination.client, _source(parties, chosen, EXTERNAL_ID)
    if source is None:
        return []
    before, after = survivor.external_id, source.client.external_id
    await exchange_external_ids(survivor, source.client)
    await journal(rows[source.id], TAKEN_ID, [survivor.id])
    return [Change(EXTERNAL_ID, before, after)]


async def exchange_external_ids(one: Client, other: Client) -> None:
    """Each has the other's. Both rows are locked; for a moment neither has any."""
    await database.execute("UPDATE client SET external_id = NULL WHERE id = $1 OR id = $2", one.id, other.id)
    one.external_id, other.external_id = other.external_id, one.external_id
    for client in (one, other):
        await database.execute("UPDATE client SET external_id = $2 WHERE id = $1", client.id, client.external_id)


async def exchange_values(parties: Parties, chosen: Mapping[str, UUID], rows: Mapping[UUID, UUID]) -> list[Change]:
    """Where a source's custom value was chosen, the two exchange their rows. The others keep theirs."""
    changes, survivor = [], parties.destination
    for field in [one for one in chosen if one.startswith(CUSTOM)]:
        source, key = _source(parties, chosen, field), field.removeprefix(CUSTOM)
        if source is None:
            continue
        had, has = survivor.custom.get(key), source.custom.get(key)
        await exchange_rows(rows[source.id], key, survivor.id, source.id)
        changes.append(Change(field, had, has))
    return changes


_OF_KEY = "field_id = (SELECT f.id FROM custom_field f WHERE f.key = $1)"


async def exchange_rows(row: UUID | None, key: str, one: UUID, other: UUID) -> None:
    """Two clients exchange their rows of a custom field; the journal (if its `row` is given) tells whose were whose."""
    if row is not None:
        for kind, client_id in ((FORMER_VALUE, one), (TAKEN_VALUE, other)):
            sql = f"SELECT id FROM custom_field_value WHERE client_id = $2 AND {_OF_KEY}"
            await journal(row, kind, [found["id"] for found in await database.rows(sql, key, client_id)])
    moves = (
        (one, one, f"place = place + {ASIDE}", "TRUE"),
        (other, one, "place = place", "TRUE"),
        (one, other, f"place = place - {ASIDE}", f"place >= {ASIDE}"),
    )
    for had, gets, places, which in moves:
        sql = f"UPDATE custom_field_value SET client_id = $3, {places} WHERE client_id = $2 AND {_OF_KEY} AND {which}"
        await database.execute(sql, key, had, gets)


async def take_defaults(parties: Parties, chosen: Mapping[str, UUID]) -> list[Change]:
    """What was chosen stands first in the survivor's lists, now that all the rows are there."""
    changes, tables = [], {one.kind: one for one in WITH_DEFAULT}
    for field, (kind, _) in DEFAULTS.items():
        source = _source(parties, chosen, field)
        if source is None:
            continue
        before, after, one = parties.destination.defaults.get(kind), source.defaults[kind], tables[kind]
        if not await defaults.prefer(one.table, parties.destination.id, after.id):
            alike = " AND ".join(f"d.{column} = t.{column}" for column in one.same)
            sql = f"""SELECT d.id FROM {one.table} d, {one.table} t
              WHERE t.id = $1 AND d.client_id = $2 AND {alike} ORDER BY d.created_at, d.id"""
            for found in (await database.rows(sql, after.id, parties.destination.id))[:1]:
                await defaults.prefer(one.table, parties.destination.id, found["id"])
        changes.append(Change(field, before and before.text, after.text))
    return changes


async def follow_lists(client: Client) -> bool:
    """The country and, for who has no name, what it is called follow from what stands first in the lists.

    Answers whether anything says who the client is; if nothing does, it is called as before.
    """
    address = await ClientAddress.get_or_none(client_id=client.id, is_default=True)
    company = await ClientCompany.get_or_none(client_id=client.id, is_default=True)
    client.country = address.country if address else ""
    name = Name.of(client.first_name, client.last_name, company.name if company else "")
    if name.display_name:
        client.update_from_dict(vars(name))
    return bool(name.display_name)


def _source(parties: Parties, chosen: Mapping[str, UUID], field: str) -> Party | None:
    """The source whose value is taken; none where it is the survivor's own."""
    return next((one for one in parties.sources if one.id == chosen.get(field)), None)
