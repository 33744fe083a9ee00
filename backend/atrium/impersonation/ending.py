"""Impersonations end by a word; every other ending is asked at each request, and written down when it is noticed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.columns import moment_of, now
from atrium.errors import NotFound
from atrium.events.actions import Change, record
from atrium.impersonation.models import Impersonation
from atrium.impersonation.queries import bounds, counts
from atrium.principal import SYSTEM, Door, Principal

BATCH = 50
OVER = "Its 60 minutes were over."
UNOPENED = "It was never opened."
CUT_OFF = "The client may no longer sign in, or whoever acted there has signed out or may no longer do this."

_END = """UPDATE impersonation SET ended_at = $2, ended_kind = $3, ended_id = $4, ended_name = $5
WHERE id = $1 AND ended_at IS NULL RETURNING client_id, mode"""
_PAST = f"""SELECT i.id, i.expires_at, i.code_expires_at, i.redeemed_at IS NULL AS unopened
FROM impersonation i WHERE i.ended_at IS NULL AND NOT {counts("i")} ORDER BY i.created_at, i.id LIMIT {BATCH}"""


async def end_impersonation(id: UUID | None, by: Principal) -> UUID:
    """End one at once: at the store's door the one that the caller is in, elsewhere any. One that is over stays so.

    Answers its id. Raises NotFound.
    """
    key = id
    if by.door is Door.STORE:
        inside = by.impersonating.id if by.impersonating else None
        key = inside if id in (None, inside) else None
    async with database.tx():
        found = key and await Impersonation.get_or_none(id=key)
        if not found or not await _is_seen(found.client_id, by):
            raise NotFound()
        await _end(found.id, by, now())
    return found.id


async def settle_ended() -> int:
    """Write down the endings that nobody announced: their hour, a code not redeemed, whatever cut them off; how many.

    For the log and the client's timeline alone: what no longer counts had no effect already.
    """
    past = await database.rows(_PAST, *bounds())
    for row in past:
        moment, why = _noticed(row["expires_at"], row["code_expires_at"], is_unopened=bool(row["unopened"]))
        async with database.tx():
            await _end(UUID(str(row["id"])), SYSTEM, moment, why)
    return len(past)


async def forget_past() -> int:
    """Forget the hashes of codes and secrets whose hour is over; how many rows had any. The rows stay, as the log."""
    forgotten = """UPDATE impersonation SET code_hash = NULL, secret_hash = NULL
      WHERE expires_at < $1 AND (code_hash IS NOT NULL OR secret_hash IS NOT NULL)"""
    return await database.execute(forgotten, now())


async def _end(id: UUID, by: Principal, at: datetime, why: str = "") -> None:
    actor = by.actor
    for row in await database.rows(_END, id, at, actor.kind.value, actor.id, actor.name):
        changes = [Change("mode", row["mode"], None)]
        await record("impersonation.ended", by, UUID(str(row["client_id"])), changes=changes, reason=why, at=at)


def _noticed(expires_at: datetime | str, code_expires_at: datetime | str, *, is_unopened: bool) -> tuple[datetime, str]:
    """When it ended, as far as that can be told now, and why."""
    moment, latest, unopened_at = now(), moment_of(expires_at), moment_of(code_expires_at)
    if is_unopened and unopened_at <= moment:
        return unopened_at, UNOPENED
    return (latest, OVER) if latest <= moment else (moment, CUT_OFF)


async def _is_seen(client_id: UUID, by: Principal) -> bool:
    """Whether the caller may know of the client."""
    if by.door is Door.STORE or by.may("client.read_deleted"):
        return True
    return await Client.filter(id=client_id, deleted_at__isnull=True).exists()
