"""The door to one's own account."""

from __future__ import annotations

from uuid import UUID

import strawberry

from atrium import errors
from atrium.access.profile import actions, inputs, recovery
from atrium.access.team.members import end_session
from atrium.graph.answers import answers
from atrium.graph.fields import mutation
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, STAFF_DOOR, STAFF_SESSION

for _model in (inputs.ChangePasswordInput, inputs.UpdateProfileInput, inputs.EndStaffSessionInput):
    dress(_model)


@answers(needs=ANYONE)
class PasswordChanged:
    """The new password holds; `email` is the address to sign in with."""

    email: str


@answers(needs=STAFF_SESSION)
class EndedSessions:
    """How many sessions have ended."""

    count: int


@mutation(PasswordChanged, errors.InvalidInput, errors.TooManyAttempts, needs=STAFF_SESSION)
async def change_password(info: strawberry.Info, input: inputs.ChangePasswordInput) -> PasswordChanged:
    """Choose a new password, knowing the old one. All other sessions end."""
    return PasswordChanged(email=await actions.change_password(input, info.context.principal))


@mutation("Staff", errors.InvalidInput, needs=STAFF_SESSION)
async def update_profile(info: strawberry.Info, input: inputs.UpdateProfileInput) -> UUID:
    """Change one's own name."""
    return await actions.update_profile(input, info.context.principal)


@mutation(EndedSessions, errors.NotFound, errors.Blocked, needs=STAFF_SESSION)
async def end_staff_session(info: strawberry.Info, input: inputs.EndStaffSessionInput) -> EndedSessions:
    """End one session at once: one's own, or anyone's for who manages staff."""
    return EndedSessions(count=await end_session(input.id, info.context.principal))


@mutation(needs=STAFF_SESSION)
async def end_other_sessions(info: strawberry.Info) -> EndedSessions:
    """End every session of one's own but this one."""
    return EndedSessions(count=await actions.end_other_sessions(info.context.principal))


@mutation(needs=STAFF_DOOR)
async def request_staff_password_reset(info: strawberry.Info, email: str) -> bool:
    """Ask for a link to choose a new password. The answer is true for every address, known or not."""
    await recovery.request_reset(email, info.context.address)
    return True


@mutation(PasswordChanged, errors.TokenRefused, errors.InvalidInput, needs=STAFF_DOOR)
async def reset_staff_password(info: strawberry.Info, token: str, password: str) -> PasswordChanged:
    """Choose a new password with the token of a mailed link. Every session ends."""
    return PasswordChanged(email=await recovery.reset_password(token, password, info.context.address))
