"""Who stands under whom in the store that the oracle reads, now and formerly."""

from __future__ import annotations

from collections.abc import Sequence

from atrium.clients.models import Client
from atrium.family.models import FamilyAccess, FamilyLink
from atrium.principal import ActorKind
from tests.graph.oracle_chance import Rows


async def linked(made: Rows, clients: Sequence[Client]) -> None:
    """A link for every child, and former ones of other pairs."""
    present = [_link(made, child, child.parent, is_over=False) for child in clients if child.parent]
    pairs = [made.chance.sample(list(clients), 2) for _ in clients]
    former = [_link(made, child, parent, is_over=True) for child, parent in pairs]
    await FamilyLink.bulk_create([*present, *former])


def _link(made: Rows, child: Client, parent: Client, *, is_over: bool) -> FamilyLink:
    return FamilyLink(
        id=made.id(),
        child=child,
        parent=parent,
        access=made.chance.choice(list(FamilyAccess)),
        bills_parent=made.maybe(),
        linked_at=made.moment(),
        linked_kind=ActorKind.STAFF,
        linked_id=made.id() if made.maybe() else None,
        linked_name="Zoë",
        ended_at=made.moment() if is_over else None,
    )
