"""A parent enters its child's account at the store, as far as their link allows."""

from __future__ import annotations

import secrets
from uuid import UUID

from atrium import database
from atrium.clients.standing import PUBLIC_NAME, lock_standing
from atrium.columns import now
from atrium.database import tx
from atrium.errors import Blocked, Hindrance, NotFound, TokenRefused
from atrium.events.actions import Change, record
from atrium.family.models import FamilyAccess, FamilyLink
from atrium.ids import as_id
from atrium.impersonation.inputs import EnterChildAccountInput
from atrium.impersonation.models import Impersonation, ImpersonationKind, ImpersonationMode
from atrium.impersonation.queries import hash_of
from atrium.impersonation.redeeming import Redeemed, redeem
from atrium.impersonation.starting import CODE_LASTS, LASTS, check_open
from atrium.principal import Principal

NO_ACCESS = Hindrance("NO_ACCESS", "This account does not let its parent in.")

_NAMED = f"SELECT {PUBLIC_NAME.replace('{t}', 'c')} AS name FROM client c WHERE c.id = $1"


async def enter_child_account(given: EnterChildAccountInput, by: Principal) -> Redeemed:
    """Let a signed-in client into the account under its own, for 60 minutes, and open it at once.

    What may be done there is what the link allows: VIEW, ORDER or FULL. The child is told by the public name who it
    was. Raises NotFound for what is no child of the caller, Blocked (NO_ACCESS, LOGIN_DISABLED, GUEST).
    """
    assert by.client_id is not None
    code, child_id = secrets.token_urlsafe(32), as_id(given.child_id)
    async with tx():
        mode = await _allowed(child_id, by.client_id)
        made = await Impersonation.create(
            kind=ImpersonationKind.PARENT,
            parent_id=by.client_id,
            session_id=by.session_id,
            actor_name=(await database.rows(_NAMED, by.client_id))[0]["name"],
            client_id=child_id,
            mode=mode,
            created_at=(moment := now()),
            code_hash=hash_of(code),
            code_expires_at=moment + CODE_LASTS,
            expires_at=moment + LASTS,
        )
        changes = [Change("mode", None, mode.value)]
        await record("impersonation.started", by, made.client_id, changes=changes, at=moment)
    try:
        return await redeem(code)
    except TokenRefused:  # the child, or staff, ended it in this very moment
        raise Blocked(NO_ACCESS.message, blockers=(NO_ACCESS,)) from None


async def _allowed(child_id: UUID, parent_id: UUID) -> ImpersonationMode:
    """How far the parent may go in the child's account now; the child is held."""
    (child,) = await lock_standing(child_id)
    link = await FamilyLink.get_or_none(child_id=child_id, parent_id=parent_id, ended_at=None)
    if link is None:
        raise NotFound()
    if link.access is FamilyAccess.NONE:
        raise Blocked(NO_ACCESS.message, blockers=(NO_ACCESS,))
    check_open(child)
    return ImpersonationMode(link.access.value)
