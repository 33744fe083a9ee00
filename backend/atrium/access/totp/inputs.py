"""What the acts about the second step are given."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class RemoveStaffTotpInput(BaseModel):
    """Who has lost the authenticator app, and how one knows."""

    id: Id
    reason: str = ""
