"""A deleted client comes back, with all that was its own; its login only with an address that nobody else has."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from atrium.clients import search
from atrium.clients.login_moves import login_is_unique
from atrium.clients.models import Client
from atrium.clients.standing import standing_of, touch
from atrium.clients.verifying import login_email_of, send_link
from atrium.columns import now
from atrium.contacts import defaults
from atrium.contacts.emails import Email, read_email
from atrium.contacts.models import ClientEmail
from atrium.database import tx
from atrium.errors import Blocked, EmailTaken, Hindrance
from atrium.events.actions import Change, Move, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.principal import Principal
from atrium.removal.blocking import refuse_merged, seen
from atrium.removal.inputs import RestoreClientInput
from atrium.removal.returning import Return, family_to_return, hold_family, return_family, told_of

ERASED = Hindrance("ERASED", "The personal data of this client was erased, so there is nothing to come back to.")


@dataclass(frozen=True, slots=True)
class _Login:
    """With what a client logs in from now on. `is_new`: with another address than before, not proved with the old."""

    address: str | None
    fold: str | None
    allowed: bool
    is_new: bool = False


async def restore_client(given: RestoreClientInput, by: Principal) -> UUID:
    """Bring a deleted client back. Answers its id; nothing happens to one that is not deleted.

    Raises NotFound, Blocked (ERASED, MERGED), InvalidInput (loginEmail: MALFORMED …, REQUIRED where there is none) and
    EmailTaken where another client logs in with its address by now: then name another, or restore without login.
    """
    faults = Faults()
    wanted = read_email(faults, "loginEmail", given.login_email)
    faults.refuse()
    client_id = as_id(given.client_id)
    async with tx():
        await hold_family(await seen(client_id, by))
        client = await seen(client_id, by, lock=True)
        refuse_merged(client)
        if client.erased_at is not None:
            raise Blocked(ERASED.message, blockers=(ERASED,))
        if client.deleted_at is not None:
            await _restore(client, await _login_of(client, wanted, without=given.without_login), by)
    return client_id


async def preview_restore(client_id: UUID, by: Principal) -> tuple[bool, list[Return]]:
    """Whether another client logs in with its address by now, and what comes back of its family; nothing is written.

    Raises NotFound, and Blocked (ERASED, MERGED).
    """
    client = await seen(client_id, by)
    refuse_merged(client)
    if client.erased_at is not None:
        raise Blocked(ERASED.message, blockers=(ERASED,))
    fold = client.signpost_fold
    is_taken = client.deleted_at is not None and fold is not None and await Client.exists(login_fold=fold)
    return is_taken, await family_to_return(client)


async def _login_of(client: Client, wanted: Email | None, *, without: bool) -> _Login:
    """What it will log in with. Raises EmailTaken and InvalidInput, but for who may not log in anyway."""
    if client.is_guest:
        return _Login(None, None, client.allow_login)
    allowed = client.allow_login and not without
    if wanted is not None and wanted.fold != client.signpost_fold:
        login = _Login(wanted.address, wanted.fold, allowed, is_new=True)
    elif client.signpost_fold is not None:
        login = _Login(client.signpost_email, client.signpost_fold, allowed)
    else:
        email = await login_email_of(client)
        login = _Login(email.address if email else None, email.fold if email else None, allowed, is_new=True)
    if allowed and login.fold is None:
        _refuse_without()
    if login.fold is not None and await Client.exists(login_fold=login.fold):
        if allowed or wanted is not None:
            raise EmailTaken(email=login.address or "")
        return _Login(None, None, False, is_new=True)
    return login if allowed or not login.is_new or wanted else _Login(None, None, False)


def _refuse_without() -> None:
    faults = Faults()
    faults.add("loginEmail", "REQUIRED", "Name an address to log in with, or restore the client without login.")
    faults.refuse()


async def _restore(client: Client, login: _Login, by: Principal) -> None:
    before, changes = standing_of(client), []
    parted = await family_to_return(client)
    email = await _listed(client, login) if login.is_new and login.fold else None
    if login.is_new:
        client.password_hash = None  # it was chosen by the former address's owner
        client.verified_at = email.verified_at if email else None
    client.deleted_at = client.signpost_email = client.signpost_fold = None
    client.login_email, client.login_fold = login.address, login.fold
    if client.allow_login and not login.allowed:
        changes.append(Change("allowLogin", True, False))
        client.allow_login = False
    with login_is_unique(login.address or ""):
        await touch(
            client, "deleted_at", "signpost_email", "signpost_fold", "login_email", "login_fold", "allow_login",
            "password_hash", "verified_at",
        )  # fmt: skip
    await search.refresh(client)
    changes += [Change("loginEmail", None, login.address)] if login.address else []
    changes += told_of(parted)
    moved = Move(client.origin.value, before, standing_of(client), registered_at=client.created_at)
    await record("client.restored", by, client.id, changes=changes, move=moved, at=client.updated_at)
    await return_family(client, parted, by)
    if email is not None and login.allowed and client.verified_at is None:
        await send_link(client, email, by)


async def _listed(client: Client, login: _Login) -> ClientEmail:
    """The address in the client's list, which it enters if it is not there. It stands first from now on: the former
    one may be another client's.
    """
    email = await ClientEmail.get_or_none(client_id=client.id, fold=login.fold)
    if email is None:
        email = await ClientEmail.create(
            client_id=client.id, address=login.address, fold=login.fold, is_default=False, created_at=now()
        )
    await defaults.prefer("client_email", client.id, email.id)
    return email
