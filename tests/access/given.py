"""Staff, sessions and tokens for tests that need someone to act."""

from __future__ import annotations

from functools import cache
from itertools import count

from argon2 import PasswordHasher

from atrium.access import actions
from atrium.access.authentication import authenticate
from atrium.access.inputs import CreateApiTokenInput
from atrium.access.models import ApiToken, Staff, StaffGroup, StaffMembership, found_by
from atrium.access.permissions import ADMINISTRATOR
from atrium.access.sessions import cookie_name, open_session
from atrium.access.staff import ensure_presets
from atrium.columns import now
from atrium.folding import fold_email
from atrium.principal import Door, Principal

PASSWORD = "seven green otters juggle"
ADDRESS = "192.0.2.7"

_numbers = count(1)


async def a_staff(
    name: str = "Ada King",
    email: str | None = None,
    *,
    group: str | None = ADMINISTRATOR,
    password: str = PASSWORD,
    is_disabled: bool = False,
) -> Staff:
    """Someone who can sign in with `password`; in no group when `group` is None."""
    email = email or f"staff{next(_numbers)}@example.org"
    person = await Staff.create(
        name=name,
        email=email,
        email_fold=fold_email(email),
        password_hash=_hash_of(password),
        found_by=found_by(name, email),
        disabled_at=now() if is_disabled else None,
    )
    if group is not None:
        await ensure_presets()
        await StaffMembership.create(staff=person, group=await StaffGroup.get(name=group))
    return person


async def a_session(person: Staff) -> dict[str, str]:
    """The headers with which this person's browser asks."""
    _, secret = await open_session(person.id, ADDRESS, "Firefox")
    return {"cookie": f"{cookie_name()}={secret}", "x-requested-by": "atrium"}


async def a_principal(person: Staff) -> Principal:
    """This person, signed in."""
    return await authenticate(await a_session(person), Door.STAFF, ADDRESS)


async def a_token(person: Staff, *scopes: str) -> tuple[ApiToken, dict[str, str]]:
    """A token of this person's, and the headers with which a program asks."""
    given = CreateApiTokenInput(name="Warehouse", scopes=list(scopes or ("client.read",)))
    token, secret = await actions.create_token(given, await a_principal(person))
    return token, {"authorization": f"Bearer {secret}"}


@cache
def _hash_of(password: str) -> str:
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(password)
