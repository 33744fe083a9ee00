"""What staff do about a client's login: end sessions, send a link for a new password."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.models import Client
from atrium.clients.signing_in import links, sessions
from atrium.clients.signing_in.inputs import (
    EndClientSessionInput,
    EndClientSessionsInput,
    SendPasswordResetInput,
    read_reason,
)
from atrium.clients.signing_in.models import ClientSession
from atrium.clients.standing import lock_standing
from atrium.database import tx
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.events.actions import Change, record
from atrium.ids import as_id
from atrium.preferences.idempotency import claim, settle
from atrium.principal import Principal

NO_EMAIL = Hindrance("NO_EMAIL", "This client has no login address. Allow login first.")
LOGIN_DISABLED = Hindrance("LOGIN_DISABLED", "This client may not log in, so nothing is mailed. Allow login first.")
UNVERIFIED = Hindrance(
    "UNVERIFIED", "This address has not been verified yet. Send the verification link again instead: it comes first."
)


async def end_session(given: EndClientSessionInput, by: Principal) -> UUID:
    """End one session of a client at once; one that is over stays so. Answers the client's id. Raises NotFound."""
    async with tx():
        session = await ClientSession.get_or_none(id=as_id(given.id)).select_related("client")
        if session is None:
            raise NotFound
        (client,) = await lock_standing(session.client.id)
        if await sessions.end(session.id):
            changes = [Change("device", session.user_agent, None), Change("address", session.address, None)]
            await record("client.session_ended", by, client.id, changes=changes)
    return client.id


async def end_sessions(given: EndClientSessionsInput, by: Principal) -> UUID:
    """End every session of a client at once; without any nothing happens. Answers the client's id.

    Raises NotFound, InvalidInput (path reason).
    """
    client_id, reason = as_id(given.client_id), read_reason(given.reason)
    async with tx():
        await lock_standing(client_id)
        count = await sessions.end_all(client_id)
        if count:
            await record("client.sessions_ended", by, client_id, changes=[Change("sessions", count, 0)], reason=reason)
    return client_id


async def send_password_reset(given: SendPasswordResetInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Mail a client a link for choosing a new password; older ones stop working. Answers the mail's id.

    The password and the sessions stay as they are until the link is used. Raises NotFound, Blocked (NO_EMAIL,
    LOGIN_DISABLED, UNVERIFIED) and TooManyAttempts within the cool-down.
    """
    client_id = as_id(given.client_id)
    async with tx():
        answered = await claim(idempotency_key, by, "sendPasswordReset", given)
        if answered:
            return answered
        (client,) = await lock_standing(client_id)
        await links.cool_down(_login_of(client))
        message_id = await links.send(client)
        changes = [Change("email", None, client.login_email)]
        await record("client.password_reset_sent", by, client_id, changes=changes)
        await settle(idempotency_key, by, message_id)
    return message_id


def _login_of(client: Client) -> str:
    """The login address that a link may go to. Raises Blocked with the first reason why there is none."""
    if client.login_fold is None or client.is_guest:
        raise Blocked(NO_EMAIL.message, blockers=(NO_EMAIL,))
    if not client.allow_login:
        raise Blocked(LOGIN_DISABLED.message, blockers=(LOGIN_DISABLED,))
    if client.verified_at is None:
        raise Blocked(UNVERIFIED.message, blockers=(UNVERIFIED,))
    return client.login_fold
