"""What the acts on families take."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.family.models import FamilyAccess
from atrium.ids import Id


class LinkClientInput(BaseModel):
    """Who is to stand under whom, and what the parent may do there."""

    child_id: Id
    parent_id: Id
    parent_access: FamilyAccess = FamilyAccess.NONE
    child_bills_parent: bool = False


class UnlinkClientInput(BaseModel):
    """Whose link to the parent is to end."""

    child_id: Id


class LowerParentAccessInput(BaseModel):
    """What the parent may still do in the caller's account."""

    parent_access: FamilyAccess
