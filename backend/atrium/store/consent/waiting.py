"""Orders that were placed under a client's address: they wait seven days for the owner's word, and go.

The secret of the mailed link has 256 bits and is kept as SHA-256 only. It works once, for the order to be taken or
declined.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import orjson

from atrium import database
from atrium.clients.links.queries import LinkState
from atrium.clients.models import Client, ClientStatus
from atrium.clients.standing import lock_standing
from atrium.columns import new_id, now
from atrium.contacts.emails import Email
from atrium.contacts.models import ClientEmail
from atrium.errors import NotFound, TokenRefused
from atrium.events.actions import record
from atrium.inserting import Row
from atrium.orders.entering import enter_unpaid
from atrium.orders.models import Product
from atrium.orders.pricing import Priced, PricedLine
from atrium.principal import ActorKind, Door, Principal
from atrium.store import letters
from atrium.store.models import WaitingOrder
from atrium.store.owners import WRITTEN_TO, Owner

LIFETIME = timedelta(days=7)

SENTENCES = {
    "USED": "This link has been used already: the order was added to your account, or left aside.",
    "EXPIRED": "This link is older than seven days, and the order is gone. Please order again.",
    "SUPERSEDED": "This link was withdrawn. Please order again, or write to us.",
    "UNKNOWN": "This link is not one of ours, or it is incomplete. Please copy the whole link from your mail.",
}
"""What the holder of a link that does not work may know; nothing in it tells whose link it was."""

_END = """
UPDATE waiting_order SET {ending} = $2
WHERE secret_hash = $1 AND taken_at IS NULL AND declined_at IS NULL AND expires_at > $2 RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a link can do, and what it is about while it works."""

    state: LinkState
    order: Priced | None = None


def rows_of(order: Priced, owner: Owner, email: Email, at: datetime) -> list[Row]:
    """The order that waits, and the mail that asks for the owner's word."""
    secret, waiting_id = secrets.token_urlsafe(32), new_id()
    lines = [
        {"productId": str(line.product.id), "quantity": line.quantity, "unitMinor": line.unit_minor}
        for line in order.lines
    ]
    values = {
        "id": waiting_id,
        "client_id": owner.id,
        "secret_hash": _hash_of(secret),
        "address_fold": email.fold,
        "currency": order.currency,
        "lines": orjson.dumps(lines).decode(),
        "created_at": at,
        "expires_at": at + LIFETIME,
    }
    return [Row("waiting_order", values), letters.order_waits(order, owner, email.address, waiting_id, secret)]


async def look_at(token: str) -> Glance:
    """What the link of a waiting order can do now. Nothing is used up, and whose it is stays untold."""
    try:
        waiting = await _look_up(token)
        await _owner(waiting)
    except TokenRefused as refusal:
        return Glance(LinkState(refusal.code))
    return Glance(LinkState.LIVE, await _priced(waiting))


async def take(token: str, address: str) -> UUID:
    """The owner of the address takes the order: it is placed in the account, unpaid. Answers the order's id.

    `address` is the caller's on the network. Raises TokenRefused.
    """
    waiting, order_id = await _look_up(token), new_id()
    async with database.tx():
        client = await _held(waiting)
        await _end(token, "taken_at")
        by = Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE, address=address)
        await enter_unpaid(order_id, client.id, await _priced(waiting), by)
        await _prove(client, waiting.address_fold)
    return order_id


async def decline(token: str, address: str) -> None:
    """The owner of the address does not want the order: it is left aside. Raises TokenRefused."""
    waiting = await _look_up(token)
    async with database.tx():
        client = await _held(waiting)
        await _end(token, "declined_at")
        by = Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE, address=address)
        await record("order.declined", by, client.id)


async def forget_past() -> int:
    """Remove the orders whose seven days are over; how many."""
    return await database.execute("DELETE FROM waiting_order WHERE expires_at < $1", now())


async def _look_up(token: str) -> WaitingOrder:
    found = await WaitingOrder.get_or_none(secret_hash=_hash_of(token))
    if found is None:
        raise _refusal("UNKNOWN")
    if found.taken_at or found.declined_at:
        raise _refusal("USED")
    if found.expires_at <= now():
        raise _refusal("EXPIRED")
    return found


async def _owner(waiting: WaitingOrder) -> Client:
    """Whose the order would be; the link is void once the client may not be written to, or has another address."""
    client = await Client.get(id=waiting.client_id)
    is_theirs = client.login_fold == waiting.address_fold or await ClientEmail.exists(
        client_id=client.id, fold=waiting.address_fold
    )
    if ClientStatus(client.status) not in WRITTEN_TO or not is_theirs:
        raise _refusal("SUPERSEDED")
    return client


async def _held(waiting: WaitingOrder) -> Client:
    try:
        await lock_standing(waiting.client_id)
    except NotFound:
        raise _refusal("SUPERSEDED") from None
    return await _owner(waiting)


async def _prove(client: Client, fold: str) -> None:
    """Whoever took the order reads the address. A login that waits for its verification still does: whoever takes an
    order does not open an account, whose password may be a stranger's.
    """
    if client.login_fold != fold or client.verified_at is not None:
        emails = ClientEmail.filter(client_id=client.id, fold=fold, verified_at__isnull=True)
        await emails.update(verified_at=now())


async def _end(token: str, ending: str) -> None:
    """Use the link up. Of two who try at once one gets TokenRefused."""
    if not await database.rows(_END.format(ending=ending), _hash_of(token), now()):
        await _look_up(token)
        raise _refusal("UNKNOWN")


async def _priced(waiting: WaitingOrder) -> Priced:
    """The order at the prices that were shown, whatever has become of them since."""
    kept = [
        (UUID(str(one["productId"])), int(str(one["quantity"])), int(str(one["unitMinor"]))) for one in waiting.lines
    ]
    products = {one.id: one for one in await Product.filter(id__in=[product_id for product_id, _, _ in kept])}
    lines = [PricedLine(products[product_id], None, quantity, unit, "", None) for product_id, quantity, unit in kept]
    return Priced(tuple(lines), waiting.currency)


def _refusal(code: str) -> TokenRefused:
    return TokenRefused(SENTENCES[code], code=code)


def _hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
