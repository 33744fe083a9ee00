"""A client's e-mail addresses. One of them may be its login, which cannot change behind its owner's back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atrium.clients.contacts.acts import Act, act_on, add_once, owner_of
from atrium.clients.contacts.inputs import AddClientEmailInput, RemoveClientContactInput, UpdateClientEmailInput
from atrium.clients.contacts.labels import read_label, refuse_double
from atrium.clients.contacts.lists import EMAILS
from atrium.clients.contacts.login_email import aim_login, may_change_login, may_log_in
from atrium.clients.contacts.removing import drop, heir_of
from atrium.clients.contacts.taken import refuse
from atrium.clients.login_moves import move_login
from atrium.clients.verifying import send_link
from atrium.contacts import verification
from atrium.contacts.emails import Email, read_email
from atrium.contacts.models import ClientEmail, LoginChange
from atrium.errors import Blocked, EmailTaken, Hindrance
from atrium.faults import Faults
from atrium.mail import outbox
from atrium.principal import Principal

ONLY_EMAIL = Hindrance(
    "ONLY_EMAIL", "The client logs in with this address and has no other. Add another one, or switch login off, first."
)
LOGIN_EMAIL = Hindrance(
    "LOGIN_EMAIL", "The client logs in with this address and has confirmed no other. Change the login e-mail first."
)


async def add_client_email(given: AddClientEmailInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Add an address; one that the client has already is found again. Answers its id.

    Raises NotFound, InvalidInput with all faults, EmailTaken when it is another client's login, TooManyAttempts when a
    link was mailed to it just now, and IdempotencyConflict.
    """

    async def add(act: Act[ClientEmail]) -> ClientEmail:
        faults = Faults()
        email = read_email(faults, "address", given.address, required=True)
        label = read_label(faults, given.label)
        if given.send_verification and not act.client.allow_login:
            message = "This client may not log in, so nothing is mailed."
            faults.add("sendVerification", "LOGIN_DISABLED", message)
        await refuse(faults, act.client, email, by)
        assert email is not None, "a missing address was refused"
        same = await ClientEmail.get_or_none(client_id=act.client.id, fold=email.fold)
        row = same or await act.enter({**vars(email), "label": label})
        if given.send_verification and row.verified_at is None:
            await verification.cool_down(row.fold)
            await send_link(act.client, row, by)
        return row

    return await add_once(EMAILS, given, by, idempotency_key, "addClientEmail", add)


async def update_client_email(given: UpdateClientEmailInput, by: Principal) -> UUID:
    """Change what is given of an address. Answers its id.

    Another address is unconfirmed. The confirmed login of a client stays as it is until the new address, which joins
    the list and is answered, is confirmed. Raises NotFound, InvalidInput with all faults, StaleVersion, EmailTaken,
    TooManyAttempts.
    """
    row_id, client_id = await owner_of(EMAILS, given.id)
    wished = given.model_fields_set
    async with act_on(EMAILS, client_id, by) as act:
        row = await act.row(row_id)
        faults = Faults()
        email = read_email(faults, "address", given.address, required=True) if "address" in wished else None
        values = {"label": read_label(faults, given.label)} if "label" in wished else {}
        is_other = email is not None and email.fold != row.fold
        if email and is_other:
            double = await ClientEmail.exists(client_id=client_id, fold=email.fold)
            refuse_double(faults, "address", double)
        await refuse(faults, act.client, email if is_other else None, by)
        act.expect(given.version)
        row = await _readdressed(act, row, email) if email else row
        await act.alter(row, values)
        if given.make_default:
            await act.prefer(row)
    return row.id


async def _readdressed(act: Act[ClientEmail], row: ClientEmail, email: Email) -> ClientEmail:
    client, is_login = act.client, may_log_in(act) and act.client.login_fold == row.fold
    if email.fold == row.fold:
        await act.alter(row, {"address": email.address})
        if client.login_fold == row.fold:
            act.set(login_email=email.address)
        return row
    if client.login_fold == row.fold:
        may_change_login(act.by)
    if is_login and client.verified_at is not None:
        new = await act.enter({**vars(email), "label": row.label})
        await aim_login(act, new)
        return new
    await _replace(act, row, email, is_login=is_login)
    return row


async def _replace(act: Act[ClientEmail], row: ClientEmail, email: Email, *, is_login: bool) -> None:
    """The entry holds another address now, which nobody has confirmed yet."""
    awaited = await LoginChange.exists(client_id=act.client.id, email_id=row.id)
    if is_login or awaited:
        await verification.cool_down(email.fold)
    await verification.withdraw(act.client.id, row.id, row.address)
    values: dict[str, Any] = {**vars(email), "verified_at": None}
    await act.alter(row, values)
    if is_login:
        await move_login(act.client, row, act.by)
    if is_login or awaited:
        await send_link(act.client, row, act.by)


async def remove_client_email(given: RemoveClientContactInput, by: Principal) -> UUID:
    """Take an address away; its links stop working. Answers its client's id.

    The default is followed by the entry that was named, else by the oldest confirmed one, else by the oldest. A login
    moves on to a confirmed address (to any, while the client has confirmed none), and the old one is told. Raises
    NotFound, InvalidInput, StaleVersion, and Blocked where the client could not log in any more.
    """
    row_id, client_id = await owner_of(EMAILS, given.id)
    async with act_on(EMAILS, client_id, by) as act:
        row = await act.row(row_id)
        heir = await heir_of(act, row, given.next_default_id)
        act.expect(given.version)
        if act.client.login_fold == row.fold:
            may_change_login(act.by)
        if may_log_in(act):
            await _keep_a_login(act, row, heir)
        await outbox.withdraw(client_id, "Not sent: the address was removed.", to=row.address)
        await drop(act, row, heir)
    return client_id


async def _keep_a_login(act: Act[ClientEmail], row: ClientEmail, heir: ClientEmail | None) -> None:
    others = [one for one in await act.rows() if one.id != row.id]
    if not others:
        raise Blocked(ONLY_EMAIL.message, blockers=(ONLY_EMAIL,))
    if act.client.login_fold != row.fold:
        return
    able = [one for one in others if one.verified_at is not None or act.client.verified_at is None]
    able.sort(key=lambda one: (one != heir, not one.is_default, one.verified_at is None))
    if not able:
        raise Blocked(LOGIN_EMAIL.message, blockers=(LOGIN_EMAIL,))
    try:
        await move_login(act.client, able[0], act.by)
    except EmailTaken as taken:
        why = Hindrance(taken.code, f"The next login would be {taken.email}. {taken.message}")
        raise Blocked(why.message, blockers=(why,)) from taken
