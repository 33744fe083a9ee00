"""What may be done about access: signing in and out, staff, API tokens.

Every act opens its own transaction. `sign_in` must not be called inside another one: what it counts has to stay counted
when it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium import database
from atrium.access import passwords, sessions, throttle, tokens
from atrium.access.authentication import of_session
from atrium.access.inputs import CreateApiTokenInput
from atrium.access.models import ApiToken, Staff
from atrium.access.team.rules import is_within, permissions_of
from atrium.access.totp.actions import ask_second_step
from atrium.columns import now
from atrium.errors import Forbidden, SignInRefused
from atrium.events.actions import Change, record
from atrium.faults import is_control
from atrium.folding import fold_email
from atrium.principal import SYSTEM, ActorKind, Principal

REALM = "staff"
LONGEST_FOLD = 640


@dataclass(frozen=True, slots=True)
class SignedInStaff:
    """Who signed in, and the secret for the cookie, which is kept nowhere. `expires_at` is UTC."""

    principal: Principal
    secret: str
    expires_at: datetime


async def sign_in(
    email: str, password: str, code: str | None = None, *, address: str, user_agent: str = ""
) -> SignedInStaff:
    """Open a session for whoever knows the password, and has the code where two-step sign-in is on.

    Raises SignInRefused, the same for a wrong password, an unknown address and a disabled account, after the same
    statements and one hash, and for a wrong code; CodeRequired beside a right password; TooManyAttempts before looking
    at any of them.
    """
    fold = fold_of(email)
    await throttle.count_sign_in(REALM, fold, address)
    person = await Staff.get_or_none(email_fold=fold)
    right = await passwords.verify_password(password, person.password_hash if person else None)
    known = person is not None and not person.disabled_at and right
    if person is None or not known or not await ask_second_step(person, code):
        who = person.email if person else "an unknown address"
        await record("staff.sign_in_refused", SYSTEM, reason=f"For {who}, from {address or 'an unknown place'}.")
        raise SignInRefused
    return await let_in(person, password, address, user_agent)


async def sign_out(by: Principal) -> bool:
    """End the caller's session at once. Answers whether there was one."""
    if by.kind is not ActorKind.STAFF or by.session_id is None:
        return False
    async with database.tx():
        if not await sessions.end(by.session_id):
            return False
        await record("staff.signed_out", by)
    return True


async def create_token(given: CreateApiTokenInput, by: Principal) -> tuple[ApiToken, str]:
    """Make a token that acts for the caller; answers it with its text, shown this once.

    Its scopes are among the caller's permissions, and it never does more than the caller may do when it is used.
    Raises Forbidden unless a signed-in staff member asks: a token makes no tokens. Raises InvalidInput with everything
    that is wrong.
    """
    if by.kind is not ActorKind.STAFF or by.session_id is None:
        raise Forbidden("API tokens are made by staff who are signed in, not by other tokens.")
    moment = now()
    name = given.checked_name(by, moment)
    made = tokens.make()
    async with database.tx():
        token = await ApiToken.create(
            owner_id=by.id,
            name=name,
            public_id=made.public_id,
            secret_hash=made.secret_hash,
            scopes=list(dict.fromkeys(given.scopes)),
            created_at=moment,
            expires_at=given.expires_at or moment + tokens.USUAL_LIFE,
        )
        await record("token.created", by, changes=_description_of(token))
    return token, made.text


async def revoke_token(token_id: UUID, by: Principal) -> bool:
    """End a token at once: one's own, or anyone's for who manages staff. Answers whether it counted until now.

    Raises Forbidden for a token of someone who may do what the caller may not: as every act on such a person.
    """
    async with database.tx():
        token = await _revocable(token_id, by)
        moment = now()
        if token is None or not await ApiToken.filter(id=token_id, revoked_at__isnull=True).update(revoked_at=moment):
            return False
        await record("token.revoked", by, changes=[Change("name", token.name, token.name), _revocation(moment)])
    return True


async def _revocable(token_id: UUID, by: Principal) -> ApiToken | None:
    """The token, while it counts and is one that the caller may know of."""
    token = await ApiToken.get_or_none(id=token_id, revoked_at__isnull=True)
    if token is None or token.owner_id == await _owner_of(by):  # type: ignore[attr-defined]
        return token
    if not by.may("staff.manage"):
        return None
    if not is_within(await permissions_of(token.owner_id), by):  # type: ignore[attr-defined]
        raise Forbidden("This token's owner may do more than you. Ask an administrator.")
    return token


async def _owner_of(by: Principal) -> UUID | None:
    """Whose tokens the caller may end: a token acts for its owner."""
    if by.kind is not ActorKind.TOKEN:
        return by.id
    return (await ApiToken.get(id=by.id)).owner_id  # type: ignore[attr-defined, no-any-return]


def fold_of(email: str) -> str:
    """The address as it is looked up. What no database could hold is one address that nobody has."""
    fold = fold_email(email[:LONGEST_FOLD])
    return "" if len(fold) > LONGEST_FOLD or any(is_control(sign) for sign in fold) else fold


async def let_in(person: Staff, password: str, address: str, user_agent: str) -> SignedInStaff:
    """Open a session for someone who has just proved who they are. Raises SignInRefused for who is disabled by now."""
    changed: dict[str, Any] = {"last_login_at": now()}
    if passwords.needs_rehash(person.password_hash):
        changed["password_hash"] = await passwords.hash_password(password)
    async with database.tx():
        session, secret = await sessions.open_session(person.id, address, user_agent)
        # The password may have been changed, or the person shut out, while this one was being verified.
        still = Staff.filter(id=person.id, password_hash=person.password_hash, disabled_at__isnull=True)
        if not await still.update(**changed):
            raise SignInRefused
        await throttle.forgive(REALM, person.email_fold, address)
        by = Principal(ActorKind.STAFF, person.id, person.name, session_id=session.id, address=address)
        await record("staff.signed_in", by)
    principal = await of_session(secret, address)
    if principal is None:  # disabled at this very moment
        raise SignInRefused
    return SignedInStaff(principal, secret, session.expires_at)


def _description_of(token: ApiToken) -> list[Change]:
    expires_at = token.expires_at.isoformat() if token.expires_at else None
    return [
        Change("name", None, token.name),
        Change("scopes", None, token.scopes),
        Change("expiresAt", None, expires_at),
    ]


def _revocation(moment: datetime) -> Change:
    return Change("revokedAt", None, moment.isoformat())
