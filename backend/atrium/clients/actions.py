"""Adding a client, and changing what is known about one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium.clients import adding, editing, search
from atrium.clients.inputs import AddClientInput, UpdateClientInput
from atrium.clients.models import Client, ClientOrigin
from atrium.clients.standing import lock_standing, touch
from atrium.clients.tags import retag
from atrium.clients.vetting import refusal_for, vet
from atrium.custom_fields.values import write
from atrium.database import tx
from atrium.errors import StaleVersion
from atrium.events.actions import Change, record
from atrium.ids import as_id
from atrium.inserting import Row, insert
from atrium.preferences.counters import next_number
from atrium.preferences.idempotency import claim
from atrium.principal import ActorKind, Principal
from atrium.waking import Calling, wake

FIRST_NUMBER = 1001


async def add_client(
    given: AddClientInput,
    by: Principal,
    idempotency_key: str | None = None,
    *,
    origin: ClientOrigin | None = None,
) -> UUID:
    """Add a client; with login allowed, its owner is asked by mail to verify the address, unless `notify` is false.

    Answers the client's id. `origin` is how the client came, where the caller does not say it already. Raises
    InvalidInput with all faults, EmailTaken when another client's login is the only one, and IdempotencyConflict.
    """
    new = await vet(given)
    origin = origin or (ClientOrigin.API if by.kind is ActorKind.TOKEN else ClientOrigin.STAFF)
    client_id, rows = adding.rows_of(new, origin, by)
    try:
        if idempotency_key is None:
            await _enter(rows)
            return client_id
        async with tx():
            answered = await claim(idempotency_key, by, "addClient", given, client_id)
            if answered is None:
                await _enter(rows)
            return answered or client_id
    except IntegrityError as clash:
        refusal = await refusal_for(new.login, new.external_id)
        if refusal is None and new.custom_values:
            await vet(given)  # a custom field went, or became one of another type, since it was read
        raise refusal or clash from clash


async def _enter(rows: Sequence[Row]) -> None:
    await insert(rows, next_number("client", first=FIRST_NUMBER))
    wake(Calling.MAIL)


async def update_client(given: UpdateClientInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Change what is given of a client, and nothing else. Answers its id.

    An update that changes nothing leaves no trace, and the version as it is. Raises NotFound, InvalidInput with all
    faults, StaleVersion when the client has been changed since the given version was read, and IdempotencyConflict.
    """
    client_id = as_id(given.id)
    external_id = None
    try:
        async with tx():
            if await claim(idempotency_key, by, "updateClient", given, client_id):
                return client_id
            (client,) = await lock_standing(client_id)
            edit = await editing.vet(given, client, by)
            external_id = edit.columns.get("external_id")
            if client.version != given.version:
                raise StaleVersion(current_version=client.version)
            await _apply(edit, client, by)
    except IntegrityError as clash:
        refusal = await refusal_for(None, external_id)
        raise refusal or clash from clash
    return client_id


async def _apply(edit: editing.Edit, client: Client, by: Principal) -> None:
    changes = edit.changes(client)
    if edit.tags is not None:
        before, after = await retag(client.id, edit.tags)
        changes += [Change("tags", before, after)] if before != after else []
    if not changes:
        return
    await write(client.id, edit.custom_values)
    client.update_from_dict(edit.columns)
    await touch(client, *edit.columns)
    if edit.renames:
        await search.refresh(client)
    await record("client.updated", by, client.id, changes=changes, at=client.updated_at)
