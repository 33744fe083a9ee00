"""What the acts about one's own account are given."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class ChangePasswordInput(BaseModel):
    """The password as it is and as it shall be."""

    old_password: str
    new_password: str


class UpdateProfileInput(BaseModel):
    """What others shall read."""

    name: str


class EndStaffSessionInput(BaseModel):
    """The session that shall end."""

    id: Id
