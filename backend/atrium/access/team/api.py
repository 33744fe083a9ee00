"""The door to those who work here: members, their groups and sessions, invitations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.access import models, sessions
from atrium.access.api import STATE, SignedIn, enter
from atrium.access.permissions import PERMISSIONS
from atrium.access.team import groups, inputs, invitations, members
from atrium.database import dialect
from atrium.folding import fold
from atrium.graph.answers import answers
from atrium.graph.context import Context
from atrium.graph.fields import mutation, one_of, page_of, query
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, SIGNED_IN, STAFF_DOOR
from atrium.graph.reading.declare import Arguments, column, extend, many, reads
from atrium.graph.reading.dialects import Kind, dialect_named
from atrium.graph.reading.filters import contains, uuid_or_none, words
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of
from atrium.principal import Principal

for _model in (
    inputs.InviteStaffInput, inputs.UpdateStaffMemberInput, inputs.DisableStaffInput, inputs.EnableStaffInput,
    inputs.AddStaffGroupInput, inputs.UpdateStaffGroupInput, inputs.RemoveStaffGroupInput,
):  # fmt: skip
    dress(_model)

LONGEST_SEARCH = 200


@reads("staff_group", needs="staff.manage", model=models.StaffGroup)
class StaffGroup:
    """A named set of permissions. Those that come with Atrium (`isPreset`) stay as they are."""

    id: strawberry.ID = column()
    name: str = column()
    is_preset: bool = column()
    permissions: list[str] = column({"postgres": "{t}.permissions::text", "sqlite": "{t}.permissions"}, kind=Kind.JSON)
    member_count: int = column("(SELECT count(*) FROM staff_membership m WHERE m.group_id = {t}.id)")
    created_at: datetime = column()


def open_to(principal: Principal) -> Sql:
    """Sessions that count now: one's own, and everybody's for who manages staff."""
    counts = Sql(sessions.COUNTS, sessions.bounds(principal))
    own = TRUE if principal.may("staff.manage") else Sql("{t}.staff_id = ?uuid", (principal.id,))
    return all_of([counts, own])


@reads("staff_session", needs=SIGNED_IN, model=models.StaffSession, rows=open_to)
class StaffSession:
    """A browser in which somebody is signed in now."""

    id: strawberry.ID = column()
    created_at: datetime = column()
    seen_at: datetime = column()
    expires_at: datetime = column()
    address: str = column()
    user_agent: str = column()
    is_current: bool = column(
        "COALESCE({t}.id = ?uuid, FALSE)", params=lambda principal: (principal.session_id,), doc="The one that asks."
    )


IN_GROUPS = "{t}.id IN (SELECT m.group_id FROM staff_membership m WHERE m.staff_id = {parent}.id)"

extend(
    "Staff",
    member_of=many("StaffGroup", on=IN_GROUPS, order="{t}.name, {t}.id", limit=None, needs="staff.manage"),
    sessions=many("StaffSession", on="{t}.staff_id = {parent}.id", order="{t}.seen_at DESC, {t}.id DESC"),
)

BY_NAME = fixed("staff", Key("{t}.found_by", Kind.TEXT), direction="ASC")
GROUPS_BY_NAME = fixed("groups", Key("{t}.name", Kind.TEXT), direction="ASC")


@page_of(
    "Staff",
    needs="staff.manage",
    orders=BY_NAME,
    arguments={"search": lambda: str, "state": lambda: list[models.StaffState]},
)
def staff_members(arguments: Arguments, principal: Principal) -> Sql:
    """Who works here, by name. `search`: words of the name or the address, all of them; case and accents set aside."""
    asked = arguments.get("search") or ""
    if len(asked) > LONGEST_SEARCH:
        raise errors.BadUserInput(f"A search has at most {LONGEST_SEARCH} characters.")
    states = arguments.get("state")
    found = [contains("{t}.found_by", word, dialect_named(dialect())) for word in fold(asked).split()]
    return all_of([TRUE if states is None else words(STATE, states), *found])


@one_of("Staff", needs="staff.manage", arguments={"id": (strawberry.ID, strawberry.UNSET)})
def staff_member(arguments: Arguments, principal: Principal) -> Sql:
    """One who works here, or is invited to."""
    key = uuid_or_none(arguments["id"])
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


@page_of("StaffGroup", needs="staff.manage", orders=GROUPS_BY_NAME)
def staff_groups(arguments: Arguments, principal: Principal) -> Sql:
    """The groups, by name."""
    return TRUE


@answers(needs=SIGNED_IN)
class Permission:
    """Something that may be allowed, and what that means in a sentence."""

    name: str
    sentence: str


@query(needs=SIGNED_IN)
async def permissions() -> list[Permission]:
    """All that may be allowed, to groups and to API tokens."""
    return [Permission(name=name, sentence=sentence) for name, sentence in PERMISSIONS.items()]


@mutation(
    "Staff",
    errors.InvalidInput,
    errors.Blocked,
    errors.TooManyAttempts,
    errors.IdempotencyConflict,
    needs="staff.manage",
    fresh=True,
)
async def invite_staff(
    info: strawberry.Info, input: inputs.InviteStaffInput, idempotency_key: str | None = None
) -> UUID:
    """Invite someone by mail; the link works once, for seven days, until a newer one is sent."""
    return await invitations.invite_staff(input, info.context.principal, idempotency_key)


@mutation(SignedIn, errors.TokenRefused, errors.InvalidInput, errors.SignInRefused, needs=STAFF_DOOR)
async def accept_staff_invitation(
    info: strawberry.Info, token: str, password: str, name: str | None = None
) -> SignedIn:
    """Choose a password with the token of an invitation, and be signed in."""
    context: Context = info.context
    signed_in = await invitations.accept_invitation(token, name, password, context.address, context.user_agent)
    return enter(context, signed_in)


@mutation("Staff", errors.NotFound, errors.InvalidInput, errors.Blocked, needs="staff.manage", fresh=True)
async def update_staff_member(info: strawberry.Info, input: inputs.UpdateStaffMemberInput) -> UUID:
    """Change a name or the groups. The last administrator stays one."""
    return await members.update_member(input, info.context.principal)


@mutation("Staff", errors.NotFound, errors.InvalidInput, errors.Blocked, needs="staff.manage")
async def disable_staff(info: strawberry.Info, input: inputs.DisableStaffInput) -> UUID:
    """Shut someone out at once: sessions, tokens and links end. The last administrator cannot be."""
    return await members.disable_staff(input, info.context.principal)


@mutation("Staff", errors.NotFound, errors.InvalidInput, errors.Blocked, needs="staff.manage", fresh=True)
async def enable_staff(info: strawberry.Info, input: inputs.EnableStaffInput) -> UUID:
    """Let someone in again; who never accepted is invited again."""
    return await members.enable_staff(input, info.context.principal)


@mutation("StaffGroup", errors.InvalidInput, needs="staff.manage", fresh=True)
async def add_staff_group(info: strawberry.Info, input: inputs.AddStaffGroupInput) -> UUID:
    """Make a group of permissions that the caller has."""
    return await groups.add_group(input, info.context.principal)


@mutation("StaffGroup", errors.NotFound, errors.InvalidInput, errors.Blocked, needs="staff.manage", fresh=True)
async def update_staff_group(info: strawberry.Info, input: inputs.UpdateStaffGroupInput) -> UUID:
    """Change a group of one's own; its members have it so from their next request on."""
    return await groups.update_group(input, info.context.principal)


@answers(needs=ANYONE)
class RemovedStaffGroup:
    """The group is gone."""

    id: strawberry.ID


@mutation(RemovedStaffGroup, errors.NotFound, errors.Blocked, needs="staff.manage", fresh=True)
async def remove_staff_group(info: strawberry.Info, input: inputs.RemoveStaffGroupInput) -> RemovedStaffGroup:
    """Remove a group of one's own that nobody is in."""
    return RemovedStaffGroup(id=strawberry.ID(str(await groups.remove_group(input, info.context.principal))))
