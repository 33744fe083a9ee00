"""Writing notes about clients. Each act changes the client's version too; its timeline tells the words."""

from __future__ import annotations

from uuid import UUID

from atrium.clients.models import Client, ClientNote
from atrium.clients.notes.inputs import (
    AddNoteInput,
    PinNoteInput,
    RemoveNoteInput,
    RestoreNoteInput,
    UpdateNoteInput,
)
from atrium.clients.standing import lock_standing, touch
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import NotFound, StaleVersion
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

NOTE_LONGEST = 10_000


async def add_note(given: AddNoteInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Write a note about a client. Answers the note's id.

    Raises InvalidInput (text: REQUIRED, CONTROL_CHARACTER, TOO_LONG beyond 10,000 characters), NotFound and
    IdempotencyConflict.
    """
    text, client_id, note_id = _read(given.text), as_id(given.client_id), new_id()
    async with tx():
        answered = await claim(idempotency_key, by, "addNote", given, note_id)
        if answered:
            return answered
        (client,) = await lock_standing(client_id)
        await ClientNote.create(
            id=note_id,
            client_id=client_id,
            text=text,
            pinned=given.pinned,
            author_kind=by.actor.kind,
            author_id=by.actor.id,
            author_name=by.actor.name,
        )
        await touch(client)
        await record("note.added", by, client_id, changes=[Change("note", None, text)], at=client.updated_at)
    return note_id


async def update_note(given: UpdateNoteInput, by: Principal) -> UUID:
    """Say something else in a note. The same words leave no trace. Answers the note's id.

    Raises InvalidInput as `add_note`, NotFound, and StaleVersion when the note says something else than what was read.
    """
    text = _read(given.text)
    async with tx():
        client, note = await _lock(as_id(given.id))
        if note.version != given.version:
            raise StaleVersion(current_version=note.version)
        if note.text == text:
            return note.id
        before, note.text = note.text, text
        note.version += 1
        await touch(client)
        note.edited_at = client.updated_at
        await note.save(update_fields=["text", "version", "edited_at"])
        await record("note.edited", by, client.id, changes=[Change("note", before, text)], at=client.updated_at)
    return note.id


async def pin_note(given: PinNoteInput, by: Principal) -> UUID:
    """Let a note stand before the others, or no longer. The words keep their version. Answers the note's id.

    Raises NotFound.
    """
    async with tx():
        client, note = await _lock(as_id(given.id))
        if note.pinned == given.pinned:
            return note.id
        note.pinned = given.pinned
        await note.save(update_fields=["pinned"])
        await touch(client)
        if given.pinned:
            changes = [Change("pinnedNote", None, note.text)]
            await record("note.pinned", by, client.id, changes=changes, at=client.updated_at)
        else:
            changes = [Change("pinnedNote", note.text, None)]
            await record("note.unpinned", by, client.id, changes=changes, at=client.updated_at)
    return note.id


async def remove_note(given: RemoveNoteInput, by: Principal) -> UUID:
    """Take a note away. Answers its id, by which it can be restored. Raises NotFound."""
    async with tx():
        client, note = await _lock(as_id(given.id))
        note.removed_at = now()
        await note.save(update_fields=["removed_at"])
        await touch(client)
        await record("note.removed", by, client.id, changes=[Change("note", note.text, None)], at=client.updated_at)
    return note.id


async def restore_note(given: RestoreNoteInput, by: Principal) -> UUID:
    """Bring a removed note back, as it was and where it stood. Answers its id. Raises NotFound."""
    async with tx():
        client, note = await _lock(as_id(given.id), removed=True)
        if note.removed_at is None:
            return note.id
        note.removed_at = None
        await note.save(update_fields=["removed_at"])
        await touch(client)
        await record("note.restored", by, client.id, changes=[Change("note", None, note.text)], at=client.updated_at)
    return note.id


async def _lock(note_id: UUID, *, removed: bool = False) -> tuple[Client, ClientNote]:
    """The note as it is now, and its client, held until the transaction ends. Raises NotFound.

    The client is what is locked, as in every act on its belongings; the note is read once that is held.
    """
    found = await ClientNote.get_or_none(id=note_id)
    if found is None:
        raise NotFound()
    (client,) = await lock_standing(found.client_id)
    note = await ClientNote.get_or_none(id=note_id)
    if note is None or (note.removed_at is not None and not removed):
        raise NotFound()
    return client, note


def _read(text: str) -> str:
    faults = Faults()
    read = faults.text("text", text, NOTE_LONGEST, required=True, lines=True)
    faults.refuse()
    return read
