"""What was merged into whom, and the journal from which it can be undone."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind


class ClientMerge(Model):
    """One act by which clients were merged into another.

    `moves` tells what moved and what stayed as a double, counted by kind. `event_id` is the event that tells it: what
    the survivor's own facts were before stands there. `outcome` is what returned and what stayed when it was undone.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    at = MomentField(default=now)
    destination_id: UUID
    destination: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "merges", on_delete=fields.RESTRICT
    )
    by_kind = fields.CharEnumField(ActorKind, max_length=20)
    by_id = fields.UUIDField(null=True)
    by_name = fields.CharField(max_length=402)
    event_id = fields.UUIDField(null=True)
    moves: fields.Field[list[dict[str, object]]] = fields.JSONField(default=list)
    undoable_until = MomentField()
    undone_at = MomentField(null=True)
    undone_kind = fields.CharEnumField(ActorKind, max_length=20, null=True)
    undone_id = fields.UUIDField(null=True)
    undone_name = fields.CharField(max_length=402, null=True)
    outcome: fields.Field[dict[str, object]] = fields.JSONField(default=dict)

    class Meta:
        table = "client_merge"


class ClientMergeSource(Model):
    """A client who was merged into another; `place` counts those of one act from 0."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    merge_id: UUID
    merge: fields.ForeignKeyRelation[ClientMerge] = fields.ForeignKeyField("atrium.ClientMerge", "sources")
    client_id: UUID
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "merged_by", on_delete=fields.RESTRICT
    )
    place = fields.IntField()

    class Meta:
        table = "client_merge_source"
        unique_together = (("merge", "client"),)


class ClientMergeRow(Model):
    """The id of one row that a merge moved for a source, and in `trace` a hash of what it was then.

    `kind` says of which table it is, or what it was to its client. The trace is salted with the source's row here, and
    none where the row cannot change. The rows are forgotten when the merge can no longer be undone.
    """

    id = fields.BigIntField(primary_key=True)
    source: fields.ForeignKeyRelation[ClientMergeSource] = fields.ForeignKeyField("atrium.ClientMergeSource", "rows")
    kind = fields.CharField(max_length=40)
    row_id = fields.UUIDField()
    trace = fields.CharField(max_length=32, null=True)

    class Meta:
        table = "client_merge_row"
        unique_together = (("source", "kind", "row_id"),)
