"""Which account stands under which, since when, and what that allows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from atrium.clients.models import Client


class FamilyAccess(StrEnum):
    """What the parent may do in the child's account at the store; each allows what those before it do."""

    NONE = "NONE"
    VIEW = "VIEW"
    ORDER = "ORDER"
    FULL = "FULL"


class FamilyLink(Model):
    """A child under its parent from `linked_at` until `ended_at`; while it lasts, `client.parent_id` names the parent.

    A child has one link that lasts at most; those that ended stay, as the history.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    child_id: UUID
    child: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "links_up")
    parent_id: UUID
    parent: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "links_down")
    access = fields.CharEnumField(FamilyAccess, max_length=10)
    bills_parent = fields.BooleanField(default=False)
    linked_at = MomentField(default=now)
    linked_kind = fields.CharEnumField(ActorKind, max_length=20)
    linked_id = fields.UUIDField(null=True)
    linked_name = fields.CharField(max_length=402)
    ended_at = MomentField(null=True)

    class Meta:
        table = "family_link"
