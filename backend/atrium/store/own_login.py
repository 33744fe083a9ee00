"""What only the client in person does: another password, another address to sign in with."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from atrium import database
from atrium.access import passwords
from atrium.access.throttle import Limit, spend
from atrium.clients.contacts.acts import act_on
from atrium.clients.contacts.lists import EMAILS
from atrium.clients.contacts.login_email import aim_login
from atrium.clients.models import Client
from atrium.clients.signing_in import links, sessions
from atrium.clients.standing import lock_standing, touch
from atrium.contacts.emails import read_email
from atrium.contacts.models import ClientEmail
from atrium.errors import Fault, InvalidInput, Unauthenticated
from atrium.events.actions import record
from atrium.faults import Faults
from atrium.mail import outbox
from atrium.principal import Principal
from atrium.store.inputs import ChangeClientLoginInput, ChangeClientPasswordInput

GUESSES, WINDOW = 10, timedelta(minutes=15)


async def change_password(given: ChangeClientPasswordInput, by: Principal) -> UUID:
    """Take a new password from who knows the old one, and end the client's other sessions. Answers the client's id.

    The client is told by mail. Raises InvalidInput (oldPassword: WRONG; newPassword: TOO_SHORT, TOO_LONG, TOO_WEAK) and
    TooManyAttempts after ten tries in a quarter of an hour.
    """
    client = await _proved(by, given.old_password, "oldPassword")
    about = (client.login_email or "", client.display_name)
    Faults().refuse(await passwords.password_faults(given.new_password, about, ("newPassword",)))
    password_hash = await passwords.hash_password(given.new_password)
    async with database.tx():
        (client,) = await lock_standing(client.id)
        client.password_hash = password_hash
        await touch(client, "password_hash")
        await sessions.end_all(client.id, but=by.session_id)
        await links.void(client.id)
        await _tell(client, password_hash)
        await record("client.password_changed", by, client.id)
    return client.id


async def change_login(given: ChangeClientLoginInput, by: Principal) -> UUID:
    """Let the client sign in with another address once its owner has confirmed it; until then the old one works, and is
    told. Answers the client's id.

    Whether the address is another client's shows in nothing: that the change came to nothing is found out when the
    link is used. Raises InvalidInput (password: WRONG; address: as any) and TooManyAttempts.
    """
    client = await _proved(by, given.password, "password")
    faults = Faults()
    email = read_email(faults, "address", given.address, required=True)
    faults.refuse()
    assert email is not None, "a missing address was refused"
    async with act_on(EMAILS, client.id, by) as act:
        same = await ClientEmail.get_or_none(client_id=client.id, fold=email.fold)
        await aim_login(act, same or await act.enter({**vars(email), "label": ""}))
    return client.id


async def _proved(by: Principal, password: str, path: str) -> Client:
    """The client who asks, having shown the password."""
    if by.client_id is None:
        raise Unauthenticated()
    client = await Client.get(id=by.client_id)
    await spend(Limit(f"password:{client.id}", GUESSES, WINDOW))
    if not await passwords.verify_password(password, client.password_hash):
        raise InvalidInput.of([Fault((path,), "WRONG", "This is not your password.")])
    return client


async def _tell(client: Client, password_hash: str) -> None:
    await outbox.enqueue(
        "client_password_changed",
        client.login_email or "",
        dedupe_key=f"client:{client.id}:{password_hash[-40:]}",
        context={"name": client.display_name},
        client_id=client.id,
        language=client.language,
    )
