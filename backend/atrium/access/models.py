"""Who may come in, and what they may do."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now
from atrium.folding import fold


class StaffGroup(Model):
    """A named set of permissions. A preset's name is fixed, its permissions come with the code."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=60, unique=True)
    is_preset = fields.BooleanField(default=False)
    permissions: fields.Field[list[str]] = fields.JSONField(default=list)
    created_at = MomentField(default=now)

    class Meta:
        table = "staff_group"


class StaffState(StrEnum):
    """DISABLED may not come in. PENDING has been invited and has not accepted yet."""

    ACTIVE = "ACTIVE"
    PENDING = "PENDING"
    DISABLED = "DISABLED"


class LinkPurpose(StrEnum):
    """What a mailed link is for."""

    INVITATION = "INVITATION"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105 - a purpose, not a password


class Staff(Model):
    """Someone who works in the dashboard. `invited_at` is set until the invitation of that moment is accepted."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=200)
    email = fields.CharField(max_length=320)
    email_fold = fields.CharField(max_length=640, unique=True)
    password_hash = fields.CharField(max_length=255)
    created_at = MomentField(default=now)
    last_login_at = MomentField(null=True)
    disabled_at = MomentField(null=True)
    invited_at = MomentField(null=True)
    found_by = fields.TextField(default="")

    class Meta:
        table = "staff"


def found_by(name: str, email: str) -> str:
    """What a staff member is looked for and listed by: name and address, folded."""
    return fold(f"{name} {email}")


class StaffMembership(Model):
    """A staff member's place in a group."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "memberships")
    group: fields.ForeignKeyRelation[StaffGroup] = fields.ForeignKeyField(
        "atrium.StaffGroup", "memberships", on_delete=fields.RESTRICT
    )

    class Meta:
        table = "staff_membership"
        unique_together = (("staff", "group"),)


class StaffSession(Model):
    """A signed-in browser. The cookie's secret is kept as SHA-256 only.

    `proved_at` is when its owner last proved who they are in it.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "sessions")
    secret_hash = fields.CharField(max_length=64, unique=True)
    created_at = MomentField(default=now)
    seen_at = MomentField(default=now)
    proved_at = MomentField(null=True)
    expires_at = MomentField()
    ended_at = MomentField(null=True)
    address = fields.CharField(max_length=45, default="")
    user_agent = fields.CharField(max_length=300, default="")

    class Meta:
        table = "staff_session"


class StaffLink(Model):
    """A link mailed to a staff member. Only the SHA-256 of its secret is kept; at most one of the endings is set."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "links")
    purpose = fields.CharEnumField(LinkPurpose, max_length=20)
    secret_hash = fields.CharField(max_length=64, unique=True)
    created_at = MomentField(default=now)
    expires_at = MomentField()
    used_at = MomentField(null=True)
    superseded_at = MomentField(null=True)

    class Meta:
        table = "staff_link"


class StaffTotp(Model):
    """A staff member's authenticator app (RFC 6238). It asks for codes once `confirmed_at` is set.

    `sealed` is the shared secret, encrypted; `last_step` the time step of the last code that was taken.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.OneToOneRelation[Staff] = fields.OneToOneField("atrium.Staff", "totp")
    sealed = fields.TextField()
    created_at = MomentField(default=now)
    confirmed_at = MomentField(null=True)
    last_step = fields.BigIntField(null=True)

    class Meta:
        table = "staff_totp"


class RecoveryCode(Model):
    """A code that works once in place of the authenticator app's. Only its keyed hash is kept."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "recovery_codes")
    code_hash = fields.CharField(max_length=64)
    created_at = MomentField(default=now)
    used_at = MomentField(null=True)

    class Meta:
        table = "staff_recovery_code"
        unique_together = (("staff", "code_hash"),)


class ResetRequest(Model):
    """Somebody says to have forgotten the password of an address; the worker looks up whose it is, if anybody's."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    email_fold = fields.CharField(max_length=640)
    address = fields.CharField(max_length=45, default="")
    at = MomentField(default=now)

    class Meta:
        table = "staff_reset_request"


class ApiToken(Model):
    """A secret with which a program acts for its owner, never beyond what the owner may do now."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    owner: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "tokens")
    name = fields.CharField(max_length=120)
    public_id = fields.CharField(max_length=16, unique=True)
    secret_hash = fields.CharField(max_length=64)
    scopes: fields.Field[list[str]] = fields.JSONField(default=list)
    created_at = MomentField(default=now)
    expires_at = MomentField(null=True)
    last_used_at = MomentField(null=True)
    revoked_at = MomentField(null=True)

    class Meta:
        table = "api_token"


class Throttle(Model):
    """How often something was tried in a window that ends at `until`. `key` names what is counted, never a secret."""

    key = fields.CharField(max_length=200, primary_key=True)
    count = fields.IntField(default=0)
    until = MomentField()

    class Meta:
        table = "throttle"
