"""Who has tried too often to sign in as a client, and letting the client try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from atrium.access import throttle
from atrium.access.throttle import Counted
from atrium.clients.models import Client
from atrium.clients.signing_in.actions import REALM
from atrium.clients.signing_in.inputs import LiftClientLockoutInput, read_reason
from atrium.clients.standing import lock_standing
from atrium.columns import moment_text
from atrium.database import tx
from atrium.events.actions import Change, record
from atrium.ids import as_id
from atrium.principal import Principal


@dataclass(frozen=True, slots=True)
class Lockout:
    """The attempts that count against a client now, and until when (UTC) some or all further ones are refused.

    `places` are the networks that they came from, the busiest first.
    """

    attempts: int
    locked_until: datetime | None
    places: list[Counted]


async def lockout_of(login_fold: str | None) -> Lockout:
    """What counts against a login address now; nothing for none."""
    found = [] if login_fold is None else await throttle.counted(REALM, login_fold)
    places = [one for one in found if one.network is not None]
    endings = [one.locked_until for one in found if one.locked_until]
    return Lockout(sum(one.attempts for one in places), max(endings, default=None), places)


async def lift_lockout(given: LiftClientLockoutInput, by: Principal) -> UUID:
    """Let a client try to sign in again at once, from everywhere. Answers its id; where nothing counts nothing happens.

    Raises NotFound, InvalidInput (path reason).
    """
    client_id, reason = as_id(given.client_id), read_reason(given.reason)
    async with tx():
        (client,) = await lock_standing(client_id)
        before = await lockout_of(client.login_fold)
        if client.login_fold is None or not await throttle.lift(REALM, client.login_fold):
            return client_id
        await record("client.lockout_lifted", by, client_id, changes=_changes(before), reason=reason)
    return client_id


async def client_seen(client_id: UUID, by: Principal) -> Client | None:
    """The client, if the caller may see it."""
    client = await Client.get_or_none(id=client_id)
    hidden = client is not None and client.deleted_at is not None and not by.may("client.read_deleted")
    return None if hidden else client


def _changes(before: Lockout) -> list[Change]:
    changes = [Change("attempts", before.attempts, 0)]
    if before.locked_until:
        changes.append(Change("lockedUntil", moment_text(before.locked_until), None))
    return changes
