"""What is kept so that duplicates among all clients are found at once: what each is recognised by, and the groups."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import new_id


class ClientTrait(Model):
    """One thing by which a client is recognised: a hash of the rule and of the value's plain form."""

    id = fields.BigIntField(primary_key=True, generated=True)
    client_id: UUID
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "traits")
    rule = fields.IntField()
    key = fields.BigIntField()

    class Meta:
        table = "client_trait"
        unique_together = (("client", "key"),)


class DuplicateGroup(Model):
    """Clients who hang together by what is the same. The id is the lowest of theirs, `rules` has a bit for each."""

    id = fields.UUIDField(primary_key=True)
    score = fields.IntField()
    size = fields.IntField()
    rules = fields.IntField()

    class Meta:
        table = "duplicate_group"


class ClientLikeness(Model):
    """That a client's traits were written down, as of which version, and in which group it is."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client_id: UUID
    client: fields.OneToOneRelation[Client] = fields.OneToOneField("atrium.Client", "likeness")
    version = fields.IntField()
    group: fields.ForeignKeyNullableRelation[DuplicateGroup] = fields.ForeignKeyField(
        "atrium.DuplicateGroup", "members", on_delete=fields.SET_NULL, null=True
    )

    class Meta:
        table = "client_likeness"
