"""Ways to reach a client. Each list has exactly one default while it has any row; the database keeps it at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now

if TYPE_CHECKING:
    from atrium.clients.models import Client


class ClientEmail(Model):
    """An address; `fold` is its canonical form, unique within the client."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "emails")
    address = fields.CharField(max_length=320)
    fold = fields.CharField(max_length=640)
    label = fields.CharField(max_length=60, default="")
    is_default = fields.BooleanField(default=False)
    verified_at = MomentField(null=True)
    created_at = MomentField(default=now)

    class Meta:
        table = "client_email"
        unique_together = (("client", "fold"),)


class ClientPhone(Model):
    """A number in E.164 with the country (ISO 3166-1 alpha-2) it belongs to; `formatted` is how people read it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "phones")
    number = fields.CharField(max_length=16)
    formatted = fields.CharField(max_length=40, default="")
    country = fields.CharField(max_length=2, default="")
    label = fields.CharField(max_length=60, default="")
    is_default = fields.BooleanField(default=False)
    created_at = MomentField(default=now)

    class Meta:
        table = "client_phone"
        unique_together = (("client", "number"),)


class ClientAddress(Model):
    """A postal address; `country` is ISO 3166-1 alpha-2."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "addresses")
    label = fields.CharField(max_length=60, default="")
    line1 = fields.CharField(max_length=200)
    line2 = fields.CharField(max_length=200, default="")
    city = fields.CharField(max_length=120)
    region = fields.CharField(max_length=120, default="")
    postcode = fields.CharField(max_length=20, default="")
    country = fields.CharField(max_length=2)
    is_default = fields.BooleanField(default=False)
    created_at = MomentField(default=now)

    class Meta:
        table = "client_address"


class ClientCompany(Model):
    """A company that the client acts for."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "companies")
    name = fields.CharField(max_length=200)
    name_fold = fields.CharField(max_length=800)
    tax_id = fields.CharField(max_length=40, default="")
    registration_number = fields.CharField(max_length=60, default="")
    is_default = fields.BooleanField(default=False)
    created_at = MomentField(default=now)

    class Meta:
        table = "client_company"


class VerificationToken(Model):
    """A mailed proof of an address. Only the SHA-256 of the secret is kept; exactly one of the endings may be set."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "verification_tokens")
    email: fields.ForeignKeyRelation[ClientEmail] = fields.ForeignKeyField("atrium.ClientEmail", "tokens")
    secret_hash = fields.CharField(max_length=64, unique=True)
    address_fold = fields.CharField(max_length=640)
    created_at = MomentField(default=now)
    expires_at = MomentField()
    used_at = MomentField(null=True)
    superseded_at = MomentField(null=True)

    class Meta:
        table = "verification_token"


class LoginChange(Model):
    """A change of the login address that waits for its owner to confirm the new one. The old one works until then."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.OneToOneRelation[Client] = fields.OneToOneField("atrium.Client", "login_change")
    email: fields.ForeignKeyRelation[ClientEmail] = fields.ForeignKeyField("atrium.ClientEmail", "login_changes")
    asked_at = MomentField(default=now)

    class Meta:
        table = "login_change"
