"""Which of its addresses a client logs in with."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.contacts.acts import Act, act_on
from atrium.clients.contacts.inputs import CancelLoginEmailChangeInput, ChangeLoginEmailInput
from atrium.clients.contacts.lists import EMAILS
from atrium.clients.contacts.taken import refuse
from atrium.clients.login_moves import call_off, move_login, tell
from atrium.clients.standing import lock_standing, touch
from atrium.clients.verifying import send_link
from atrium.contacts import verification
from atrium.contacts.emails import read_email
from atrium.contacts.models import ClientEmail, LoginChange
from atrium.database import tx
from atrium.errors import Blocked, Forbidden, Hindrance
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.principal import Principal

REASON_LONGEST = 1000
NO_LOGIN = Hindrance("LOGIN_DISABLED", "This client may not log in. Allow login first.")


async def change_login_email(given: ChangeLoginEmailInput, by: Principal) -> UUID:
    """Let a client log in with another address; a new one joins its list. Answers the client's id.

    A confirmed address becomes the login at once, as does any while the client has confirmed none: then a new link
    goes out. Otherwise the address must be confirmed first: the old one works until then, and is told. Raises NotFound,
    InvalidInput with all faults, EmailTaken, Blocked (login is off) and TooManyAttempts within the cool-down.
    """
    client_id = as_id(given.client_id)
    async with act_on(EMAILS, client_id, by) as act:
        faults = Faults()
        email = read_email(faults, "address", given.address, required=True)
        reason = faults.text("reason", given.reason, REASON_LONGEST, lines=True)
        await refuse(faults, act.client, email, by)
        assert email is not None, "a missing address was refused"
        if not may_log_in(act):
            raise Blocked(NO_LOGIN.message, blockers=(NO_LOGIN,))
        same = await ClientEmail.get_or_none(client_id=client_id, fold=email.fold)
        await aim_login(act, same or await act.enter({**vars(email), "label": ""}), reason)
    return client_id


async def cancel_login_email_change(given: CancelLoginEmailChangeInput, by: Principal) -> UUID:
    """The login address stays what it is; a link that was mailed to the new one stops working. Answers the client's id.

    The new address stays in the list. Nothing happens when no change waits. Raises NotFound.
    """
    async with tx():
        (client,) = await lock_standing(as_id(given.client_id))
        email = await call_off(client.id)
        if email is not None:
            await touch(client)
            changes = [Change("loginEmail", email.address, client.login_email)]
            await record("client.login_change_cancelled", by, client.id, changes=changes, at=client.updated_at)
    return client.id


def may_log_in(act: Act[ClientEmail]) -> bool:
    """Whether the client has a login that is open to it."""
    return act.client.allow_login and act.client.login_fold is not None


def may_change_login(by: Principal) -> None:
    """Raises Forbidden where an act on an address would change a login, and the caller may not."""
    if not by.may("client.login"):
        needed = "client.login"
        raise Forbidden(f"This address is the client's login. Needed: {needed}.", needs=(needed,))


async def aim_login(act: Act[ClientEmail], row: ClientEmail, reason: str = "") -> None:
    """Make one of the client's addresses its login: now if nothing speaks against it, else once it is confirmed."""
    client, by = act.client, act.by
    if client.login_fold == row.fold:
        return
    await call_off(client.id)
    if row.verified_at is None:
        await verification.cool_down(row.fold)
    if row.verified_at is not None or client.verified_at is None:
        old = await ClientEmail.get_or_none(client_id=client.id, fold=client.login_fold)
        await move_login(client, row, by, reason)
        if old is not None and old.verified_at is None:
            await verification.withdraw(client.id, old.id, old.address)
    else:
        await _wait_for(act, row, reason)
    if row.verified_at is None:
        await send_link(client, row, by)


async def _wait_for(act: Act[ClientEmail], row: ClientEmail, reason: str) -> None:
    client, old = act.client, act.client.login_email
    assert old is not None, "a client with a confirmed address has a login"
    change = await LoginChange.create(client_id=client.id, email_id=row.id)
    await touch(client)
    changes = [Change("loginEmail", old, row.address)]
    await record("client.login_change_asked", act.by, client.id, changes=changes, reason=reason)
    await tell("login_change_asked", client, old, row.address, f"login-asked:{change.id}")
