"""What staff write about a client, as it arrives."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class AddNoteInput(BaseModel):
    """A note about a client. Pinned ones stand before the others."""

    client_id: Id
    text: str
    pinned: bool = False


class UpdateNoteInput(BaseModel):
    """What a note shall say instead; `version` is that of the text which was read."""

    id: Id
    version: int
    text: str


class PinNoteInput(BaseModel):
    """Whether a note stands before the others."""

    id: Id
    pinned: bool = True


class RemoveNoteInput(BaseModel):
    """Which note goes."""

    id: Id


class RestoreNoteInput(BaseModel):
    """Which removed note comes back."""

    id: Id
