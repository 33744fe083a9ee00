"""Imports, their staged rows, and saved mappings."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step


class ActorKind(StrEnum):
    STAFF = "STAFF"
    CLIENT = "CLIENT"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of actor, not a secret
    STAFF_AS_CLIENT = "STAFF_AS_CLIENT"
    PARENT_AS_CHILD = "PARENT_AS_CHILD"
    SYSTEM = "SYSTEM"


class ImportState(StrEnum):
    UPLOADED = "UPLOADED"
    STAGING = "STAGING"
    STAGED = "STAGED"
    COMMITTING = "COMMITTING"
    COMMITTED = "COMMITTED"
    CANCELLED = "CANCELLED"
    REVERTING = "REVERTING"
    REVERTED = "REVERTED"
    FAILED = "FAILED"


class RowOutcome(StrEnum):
    CREATE = "CREATE"
    UPDATE = "UPDATE"
    UNCHANGED = "UNCHANGED"
    AMBIGUOUS = "AMBIGUOUS"
    REFUSED = "REFUSED"
    SKIPPED = "SKIPPED"


class RowFate(StrEnum):
    COMMITTED = "COMMITTED"
    REVERTED = "REVERTED"
    PARTLY_REVERTED = "PARTLY_REVERTED"
    KEPT = "KEPT"


class WhenFound(StrEnum):
    UPDATE = "UPDATE"
    SKIP = "SKIP"


COUNTS = ("to_create", "to_update", "unchanged", "ambiguous", "refused", "skipped", "committed", "reverted", "mails")

STATE = [
    CreateModel(
        name="Import",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("file_name", fields.CharField(max_length=255)),
            ("file_bytes", fields.BigIntField()),
            ("kind", fields.CharField(max_length=10)),
            ("encoding", fields.CharField(default="", max_length=20)),
            ("delimiter", fields.CharField(default="", max_length=4)),
            ("columns", fields.JSONField()),
            ("preset", fields.CharField(default="", max_length=20)),
            ("allow_login", fields.BooleanField(default=True)),
            ("when_found", fields.CharEnumField(default=WhenFound.UPDATE, enum_type=WhenFound, max_length=10)),
            ("default_country", fields.CharField(default="", max_length=2)),
            ("send_verification", fields.BooleanField(default=False)),
            ("state", fields.CharEnumField(default=ImportState.UPLOADED, enum_type=ImportState, max_length=10)),
            ("is_staged", fields.BooleanField(default=False)),
            ("is_cleared", fields.BooleanField(default=True)),
            ("file_rows", fields.IntField()),
            ("total", fields.IntField()),
            ("done", fields.IntField(default=0)),
            ("rate", fields.IntField(default=0)),
            *((name, fields.IntField(default=0)) for name in COUNTS),
            ("error", fields.TextField(null=True)),
            ("by_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("by_id", fields.UUIDField()),
            ("by_name", fields.CharField(max_length=402)),
            ("lease_id", fields.UUIDField(null=True)),
            ("lease_until", MomentField(null=True)),
            ("created_at", MomentField(default=None)),
            ("touched_at", MomentField(default=None)),
            ("started_at", MomentField(null=True)),
            ("finished_at", MomentField(null=True)),
        ],
        options={"table": "client_import", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
    CreateModel(
        name="ImportRow",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "origin",
                fields.ForeignKeyField(
                    "atrium.Import", source_field="origin_id", related_name="rows", on_delete=OnDelete.CASCADE
                ),
            ),
            ("line", fields.IntField()),
            ("wave", fields.IntField(default=0)),
            ("outcome", fields.CharEnumField(enum_type=RowOutcome, max_length=10)),
            ("cells", fields.TextField()),
            ("faults", fields.TextField(default="[]")),
            ("changes", fields.TextField(default="[]")),
            ("plan", fields.TextField(default="null")),
            ("external_id", fields.CharField(null=True, max_length=200)),
            ("login_fold", fields.CharField(null=True, max_length=640)),
            ("parent_key", fields.CharField(null=True, max_length=200)),
            ("fingerprint", fields.CharField(null=True, max_length=80)),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", null=True, related_name="import_rows",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
            ("fate", fields.CharEnumField(null=True, enum_type=RowFate, max_length=20)),
            ("journal", fields.TextField(null=True)),
            ("kept", fields.TextField(default="[]")),
        ],
        options={
            "table": "import_row",
            "app": "atrium",
            "unique_together": (("origin", "line"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="ImportCandidate",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            (
                "row",
                fields.ForeignKeyField(
                    "atrium.ImportRow", source_field="row_id", related_name="candidates", on_delete=OnDelete.CASCADE
                ),
            ),
            (
                "client",
                fields.ForeignKeyField(
                    "atrium.Client", source_field="client_id", related_name="import_candidates",
                    on_delete=OnDelete.RESTRICT,
                ),
            ),
        ],
        options={
            "table": "import_candidate",
            "app": "atrium",
            "unique_together": (("row", "client"),),
            "pk_attr": "id",
        },
        bases=["Model"],
    ),
    CreateModel(
        name="ImportMapping",
        fields=[
            ("id", fields.UUIDField(primary_key=True)),
            ("name", fields.CharField(max_length=80)),
            ("name_fold", fields.CharField(unique=True, max_length=320)),
            ("columns", fields.JSONField()),
            ("preset", fields.CharField(default="", max_length=20)),
            ("allow_login", fields.BooleanField(default=True)),
            ("when_found", fields.CharEnumField(default=WhenFound.UPDATE, enum_type=WhenFound, max_length=10)),
            ("default_country", fields.CharField(default="", max_length=2)),
            ("created_at", MomentField(default=None)),
        ],
        options={"table": "import_mapping", "app": "atrium", "pk_attr": "id"},
        bases=["Model"],
    ),
]  # fmt: skip

WRITES = "('COMMITTING', 'REVERTING')"
TABLES = [
    f"""create table client_import (
    id uuid not null primary key,
    file_name varchar(255) not null,
    file_bytes bigint not null,
    kind varchar(10) not null,
    encoding varchar(20) not null,
    delimiter varchar(4) not null,
    columns jsonb not null,
    preset varchar(20) not null,
    allow_login boolean not null,
    when_found varchar(10) not null,
    default_country varchar(2) not null,
    send_verification boolean not null,
    state varchar(10) not null,
    is_staged boolean not null,
    is_cleared boolean not null,
    file_rows integer not null,
    total integer not null,
    done integer not null,
    rate integer not null,
    to_create integer not null,
    to_update integer not null,
    unchanged integer not null,
    ambiguous integer not null,
    refused integer not null,
    skipped integer not null,
    committed integer not null,
    reverted integer not null,
    mails integer not null,
    error text,
    by_kind varchar(20) not null,
    by_id uuid not null,
    by_name varchar(402) not null,
    lease_id uuid,
    lease_until timestamptz,
    created_at timestamptz not null,
    touched_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    constraint client_import_state_check check (state in ('UPLOADED', 'STAGING', 'STAGED', 'COMMITTING', 'COMMITTED', 'CANCELLED', 'REVERTING', 'REVERTED', 'FAILED')),
    constraint client_import_by_kind_check check (by_kind in ('STAFF', 'TOKEN')),
    constraint client_import_when_found_check check (when_found in ('UPDATE', 'SKIP')),
    constraint client_import_done_check check (done between 0 and total),
    constraint client_import_writes_check check (is_staged or state not in {WRITES}),
    constraint client_import_lease_check check (lease_id is null or state in ('STAGING', 'COMMITTING', 'REVERTING'))
)""",
    "create index client_import_live_idx on client_import (touched_at, id) where state in ('STAGING', 'COMMITTING', 'REVERTING')",
    "create index client_import_created_at_idx on client_import (created_at desc, id desc)",
    """create table import_row (
    id uuid not null primary key,
    origin_id uuid not null,
    line integer not null,
    wave integer not null,
    outcome varchar(10) not null,
    cells text not null,
    faults text not null,
    changes text not null,
    plan text not null,
    external_id varchar(200),
    login_fold varchar(640),
    parent_key varchar(200),
    fingerprint varchar(80),
    client_id uuid,
    fate varchar(20),
    journal text,
    kept text not null,
    constraint import_row_origin_id_line_key unique (origin_id, line),
    constraint import_row_origin_id_fkey foreign key (origin_id) references client_import (id) on delete cascade,
    constraint import_row_client_id_fkey foreign key (client_id) references client (id),
    constraint import_row_outcome_check check (outcome in ('CREATE', 'UPDATE', 'UNCHANGED', 'AMBIGUOUS', 'REFUSED', 'SKIPPED')),
    constraint import_row_fate_check check (fate in ('COMMITTED', 'REVERTED', 'PARTLY_REVERTED', 'KEPT')),
    constraint import_row_journal_check check (fate is null or journal is not null)
)""",
    "create index import_row_outcome_idx on import_row (origin_id, outcome, line)",
    "create index import_row_waiting_idx on import_row (origin_id, wave, line) where fate is null and outcome in ('CREATE', 'UPDATE')",
    "create index import_row_external_id_idx on import_row (origin_id, external_id) where external_id is not null",
    "create index import_row_login_fold_idx on import_row (origin_id, login_fold) where login_fold is not null",
    "create index import_row_parent_key_idx on import_row (origin_id, parent_key) where parent_key is not null",
    "create index import_row_fingerprint_idx on import_row (fingerprint) where fingerprint is not null",
    "create index import_row_client_id_idx on import_row (client_id) where client_id is not null",
    """create table import_candidate (
    id uuid not null primary key,
    row_id uuid not null,
    client_id uuid not null,
    constraint import_candidate_row_id_client_id_key unique (row_id, client_id),
    constraint import_candidate_row_id_fkey foreign key (row_id) references import_row (id) on delete cascade,
    constraint import_candidate_client_id_fkey foreign key (client_id) references client (id)
)""",
    "create index import_candidate_client_id_idx on import_candidate (client_id)",
    """create table import_mapping (
    id uuid not null primary key,
    name varchar(80) not null,
    name_fold varchar(320) not null,
    columns jsonb not null,
    preset varchar(20) not null,
    allow_login boolean not null,
    when_found varchar(10) not null,
    default_country varchar(2) not null,
    created_at timestamptz not null,
    constraint import_mapping_name_fold_key unique (name_fold),
    constraint import_mapping_when_found_check check (when_found in ('UPDATE', 'SKIP'))
)""",
]


class Migration(migration.Migration):
    """The import before its rows; a row points at its client, too, and so do those that it could mean."""

    dependencies = [("atrium", "0020_family")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
