"""What the acts about staff and groups are given."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class InviteStaffInput(BaseModel):
    """Someone who shall work here. An address that was invited before and has not accepted gets a new link."""

    email: str
    name: str = ""
    group_ids: list[Id]


class UpdateStaffMemberInput(BaseModel):
    """What shall be different about a staff member; what is left out stays."""

    id: Id
    name: str | None = None
    group_ids: list[Id] | None = None


class DisableStaffInput(BaseModel):
    """Who may not come in any more, and why."""

    id: Id
    reason: str = ""


class EnableStaffInput(BaseModel):
    """Who may come in again, and why."""

    id: Id
    reason: str = ""


class AddStaffGroupInput(BaseModel):
    """A new group and what its members may do."""

    name: str
    permissions: list[str]


class UpdateStaffGroupInput(BaseModel):
    """What shall be different about a group of one's own; what is left out stays."""

    id: Id
    name: str | None = None
    permissions: list[str] | None = None


class RemoveStaffGroupInput(BaseModel):
    """The group that shall go."""

    id: Id
