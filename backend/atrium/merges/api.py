"""The door to merges: what one would do, doing it, undoing it, and what was merged into whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from atrium import errors
from atrium.clients.api import Client, ability
from atrium.columns import now
from atrium.events.api import Actor
from atrium.graph.answers import answers, refers, refers_all
from atrium.graph.faces import Blocker
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.permits import SIGNED_IN
from atrium.graph.reading.declare import column, extend, extend_part, many, one, page, part, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, Sql
from atrium.ids import as_id
from atrium.merges import actions, models, preview, undoing
from atrium.merges.differing import Conflict
from atrium.merges.inputs import MergeChoice, MergeClientsInput, UndoMergeInput
from atrium.merges.undoable import POSSIBLE
from atrium.principal import Door, Principal

for _model in (MergeChoice, MergeClientsInput, UndoMergeInput):
    dress(_model)

MERGE = "client.merge"
NEWEST_FIRST = fixed("merges", Key("{t}.at", Kind.MOMENT))

_MOVES = {
    "postgres": """(SELECT value ->> 'kind' AS kind, CAST(value ->> 'count' AS bigint) AS count,
 CAST(value ->> 'same' AS bigint) AS same, place FROM jsonb_array_elements({parent}.moves)
 WITH ORDINALITY e(value, place))""",
    "sqlite": """(SELECT value ->> 'kind' AS kind, value ->> 'count' AS count, value ->> 'same' AS same, key AS place
 FROM json_each({parent}.moves))""",
}


@reads(_MOVES, needs=SIGNED_IN)
class MergeMove:
    """How many of a kind move, and how many stay behind because the survivor has the same."""

    kind: str = column()
    count: int = column()
    same: int = column()


def of_visible(principal: Principal) -> Sql | None:
    """A merge is told of to whom its survivor is; at the store's door to nobody."""
    if principal.door is Door.STORE:
        return FALSE
    if principal.may("client.read_deleted"):
        return None
    return Sql("NOT EXISTS (SELECT 1 FROM client h WHERE h.id = {t}.destination_id AND h.status = 'DELETED')")


@reads("client_merge", needs="client.read", model=models.ClientMerge, rows=of_visible)
class Merge:
    """One act by which clients were merged into another."""

    id: strawberry.ID = column()
    at: datetime = column()
    by: Actor = part("Actor", kind=column("{t}.by_kind"), id=column("{t}.by_id"), name=column("{t}.by_name"))
    destination: Client = one("Client", on="{t}.id = {parent}.destination_id", nullable=False)
    sources: list[Client] = many(
        "Client",
        on="{t}.id IN (SELECT s.client_id FROM client_merge_source s WHERE s.merge_id = {parent}.id)",
        order="{t}.number, {t}.id",
        limit=None,
    )
    moves: list[MergeMove] = many("MergeMove", on="TRUE", order="{t}.place", limit=None)
    undoable_until: datetime = column()
    undone_at: datetime | None = column()
    undone_by: Actor | None = part(
        "Actor",
        absent="{t}.undone_kind IS NULL",
        kind=column("{t}.undone_kind"),
        id=column("{t}.undone_id"),
        name=column("{t}.undone_name"),
    )
    can_undo: bool = column(
        f"(?bool AND {POSSIBLE})",
        params=lambda principal: (principal.may(MERGE), now()),
        doc="Whether the caller may undo it, and it is possible now.",
    )


_MERGED_BY = """{t}.id = (SELECT sm.id FROM client_merge_source ss JOIN client_merge sm ON sm.id = ss.merge_id
 WHERE ss.client_id = {parent}.id AND sm.undone_at IS NULL AND {parent}.merged_into_id IS NOT NULL
 ORDER BY sm.at DESC, sm.id DESC LIMIT 1)"""

extend(
    "Client",
    merges=page("Merge", on="{t}.destination_id = {parent}.id", orders=NEWEST_FIRST),
    merged_by=one("Merge", on=_MERGED_BY, doc="The act by which this client was merged into another."),
)
extend_part("Client", "viewer_can", merge=ability(MERGE))


@answers(needs=MERGE)
class MergeValue:
    """What one of the sources has in a field."""

    client_id: strawberry.ID
    value: JSON | None


@answers(needs=MERGE)
class MergeConflict:
    """A field in which the clients differ, and whose value is taken unless somebody chooses another's."""

    field: str
    label: str
    destination: JSON | None
    sources: list[MergeValue]
    chosen: strawberry.ID


@answers(needs=MERGE)
class MergePreview:
    """What a merge would do now. `token` is of exactly this state of all the clients."""

    token: str
    confirmation_code: str = strawberry.field(description="Shown to the person, typed back by the person.")
    moves: list[MergeMove]
    conflicts: list[MergeConflict]
    blockers: list[Blocker]


@answers(needs=MERGE)
class MergedClients:
    """What was merged, and the client that is left."""

    merge_id: strawberry.Private[UUID]
    client_id: strawberry.Private[UUID]
    merge: Merge = refers("Merge", by="merge_id", nullable=False)
    client: Client = refers("Client", by="client_id", nullable=False)


@answers(needs=MERGE)
class UndoneMerge:
    """A merge that was undone, whose clients stand again: what went back, and what stays since it has been changed."""

    merge_id: strawberry.Private[UUID]
    client_ids: strawberry.Private[list[UUID]]
    returned: list[MergeMove]
    stayed: list[MergeMove]
    merge: Merge = refers("Merge", by="merge_id", nullable=False)
    clients: list[Client] = refers_all("Client", by="client_ids")


def _moves(counted: Iterable[tuple[str, int, int]]) -> Any:
    return [SimpleNamespace(kind=kind, count=count, same=same) for kind, count, same in counted]


def _conflict(found: Conflict) -> MergeConflict:
    (_, own), *others = found.values.items()
    values = [MergeValue(client_id=strawberry.ID(str(key)), value=value) for key, value in others]
    return MergeConflict(
        field=found.field, label=found.label, destination=own, sources=values, chosen=strawberry.ID(str(found.chosen))
    )


@query(MergePreview, errors.NotFound, errors.MergeRefused, needs=MERGE)
async def merge_preview(
    info: strawberry.Info, source_ids: list[strawberry.ID], destination_id: strawberry.ID
) -> MergePreview:
    """What merging these clients into the destination would do now. Nothing is written."""
    found = await preview.preview([as_id(one) for one in source_ids], as_id(destination_id), info.context.principal)
    return MergePreview(
        token=found.token,
        confirmation_code=found.code,
        moves=_moves((one.kind, one.count, one.same) for one in found.moves),
        conflicts=[_conflict(one) for one in found.conflicts],
        blockers=[Blocker(code=one.code, message=one.message, count=one.count) for one in found.blockers],
    )


@mutation(
    MergedClients, errors.NotFound, errors.InvalidInput, errors.MergeRefused, errors.StalePreview, errors.Blocked,
    errors.IdempotencyConflict, needs=MERGE, fresh=True,
)  # fmt: skip
async def merge_clients(
    info: strawberry.Info, input: MergeClientsInput, idempotency_key: str | None = None
) -> MergedClients:
    """Move everything of one or several clients to another; they stay as signposts to it. For 30 days it can be undone.

    Refused where the clients are no longer as they were previewed.
    """
    merge_id = await actions.merge_clients(input, info.context.principal, idempotency_key)
    return MergedClients(merge_id=merge_id, client_id=as_id(input.destination_id))


@mutation(
    UndoneMerge, errors.NotFound, errors.InvalidInput, errors.MergeRefused, errors.IdempotencyConflict,
    needs=MERGE, fresh=True,
)  # fmt: skip
async def undo_merge(info: strawberry.Info, input: UndoMergeInput, idempotency_key: str | None = None) -> UndoneMerge:
    """Give merged clients back what nobody has changed since; what somebody has stays and is listed.

    With `preview` nothing is done, only told.
    """
    undone = await undoing.undo_merge(input, info.context.principal, idempotency_key)
    return UndoneMerge(
        merge_id=undone.merge_id,
        client_ids=undone.client_ids,
        returned=_moves((kind, count, 0) for kind, count in undone.returned.items() if count),
        stayed=_moves((kind, count, 0) for kind, count in undone.stayed.items() if count),
    )
