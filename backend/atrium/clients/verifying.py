"""Proving that a client's address is its own: the link goes out, the link comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from atrium.access.passwords import hash_password, password_faults
from atrium.clients.inputs import ResendVerificationInput
from atrium.clients.login_moves import settle_waiting
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing, standing_of, touch
from atrium.columns import moment_text, now
from atrium.contacts import verification
from atrium.contacts.models import ClientEmail
from atrium.database import tx
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.events.actions import Change, Move, happening, record
from atrium.faults import Faults
from atrium.ids import Id, as_id
from atrium.inserting import Row, insert
from atrium.preferences.idempotency import claim, settle
from atrium.principal import ActorKind, Door, Principal
from atrium.waking import Calling, wake


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An address that was proved, whose it is, and whether a password was chosen with it."""

    email: str
    client_id: UUID
    has_chosen_password: bool


async def resend_verification(
    given: ResendVerificationInput, by: Principal, idempotency_key: str | None = None
) -> UUID:
    """Send a new link to an address that is not verified; older links to it stop working. Answers the mail's id.

    Raises NotFound, Blocked (nothing to verify, or a client that may not log in: those are not written to) and
    TooManyAttempts within the cool-down.
    """
    client_id = as_id(given.client_id)
    async with tx():
        answered = await claim(idempotency_key, by, "resendVerification", given)
        if answered:
            return answered
        (client,) = await lock_standing(client_id)
        email = await _email_of(client, given.email_id)
        _refuse_pointless(client, email)
        await verification.cool_down(email.fold)
        message_id = await send_link(client, email, by)
        await settle(idempotency_key, by, message_id)
    return message_id


async def verify_email(token: str, password: str | None, address: str) -> str:
    """What `confirm` does, for who needs to know the address alone."""
    return (await confirm(token, password, address)).email


async def confirm(token: str, password: str | None, address: str) -> Confirmed:
    """Take a link back from the mail: the address is its owner's.

    A password is set only where none exists and the link is for the login address; elsewhere it is not looked at.
    `address` is the caller's on the network. Raises TokenRefused with a sentence for the client, and InvalidInput for
    a password that will not do (the link keeps working).
    """
    proof = await verification.look_up(token)
    client = await Client.get(id=proof.client_id)
    chosen: str | None = None
    if password is not None and _may_choose(client, proof):
        Faults(found=await password_faults(password, (client.display_name, client.login_email or ""))).refuse()
        chosen = await hash_password(password)
    async with tx():
        try:
            (client,) = await lock_standing(proof.client_id)
        except NotFound:
            raise verification.refusal("SUPERSEDED") from None
        await verification.consume(token)
        return await _confirm(client, proof, chosen, address)


async def send_link(client: Client, email: ClientEmail, by: Principal, *, not_before: datetime | None = None) -> UUID:
    """Mail a new link to an address of a locked client, and write down that it was. Answers the mail's id.

    It leaves at once, or at `not_before` (UTC).
    """
    await verification.withdraw(client.id, email.id, email.address)
    link = verification.draw(client.id, email.id, email.address, email.fold, now())
    choose = client.password_hash is None and client.login_fold == email.fold
    mail = verification.mail_of(link, name=client.display_name, language=client.language, choose=choose)
    mail = Row(mail.table, {**mail.values, "run_at": not_before or mail.values["run_at"]})
    changes = [Change("email", None, email.address)]
    await insert([link.row, mail, *happening("client.verification_sent", by, client.id, changes=changes)])
    wake(Calling.MAIL)
    message_id: UUID = mail.values["id"]
    return message_id


async def login_email_of(client: Client) -> ClientEmail | None:
    """The address a client logs in with, or would: its default one, where it was never let in or its own is gone."""
    emails = ClientEmail.filter(client_id=client.id)
    own = await emails.get_or_none(fold=client.login_fold) if client.login_fold else None
    return own or await emails.get_or_none(is_default=True)


async def _confirm(client: Client, proof: verification.Proof, chosen: str | None, address: str) -> Confirmed:
    email = await ClientEmail.get(id=proof.email_id)
    if email.fold != proof.address_fold:
        raise verification.refusal("SUPERSEDED")
    by = Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE, address=address)
    moment, before = now(), standing_of(client)
    changes = [Change("verifiedEmail", None, email.address)]
    if client.login_fold == email.fold and client.verified_at is None:
        client.verified_at = moment
        changes.append(Change("verifiedAt", None, moment_text(moment)))
    chooses = chosen is not None and _may_choose(client, proof)
    if chooses:
        client.password_hash = chosen
    await ClientEmail.filter(id=email.id, verified_at__isnull=True).update(verified_at=moment)
    await touch(client, "verified_at", "password_hash")
    moved = Move(client.origin.value, before, standing_of(client))
    await record("client.email_verified", by, client.id, changes=changes, move=moved, at=moment)
    if chooses:
        await record("client.password_chosen", by, client.id, at=moment)
    await settle_waiting(client, email, by)
    return Confirmed(email.address, client.id, chooses)


async def _email_of(client: Client, email_id: Id | None) -> ClientEmail:
    """The named address of the client, or its login address. Raises NotFound, and Blocked where there is none."""
    if email_id is not None:
        email = await ClientEmail.get_or_none(id=as_id(email_id), client_id=client.id)
        if email is None:
            raise NotFound()
        return email
    email = await login_email_of(client)
    if email is None:
        raise _blocked("NO_EMAIL", "This client has no e-mail address.")
    return email


def _refuse_pointless(client: Client, email: ClientEmail) -> None:
    if not client.allow_login:
        raise _blocked("LOGIN_DISABLED", "This client may not log in, so nothing is mailed. Allow login first.")
    if email.verified_at is not None:
        raise _blocked("ALREADY_VERIFIED", "This address is verified already.")


def _blocked(code: str, message: str) -> Blocked:
    return Blocked(message, blockers=(Hindrance(code, message),))


def _may_choose(client: Client, proof: verification.Proof) -> bool:
    return client.password_hash is None and client.login_fold == proof.address_fold
