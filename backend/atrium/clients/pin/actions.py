"""Telling and renewing a support PIN."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.models import Client, ClientStatus
from atrium.clients.pin.inputs import RegenerateSupportPinInput, RevealSupportPinInput
from atrium.clients.pin.making import Pin, live_pin, new_pin
from atrium.clients.pin.setting import SUPPORT_PIN
from atrium.errors import Blocked, Forbidden, Hindrance, NotFound
from atrium.events.actions import record
from atrium.ids import Id, as_id
from atrium.preferences.store import settled
from atrium.principal import ActorKind, Door, Principal

SWITCHED_OFF = Hindrance("SWITCHED_OFF", "Support PINs are switched off in the settings.")
WITHOUT = {
    ClientStatus.DELETED: Hindrance("DELETED", "A deleted client has no support PIN."),
    ClientStatus.MERGED: Hindrance("MERGED", "This client was merged into another, whose support PIN counts."),
    ClientStatus.GUEST: Hindrance("GUEST", "A guest has no account, and so no support PIN."),
}


async def reveal(given: RevealSupportPinInput, by: Principal) -> Pin:
    """The client's PIN, made now where none lives. Staff who are told it are written down.

    Raises NotFound, Blocked (SWITCHED_OFF, DELETED, MERGED, GUEST, NO_PIN_FREE), Forbidden for an API token.
    """
    client_id, hours = await _about(given.client_id, by)
    async with database.tx():
        await _held(client_id, by)
        kept = await live_pin(client_id)
        told = kept or await new_pin(client_id, hours)
        if by.door is Door.STAFF:
            await record("client.pin_revealed", by, client_id)
        elif not kept:
            await record("client.pin_made", by, client_id)
    return told


async def regenerate(given: RegenerateSupportPinInput, by: Principal) -> Pin:
    """Another PIN for the client; the old one stops counting at once. Raises what `reveal` does."""
    client_id, hours = await _about(given.client_id, by)
    async with database.tx():
        await _held(client_id, by)
        told = await new_pin(client_id, hours)
        await record("client.pin_regenerated", by, client_id)
    return told


async def _about(given: Id | None, by: Principal) -> tuple[UUID, int]:
    """Whose PIN is meant, and how many hours a new one lasts. A PIN is told to people only, never to a program."""
    if by.kind is ActorKind.TOKEN:
        raise Forbidden("Only signed-in staff may do this, not an API token.")
    named = as_id(given) if given else by.client_id
    if named is None or (by.door is Door.STORE and named != by.client_id):
        raise NotFound()
    chosen = (await settled(SUPPORT_PIN)).value
    if not chosen.is_on:
        raise Blocked(SWITCHED_OFF.message, blockers=(SWITCHED_OFF,))
    return named, chosen.interval_hours


async def _held(client_id: UUID, by: Principal) -> None:
    """Hold the client until the transaction ends, if it may have a PIN."""
    client = await Client.filter(id=client_id).select_for_update().first()
    if client is None or (client.status is ClientStatus.DELETED and not by.may("client.read_deleted")):
        raise NotFound()
    if client.status in WITHOUT:
        reason = WITHOUT[client.status]
        raise Blocked(reason.message, blockers=(reason,))
