"""The outbox: every mail is a row, written with the fact it tells."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now

if TYPE_CHECKING:
    from atrium.clients.models import Client


class MailState(StrEnum):
    """WAITING covers being tried and tried again; FAILED is given up; CAPTURED was kept because no server is set."""

    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"
    CAPTURED = "CAPTURED"


class EmailMessage(Model):
    """One mail to one address.

    Where `text` and `html` need a secret (a link's token) they hold a marker. `sealed` is that secret, encrypted,
    until the mail is sent; `revealed` is the secret of a captured mail, for those who may read the mailbox. `found_by`
    is its address and subject, folded.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "messages", on_delete=fields.RESTRICT, null=True
    )
    client_id: UUID | None
    kind = fields.CharField(max_length=40)
    dedupe_key = fields.CharField(max_length=200, unique=True)
    to = fields.CharField(max_length=320, source_field="to_address")
    subject = fields.CharField(max_length=400)
    text = fields.TextField()
    html = fields.TextField()
    sealed = fields.TextField(null=True)
    revealed = fields.TextField(null=True)
    state = fields.CharEnumField(MailState, max_length=10, default=MailState.WAITING)
    attempts = fields.IntField(default=0)
    error = fields.TextField(null=True)
    run_at = MomentField(default=now)
    lease_until = MomentField(null=True)
    lease_id = fields.UUIDField(null=True)
    created_at = MomentField(default=now)
    sent_at = MomentField(null=True)
    found_by = fields.TextField(default="")

    class Meta:
        table = "email_message"
