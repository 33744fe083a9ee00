"""The client, and what is found by."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from atrium.access.models import Staff


class ClientStatus(StrEnum):
    """The first that applies, in this order: DELETED, MERGED, GUEST, LOGIN_DISABLED, UNVERIFIED, ACTIVE."""

    ACTIVE = "ACTIVE"
    UNVERIFIED = "UNVERIFIED"
    LOGIN_DISABLED = "LOGIN_DISABLED"
    GUEST = "GUEST"
    MERGED = "MERGED"
    DELETED = "DELETED"


class ClientOrigin(StrEnum):
    """How the client came to us."""

    STAFF = "STAFF"
    SELF_REGISTERED = "SELF_REGISTERED"
    GUEST_CHECKOUT = "GUEST_CHECKOUT"
    IMPORT = "IMPORT"
    API = "API"


class Client(Model):
    """Someone the business sells to: a person, or a person acting for a company.

    The table has one column more, `status`, which the database derives from the others (see the migration). A merged
    client has no login any more: `signpost_email` is the one that it had, which still leads to its survivor; so has a
    deleted one, which may have it back if it is free then.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    number = fields.BigIntField(unique=True)
    version = fields.IntField(default=1)
    origin = fields.CharEnumField(ClientOrigin, max_length=20)
    first_name = fields.CharField(max_length=200, default="")
    last_name = fields.CharField(max_length=200, default="")
    display_name = fields.CharField(max_length=402)
    first_fold = fields.CharField(max_length=800, default="")
    last_fold = fields.CharField(max_length=800, default="")
    name_fold = fields.CharField(max_length=1700)
    is_guest = fields.BooleanField(default=False)
    allow_login = fields.BooleanField(default=True)
    login_email = fields.CharField(max_length=320, null=True)
    login_fold = fields.CharField(max_length=640, null=True, unique=True)
    signpost_email = fields.CharField(max_length=320, null=True)
    signpost_fold = fields.CharField(max_length=640, null=True)
    password_hash = fields.CharField(max_length=255, null=True)
    verified_at = MomentField(null=True)
    language = fields.CharField(max_length=35, default="en")
    currency = fields.CharField(max_length=3)
    country = fields.CharField(max_length=2, default="")
    external_id = fields.CharField(max_length=200, null=True, unique=True)
    parent: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "children", on_delete=fields.RESTRICT, null=True
    )
    payer: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "paid_for", on_delete=fields.RESTRICT, null=True
    )
    merged_into: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "signposts", on_delete=fields.RESTRICT, null=True
    )
    created_at = MomentField(default=now)
    updated_at = MomentField(default=now)
    last_login_at = MomentField(null=True)
    deleted_at = MomentField(null=True)
    erased_at = MomentField(null=True)

    class Meta:
        table = "client"

    @property
    def status(self) -> ClientStatus:
        """The same rule as the derived column's."""
        if self.deleted_at is not None:
            return ClientStatus.DELETED
        if self.merged_into_id is not None:  # type: ignore[attr-defined]
            return ClientStatus.MERGED
        if self.is_guest:
            return ClientStatus.GUEST
        if not self.allow_login:
            return ClientStatus.LOGIN_DISABLED
        return ClientStatus.ACTIVE if self.verified_at else ClientStatus.UNVERIFIED


class ClientTag(Model):
    """A word that staff put on a client."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "tag_rows")
    label = fields.CharField(max_length=60)
    fold = fields.CharField(max_length=240)

    class Meta:
        table = "client_tag"
        unique_together = (("client", "fold"),)


class ClientNote(Model):
    """What staff keep in mind about a client. A removed one stays, so that its removal can be taken back."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client_id: UUID
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "notes")
    text = fields.TextField()
    pinned = fields.BooleanField(default=False)
    version = fields.IntField(default=1)
    author_kind = fields.CharEnumField(ActorKind, max_length=20)
    author_id = fields.UUIDField(null=True)
    author_name = fields.CharField(max_length=402)
    created_at = MomentField(default=now)
    edited_at = MomentField(null=True)
    removed_at = MomentField(null=True)

    class Meta:
        table = "client_note"


class ClientDistinction(Model):
    """Two clients who look alike and are not the same, and who said so. One row a pair; `client` is the lower id."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "distinctions")
    other: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField("atrium.Client", "distinguished")
    actor_kind = fields.CharEnumField(ActorKind, max_length=20)
    actor_id = fields.UUIDField(null=True)
    actor_name = fields.CharField(max_length=402)
    created_at = MomentField(default=now)

    class Meta:
        table = "client_distinction"
        unique_together = (("client", "other"),)


class ClientView(Model):
    """A way to look at the list of clients that somebody kept: which, in what order, with which columns.

    `conditions` is a ClientFilter as the list would be asked, `order_by` its field and direction. What they name may be
    gone by now.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    owner_id: UUID
    owner: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "client_views")
    name = fields.CharField(max_length=80)
    name_fold = fields.CharField(max_length=320)
    is_shared = fields.BooleanField(default=False)
    conditions: fields.Field[dict[str, object]] = fields.JSONField(default=dict)
    order_by: fields.Field[dict[str, str]] = fields.JSONField(default=dict)
    columns: fields.Field[list[str]] = fields.JSONField(default=list)
    created_at = MomentField(default=now)
    updated_at = MomentField(default=now)

    class Meta:
        table = "client_view"
        unique_together = (("owner", "name_fold"),)


class ClientViewPlace(Model):
    """Where a view stands for one staff member, among those that they may open, and whether the list opens with it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    staff: fields.ForeignKeyRelation[Staff] = fields.ForeignKeyField("atrium.Staff", "client_view_places")
    view_id: UUID
    view: fields.ForeignKeyRelation[ClientView] = fields.ForeignKeyField("atrium.ClientView", "places")
    position = fields.IntField(null=True)
    is_default = fields.BooleanField(default=False)

    class Meta:
        table = "client_view_place"
        unique_together = (("staff", "view"),)


class ClientSearch(Model):
    """All that a client is found by, folded, one line a value. On SQLite an FTS5 trigram index shadows this table."""

    number = fields.BigIntField(primary_key=True, generated=False)
    client: fields.OneToOneRelation[Client] = fields.OneToOneField("atrium.Client", "search_row")
    document = fields.TextField()

    class Meta:
        table = "client_search"
