"""The door to clients' accounts for who acts in them, and to the log of who did."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.access.api import Viewer, viewer_of
from atrium.clients.api import Client
from atrium.clients.listing.filter import of_visible
from atrium.events.api import Actor
from atrium.graph.answers import answers, refers
from atrium.graph.context import Context
from atrium.graph.fields import mutation, page_of
from atrium.graph.inputs import dress
from atrium.graph.permits import CLIENT_SESSION, STAFF_SESSION, STORE_DOOR, WHEN_ORDERING
from atrium.graph.reading.declare import (
    Arguments,
    column,
    extend,
    extend_part,
    one,
    open_at_the_store,
    page,
    part,
    reads,
)
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of
from atrium.impersonation import authentication, ending, models, parents, queries, redeeming, starting
from atrium.impersonation.inputs import EnterChildAccountInput, ImpersonateClientInput, StartOrderForClientInput
from atrium.principal import ActorKind, Door, Principal

strawberry.enum(models.ImpersonationKind, description=inspect.getdoc(models.ImpersonationKind))
strawberry.enum(models.ImpersonationMode, description=inspect.getdoc(models.ImpersonationMode))
for _model in (ImpersonateClientInput, StartOrderForClientInput, EnterChildAccountInput):
    dress(_model)

# All that who only orders for a client sees beside the order: whose account it is. So order.place is enough for it.
WHEN_ORDERING.update(
    {
        "Query": {"viewer", "products", "order"},
        "Client": {"id", "number", "firstName", "lastName", "displayName", "publicName", "language", "currency"},
    }
)


def told(principal: Principal) -> Sql | None:
    """The row permission: with its client. At the store's door a client reads of those that were opened."""
    rule = of_visible(principal)
    if principal.door is Door.STORE and rule is not None:
        return all_of([rule, Sql("{t}.redeemed_at IS NOT NULL")])
    return rule


@reads("impersonation", needs="client.read", model=models.Impersonation, rows=told)
class Impersonation:
    """Staff, or the parent, in a client's account. It stays in the log for ever; the client may read it, too."""

    id: strawberry.ID = column()
    kind: models.ImpersonationKind = column()
    staff_name: str = column("{t}.actor_name", doc="Who acts, as called when it began; a parent by the public name.")
    client: Client = one("Client", on="{t}.id = {parent}.client_id", nullable=False)
    mode: models.ImpersonationMode = column()
    reason: str = column(doc="Why, for staff: the client is not told.")
    started_at: datetime = column("{t}.created_at")
    opened_at: datetime | None = column("{t}.redeemed_at", doc="When the account was entered; null: not yet, or never.")
    expires_at: datetime = column(doc="It ends then at the latest.")
    ended_at: datetime | None = column(doc="When it ended, or was seen to have ended.")
    ended_by: Actor | None = part(
        "Actor",
        absent="{t}.ended_kind IS NULL",
        kind=column("{t}.ended_kind"),
        id=column("{t}.ended_id"),
        name=column("{t}.ended_name"),
    )
    is_live: bool = column(queries.COMPILED, params=queries.moments, doc="Whether it counts at this moment.")


open_at_the_store(
    "Impersonation", "id", "kind", "staff_name", "mode", "started_at", "opened_at", "expires_at", "ended_at", "is_live"
)

NEWEST_FIRST = fixed("impersonations", Key("{t}.created_at", Kind.MOMENT))


def in_person(permission: str) -> Any:
    """Whether the caller may enter this client's account now. API tokens never may."""
    return column(
        f"(?bool AND {queries.OPEN})",
        params=lambda principal: (principal.kind is ActorKind.STAFF and principal.may(permission),),
    )


extend(
    "Client",
    impersonations=page(
        "Impersonation", on="{t}.client_id = {parent}.id", orders=NEWEST_FIRST, needs="client.impersonate",
        doc="Who of staff, or whether the parent, was in the client's account, newest first.",
    ),
)  # fmt: skip
extend_part("Client", "viewer_can", impersonate=in_person("client.impersonate"), start_order=in_person("order.place"))
open_at_the_store("Client", "impersonations")


@page_of(
    "Impersonation",
    needs="client.impersonate",
    orders=NEWEST_FIRST,
    arguments={"isLive": lambda: bool, "clientId": lambda: strawberry.ID},
)
def impersonations(arguments: Arguments, principal: Principal) -> Sql:
    """Who of staff is or was in clients' accounts, newest first. `isLive`: only those that count now."""
    wanted, client_id = arguments.get("isLive"), arguments.get("clientId")
    live = TRUE if wanted is None else queries.living(wanted, principal)
    return all_of([live, of_client(client_id)])


def of_client(given: str | None) -> Sql:
    """Those in one client's account."""
    if given is None:
        return TRUE
    key = uuid_or_none(given)
    return FALSE if key is None else Sql("{t}.client_id = ?uuid", (key,))


@answers(needs=STAFF_SESSION)
class ImpersonationTicket:
    """What opens the account in a new tab: the code works once, for a minute. `url` carries it behind `#`."""

    impersonation_id: strawberry.Private[UUID]
    url: str
    code: str
    impersonation: Impersonation = refers("Impersonation", by="impersonation_id", nullable=False)


@answers(needs=STORE_DOOR)
class RedeemedImpersonation:
    """The account is open to this browser, in requests that send the id as X-Impersonation."""

    impersonation_id: strawberry.Private[UUID]
    viewer: Viewer
    impersonation: Impersonation = refers("Impersonation", by="impersonation_id", nullable=False)


def ticket_of(started: starting.Ticket) -> ImpersonationTicket:
    return ImpersonationTicket(impersonation_id=started.id, url=started.url, code=started.code)


@mutation(
    ImpersonationTicket, errors.NotFound, errors.InvalidInput, errors.Blocked, needs="client.impersonate", fresh=True
)
async def impersonate_client(info: strawberry.Info, input: ImpersonateClientInput) -> ImpersonationTicket:
    """Enter a client's account at the store, for 60 minutes. Only signed-in staff may, for a reason."""
    return ticket_of(await starting.impersonate_client(input, info.context.principal))


@mutation(
    ImpersonationTicket, errors.NotFound, errors.InvalidInput, errors.Blocked,
    needs="order.place", result="ImpersonateClientResult",
)  # fmt: skip
async def start_order_for_client(info: strawberry.Info, input: StartOrderForClientInput) -> ImpersonationTicket:
    """Enter the store as a client for ordering only: choose products and submit. Only signed-in staff may."""
    return ticket_of(await starting.start_order_for_client(input, info.context.principal))


@mutation(RedeemedImpersonation, errors.TokenRefused, needs=STORE_DOOR)
async def redeem_impersonation(info: strawberry.Info, code: str) -> RedeemedImpersonation:
    """Take over the account that a code opens. It sets a cookie of its own, beside whoever else is signed in here."""
    return await _opened(await redeeming.redeem(code), info.context)


@mutation(RedeemedImpersonation, errors.NotFound, errors.Blocked, needs=CLIENT_SESSION)
async def enter_child_account(info: strawberry.Info, input: EnterChildAccountInput) -> RedeemedImpersonation:
    """At the store: a client enters the account of a child, for 60 minutes, as far as the child's link allows."""
    return await _opened(await parents.enter_child_account(input, info.context.principal), info.context)


async def _opened(redeemed: redeeming.Redeemed, context: Context) -> RedeemedImpersonation:
    life = int(starting.LASTS.total_seconds())
    context.set_cookie(redeeming.cookie_name(redeemed.id), redeemed.secret, max_age=life)
    context.principal = await authentication.entered(redeemed.id, redeemed.secret, context.address)
    return RedeemedImpersonation(impersonation_id=redeemed.id, viewer=viewer_of(context.principal))


@mutation(
    "Impersonation", errors.NotFound, needs="client.impersonate",
    at_the_store=CLIENT_SESSION, as_client=("VIEW", "ORDER", "FULL"),
)  # fmt: skip
async def end_impersonation(info: strawberry.Info, id: strawberry.ID | None = None) -> UUID:
    """End an impersonation at once: at the store's door the one that the tab is in, elsewhere any by its id."""
    context: Context = info.context
    key = uuid_or_none(id) if id else None
    if id and key is None:
        raise errors.NotFound
    ended = await ending.end_impersonation(key, context.principal)
    if context.door is Door.STORE:
        context.clear_cookie(redeeming.cookie_name(ended))
    return ended
