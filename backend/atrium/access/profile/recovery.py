"""The way back in for staff who forgot their password: a link by mail.

Asking only writes down that somebody asked: for every address the same statement, so that neither the answer nor its
time tells whose address is known. The worker looks up whose it is.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from atrium import database
from atrium.access import links, passwords, sessions, throttle
from atrium.access.actions import REALM, fold_of
from atrium.access.models import LinkPurpose, ResetRequest, Staff
from atrium.access.profile.actions import take_password
from atrium.access.team.rules import about
from atrium.access.throttle import Limit
from atrium.columns import now
from atrium.errors import TooManyAttempts, TooManyRequests
from atrium.events.actions import record
from atrium.faults import Faults
from atrium.principal import SYSTEM, ActorKind, Principal
from atrium.waking import Calling, wake

BATCH = 20
FROM_ONE_NETWORK = 20
QUARTER = timedelta(minutes=15)

_log = logging.getLogger("atrium.access")


async def request_reset(email: str, address: str) -> None:
    """Write down that somebody at this network address forgot the password of this e-mail address.

    Raises TooManyRequests for a network that asks more than twenty times in a quarter of an hour.
    """
    try:
        await throttle.spend(Limit(f"reset@{throttle.network_of(address)}", FROM_ONE_NETWORK, QUARTER))
    except TooManyAttempts as refusal:
        raise TooManyRequests() from refusal
    await ResetRequest.create(email_fold=fold_of(email), address=address[:45])
    wake(Calling.MAIL)


async def answer_requests() -> int:
    """Mail a link to whom each waiting request is about, if anybody; how many requests there were.

    A request that fails holds up no other: it is dropped, and logged. Whoever made it may ask again.
    """
    waiting = await database.rows(f"SELECT id FROM staff_reset_request ORDER BY at, id LIMIT {BATCH}")
    for row in waiting:
        try:
            await database.retrying(partial(_settle, row["id"]))
        except database.UNREACHABLE:
            raise
        except Exception:
            _log.exception("A forgotten password could not be answered; the request is dropped")
            await _taken(row["id"])
    return len(waiting)


async def reset_password(token: str, password: str, address: str) -> str:
    """Take a new password from the holder of a mailed link: every session ends, and a lock-out is lifted.

    Answers the e-mail address to sign in with. Raises TokenRefused; InvalidInput (path password) for one that will not
    do (the link keeps working).
    """
    person = await Staff.get(id=await links.look_up(token, LinkPurpose.PASSWORD_RESET))
    Faults().refuse(await passwords.password_faults(password, (person.email, person.name)))
    password_hash = await passwords.hash_password(password)
    async with database.tx():
        await links.consume(token, LinkPurpose.PASSWORD_RESET)
        await take_password(person, password_hash)
        await sessions.end_all(person.id)
        await throttle.lift(REALM, person.email_fold)
        by = Principal(ActorKind.STAFF, person.id, person.name, address=address)
        await record("staff.password_reset", by, reason=about(person))
    return person.email


async def forget_past() -> int:
    """Remove requests that nobody has answered for a day: no worker was there, and nobody waits any more; how many."""
    return await database.execute("DELETE FROM staff_reset_request WHERE at < $1", now() - timedelta(days=1))


async def _settle(request_id: UUID | str) -> None:
    """Answer one request, unless another worker has taken it meanwhile."""
    async with database.tx():
        for row in await _taken(request_id):
            await _answer(row["email_fold"], row["address"])


async def _taken(request_id: UUID | str) -> list[dict[str, str]]:
    return await database.rows(
        "DELETE FROM staff_reset_request WHERE id = $1 RETURNING email_fold, address", request_id
    )


async def _answer(email_fold: str, address: str) -> None:
    person = await Staff.get_or_none(email_fold=email_fold, disabled_at__isnull=True, invited_at__isnull=True)
    if person is None or not await _is_due(email_fold):
        return
    await links.send(person, LinkPurpose.PASSWORD_RESET)
    await record(
        "staff.password_reset_requested", SYSTEM, reason=about(person, f"from {address or 'an unknown place'}.")
    )


async def _is_due(email_fold: str) -> bool:
    """Whether another mail may go to this address: one a minute, five an hour, ten a day."""
    whose = hashlib.sha256(email_fold.encode()).hexdigest()[:32]
    limits = {"minute": (1, timedelta(minutes=1)), "hour": (5, timedelta(hours=1)), "day": (10, timedelta(days=1))}
    try:
        await throttle.spend(*(Limit(f"reset:{name}:{whose}", *limit) for name, limit in limits.items()))
    except TooManyAttempts:
        return False
    return True
