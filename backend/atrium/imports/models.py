"""Imports, their staged rows, and mappings that were saved. No list, count or search of clients looks in here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from atrium.clients.models import Client


class ImportState(StrEnum):
    """UPLOADED waits for its mapping, STAGED for its commit. STAGING, COMMITTING and REVERTING go on by themselves."""

    UPLOADED = "UPLOADED"
    STAGING = "STAGING"
    STAGED = "STAGED"
    COMMITTING = "COMMITTING"
    COMMITTED = "COMMITTED"
    CANCELLED = "CANCELLED"
    REVERTING = "REVERTING"
    REVERTED = "REVERTED"
    FAILED = "FAILED"


STANDS_STILL = (ImportState.STAGED, ImportState.CANCELLED, ImportState.FAILED)
"""What is staged can be looked through and written then, also on from where somebody or a failure stopped it."""


class RowOutcome(StrEnum):
    """What a row is to become, or became. AMBIGUOUS could be several clients. REFUSED says why."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    UNCHANGED = "UNCHANGED"
    AMBIGUOUS = "AMBIGUOUS"
    REFUSED = "REFUSED"
    SKIPPED = "SKIPPED"


class RowFate(StrEnum):
    """What was done with a row. PARTLY_REVERTED and KEPT say what stays, because it was touched since."""

    COMMITTED = "COMMITTED"
    REVERTED = "REVERTED"
    PARTLY_REVERTED = "PARTLY_REVERTED"
    KEPT = "KEPT"


class WhenFound(StrEnum):
    """What becomes of a row whose client is here already. ASK: it is ambiguous until staff decide."""

    UPDATE = "UPDATE"
    SKIP = "SKIP"
    ASK = "ASK"


class RowDecision(StrEnum):
    """What staff decide of a row that could mean clients who are here: UPDATE one of them, CREATE another beside them,
    SKIP it; ASK takes back what was decided.
    """

    UPDATE = "UPDATE"
    CREATE = "CREATE"
    SKIP = "SKIP"
    ASK = "ASK"


class Import(Model):
    """A file of clients, and how far its import is.

    `columns` are the file's, each with what it was guessed to be and what it is. `done` of `total` rows are settled in
    the work under way, `rate` a second. `is_staged`: all rows were compared. `is_cleared`: no row of an earlier
    mapping is left. `deciding` is what is being done with all ambiguous rows while it is STAGING once more. `lease_id`
    is the worker's that is at it, until `lease_until`.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    file_name = fields.CharField(max_length=255)
    file_bytes = fields.BigIntField()
    kind = fields.CharField(max_length=10)
    encoding = fields.CharField(max_length=20, default="")
    delimiter = fields.CharField(max_length=4, default="")
    columns: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    preset = fields.CharField(max_length=20, default="")
    allow_login = fields.BooleanField(default=True)
    when_found = fields.CharEnumField(WhenFound, max_length=10, default=WhenFound.UPDATE)
    default_country = fields.CharField(max_length=2, default="")
    send_verification = fields.BooleanField(default=False)
    state = fields.CharEnumField(ImportState, max_length=10, default=ImportState.UPLOADED)
    deciding = fields.CharEnumField(RowDecision, max_length=10, null=True)
    is_staged = fields.BooleanField(default=False)
    is_cleared = fields.BooleanField(default=True)
    file_rows = fields.IntField()
    total = fields.IntField()
    done = fields.IntField(default=0)
    rate = fields.IntField(default=0)
    to_create = fields.IntField(default=0)
    to_update = fields.IntField(default=0)
    unchanged = fields.IntField(default=0)
    ambiguous = fields.IntField(default=0)
    refused = fields.IntField(default=0)
    skipped = fields.IntField(default=0)
    committed = fields.IntField(default=0)
    reverted = fields.IntField(default=0)
    mails = fields.IntField(default=0)
    error = fields.TextField(null=True)
    by_kind = fields.CharEnumField(ActorKind, max_length=20)
    by_id = fields.UUIDField()
    by_name = fields.CharField(max_length=402)
    lease_id = fields.UUIDField(null=True)
    lease_until = MomentField(null=True)
    created_at = MomentField(default=now)
    touched_at = MomentField(default=now)
    started_at = MomentField(null=True)
    finished_at = MomentField(null=True)

    class Meta:
        table = "client_import"


class ImportRow(Model):
    """A row as it stood in the file and what was made of it.

    `cells`, `faults`, `changes`, `plan`, `journal` and `kept` are JSON as text. `wave` is how far below the topmost
    account of this file it stands: parents are written first. `fingerprint` knows a row again that has neither an
    external id nor an address. `journal` is what a revert needs, `kept` what it left.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    origin: fields.ForeignKeyRelation[Import] = fields.ForeignKeyField(
        "atrium.Import", "rows", on_delete=fields.CASCADE
    )
    line = fields.IntField()
    wave = fields.IntField(default=0)
    outcome = fields.CharEnumField(RowOutcome, max_length=10)
    cells = fields.TextField()
    faults = fields.TextField(default="[]")
    changes = fields.TextField(default="[]")
    plan = fields.TextField(default="null")
    external_id = fields.CharField(max_length=200, null=True)
    login_fold = fields.CharField(max_length=640, null=True)
    parent_key = fields.CharField(max_length=200, null=True)
    fingerprint = fields.CharField(max_length=80, null=True)
    client_id: UUID | None
    client: fields.ForeignKeyNullableRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "import_rows", on_delete=fields.RESTRICT, null=True
    )
    fate = fields.CharEnumField(RowFate, max_length=20, null=True)
    journal = fields.TextField(null=True)
    kept = fields.TextField(default="[]")

    class Meta:
        table = "import_row"
        unique_together = (("origin", "line"),)


class ImportCandidate(Model):
    """One of the clients that an ambiguous row could mean."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    row: fields.ForeignKeyRelation[ImportRow] = fields.ForeignKeyField(
        "atrium.ImportRow", "candidates", on_delete=fields.CASCADE
    )
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "import_candidates", on_delete=fields.RESTRICT
    )

    class Meta:
        table = "import_candidate"
        unique_together = (("row", "client"),)


class ImportMapping(Model):
    """A mapping that was kept under a name, for the next file of the same kind: its columns, and the choices beside."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=80)
    name_fold = fields.CharField(max_length=320, unique=True)
    columns: fields.Field[list[dict[str, Any]]] = fields.JSONField()
    preset = fields.CharField(max_length=20, default="")
    allow_login = fields.BooleanField(default=True)
    when_found = fields.CharEnumField(WhenFound, max_length=10, default=WhenFound.UPDATE)
    default_country = fields.CharField(max_length=2, default="")
    by_name = fields.CharField(max_length=402, default="")
    created_at = MomentField(default=now)

    class Meta:
        table = "import_mapping"
