"""The models as they stood when the ground floor was laid; frozen, so that drift shows."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations.operations import CreateModel, TortoiseOperation

from atrium.columns import MomentField


class ClientOrigin(StrEnum):
    STAFF = "STAFF"
    SELF_REGISTERED = "SELF_REGISTERED"
    GUEST_CHECKOUT = "GUEST_CHECKOUT"
    IMPORT = "IMPORT"
    API = "API"


class MailState(StrEnum):
    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"
    CAPTURED = "CAPTURED"


class ActorKind(StrEnum):
    STAFF = "STAFF"
    CLIENT = "CLIENT"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of actor, not a secret
    STAFF_AS_CLIENT = "STAFF_AS_CLIENT"
    PARENT_AS_CHILD = "PARENT_AS_CHILD"
    SYSTEM = "SYSTEM"


MODELS: list[TortoiseOperation] = [
    CreateModel(
        name="Client",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("number", fields.BigIntField(unique=True)),
            ("version", fields.IntField(default=1)),
            ("origin", fields.CharEnumField(enum_type=ClientOrigin, max_length=20)),
            ("first_name", fields.CharField(default="", max_length=200)),
            ("last_name", fields.CharField(default="", max_length=200)),
            ("display_name", fields.CharField(max_length=402)),
            ("first_fold", fields.CharField(default="", max_length=800)),
            ("last_fold", fields.CharField(default="", max_length=800)),
            ("name_fold", fields.CharField(max_length=1700)),
            ("is_guest", fields.BooleanField(default=False)),
            ("allow_login", fields.BooleanField(default=True)),
            ("login_email", fields.CharField(null=True, max_length=320)),
            ("login_fold", fields.CharField(null=True, unique=True, max_length=640)),
            ("password_hash", fields.CharField(null=True, max_length=255)),
            ("verified_at", MomentField(null=True)),
            ("language", fields.CharField(default="en", max_length=35)),
            ("currency", fields.CharField(max_length=3)),
            ("country", fields.CharField(default="", max_length=2)),
            ("external_id", fields.CharField(null=True, unique=True, max_length=200)),
            (
                "parent",
                fields.ForeignKeyField(
                    "atrium.Client",
                    source_field="parent_id",
                    null=True,
                    related_name="children",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            (
                "merged_into",
                fields.ForeignKeyField(
                    "atrium.Client",
                    source_field="merged_into_id",
                    null=True,
                    related_name="signposts",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            ("created_at", MomentField(default=None)),
            ("updated_at", MomentField(default=None)),
            ("last_login_at", MomentField(null=True)),
            ("deleted_at", MomentField(null=True)),
            ("erased_at", MomentField(null=True)),
        ],
        options={"table": "client", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientAddress",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="addresses", on_delete=OnDelete.CASCADE
                ),
            ),
            ("label", fields.CharField(default="", max_length=60)),
            ("line1", fields.CharField(max_length=200)),
            ("line2", fields.CharField(default="", max_length=200)),
            ("city", fields.CharField(max_length=120)),
            ("region", fields.CharField(default="", max_length=120)),
            ("postcode", fields.CharField(default="", max_length=20)),
            ("country", fields.CharField(max_length=2)),
            ("is_default", fields.BooleanField(default=False)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "client_address", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientCompany",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="companies", on_delete=OnDelete.CASCADE
                ),
            ),
            ("name", fields.CharField(max_length=200)),
            ("name_fold", fields.CharField(max_length=800)),
            ("tax_id", fields.CharField(default="", max_length=40)),
            ("registration_number", fields.CharField(default="", max_length=60)),
            ("is_default", fields.BooleanField(default=False)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "client_company", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientDelta",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("quarter", fields.IntField()),
            ("since_quarter", fields.IntField(null=True)),
            ("origin", fields.CharField(max_length=20)),
            ("status_from", fields.CharField(null=True, max_length=20)),
            ("status_to", fields.CharField(null=True, max_length=20)),
            ("country_from", fields.CharField(null=True, max_length=2)),
            ("country_to", fields.CharField(null=True, max_length=2)),
        ],
        options={"table": "client_delta", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientEmail",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="emails", on_delete=OnDelete.CASCADE
                ),
            ),
            ("address", fields.CharField(max_length=320)),
            ("fold", fields.CharField(max_length=640)),
            ("label", fields.CharField(default="", max_length=60)),
            ("is_default", fields.BooleanField(default=False)),
            ("verified_at", MomentField(null=True)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "client_email", "app": "atrium", "unique_together": (("client", "fold"),), "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientFlow",
        fields=[
            ("id", fields.BigIntField(generated=True, primary_key=True)),
            ("quarters", fields.SmallIntField()),
            ("quarter", fields.IntField()),
            ("new_staff", fields.BigIntField()),
            ("new_self_registered", fields.BigIntField()),
            ("new_guest_checkout", fields.BigIntField()),
            ("new_import", fields.BigIntField()),
            ("new_api", fields.BigIntField()),
            ("active", fields.BigIntField()),
            ("unverified", fields.BigIntField()),
            ("login_disabled", fields.BigIntField()),
            ("guest", fields.BigIntField()),
        ],
        options={
            "table": "client_flow",
            "app": "atrium",
            "unique_together": (("quarters", "quarter"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="ClientPhone",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="phones", on_delete=OnDelete.CASCADE
                ),
            ),
            ("number", fields.CharField(max_length=16)),
            ("country", fields.CharField(default="", max_length=2)),
            ("label", fields.CharField(default="", max_length=60)),
            ("is_default", fields.BooleanField(default=False)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "client_phone", "app": "atrium", "unique_together": (("client", "number"),), "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientSearch",
        fields=[
            ("number", fields.BigIntField(primary_key=True, generated=False)),
            (
                "client",
                fields.OneToOneField(
                    "atrium.Client", source_field="client_id", related_name="search_row", on_delete=OnDelete.CASCADE
                ),
            ),
            ("document", fields.TextField()),
        ],
        options={"table": "client_search", "app": "atrium", "pk_attr": "number"},
        bases=["Model"],
    ),
    CreateModel(
        name="ClientStanding",
        fields=[
            ("id", fields.BigIntField(generated=True, primary_key=True)),
            ("status", fields.CharField(max_length=20)),
            ("country", fields.CharField(max_length=2)),
            ("amount", fields.BigIntField()),
        ],
        options={
            "table": "client_standing",
            "app": "atrium",
            "unique_together": (("status", "country"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="ClientTag",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="tag_rows", on_delete=OnDelete.CASCADE
                ),
            ),
            ("label", fields.CharField(max_length=60)),
            ("fold", fields.CharField(max_length=240)),
        ],
        options={"table": "client_tag", "app": "atrium", "unique_together": (("client", "fold"),), "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="Counter",
        fields=[
            ("name", fields.CharField(primary_key=True, max_length=40)),
            ("value", fields.BigIntField(default=0)),
        ],
        options={"table": "counter", "app": "atrium", "pk_attr": "name"},
        bases=["Model"],
    ),
    CreateModel(
        name="EmailMessage",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client",
                    source_field="client_id",
                    null=True,
                    related_name="messages",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            ("kind", fields.CharField(max_length=40)),
            ("dedupe_key", fields.CharField(unique=True, max_length=200)),
            ("to", fields.CharField(source_field="to_address", max_length=320)),
            ("subject", fields.CharField(max_length=400)),
            ("text", fields.TextField()),
            ("html", fields.TextField()),
            ("sealed", fields.TextField(null=True)),
            ("revealed", fields.TextField(null=True)),
            ("state", fields.CharEnumField(default=MailState.WAITING, enum_type=MailState, max_length=10)),
            ("attempts", fields.IntField(default=0)),
            ("error", fields.TextField(null=True)),
            ("run_at", MomentField(default=None)),
            ("lease_until", MomentField(null=True)),
            ("lease_id", fields.UUIDField(null=True)),
            ("created_at", MomentField(default=None)),
            ("sent_at", MomentField(null=True)),
        ],
        options={"table": "email_message", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="Event",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("at", MomentField(default=None)),
            ("action", fields.CharField(max_length=60)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client",
                    source_field="client_id",
                    null=True,
                    related_name="events",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            ("actor_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("actor_id", fields.UUIDField(null=True)),
            ("actor_name", fields.CharField(max_length=402)),
            ("behalf_kind", fields.CharEnumField(null=True, enum_type=ActorKind, max_length=20)),
            ("behalf_id", fields.UUIDField(null=True)),
            ("behalf_name", fields.CharField(null=True, max_length=402)),
            ("changes", fields.JSONField(default=list)),
            ("reason", fields.TextField(default="")),
        ],
        options={"table": "event", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="IdempotencyKey",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("caller", fields.CharField(max_length=80)),
            ("key", fields.CharField(max_length=200)),
            ("operation", fields.CharField(max_length=60)),
            ("input_hash", fields.CharField(max_length=64)),
            ("result", fields.CharField(max_length=200)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "idempotency_key", "app": "atrium", "unique_together": (("caller", "key"),), "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="Staff",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("name", fields.CharField(max_length=200)),
            ("email", fields.CharField(max_length=320)),
            ("email_fold", fields.CharField(unique=True, max_length=640)),
            ("password_hash", fields.CharField(max_length=255)),
            ("created_at", MomentField(default=None)),
            ("last_login_at", MomentField(null=True)),
            ("disabled_at", MomentField(null=True)),
        ],
        options={"table": "staff", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ApiToken",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "owner",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="owner_id", related_name="tokens", on_delete=OnDelete.CASCADE
                ),
            ),
            ("name", fields.CharField(max_length=120)),
            ("public_id", fields.CharField(unique=True, max_length=16)),
            ("secret_hash", fields.CharField(max_length=64)),
            ("scopes", fields.JSONField(default=list)),
            ("created_at", MomentField(default=None)),
            ("expires_at", MomentField(null=True)),
            ("last_used_at", MomentField(null=True)),
            ("revoked_at", MomentField(null=True)),
        ],
        options={"table": "api_token", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="StaffGroup",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("name", fields.CharField(unique=True, max_length=60)),
            ("is_preset", fields.BooleanField(default=False)),
            ("permissions", fields.JSONField(default=list)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "staff_group", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="StaffMembership",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="staff_id", related_name="memberships", on_delete=OnDelete.CASCADE
                ),
            ),
            (
                "group",
                fields.ForeignKeyField(
                    "atrium.StaffGroup",
                    source_field="group_id",
                    related_name="memberships",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
        ],
        options={
            "table": "staff_membership",
            "app": "atrium",
            "unique_together": (("staff", "group"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="StaffSession",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "staff",
                fields.ForeignKeyField(
                    "atrium.Staff", source_field="staff_id", related_name="sessions", on_delete=OnDelete.CASCADE
                ),
            ),
            ("secret_hash", fields.CharField(unique=True, max_length=64)),
            ("created_at", MomentField(default=None)),
            ("seen_at", MomentField(default=None)),
            ("expires_at", MomentField()),
            ("ended_at", MomentField(null=True)),
            ("address", fields.CharField(default="", max_length=45)),
            ("user_agent", fields.CharField(default="", max_length=300)),
        ],
        options={"table": "staff_session", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="Throttle",
        fields=[
            ("key", fields.CharField(primary_key=True, max_length=200)),
            ("count", fields.IntField(default=0)),
            ("until", MomentField()),
        ],
        options={"table": "throttle", "app": "atrium", "pk_attr": "key"},
        bases=["Model"],
    ),
    CreateModel(
        name="VerificationToken",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client",
                    source_field="client_id",
                    related_name="verification_tokens",
                    on_delete=OnDelete.CASCADE,
                ),
            ),
            (
                "email",
                fields.ForeignKeyField(
                    "atrium.ClientEmail", source_field="email_id", related_name="tokens", on_delete=OnDelete.CASCADE
                ),
            ),
            ("secret_hash", fields.CharField(unique=True, max_length=64)),
            ("address_fold", fields.CharField(max_length=640)),
            ("created_at", MomentField(default=None)),
            ("expires_at", MomentField()),
            ("used_at", MomentField(null=True)),
            ("superseded_at", MomentField(null=True)),
        ],
        options={"table": "verification_token", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]
