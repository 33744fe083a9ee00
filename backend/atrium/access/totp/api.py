"""The door to the second step of signing in."""

from __future__ import annotations

from uuid import UUID

import strawberry

from atrium import errors
from atrium.access.totp import actions, inputs
from atrium.graph.answers import answers
from atrium.graph.fields import mutation
from atrium.graph.inputs import dress
from atrium.graph.permits import STAFF_SESSION

dress(inputs.RemoveStaffTotpInput)


@answers(needs=STAFF_SESSION)
class TotpEnrolment:
    """What an authenticator app is given, shown this once: `picture` (SVG in a data URI) holds the same as `uri`."""

    secret: str
    uri: str
    picture: str


@answers(needs=STAFF_SESSION)
class RecoveryCodes:
    """Codes that work once each in place of the app's, shown this once."""

    codes: list[str]


@mutation(TotpEnrolment, errors.Blocked, needs=STAFF_SESSION, fresh=True)
async def begin_totp(info: strawberry.Info) -> TotpEnrolment:
    """Set up an authenticator app of one's own; it counts once a code of it is confirmed. Beginning anew voids it."""
    begun = await actions.begin_totp(info.context.principal)
    return TotpEnrolment(secret=begun.secret, uri=begun.uri, picture=begun.picture)


@mutation(
    RecoveryCodes, errors.InvalidInput, errors.NotFound, errors.TooManyAttempts, needs=STAFF_SESSION, fresh=True
)  # fmt: skip
async def confirm_totp(info: strawberry.Info, code: str) -> RecoveryCodes:
    """Turn two-step sign-in on with a code that the app shows. One's other sessions end."""
    return RecoveryCodes(codes=await actions.confirm_totp(code, info.context.principal))


@mutation(RecoveryCodes, errors.Blocked, needs=STAFF_SESSION, fresh=True)
async def renew_recovery_codes(info: strawberry.Info) -> RecoveryCodes:
    """Ten new recovery codes of one's own; the old ones stop working."""
    return RecoveryCodes(codes=await actions.renew_recovery_codes(info.context.principal))


@mutation("Staff", errors.Blocked, needs=STAFF_SESSION, fresh=True)
async def turn_off_totp(info: strawberry.Info) -> UUID:
    """Sign in by the password alone again."""
    return await actions.turn_off_totp(info.context.principal)


@mutation("Staff", errors.NotFound, errors.InvalidInput, errors.Blocked, needs="staff.manage", fresh=True)
async def remove_staff_totp(info: strawberry.Info, input: inputs.RemoveStaffTotpInput) -> UUID:
    """Turn two-step sign-in off for someone who has lost the app and the recovery codes."""
    return await actions.remove_totp(input, info.context.principal)
