"""Clients signing in and out.

`sign_in` must not be called inside a transaction: what it counts has to stay counted when it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from atrium import database
from atrium.access import passwords, throttle
from atrium.access.actions import fold_of
from atrium.clients import verifying
from atrium.clients.models import Client, ClientStatus
from atrium.clients.signing_in import sessions
from atrium.clients.signing_in.decoys import decoy_for
from atrium.columns import now
from atrium.errors import SignInRefused
from atrium.events.actions import record
from atrium.principal import SYSTEM, ActorKind, Door, Principal

REALM = "client"
WHY_REFUSED = {
    ClientStatus.ACTIVE: "Wrong password",
    ClientStatus.UNVERIFIED: "The address is not verified yet",
    ClientStatus.LOGIN_DISABLED: "Login is off",
    ClientStatus.GUEST: "A guest has no login",
    ClientStatus.MERGED: "This account was merged",
    ClientStatus.DELETED: "This account was deleted",
}
"""What staff read about a refused sign-in; whoever tried hears the same in every case."""


@dataclass(frozen=True, slots=True)
class SignedInClient:
    """Who signed in, and the secret for the cookie or token, which is kept nowhere. `expires_at` is UTC."""

    principal: Principal
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class VerifiedClient:
    """The address that was proved, and the session of who has chosen a password with it."""

    email: str
    signed_in: SignedInClient | None


async def sign_in(
    email: str, password: str, *, address: str, user_agent: str = "", as_token: bool = False
) -> SignedInClient:
    """Open a session for whoever knows the password of a client who may log in.

    Raises SignInRefused, the same for a wrong password, an unknown address, login switched off and an address that was
    never verified, after the same statements and one hash (of a cost that some client's has); TooManyAttempts before
    looking at any of them.
    """
    fold = fold_of(email)
    await throttle.count_sign_in(REALM, fold, address)
    client = await Client.get_or_none(login_fold=fold)
    decoy = await decoy_for(fold)
    right = await passwords.verify_password(password, client.password_hash if client else None, decoy)
    if client is None or not right or client.status is not ClientStatus.ACTIVE:
        await _note_refusal(client, address)
        raise SignInRefused
    changed: dict[str, Any] = {}
    if client.password_hash and passwords.needs_rehash(client.password_hash):
        changed["password_hash"] = await passwords.hash_password(password)
    return await let_in(client, address, user_agent, as_token=as_token, **changed)


async def sign_out(by: Principal) -> bool:
    """End the caller's session at once. Answers whether there was one."""
    if by.kind is not ActorKind.CLIENT or by.session_id is None:
        return False
    async with database.tx():
        if not await sessions.end(by.session_id):
            return False
        await record("client.signed_out", by, by.id)
    return True


async def verify_email(
    token: str, password: str | None, address: str, user_agent: str = "", *, enters: bool = True
) -> VerifiedClient:
    """Prove an address with a mailed link; who chooses a password with it is signed in at once, if it `enters`.

    Raises as `verifying.confirm` does.
    """
    confirmed = await verifying.confirm(token, password, address)
    if not (enters and confirmed.has_chosen_password):
        return VerifiedClient(confirmed.email, None)
    client = await Client.get(id=confirmed.client_id)
    try:
        return VerifiedClient(confirmed.email, await let_in(client, address, user_agent))
    except SignInRefused:  # login was switched off at this very moment
        return VerifiedClient(confirmed.email, None)


async def let_in(
    client: Client, address: str, user_agent: str, *, as_token: bool = False, **changed: Any
) -> SignedInClient:
    """Open a session for someone who has just proved who they are. Raises SignInRefused for who may not by now."""
    by = Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE, address=address)
    async with database.tx():
        # The password may have been changed, or login switched off, while this one was being verified.
        still = Client.filter(
            id=client.id, password_hash=client.password_hash, allow_login=True, is_guest=False,
            verified_at__isnull=False, deleted_at__isnull=True, merged_into_id__isnull=True,
        )  # fmt: skip
        if not await still.update(last_login_at=now(), **changed):
            raise SignInRefused
        session, secret = await sessions.open_session(client.id, address, user_agent, is_token=as_token)
        await throttle.forgive(REALM, client.login_fold or "", address)
        await record("client.signed_in", by, client.id)
    principal = Principal(by.kind, by.id, by.name, door=Door.STORE, session_id=session.id, address=address)
    return SignedInClient(principal, secret, session.expires_at)


async def _note_refusal(client: Client | None, address: str) -> None:
    """For the client's activity. About an address that is nobody's the same row is written, and shown to nobody."""
    why = WHY_REFUSED[client.status] if client else "An unknown address"
    reason = f"{why}, from {address or 'an unknown place'}."
    await record("client.sign_in_refused", SYSTEM, client.id if client else None, reason=reason)
