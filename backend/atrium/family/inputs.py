"""What the acts on families take."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.family.models import FamilyAccess
from atrium.ids import Id


class LinkClientInput(BaseModel):
    child_id: Id
    parent_id: Id
    parent_access: FamilyAccess = FamilyAccess.NONE
    child_bills_parent: bool = False


class UnlinkClientInput(BaseModel):
    child_id: Id


class LowerParentAccessInput(BaseModel):
    parent_access: FamilyAccess
