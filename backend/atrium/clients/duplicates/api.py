"""The door to possible duplicates: of a client, of one about to be added, among all; and what is said about them."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.api import Client
from atrium.clients.duplicates import actions, grouped, inputs, queries
from atrium.clients.duplicates.inputs import (
    DismissDuplicateInput,
    DismissDuplicatesInput,
    DuplicateDraft,
    ReopenDuplicateInput,
    ReopenDuplicatesInput,
)
from atrium.clients.duplicates.traits import Traits, traits_of_client, traits_of_draft
from atrium.graph.answers import Companions, answers, refers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.paging import checked_size
from atrium.graph.reading.assemble import PageInfo
from atrium.graph.reading.filters import uuid_or_none

for _model in (
    DuplicateDraft,
    DismissDuplicateInput,
    ReopenDuplicateInput,
    inputs.DuplicatePair,
    DismissDuplicatesInput,
    ReopenDuplicatesInput,
):
    dress(_model)
for _enum in (queries.DuplicateRule, queries.Certainty):
    strawberry.enum(_enum, description=inspect.getdoc(_enum))


@answers(needs="client.read", flat=True)
class DuplicateReason:
    """One thing that is the same, as it is written with the client who was found."""

    rule: queries.DuplicateRule
    text: str


@answers(needs="client.read")
class PossibleDuplicate:
    """A client who may be the same as another, and why. `dismissedAt`: when somebody said that it is not."""

    certainty: queries.Certainty
    reasons: list[DuplicateReason]
    dismissed_at: datetime | None
    dismissed_by: str | None
    client_id: strawberry.Private[UUID]
    companions: strawberry.Private[Companions]
    client: Client | None = refers("Client", by="client_id", among="companions")


@answers(needs="client.read")
class DuplicateMember:
    """One of a group, and what this client has in common with others of it, as it is written here."""

    reasons: list[DuplicateReason]
    client_id: strawberry.Private[UUID]
    companions: strawberry.Private[Companions]
    client: Client | None = refers("Client", by="client_id", among="companions")


@answers(needs="client.read")
class DuplicateGroup:
    """Clients who may be one and the same, and why. Not all of a large group are shown: `size` counts them all."""

    id: strawberry.ID
    score: int = strawberry.field(description="How sure its surest pair is, out of 100.")
    size: int
    certainty: queries.Certainty
    reasons: list[DuplicateReason]
    members: list[DuplicateMember] = strawberry.field(description="At most ten.")


@answers(needs="client.read")
class DuplicateGroupConnection:
    """A page of groups, the surest first."""

    nodes: list[DuplicateGroup]
    total_count: int
    page_info: PageInfo


@answers(needs="client.read", flat=True)
class DismissedPair:
    """Two clients of whom something was said; send it back to take that back."""

    client_id: strawberry.ID
    other_id: strawberry.ID


@answers(needs="client.read")
class DismissedDuplicates:
    """What was said anew, or taken back, a pair at a time."""

    pairs: list[DismissedPair]


def _shown(found: Sequence[queries.Lookalike]) -> list[PossibleDuplicate]:
    companions = Companions([one.client_id for one in found])
    return [
        PossibleDuplicate(
            certainty=one.certainty,
            reasons=_reasons(one.reasons),
            dismissed_at=one.dismissed_at,
            dismissed_by=one.dismissed_by,
            client_id=one.client_id,
            companions=companions,
        )
        for one in found
    ]


def _reasons(reasons: Sequence[queries.Reason]) -> list[DuplicateReason]:
    return [DuplicateReason(rule=reason.rule, text=reason.text) for reason in reasons]


def _group(one: grouped.Likely, companions: Companions) -> DuplicateGroup:
    members = [
        DuplicateMember(reasons=_reasons(member.reasons), client_id=member.client_id, companions=companions)
        for member in one.members
    ]
    return DuplicateGroup(
        id=strawberry.ID(str(one.id)),
        score=one.score,
        size=one.size,
        certainty=one.certainty,
        reasons=_reasons(one.reasons),
        members=members,
    )


def _pairs(pairs: Sequence[tuple[UUID, UUID]]) -> DismissedDuplicates:
    said = [DismissedPair(client_id=strawberry.ID(str(a)), other_id=strawberry.ID(str(b))) for a, b in pairs]
    return DismissedDuplicates(pairs=said)


@query(needs="client.read")
async def duplicate_groups(
    first: int = 20, after: str | None = None, rule: queries.DuplicateRule | None = None
) -> DuplicateGroupConnection:
    """Groups of likely duplicates among all clients, the surest first, at most 50 a page; with `rule`, by it.

    Two hang together by the same e-mail, tax id, telephone number, or name and postcode, unless more than twenty have
    it: then it is no evidence. No two clients have the same external id. The groups follow what happens within seconds.
    """
    page = await grouped.page(first, after, rule)
    companions = Companions([member.client_id for one in page.groups for member in one.members])
    place = PageInfo(
        has_next_page=page.has_more, has_previous_page=after is not None, start_cursor=None, end_cursor=page.end
    )
    nodes = [_group(one, companions) for one in page.groups]
    return DuplicateGroupConnection(nodes=nodes, total_count=page.total, page_info=place)


@query(needs="client.read")
async def possible_duplicates(
    client_id: strawberry.ID, first: int = 10, with_dismissed: bool = False
) -> list[PossibleDuplicate]:
    """The clients who may be the same as this one, the surest first, at most ten; none for one who does not stand.

    Those of whom it was said that they are not are left out, or come last `withDismissed`.
    """
    key = uuid_or_none(client_id)
    traits = Traits() if key is None else await traits_of_client(key)
    size = checked_size(first, "first")
    return _shown(await queries.find(traits, size, but=key, with_dismissed=with_dismissed))


@query(needs="client.read")
async def lookalikes(draft: DuplicateDraft, first: int = 5) -> list[PossibleDuplicate]:
    """The clients who may be the one about to be added, the surest first, at most ten. A warning, never a refusal."""
    return _shown(await queries.find(traits_of_draft(draft), checked_size(first, "first")))


@mutation("Client", errors.NotFound, errors.InvalidInput, needs="client.update")
async def dismiss_duplicate(info: strawberry.Info, input: DismissDuplicateInput) -> UUID:
    """Remember that two clients who look alike are not the same. Both timelines tell it."""
    return await actions.dismiss_duplicate(input, info.context.principal)


@mutation("Client", errors.NotFound, errors.InvalidInput, needs="client.update")
async def reopen_duplicate(info: strawberry.Info, input: ReopenDuplicateInput) -> UUID:
    """Forget that two clients were said not to be the same."""
    return await actions.reopen_duplicate(input, info.context.principal)


@mutation(DismissedDuplicates, errors.NotFound, errors.InvalidInput, needs="client.update")
async def dismiss_duplicates(info: strawberry.Info, input: DismissDuplicatesInput) -> DismissedDuplicates:
    """Remember that several clients who look alike are all different ones. Their timelines tell it."""
    return _pairs(await actions.dismiss_duplicates(input, info.context.principal))


@mutation(DismissedDuplicates, errors.NotFound, errors.InvalidInput, needs="client.update")
async def reopen_duplicates(info: strawberry.Info, input: ReopenDuplicatesInput) -> DismissedDuplicates:
    """Forget that these pairs of clients were said not to be the same."""
    return _pairs(await actions.reopen_duplicates(input, info.context.principal))
