"""What the mail room's acts are given."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class ResendMailInput(BaseModel):
    """The mail that shall be sent again."""

    id: Id
