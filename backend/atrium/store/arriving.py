"""Somebody comes who has not signed in: to register, or to order as a guest.

Whether the address is known shows neither in the answer nor in the work. Both ways are always gone: a client enters,
and the owner of the address is written to. Then what does not apply is taken back, within the same transaction.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import BaseModel
from tortoise.exceptions import IntegrityError

from atrium.clients import adding
from atrium.clients.actions import FIRST_NUMBER
from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.clients.vetting import NewClient
from atrium.columns import new_id, now
from atrium.contacts.emails import Email
from atrium.database import constraint_of, tx
from atrium.events.actions import happening
from atrium.inserting import insert
from atrium.orders.entering import enter_unpaid
from atrium.orders.pricing import Priced
from atrium.preferences.counters import next_number
from atrium.preferences.idempotency import claim
from atrium.principal import SYSTEM, ActorKind, Door, Principal
from atrium.store import letters, limits
from atrium.store.consent import waiting
from atrium.store.owners import Owner, owner_of
from atrium.waking import Calling, wake

ATTEMPTS = 3


class _TakenBack(Exception):
    """What was written is not to stay."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes, and what they order. `act` names it for limits and keys, `meant` is what a repetition must equal."""

    act: str
    origin: ClientOrigin
    new: NewClient
    email: Email
    order: Priced | None
    password_hash: str | None
    meant: BaseModel

    @property
    def is_guest(self) -> bool:
        return self.origin is ClientOrigin.GUEST_CHECKOUT

    @property
    def status(self) -> ClientStatus:
        return adding.status_of(self.new, self.origin)


async def arrive(arrival: Arrival, by: Principal, idempotency_key: str | None) -> None:
    """Let somebody in whose address is nobody's; write to the owner of one that is somebody's. Nothing tells which.

    Where login is off nothing comes of it. Raises TooManyAttempts for an address that is used too often, and
    IdempotencyConflict.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            async with tx():
                if await claim(idempotency_key, by, arrival.act, arrival.meant, new_id()):
                    return
                await _arrive(arrival, by.address)
            break
        except IntegrityError as clash:
            if constraint_of(clash) != "client_login_fold_key" or attempt == ATTEMPTS:
                raise  # else somebody came under the address at this very moment, and is found there now
    wake(Calling.MAIL)


async def _arrive(arrival: Arrival, address: str) -> None:
    await limits.count_address(arrival.act, arrival.email.fold)
    owner = await owner_of(arrival.email.fold, guests=arrival.is_guest)
    client_id = new_id()
    await _keeping(owner is None, lambda: _enter(arrival, client_id, address, is_taken=owner is not None))
    told = owner or Owner(client_id, arrival.status, arrival.new.name.display_name, arrival.new.language)
    await _keeping(owner is not None and owner.is_told, lambda: _tell(arrival, told, address))


async def _keeping(stays: bool, act: Callable[[], Awaitable[None]]) -> None:
    """Do it, and take it back unless it is to stay."""
    try:
        async with tx():
            await act()
            if not stays:
                raise _TakenBack
    except _TakenBack:
        return


async def _enter(arrival: Arrival, client_id: UUID, address: str, *, is_taken: bool) -> None:
    """The client enters, with the first order. One that will be taken back leaves the login to whose it is."""
    by = Principal(ActorKind.CLIENT, client_id, arrival.new.name.display_name, door=Door.STORE, address=address)
    _, rows = adding.rows_of(arrival.new, arrival.origin, by, client_id=client_id, password_hash=arrival.password_hash)
    if is_taken and arrival.new.login:
        rows[0] = replace(rows[0], values={**rows[0].values, "login_fold": f"taken-back:{client_id}"})
    await insert(rows, next_number("client", first=FIRST_NUMBER))
    if arrival.order is not None:
        order_id = new_id()
        await enter_unpaid(order_id, client_id, arrival.order, by)
        await letters.send_received(
            order_id, arrival.email.address, arrival.new.name.display_name, arrival.new.language, client_id
        )


async def _tell(arrival: Arrival, owner: Owner, address: str) -> None:
    """The owner of the address learns that somebody came under it; an order waits for the owner's word."""
    moment = now()
    came = f"{letters.CAME[arrival.act]}, from {address or 'an unknown place'}."
    happened = happening("client.came_again", SYSTEM, owner.id, reason=came, at=moment)
    if arrival.order is None:
        rows = [letters.known_already(owner, arrival.email.address)]
    else:
        rows = waiting.rows_of(arrival.order, owner, arrival.email, moment)
    await insert([*rows, *happened])
