"""The door of the access room: who asks, signing in and out, API tokens."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.access import actions, models, sessions, stepping_up
from atrium.access.inputs import CreateApiTokenInput
from atrium.columns import now
from atrium.graph.answers import answers, refers
from atrium.graph.context import Context
from atrium.graph.fields import mutation, page_of, query
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, STAFF_DOOR, STAFF_SESSION
from atrium.graph.reading.declare import Arguments, column, one, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import TRUE, Sql, all_of, none_of
from atrium.preferences.api import Preferences, shown
from atrium.preferences.staff import preferences_of
from atrium.principal import ActorKind, Principal

dress(CreateApiTokenInput)

# Staff and tokens are readable where an answer refers to them, and each such answer has a permission of its own.

GROUPS = "FROM staff_membership m JOIN staff_group g ON g.id = m.group_id WHERE m.staff_id = {t}.id"
STATE = """CASE WHEN {t}.disabled_at IS NOT NULL THEN 'DISABLED'
 WHEN {t}.invited_at IS NOT NULL THEN 'PENDING' ELSE 'ACTIVE' END"""
SESSIONS = f"(SELECT count(*) FROM staff_session s WHERE s.staff_id = {{t}}.id AND {sessions.COUNTS.format(t='s')})"

strawberry.enum(models.StaffState, description=inspect.getdoc(models.StaffState))


def for_owner(sql: str) -> str:
    """What only the staff member, and who manages staff, may know; null for others."""
    return f"(CASE WHEN ?bool OR {{t}}.id = ?uuid THEN {sql} END)"


def whose(principal: Principal) -> tuple[bool, UUID | None]:
    """The values for `for_owner`."""
    return principal.may("staff.manage"), principal.id


@reads("staff", needs=ANYONE, model=models.Staff)
class Staff:
    """Someone who works in the dashboard."""

    id: strawberry.ID = column()
    name: str = column()
    email: str = column()
    groups: list[str] = column(
        {
            "postgres": f"(SELECT COALESCE(json_agg(g.name ORDER BY g.name), '[]')::text {GROUPS})",
            "sqlite": f"(SELECT json_group_array(name) FROM (SELECT g.name {GROUPS} ORDER BY g.name))",
        },
        kind=Kind.JSON,
    )
    state: models.StaffState = column(STATE)
    created_at: datetime = column()
    last_login_at: datetime | None = column()
    invited_at: datetime | None = column(needs="staff.manage", doc="Set until the invitation is accepted.")
    disabled_at: datetime | None = column(needs="staff.manage")
    totp_at: datetime | None = column(
        for_owner("(SELECT f.confirmed_at FROM staff_totp f WHERE f.staff_id = {t}.id)"),
        params=whose,
        doc="Since when two-step sign-in is on; null also for who may not know.",
    )
    recovery_codes_left: int | None = column(
        for_owner("(SELECT count(*) FROM staff_recovery_code r WHERE r.staff_id = {t}.id AND r.used_at IS NULL)"),
        params=whose,
        doc="Null for who may not know.",
    )
    session_count: int = column(SESSIONS, needs="staff.manage", params=sessions.bounds, doc="Open sessions now.")


@reads("api_token", needs=ANYONE, model=models.ApiToken)
class ApiToken:
    """A secret with which a program acts for its owner.

    `scopes` is what it was given; it never does more than its owner may.
    """

    id: strawberry.ID = column()
    name: str = column()
    owner: Staff = one("Staff", on="{t}.id = {parent}.owner_id", nullable=False)
    scopes: list[str] = column({"postgres": "{t}.scopes::text", "sqlite": "{t}.scopes"}, kind=Kind.JSON)
    created_at: datetime = column()
    expires_at: datetime | None = column()
    last_used_at: datetime | None = column()
    revoked_at: datetime | None = column()


NEWEST_TOKEN_FIRST = fixed("tokens", Key("{t}.created_at", Kind.MOMENT))


@page_of("ApiToken", needs="token.manage", orders=NEWEST_TOKEN_FIRST, arguments={"isLive": lambda: bool})
def api_tokens(arguments: Arguments, principal: Principal) -> Sql:
    """One's own API tokens, newest first; for who manages staff, everybody's. `isLive`: only those that count now."""
    return all_of([of_owner(principal), counting(arguments.get("isLive"))])


def of_owner(principal: Principal) -> Sql:
    """The tokens that the caller may see. A token sees those of its owner."""
    if principal.may("staff.manage"):
        return TRUE
    if principal.kind is ActorKind.TOKEN:
        return Sql("{t}.owner_id = (SELECT o.owner_id FROM api_token o WHERE o.id = ?uuid)", (principal.id,))
    return Sql("{t}.owner_id = ?uuid", (principal.id,))


def counting(wanted: bool | None) -> Sql:
    """The tokens that are neither revoked nor expired; or, with `false`, the others."""
    if wanted is None:
        return TRUE
    live = Sql("({t}.revoked_at IS NULL AND ({t}.expires_at IS NULL OR {t}.expires_at > ?moment))", (now(),))
    return live if wanted else none_of(live)


async def preferred(root: Any) -> Preferences | None:
    """How the staff member likes the dashboard; null for everybody else."""
    return None if root.staff_id is None else shown(await preferences_of(root.staff_id))


@answers(needs=ANYONE)
class Viewer:
    """Who asks: exactly one of staff, token and client, or none of them."""

    permissions: list[str]
    staff_id: strawberry.Private[UUID | None]
    token_id: strawberry.Private[UUID | None]
    client_id: strawberry.Private[UUID | None]
    impersonation_id: strawberry.Private[UUID | None]
    staff: Staff | None = refers("Staff", by="staff_id")
    token: ApiToken | None = refers("ApiToken", by="token_id")
    client: Any = refers("Client", by="client_id")
    impersonation: Any = refers("Impersonation", by="impersonation_id")
    preferences: Preferences | None = strawberry.field(resolver=preferred, description=preferred.__doc__)


@answers(needs=ANYONE)
class SignedIn:
    """The session is open. `token` is answered only to a client who asked for one, and this once."""

    viewer: Viewer
    token: str | None = None


@answers(needs=STAFF_SESSION)
class CreatedApiToken:
    """A new token, and its secret, which is answered this once."""

    secret: str
    token_id: strawberry.Private[UUID]
    token: ApiToken = refers("ApiToken", by="token_id", nullable=False)


def viewer_of(principal: Principal) -> Viewer:
    """The caller, as the caller may know himself."""
    return Viewer(
        permissions=sorted(principal.permissions),
        staff_id=principal.id if principal.kind is ActorKind.STAFF else None,
        token_id=principal.id if principal.kind is ActorKind.TOKEN else None,
        client_id=principal.client_id,
        impersonation_id=principal.impersonating.id if principal.impersonating else None,
    )


def enter(context: Context, signed_in: actions.SignedInStaff) -> SignedIn:
    """Give the browser its cookie, and answer as whoever came in."""
    life = int((signed_in.expires_at - now()).total_seconds())
    context.set_cookie(sessions.cookie_name(), signed_in.secret, max_age=life)
    context.principal = signed_in.principal
    return SignedIn(viewer=viewer_of(signed_in.principal))


@query(needs=ANYONE)
async def viewer(info: strawberry.Info) -> Viewer:
    """Who asks, and what they may do."""
    return viewer_of(info.context.principal)


@mutation(SignedIn, errors.CodeRequired, errors.SignInRefused, errors.TooManyAttempts, needs=STAFF_DOOR)
async def sign_in(info: strawberry.Info, email: str, password: str, code: str | None = None) -> SignedIn:
    """Open a staff session. Every cause of a refusal gives the same answer. `code`: the app's, or a recovery code."""
    context: Context = info.context
    signed_in = await actions.sign_in(email, password, code, address=context.address, user_agent=context.user_agent)
    return enter(context, signed_in)


@mutation(
    SignedIn, errors.CodeRequired, errors.SignInRefused, errors.TooManyAttempts,
    needs=STAFF_SESSION, result="SignInResult",
)  # fmt: skip
async def step_up(info: strawberry.Info, password: str | None = None, code: str | None = None) -> SignedIn:
    """Prove again who acts, for ten minutes: with the password, or with a code where two-step sign-in is on."""
    context: Context = info.context
    context.principal = await stepping_up.step_up(password, code, context.principal)
    return SignedIn(viewer=viewer_of(context.principal))


@mutation(needs=STAFF_SESSION)
async def sign_out(info: strawberry.Info) -> bool:
    """End the session; it counts no longer from the next request on."""
    context: Context = info.context
    context.clear_cookie(sessions.cookie_name())
    return await actions.sign_out(context.principal)


@mutation(CreatedApiToken, errors.InvalidInput, needs="token.manage", fresh=True)
async def create_api_token(info: strawberry.Info, input: CreateApiTokenInput) -> CreatedApiToken:
    """Make an API token. Only a signed-in staff member may, and only with permissions of their own as scopes."""
    token, secret = await actions.create_token(input, info.context.principal)
    return CreatedApiToken(secret=secret, token_id=token.id)


@mutation(needs="token.manage")
async def revoke_api_token(info: strawberry.Info, id: strawberry.ID) -> bool:
    """End a token at once; answers whether it was there and still counted."""
    key = uuid_or_none(id)
    return key is not None and await actions.revoke_token(key, info.context.principal)
