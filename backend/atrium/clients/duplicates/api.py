"""The door to possible duplicates: of a client, of one about to be added, and what is said about them."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.api import Client
from atrium.clients.duplicates import actions, queries
from atrium.clients.duplicates.inputs import DismissDuplicateInput, DuplicateDraft, ReopenDuplicateInput
from atrium.clients.duplicates.traits import Traits, traits_of_client, traits_of_draft
from atrium.graph.answers import Companions, answers, refers
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.paging import checked_size
from atrium.graph.reading.filters import uuid_or_none

for _model in (DuplicateDraft, DismissDuplicateInput, ReopenDuplicateInput):
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


def _shown(found: Sequence[queries.Lookalike]) -> list[PossibleDuplicate]:
    companions = Companions([one.client_id for one in found])
    return [
        PossibleDuplicate(
            certainty=one.certainty,
            reasons=[DuplicateReason(rule=reason.rule, text=reason.text) for reason in one.reasons],
            dismissed_at=one.dismissed_at,
            dismissed_by=one.dismissed_by,
            client_id=one.client_id,
            companions=companions,
        )
        for one in found
    ]


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
