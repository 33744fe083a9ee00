"""What happened, for ever; and what it changed in the figures, until the worker has folded it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from atrium.clients.models import Client


class Event(Model):
    """One fact: who, when, what, before → after, why. Append-only.

    `changes` is a list of {"field", "before", "after"} in GraphQL names. Acts that concern no client have none.
    `place` is the one in the feed, given once by the worker when the event is seen.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    at = MomentField(default=now)
    action = fields.CharField(max_length=60)
    client: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "events", on_delete=fields.RESTRICT, null=True
    )
    actor_kind = fields.CharEnumField(ActorKind, max_length=20)
    actor_id = fields.UUIDField(null=True)
    actor_name = fields.CharField(max_length=402)
    behalf_kind = fields.CharEnumField(ActorKind, max_length=20, null=True)
    behalf_id = fields.UUIDField(null=True)
    behalf_name = fields.CharField(max_length=402, null=True)
    changes: fields.Field[list[dict[str, object]]] = fields.JSONField(default=list)
    reason = fields.TextField(default="")
    place = fields.BigIntField(null=True)

    class Meta:
        table = "event"


class ClientDelta(Model):
    """How one act moved the figures: a client came, went, or changed its status or country.

    Moments are quarters: whole quarter-hours since 1970 in UTC, which is fine enough for the midnight of every time
    zone. A status of None means "did not exist before" or "is no longer there". `since_quarter` is the quarter in which
    the client registered; it is set only if the act decides whether the client counts among those who registered then.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    quarter = fields.IntField()
    since_quarter = fields.IntField(null=True)
    origin = fields.CharField(max_length=20)
    status_from = fields.CharField(max_length=20, null=True)
    status_to = fields.CharField(max_length=20, null=True)
    country_from = fields.CharField(max_length=2, null=True)
    country_to = fields.CharField(max_length=2, null=True)

    class Meta:
        table = "client_delta"
