"""Entering a client's account begins with a code, which works once and for a minute."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from atrium import settings
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing
from atrium.columns import now
from atrium.database import tx
from atrium.errors import Blocked, Forbidden, Hindrance
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.impersonation.inputs import ImpersonateClientInput, StartOrderForClientInput
from atrium.impersonation.models import Impersonation, ImpersonationMode
from atrium.impersonation.queries import hash_of
from atrium.principal import ActorKind, Principal

LASTS = timedelta(minutes=60)
CODE_LASTS = timedelta(seconds=60)
REASON_LONGEST = 1000
TO_ORDER = "To place an order."

LOGIN_DISABLED = Hindrance("LOGIN_DISABLED", "This client may not log in, so nobody can enter the account.")
GUEST = Hindrance("GUEST", "This client is a guest: there is no account to enter.")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What opens the account once: the code is kept nowhere. `url` carries it behind `#`, where no server sees it."""

    id: UUID
    code: str
    url: str


async def impersonate_client(given: ImpersonateClientInput, by: Principal) -> Ticket:
    """Let a signed-in staff member into a client's account for 60 minutes.

    Raises Forbidden for API tokens, InvalidInput (reason), NotFound for who does not stand, Blocked (LOGIN_DISABLED,
    GUEST).
    """
    client_id, faults = as_id(given.client_id), Faults()
    reason = faults.text("reason", given.reason, REASON_LONGEST, required=True, lines=True)
    faults.refuse()
    return await _start(client_id, given.mode, reason, by)


async def start_order_for_client(given: StartOrderForClientInput, by: Principal) -> Ticket:
    """Let a signed-in staff member order at the store as the client, and do nothing else there.

    Raises as `impersonate_client` does.
    """
    return await _start(as_id(given.client_id), ImpersonationMode.ORDER, TO_ORDER, by)


async def _start(client_id: UUID, mode: ImpersonationMode, reason: str, by: Principal) -> Ticket:
    if by.kind is not ActorKind.STAFF or by.session_id is None:
        raise Forbidden("Only staff who are signed in can enter a client's account, not API tokens.")
    code, moment = secrets.token_urlsafe(32), now()
    async with tx():
        (client,) = await lock_standing(client_id)
        check_open(client)
        made = await Impersonation.create(
            staff_id=by.id,
            session_id=by.session_id,
            actor_name=by.name,
            client_id=client.id,
            mode=mode,
            reason=reason,
            created_at=moment,
            code_hash=hash_of(code),
            code_expires_at=moment + CODE_LASTS,
            expires_at=moment + LASTS,
        )
        changes = [Change("mode", None, mode.value)]
        await record("impersonation.started", by, client.id, changes=changes, reason=reason, at=moment)
    return Ticket(made.id, code, f"{settings.current().base_url}/store/impersonate#code={code}")


def check_open(client: Client) -> None:
    """Whether the account can be entered. Raises Blocked (GUEST, LOGIN_DISABLED)."""
    if client.is_guest:
        raise Blocked(GUEST.message, blockers=(GUEST,))
    if not client.allow_login:
        raise Blocked(LOGIN_DISABLED.message, blockers=(LOGIN_DISABLED,))
