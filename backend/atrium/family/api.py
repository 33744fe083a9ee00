"""The door to families: accounts under an account."""

from __future__ import annotations

import inspect
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.api import Client, ability
from atrium.clients.listing.filter import visible
from atrium.events.api import Actor
from atrium.family import actions, at_the_store, models, tree
from atrium.family.inputs import LinkClientInput, LowerParentAccessInput, UnlinkClientInput
from atrium.graph.answers import Companions, answers, refers, refers_all
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.paging import checked_size
from atrium.graph.permits import CLIENT_SESSION
from atrium.graph.reading.declare import column, extend, extend_part, one, page, part, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import Sql
from atrium.ids import as_id
from atrium.orders.api import Money
from atrium.orders.money import amount_of
from atrium.principal import Principal

strawberry.enum(models.FamilyAccess, description=inspect.getdoc(models.FamilyAccess))
for _model in (LinkClientInput, UnlinkClientInput, LowerParentAccessInput):
    dress(_model)


def of_seen(principal: Principal) -> Sql | None:
    """A link is told of to whom its child is."""
    rule = visible(principal)
    child = "EXISTS (SELECT 1 FROM client k WHERE k.id = {t}.child_id AND "
    return rule and Sql(f"{child}{rule.on('k').text})", rule.params)


@reads("family_link", needs="client.read", model=models.FamilyLink, rows=of_seen)
class FamilyLink:
    """A child under its parent, from `linkedAt` until `endedAt`; null: it lasts."""

    id: strawberry.ID = column()
    child: Client | None = one("Client", on="{t}.id = {parent}.child_id")
    parent: Client | None = one("Client", on="{t}.id = {parent}.parent_id")
    parent_access: models.FamilyAccess = column("{t}.access")
    child_bills_parent: bool = column("{t}.bills_parent")
    linked_at: datetime = column()
    linked_by: Actor = part(
        "Actor", kind=column("{t}.linked_kind"), id=column("{t}.linked_id"), name=column("{t}.linked_name")
    )
    ended_at: datetime | None = column()


NEWEST_LINK_FIRST = fixed("links", Key("{t}.linked_at", Kind.MOMENT))

extend(
    "Client",
    family_link=one(
        "FamilyLink", on="{t}.child_id = {parent}.id AND {t}.ended_at IS NULL",
        doc="What binds the client to its parent; null without one.",
    ),
    family_links=page(
        "FamilyLink", on="{t}.child_id = {parent}.id", orders=NEWEST_LINK_FIRST,
        doc="All parents the client ever had, the present one first.",
    ),
)  # fmt: skip
extend_part("Client", "viewer_can", link=ability("client.link", "{t}.status NOT IN ('MERGED', 'DELETED', 'GUEST')"))


@answers(needs="order.read")
class FamilyFigures:
    """What orders come to. Amounts: one entry a currency."""

    order_count: int
    lifetime_value: list[Money]
    balance_due: list[Money]


@answers(needs="client.read")
class FamilyMember:
    """One account of a family. `depth`: 0 is the topmost; `own` figures, and with all accounts beneath it."""

    depth: int
    parent_id: strawberry.ID | None
    own: FamilyFigures
    with_descendants: FamilyFigures
    client_id: strawberry.Private[UUID]
    companions: strawberry.Private[Companions]
    client: Client | None = refers("Client", by="client_id", among="companions")


@answers(needs="client.read")
class Family:
    """A client's whole family: members with parents before their children; `total` counts those left out too."""

    members: list[FamilyMember]
    total: int


@query(needs="client.read")
async def family(info: strawberry.Info, client_id: strawberry.ID, first: int = 100) -> Family | None:
    """The tree of accounts that a client belongs to: its own line first, where not all can be shown."""
    key, size = uuid_or_none(client_id), checked_size(first, "first")
    found = key and await tree.family_of(key, size, info.context.principal)
    if not found:
        return None
    companions = Companions([one.client_id for one in found.members])
    return Family(members=[_member(one, companions) for one in found.members], total=found.total)


def _member(one: tree.Member, companions: Companions) -> FamilyMember:
    return FamilyMember(
        depth=one.depth,
        parent_id=strawberry.ID(str(one.parent_id)) if one.parent_id and one.depth else None,
        own=_figures(one.own),
        with_descendants=_figures(one.rolled_up),
        client_id=one.client_id,
        companions=companions,
    )


def _figures(figures: tree.Figures) -> FamilyFigures:
    lifetime: Any = _amounts(figures.lifetime)
    due: Any = _amounts(figures.due)
    return FamilyFigures(order_count=figures.order_count, lifetime_value=lifetime, balance_due=due)


def _amounts(minor: dict[str, int]) -> list[SimpleNamespace]:
    kept = sorted((currency, amount) for currency, amount in minor.items() if amount)
    return [SimpleNamespace(amount=amount_of(amount, currency), currency=currency) for currency, amount in kept]


@answers(needs="client.link")
class LinkPreview:
    """The line of accounts, were the child linked. `depth`: how many they are."""

    depth: int
    path_ids: strawberry.Private[list[UUID]]
    path: list[Client] = refers_all("Client", by="path_ids")


@query(LinkPreview, errors.NotFound, errors.LinkRefused, errors.Blocked, needs="client.link")
async def link_preview(child_id: strawberry.ID, parent_id: strawberry.ID) -> LinkPreview:
    """Whether a child may be put under a parent, and what line of accounts that gives, from the topmost down."""
    path = await actions.preview_link(as_id(child_id), as_id(parent_id))
    return LinkPreview(depth=len(path), path_ids=path)


@mutation(
    "Client", errors.NotFound, errors.InvalidInput, errors.LinkRefused, errors.Blocked, errors.IdempotencyConflict,
    needs="client.link",
)  # fmt: skip
async def link_client(info: strawberry.Info, input: LinkClientInput, idempotency_key: str | None = None) -> UUID:
    """Put an account under another: attaching a child and linking to a parent are this one act. Answers the child."""
    return await actions.link_client(input, info.context.principal, idempotency_key)


@mutation("Client", errors.NotFound, errors.Blocked, needs="client.link")
async def unlink_client(info: strawberry.Info, input: UnlinkClientInput) -> UUID:
    """Take a child out from under its parent. The history of the link stays."""
    return await actions.unlink_client(input, info.context.principal)


@mutation("Client", errors.NotFound, errors.Blocked, needs=CLIENT_SESSION)
async def lower_parent_access(info: strawberry.Info, input: LowerParentAccessInput) -> UUID:
    """At the store, a client allows its parent less in its account: NONE shuts the parent out at once."""
    return await actions.lower_parent_access(input, info.context.principal)


@answers(needs=CLIENT_SESSION)
class ChildAccount:
    """An account under the caller's that the caller may enter: its id, its public name, and how far that goes."""

    id: strawberry.ID
    public_name: str
    parent_access: models.FamilyAccess


@answers(needs=CLIENT_SESSION)
class ParentAccount:
    """The account above the caller's, by its public name, and what it may do in the caller's."""

    public_name: str
    parent_access: models.FamilyAccess
    child_bills_parent: bool


@query(needs=CLIENT_SESSION)
async def child_accounts(info: strawberry.Info, first: int = 50) -> list[ChildAccount]:
    """At the store: the accounts that the client may enter as their parent, by name."""
    size = checked_size(first, "first")
    found: Any = await at_the_store.children_to_enter(info.context.principal.client_id, size)
    return found  # type: ignore[no-any-return]


@query(needs=CLIENT_SESSION)
async def parent_account(info: strawberry.Info) -> ParentAccount | None:
    """At the store: the account that the client stands under; null without one."""
    found: Any = await at_the_store.parent_of(info.context.principal.client_id)
    return found  # type: ignore[no-any-return]
