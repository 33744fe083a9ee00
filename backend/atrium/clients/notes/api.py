"""The door to the notes about clients."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.models import ClientNote
from atrium.clients.notes import actions
from atrium.clients.notes.inputs import (
    AddNoteInput,
    PinNoteInput,
    RemoveNoteInput,
    RestoreNoteInput,
    UpdateNoteInput,
)
from atrium.events.api import KEPT_BACK, Actor
from atrium.graph.answers import answers
from atrium.graph.fields import mutation
from atrium.graph.inputs import dress
from atrium.graph.reading.declare import column, extend, page, part, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import Sql
from atrium.principal import Principal

for _model in (AddNoteInput, UpdateNoteInput, PinNoteInput, RemoveNoteInput, RestoreNoteInput):
    dress(_model)

for _act in ("added", "edited", "pinned", "unpinned", "removed", "restored"):
    KEPT_BACK[f"note.{_act}"] = "note.read"  # the timeline tells a note's words


def kept(principal: Principal) -> Sql:
    """Removed notes are absent."""
    return Sql("{t}.removed_at IS NULL")


@reads("client_note", needs="note.read", model=ClientNote, rows=kept)
class Note:
    """What staff keep in mind about a client."""

    id: strawberry.ID = column()
    text: str = column()
    pinned: bool = column()
    version: int = column(doc="Grows with every change of the text; send it back so that no change is lost.")
    author: Actor = part(
        "Actor", kind=column("{t}.author_kind"), id=column("{t}.author_id"), name=column("{t}.author_name")
    )
    created_at: datetime = column()
    edited_at: datetime | None = column(doc="When the text was last changed.")


PINNED_FIRST = fixed("notes", Key("{t}.pinned", Kind.BOOL), Key("{t}.created_at", Kind.MOMENT))

extend("Client", notes=page("Note", on="{t}.client_id = {parent}.id", orders=PINNED_FIRST, needs="note.read"))


@answers(needs="note.write")
class RemovedNote:
    """The note is gone; `restoreNote` brings it back."""

    id: strawberry.ID


@mutation("Note", errors.NotFound, errors.InvalidInput, errors.IdempotencyConflict, needs="note.write")
async def add_note(info: strawberry.Info, input: AddNoteInput, idempotency_key: str | None = None) -> UUID:
    """Write a note about a client, at most 10,000 characters of plain text."""
    return await actions.add_note(input, info.context.principal, idempotency_key)


@mutation("Note", errors.NotFound, errors.InvalidInput, errors.StaleVersion, needs="note.write")
async def update_note(info: strawberry.Info, input: UpdateNoteInput) -> UUID:
    """Say something else in a note. An outdated version is refused."""
    return await actions.update_note(input, info.context.principal)


@mutation("Note", errors.NotFound, needs="note.write")
async def pin_note(info: strawberry.Info, input: PinNoteInput) -> UUID:
    """Let a note stand before the others, or no longer."""
    return await actions.pin_note(input, info.context.principal)


@mutation(RemovedNote, errors.NotFound, needs="note.write")
async def remove_note(info: strawberry.Info, input: RemoveNoteInput) -> RemovedNote:
    """Take a note away. It can be restored."""
    return RemovedNote(id=strawberry.ID(str(await actions.remove_note(input, info.context.principal))))


@mutation("Note", errors.NotFound, needs="note.write")
async def restore_note(info: strawberry.Info, input: RestoreNoteInput) -> UUID:
    """Bring a removed note back, as it was and where it stood."""
    return await actions.restore_note(input, info.context.principal)
