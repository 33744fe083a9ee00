"""The login address becomes another one: at once, or when the owner of the new one confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium.clients.models import Client
from atrium.clients.standing import standing_of, touch
from atrium.contacts import verification
from atrium.contacts.models import ClientEmail, LoginChange
from atrium.database import constraint_of, tx
from atrium.errors import EmailTaken
from atrium.events.actions import Change, Move, record
from atrium.mail import outbox
from atrium.principal import Principal


@contextmanager
def login_is_unique(address: str) -> Iterator[None]:
    """Raises EmailTaken when the database says that another client logs in with the address."""
    try:
        yield
    except IntegrityError as clash:
        if constraint_of(clash) != "client_login_fold_key":
            raise
        raise EmailTaken(email=address) from clash


async def move_login(client: Client, email: ClientEmail, by: Principal, reason: str = "") -> None:
    """From now on the locked client logs in with this address, and whoever reads the old one is told.

    A client whose old address was never confirmed has nobody to tell. Raises EmailTaken; what was is as before then.
    """
    old, before = client.login_email, standing_of(client)
    kept = (client.login_email, client.login_fold, client.verified_at, client.version)
    was_verified = client.verified_at is not None
    client.login_email, client.login_fold = email.address, email.fold
    client.verified_at = client.verified_at or email.verified_at
    try:
        with login_is_unique(email.address):
            async with tx():
                await touch(client, "login_email", "login_fold", "verified_at")
    except EmailTaken:
        client.login_email, client.login_fold, client.verified_at, client.version = kept
        raise
    moved = Move(client.origin.value, before, standing_of(client))
    changes = [Change("loginEmail", old, client.login_email)]
    await record("client.login_changed", by, client.id, changes=changes, reason=reason, move=moved)
    if old and was_verified:
        await tell("login_changed", client, old, email.address, f"login-changed:{client.id}:{client.version}")


async def settle_waiting(client: Client, email: ClientEmail, by: Principal) -> None:
    """The owner of an address has confirmed it: if the login waited for that, it moves now.

    Where another client took the address meanwhile, the old one stays and the timeline says why.
    """
    change = await LoginChange.get_or_none(client_id=client.id, email_id=email.id)
    if change is None:
        return
    await change.delete()
    try:
        await move_login(client, email, by)
    except EmailTaken as taken:
        changes = [Change("loginEmail", client.login_email, client.login_email)]
        await record("client.login_change_failed", by, client.id, changes=changes, reason=taken.message)


async def call_off(client_id: UUID) -> ClientEmail | None:
    """A waiting change is no more: its links stop working. Answers the address that it was to, None for none."""
    change = await LoginChange.get_or_none(client_id=client_id).prefetch_related("email")
    if change is None:
        return None
    email: ClientEmail = change.email
    await verification.withdraw(client_id, email.id, email.address)
    await change.delete()
    return email


async def tell(kind: str, client: Client, old: str, new: str, dedupe_key: str) -> None:
    """Write to the old login address what becomes of it."""
    await outbox.enqueue(
        kind,
        old,
        dedupe_key=dedupe_key,
        context={"name": client.display_name, "old": old, "new": new},
        client_id=client.id,
        language=client.language,
    )
