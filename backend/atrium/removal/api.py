"""The door to removal: what speaks against it, deleting, restoring, erasing, and a client's own copy of its data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.api import ability
from atrium.events.api import Actor
from atrium.graph.answers import answers
from atrium.graph.faces import Blocker
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.reading.declare import column, extend, extend_part, one, part, reads
from atrium.graph.reading.filters import uuid_or_none
from atrium.ids import as_id
from atrium.merges.api import MergeMove
from atrium.removal import bulk as _bulk  # noqa: F401 - adds its act
from atrium.removal import deleting, erasing, exporting, restoring
from atrium.removal.blocking import blockers_of, refuse_merged, seen
from atrium.removal.inputs import DeleteClientInput, EraseClientInput, ExportClientDataInput, RestoreClientInput
from atrium.removal.returning import Return

for _model in (DeleteClientInput, RestoreClientInput, EraseClientInput, ExportClientDataInput):
    dress(_model)

DELETE, ERASE = "client.delete", "client.erase"


@reads("event", needs="client.read_deleted")
class Deletion:
    """When a client was deleted, by whom and why."""

    at: datetime = column()
    by: Actor = part("Actor", kind=column("{t}.actor_kind"), id=column("{t}.actor_id"), name=column("{t}.actor_name"))
    reason: str = column()


_DELETED_BY = """{t}.id = (SELECT e.id FROM event e WHERE e.client_id = {parent}.id AND e.action = 'client.deleted'
 AND {parent}.deleted_at IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1)"""

extend("Client", deletion=one("Deletion", on=_DELETED_BY, doc="The act by which this client was deleted."))
extend_part(
    "Client",
    "viewer_can",
    delete=ability(DELETE),
    restore=ability(DELETE, "{t}.deleted_at IS NOT NULL AND {t}.erased_at IS NULL"),
    erase=ability(ERASE, "{t}.erased_at IS NULL AND {t}.merged_into_id IS NULL"),
    export_data=column(
        "(?bool AND {t}.erased_at IS NULL AND {t}.merged_into_id IS NULL)",
        params=lambda principal: (all(principal.may(one) for one in exporting.NEEDS),),
    ),
)


@answers(needs=DELETE)
class DeletePreview:
    """What speaks against deleting a client. Each has to be named in `override`, or settled before."""

    blockers: list[Blocker]


@strawberry.enum
class FamilySide(Enum):
    """Where somebody stands in a family, seen from a client."""

    PARENT = "PARENT"
    CHILD = "CHILD"


@answers(needs=DELETE)
class ReturningLink:
    """A place in a family that a deletion took: it comes back with the client, unless `staysAway` says why not."""

    side: FamilySide
    client_id: strawberry.ID
    display_name: str
    stays_away: str | None


@answers(needs=DELETE)
class RestorePreview:
    """What a restoration gives back. `loginTaken`: another client logs in with its address by now."""

    login_taken: bool
    family: list[ReturningLink]


@answers(needs=ERASE)
class Erasure:
    """What an erasure removed and kept, counted by kind: the receipt, or with `dryRun` what it would be."""

    id: strawberry.ID = strawberry.field(description="The receipt's; of a dry run it names nothing.")
    client_id: strawberry.ID
    dry_run: bool
    removed: list[MergeMove]
    kept: list[MergeMove]
    at: datetime
    by_name: str


def _moves(counted: Mapping[str, int]) -> Any:
    return [SimpleNamespace(kind=kind, count=count, same=0) for kind, count in counted.items()]


def _face(found: erasing.Erased) -> Erasure:
    return Erasure(
        id=strawberry.ID(str(found.id)),
        client_id=strawberry.ID(str(found.client_id)),
        dry_run=found.is_dry_run,
        removed=_moves(found.removed),
        kept=_moves(found.kept),
        at=found.at,
        by_name=found.by_name,
    )


@query(DeletePreview, errors.NotFound, errors.Blocked, needs=DELETE)
async def delete_preview(info: strawberry.Info, client_id: strawberry.ID) -> DeletePreview:
    """What speaks against deleting a client now. Nothing is written."""
    client = await seen(as_id(client_id), info.context.principal)
    refuse_merged(client)
    found = [] if client.deleted_at else await blockers_of(client.id)
    return DeletePreview(blockers=[Blocker(code=one.code, message=one.message, count=one.count) for one in found])


@query(RestorePreview, errors.NotFound, errors.Blocked, needs=DELETE)
async def restore_preview(info: strawberry.Info, client_id: strawberry.ID) -> RestorePreview:
    """What restoring a deleted client would give back now. Nothing is written."""
    is_taken, family = await restoring.preview_restore(as_id(client_id), info.context.principal)
    return RestorePreview(login_taken=is_taken, family=[_returning(one) for one in family])


def _returning(one: Return) -> ReturningLink:
    return ReturningLink(
        side=FamilySide.PARENT if one.is_parent else FamilySide.CHILD,
        client_id=strawberry.ID(str(one.other.id)),
        display_name=one.other.display_name,
        stays_away=one.stays_away,
    )


@query(needs=ERASE)
async def erasure(info: strawberry.Info, client_id: strawberry.ID) -> Erasure | None:
    """The receipt of what was erased of a client; null where nothing was."""
    key = uuid_or_none(client_id)
    found = key and await erasing.receipt_of(key)
    return _face(found) if found else None


@mutation(
    "Client", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict,
    needs=DELETE, fresh=True,
)  # fmt: skip
async def delete_client(info: strawberry.Info, input: DeleteClientInput, idempotency_key: str | None = None) -> UUID:
    """Delete a client: gone from lists and figures, its login address free for others, and restorable.

    What speaks against it is listed, unless its code is named in `override`.
    """
    return await deleting.delete_client(input, info.context.principal, idempotency_key)


@mutation("Client", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.EmailTaken, needs=DELETE)
async def restore_client(info: strawberry.Info, input: RestoreClientInput) -> UUID:
    """Bring a deleted client back. Where another logs in with its address by now, give `loginEmail` or `withoutLogin`.

    Parent and children whom the deletion parted from it are linked again, as far as that can be: see `restorePreview`.
    """
    return await restoring.restore_client(input, info.context.principal)


@mutation(Erasure, errors.NotFound, errors.Blocked, needs=ERASE, fresh=True)
async def erase_client(info: strawberry.Info, input: EraseClientInput) -> Erasure:
    """Erase the personal data of a client, and of those merged into it, for good. Orders and payments stay.

    Unless `dryRun` is false nothing is done, only told.
    """
    return _face(await erasing.erase_client(input, info.context.principal))


@mutation(
    "Job", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.IdempotencyConflict,
    needs=exporting.NEEDS[0], fresh=True,
)  # fmt: skip
async def export_client_data(
    info: strawberry.Info, input: ExportClientDataInput, idempotency_key: str | None = None
) -> UUID:
    """Order a file with everything that is kept about a client: JSON for programs, and a page to read.

    The job says when and where to fetch it.
    """
    return await exporting.export_client_data(input, info.context.principal, idempotency_key)
