"""What staff and integrators give to merge clients, and to undo it."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class MergeChoice(BaseModel):
    """Whose value is taken in a field in which the clients differ."""

    field: str
    from_: Id


class MergeClientsInput(BaseModel):
    """Which clients become one. `previewToken` and `confirmationCode` are those of a preview that is still true.

    `take`: a choice each for fields in which they differ; where none is made, the preview's own counts.
    """

    source_ids: list[Id]
    destination_id: Id
    preview_token: str
    confirmation_code: str
    take: list[MergeChoice] | None = None


class UndoMergeInput(BaseModel):
    """Which merge is undone; with `preview` only what that would do is told."""

    merge_id: Id
    preview: bool = False
