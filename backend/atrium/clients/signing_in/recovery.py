"""The way back in for clients who forgot their password: a link by mail.

Asking only writes down that somebody asked: for every address the same statements, so that neither the answer nor its
time tells whose address is known. The worker looks up whose it is.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from atrium import database
from atrium.access import passwords, throttle
from atrium.access.actions import fold_of
from atrium.access.throttle import Limit
from atrium.clients import verifying
from atrium.clients.links.queries import LinkState
from atrium.clients.models import Client, ClientStatus
from atrium.clients.signing_in import links, sessions
from atrium.clients.signing_in.actions import REALM
from atrium.clients.signing_in.models import ClientResetRequest
from atrium.clients.standing import lock_standing, touch
from atrium.columns import now
from atrium.contacts import verification
from atrium.errors import NotFound, TokenRefused, TooManyAttempts, TooManyRequests
from atrium.events.actions import record
from atrium.faults import Faults
from atrium.mail import outbox
from atrium.principal import SYSTEM, ActorKind, Door, Principal
from atrium.waking import Calling, wake

BATCH = 20
FROM_ONE_NETWORK = 20
QUARTER = timedelta(minutes=15)

_log = logging.getLogger("atrium.clients")


async def request_reset(email: str, address: str) -> None:
    """Write down that somebody at this network address forgot the password of this e-mail address.

    Raises TooManyRequests for a network that asks more than twenty times in a quarter of an hour.
    """
    try:
        await throttle.spend(Limit(f"reset:client@{throttle.network_of(address)}", FROM_ONE_NETWORK, QUARTER))
    except TooManyAttempts as refusal:
        raise TooManyRequests() from refusal
    await ClientResetRequest.create(email_fold=fold_of(email), address=address[:45])
    wake(Calling.MAIL)


async def answer_requests() -> int:
    """Write to whom each waiting request is about, if to anybody; how many requests there were.

    A request that fails holds up no other: it is dropped, and logged. Whoever made it may ask again.
    """
    waiting = await database.rows(f"SELECT id FROM client_reset_request ORDER BY at, id LIMIT {BATCH}")
    for row in waiting:
        try:
            await database.retrying(partial(_settle, row["id"]))
        except database.UNREACHABLE:
            raise
        except Exception:
            _log.exception("A forgotten password could not be answered; the request is dropped")
            await _taken(row["id"])
    return len(waiting)


async def look_at(token: str) -> LinkState:
    """What a link for a new password can do now. Using it up is another step, and whose it is stays untold."""
    try:
        await links.look_up(token)
    except TokenRefused as refusal:
        return LinkState(refusal.code)
    return LinkState.LIVE


async def reset_password(token: str, password: str, address: str) -> str:
    """Take a new password from the holder of a mailed link: every session ends, and a lock-out is lifted.

    Answers the e-mail address to sign in with; the client is told by mail. Raises TokenRefused; InvalidInput (path
    password) for one that will not do (the link keeps working).
    """
    client = await Client.get(id=await links.look_up(token))
    Faults().refuse(await passwords.password_faults(password, (client.display_name, client.login_email or "")))
    password_hash = await passwords.hash_password(password)
    async with database.tx():
        client = await _locked(client.id)
        await links.consume(token)
        await _take_password(client, password_hash)
        by = Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE, address=address)
        await record("client.password_reset", by, client.id)
    return client.login_email or ""


async def forget_past() -> int:
    """Remove requests that nobody has answered for a day: no worker was there, and nobody waits any more; how many."""
    return await database.execute("DELETE FROM client_reset_request WHERE at < $1", now() - timedelta(days=1))


async def _settle(request_id: UUID | str) -> None:
    """Answer one request, unless another worker has taken it meanwhile."""
    async with database.tx():
        for row in await _taken(request_id):
            await _answer(row["email_fold"], row["address"])


async def _taken(request_id: UUID | str) -> list[dict[str, str]]:
    taken = "DELETE FROM client_reset_request WHERE id = $1 RETURNING email_fold, address"
    return await database.rows(taken, request_id)


async def _locked(client_id: UUID) -> Client:
    """The link's client, held. For one that was deleted or merged meanwhile the link is void."""
    try:
        (client,) = await lock_standing(client_id)
    except NotFound:
        raise links.refusal("SUPERSEDED") from None
    return client


async def _take_password(client: Client, password_hash: str) -> None:
    assert client.login_email is not None, "the link went to the login address"
    assert client.login_fold is not None, "an address has its canonical form"
    client.password_hash = password_hash
    await touch(client, "password_hash")
    await sessions.end_all(client.id)
    await throttle.lift(REALM, client.login_fold)
    await links.withdraw(client.id, client.login_email, "Not sent: a new password was chosen.")
    await outbox.enqueue(
        "client_password_changed",
        client.login_email,
        dedupe_key=f"client:{client.id}:{password_hash[-40:]}",
        context={"name": client.display_name},
        client_id=client.id,
        language=client.language,
    )


async def _answer(email_fold: str, address: str) -> None:
    """A link for who may log in, a new proof of the address for who never gave it; nobody else is written to."""
    found = await Client.get_or_none(login_fold=email_fold)
    if found is None or found.status not in (ClientStatus.ACTIVE, ClientStatus.UNVERIFIED):
        return
    try:
        (client,) = await lock_standing(found.id)
        if client.status is ClientStatus.ACTIVE:
            await links.cool_down(email_fold)
            await links.send(client)
            asked = f"Asked for at the store, from {address or 'an unknown place'}."
            await record("client.password_reset_sent", SYSTEM, client.id, reason=asked)
        elif client.status is ClientStatus.UNVERIFIED:
            email = await verifying.login_email_of(client)
            if email is not None and email.fold == email_fold:
                await verification.cool_down(email_fold)
                await verifying.send_link(client, email, SYSTEM)
    except (TooManyAttempts, NotFound):
        return
