"""What a client's way in consists of: sessions, links for a new password, and who asked for one."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from atrium.clients.models import Client
from atrium.columns import MomentField, new_id, now


class ClientSession(Model):
    """A signed-in browser, or (`is_token`) a storefront on another site. The secret is kept as SHA-256 only."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "sessions")
    secret_hash = fields.CharField(max_length=64, unique=True)
    is_token = fields.BooleanField(default=False)
    created_at = MomentField(default=now)
    seen_at = MomentField(default=now)
    expires_at = MomentField()
    ended_at = MomentField(null=True)
    address = fields.CharField(max_length=45, default="")
    user_agent = fields.CharField(max_length=300, default="")

    class Meta:
        table = "client_session"


class ClientResetLink(Model):
    """A mailed way to a new password. Only the SHA-256 of its secret is kept; at most one of the endings is set.

    `address_fold` is the login address that it was mailed to.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "reset_links")
    secret_hash = fields.CharField(max_length=64, unique=True)
    address_fold = fields.CharField(max_length=640)
    created_at = MomentField(default=now)
    expires_at = MomentField()
    used_at = MomentField(null=True)
    superseded_at = MomentField(null=True)

    class Meta:
        table = "client_reset_link"


class ClientResetRequest(Model):
    """Somebody says to have forgotten the password of an address; the worker looks up whose it is, if anybody's."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    email_fold = fields.CharField(max_length=640)
    address = fields.CharField(max_length=45, default="")
    at = MomentField(default=now)

    class Meta:
        table = "client_reset_request"
