"""Authenticator apps for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pyotp

from atrium.access.models import Staff, StaffTotp
from atrium.access.totp import codes
from atrium.access.totp.actions import begin_totp, confirm_totp
from atrium.columns import now
from atrium.principal import Principal
from tests.access.given import a_principal, a_staff


@dataclass(frozen=True)
class App:
    """Somebody's phone: what it shows, now or some seconds from now."""

    secret: str
    owner: Staff
    recovery: tuple[str, ...] = ()

    def code(self, seconds: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(now() + timedelta(seconds=seconds))


async def an_app(person: Staff | None = None, by: Principal | None = None) -> App:
    """Someone who signs in with an app. The code it was confirmed with belongs to the step before this one."""
    person = person or await a_staff()
    by = by or await a_principal(person)
    begun = await begin_totp(by)
    app = App(begun.secret, person)
    recovery = await confirm_totp(app.code(-codes.STEP), by)
    await StaffTotp.filter(staff_id=person.id).update(last_step=int(now().timestamp()) // codes.STEP - 1)
    return App(begun.secret, person, tuple(recovery))


def a_wrong_code(app: App) -> str:
    """Six digits that the app shows neither now nor before or after."""
    shown = {app.code(seconds) for seconds in (-60, -30, 0, 30, 60)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in shown)
