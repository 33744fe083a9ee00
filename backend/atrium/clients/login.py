"""Who may log in."""

from __future__ import annotations

from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login_moves import call_off, tell
from atrium.clients.models import Client
from atrium.clients.signing_in import links, sessions
from atrium.clients.standing import lock_standing, standing_of, touch
from atrium.clients.verifying import login_email_of, send_link
from atrium.contacts import verification
from atrium.contacts.models import ClientEmail
from atrium.database import constraint_of, tx
from atrium.errors import EmailTaken, StaleVersion
from atrium.events.actions import Change, Move, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.principal import Principal

REASON_LONGEST = 1000


async def set_allow_login(given: SetAllowLoginInput, by: Principal) -> UUID:
    """Let a client log in, or lock it out at once. Answers its id; nothing happens when it is so already.

    Off: sessions end, links stop working and waiting ones are not sent, the client is not told, its address stays
    reserved. On: who has verified the address is in; who never has gets a new link, no sooner than the cool-down
    allows. Where the address was replaced meanwhile, the former one is told, and a password has to be chosen anew.
    Raises NotFound, InvalidInput (a client without an address cannot log in), EmailTaken; and StaleVersion
    where a version is given and the client has been changed since.
    """
    client_id = as_id(given.client_id)
    faults = Faults()
    reason = faults.text("reason", given.reason, REASON_LONGEST, lines=True)
    async with tx():
        (client,) = await lock_standing(client_id)
        email = await login_email_of(client)
        if given.allow_login and email is None:
            faults.add("allowLogin", "REQUIRED", "Add an e-mail address first: it is what the client logs in with.")
        faults.refuse()
        if client.allow_login == given.allow_login:
            return client_id
        if given.version not in (None, client.version):
            raise StaleVersion(current_version=client.version)
        if given.allow_login and email:
            await _allow(client, email, by, reason)
        else:
            await _deny(client, by, reason)
    return client_id


async def _allow(client: Client, email: ClientEmail, by: Principal, reason: str) -> None:
    before, login_before = standing_of(client), client.login_email
    moves = client.verified_at is not None and client.login_fold not in (None, email.fold)
    client.allow_login, client.is_guest = True, False
    client.verified_at = (client.login_fold == email.fold and client.verified_at) or email.verified_at
    client.login_email, client.login_fold = email.address, email.fold
    client.password_hash = None if moves else client.password_hash  # it was chosen by the former address's owner
    try:
        await touch(client, "allow_login", "is_guest", "login_email", "login_fold", "verified_at", "password_hash")
    except IntegrityError as clash:
        if constraint_of(clash) != "client_login_fold_key":
            raise
        raise EmailTaken(email=email.address) from clash
    changes = [Change("allowLogin", False, True)]
    if login_before != client.login_email:
        changes.append(Change("loginEmail", login_before, client.login_email))
    moved = Move(client.origin.value, before, standing_of(client))
    await record("client.login_allowed", by, client.id, changes=changes, reason=reason, move=moved)
    if moves and login_before:
        await tell("login_changed", client, login_before, email.address, f"login-changed:{client.id}:{client.version}")
    if client.verified_at is None:
        await send_link(client, email, by, not_before=await verification.next_mail_at(email.fold))


async def _deny(client: Client, by: Principal, reason: str) -> None:
    before = standing_of(client)
    client.allow_login = False
    await touch(client, "allow_login")
    await verification.void_all(client.id, "Not sent: login was switched off.")
    await call_off(client.id)
    await links.void(client.id)
    await sessions.end_all(client.id)
    changes = [Change("allowLogin", True, False)]
    moved = Move(client.origin.value, before, standing_of(client))
    await record("client.login_denied", by, client.id, changes=changes, reason=reason, move=moved)
