"""Proving again who acts, before grave acts: a session that somebody left open is no proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from atrium import database
from atrium.access import passwords, sessions, throttle
from atrium.access.models import Staff
from atrium.access.totp import codes
from atrium.access.totp.actions import take_code
from atrium.columns import now
from atrium.errors import CodeRequired, Forbidden, SignInRefused
from atrium.events.actions import record
from atrium.principal import ActorKind, Principal

GUESSES, WINDOW = 10, timedelta(minutes=15)


async def step_up(password: str | None, code: str | None, by: Principal) -> Principal:
    """The caller, proved for ten minutes: by the password, or by a code where two-step sign-in is on.

    What is given beyond that must be right as well. Every refusal is the same, after the same work. Must not be called
    inside a transaction. Raises CodeRequired, SignInRefused, TooManyAttempts after ten tries in a quarter of an hour.
    """
    if by.kind is not ActorKind.STAFF or by.id is None or by.session_id is None:
        raise Forbidden("Only staff who are signed in can prove who they are.")
    person, limit = await Staff.get(id=by.id), throttle.Limit(f"step-up:{by.id}", GUESSES, WINDOW)
    await throttle.spend(limit)
    known = await passwords.verify_password(password or "", person.password_hash)
    if await codes.is_on(person.id):
        if not (code or "").strip():
            raise CodeRequired
        known = (known or password is None) and await take_code(person, code or "")
    if not known:
        await record("staff.step_up_refused", by)
        raise SignInRefused("That was not right. Please try again.")
    async with database.tx():
        await sessions.note_proof(by.session_id)
        await database.execute('DELETE FROM throttle WHERE "key" = $1', limit.key)
        await record("staff.stepped_up", by)
    return replace(by, proved_at=now())
