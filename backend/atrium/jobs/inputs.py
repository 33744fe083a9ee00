"""What the jobs room's acts are given."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class CancelJobInput(BaseModel):
    """The work that shall stop."""

    id: Id
