"""The door to signing in at the store, to what of a client is open there, and to what staff do about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.access.api import SignedIn, viewer_of
from atrium.clients.api import Verified
from atrium.clients.links.queries import LinkState
from atrium.clients.signing_in import actions, by_staff, inputs, lockout, models, recovery, sessions
from atrium.columns import now
from atrium.graph.answers import answers
from atrium.graph.context import Context
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.permits import CLIENT_SESSION, STORE_DOOR
from atrium.graph.reading.declare import column, extend, open_at_the_store, page, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed

for _model in (
    inputs.LiftClientLockoutInput, inputs.EndClientSessionInput, inputs.EndClientSessionsInput,
    inputs.SendPasswordResetInput,
):  # fmt: skip
    dress(_model)

# All that a client sees at the store's door of the own record. Whatever is not named here stays closed.
open_at_the_store(
    "Client", "id", "number", "first_name", "last_name", "display_name", "public_name", "login_email", "verified_at",
    "language", "currency", "emails", "phones", "addresses", "companies", "default_email", "default_phone",
    "default_address", "default_company", "created_at", "last_login_at",
)  # fmt: skip
open_at_the_store("ClientEmail", "id", "address", "label", "is_default", "verified_at")
open_at_the_store("ClientPhone", "id", "number", "label", "country", "is_default")
open_at_the_store(
    "ClientAddress", "id", "label", "line1", "line2", "city", "region", "postcode", "country", "is_default"
)
open_at_the_store("ClientCompany", "id", "name", "tax_id", "registration_number", "is_default")


@reads("client_session", needs="client.login", model=models.ClientSession, rows=sessions.counting)
class ClientSession:
    """A browser in which a client is signed in now, or (`isToken`) a storefront on another site."""

    id: strawberry.ID = column()
    is_token: bool = column()
    created_at: datetime = column()
    seen_at: datetime = column()
    expires_at: datetime = column()
    address: str = column()
    user_agent: str = column()


NEWEST_SEEN_FIRST = fixed("client sessions", Key("{t}.seen_at", Kind.MOMENT))

extend(
    "Client",
    sessions=page(
        "ClientSession", on="{t}.client_id = {parent}.id", orders=NEWEST_SEEN_FIRST, needs="client.login",
        doc="Where the client is signed in now, last used first.",
    ),
)  # fmt: skip


@answers(needs="client.login")
class LockoutPlace:
    """A network from which somebody tried to sign in as the client without success."""

    network: str
    attempts: int
    locked_until: datetime | None


@answers(needs="client.login")
class ClientLockout:
    """The attempts to sign in that count against a client now. `lockedUntil`: until then some or all are refused."""

    attempts: int
    locked_until: datetime | None
    places: list[LockoutPlace]


@query(needs="client.login")
async def client_lockout(info: strawberry.Info, client_id: strawberry.ID) -> ClientLockout | None:
    """Who has tried too often to sign in as a client; null for a client that is not there."""
    key = uuid_or_none(client_id)
    client = key and await lockout.client_seen(key, info.context.principal)
    if not client:
        return None
    found = await lockout.lockout_of(client.login_fold)
    places = [
        LockoutPlace(network=one.network or "", attempts=one.attempts, locked_until=one.locked_until)
        for one in found.places
    ]
    return ClientLockout(attempts=found.attempts, locked_until=found.locked_until, places=places)


def enter(context: Context, signed_in: actions.SignedInClient) -> SignedIn:
    """Give the browser its cookie, and answer as whoever came in."""
    life = int((signed_in.expires_at - now()).total_seconds())
    context.set_cookie(sessions.cookie_name(), signed_in.secret, max_age=life)
    context.principal = signed_in.principal
    return SignedIn(viewer=viewer_of(signed_in.principal))


@mutation(SignedIn, errors.SignInRefused, errors.TooManyAttempts, needs=STORE_DOOR)
async def client_sign_in(info: strawberry.Info, email: str, password: str, as_token: bool = False) -> SignedIn:
    """Open a client's session. Every cause of a refusal gives the same answer.

    `asToken` answers a bearer token instead of setting a cookie, for storefronts on another site.
    """
    context: Context = info.context
    signed_in = await actions.sign_in(
        email, password, address=context.address, user_agent=context.user_agent, as_token=as_token
    )
    if not as_token:
        return enter(context, signed_in)
    context.principal = signed_in.principal
    return SignedIn(viewer=viewer_of(signed_in.principal), token=sessions.TOKEN + signed_in.secret)


@mutation(needs=CLIENT_SESSION)
async def client_sign_out(info: strawberry.Info) -> bool:
    """End the client's session; it counts no longer from the next request on."""
    context: Context = info.context
    context.clear_cookie(sessions.cookie_name())
    return await actions.sign_out(context.principal)


@mutation(SignedIn, Verified, errors.TokenRefused, errors.InvalidInput, needs=STORE_DOOR)
async def verify_email(info: strawberry.Info, token: str, password: str | None = None) -> SignedIn | Verified:
    """Prove an address with the token of a mailed link. A password is set only where none exists yet.

    Whoever chooses one is signed in at once, by a cookie: only callers who send X-Requested-By, which cookies need.
    """
    context: Context = info.context
    enters = context.uses_cookies
    verified = await actions.verify_email(token, password, context.address, context.user_agent, enters=enters)
    return enter(context, verified.signed_in) if verified.signed_in else Verified(email=verified.email)


@mutation(needs=STORE_DOOR)
async def request_password_reset(info: strawberry.Info, email: str) -> bool:
    """Ask for a link to choose a new password. The answer is true for every address, known or not."""
    await recovery.request_reset(email, info.context.address)
    return True


@query(needs=STORE_DOOR)
async def password_reset_link(token: str) -> LinkState:
    """What the token of a mailed link for a new password can still do. Nothing is used up."""
    return await recovery.look_at(token)


@mutation(Verified, errors.TokenRefused, errors.InvalidInput, needs=STORE_DOOR)
async def reset_password(info: strawberry.Info, token: str, password: str) -> Verified:
    """Choose a new password with the token of a mailed link. Every session ends."""
    return Verified(email=await recovery.reset_password(token, password, info.context.address))


@mutation("Client", errors.NotFound, errors.InvalidInput, needs="client.login")
async def lift_client_lockout(info: strawberry.Info, input: inputs.LiftClientLockoutInput) -> UUID:
    """Let a client who was locked out try to sign in again at once, from everywhere."""
    return await lockout.lift_lockout(input, info.context.principal)


@mutation("Client", errors.NotFound, needs="client.login")
async def end_client_session(info: strawberry.Info, input: inputs.EndClientSessionInput) -> UUID:
    """End one session of a client at once."""
    return await by_staff.end_session(input, info.context.principal)


@mutation("Client", errors.NotFound, errors.InvalidInput, needs="client.login")
async def end_client_sessions(info: strawberry.Info, input: inputs.EndClientSessionsInput) -> UUID:
    """End every session of a client at once. The client is not told."""
    return await by_staff.end_sessions(input, info.context.principal)


@mutation(
    "EmailMessage", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.TooManyAttempts,
    errors.IdempotencyConflict, needs="client.login",
)  # fmt: skip
async def send_password_reset(
    info: strawberry.Info, input: inputs.SendPasswordResetInput, idempotency_key: str | None = None
) -> UUID:
    """Mail a client a link for choosing a new password; the old one holds until the link is used."""
    return await by_staff.send_password_reset(input, info.context.principal, idempotency_key)
