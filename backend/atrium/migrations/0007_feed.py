"""Events get a place in the feed, and the audit log an index of its own."""

from __future__ import annotations

from tortoise import fields
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField

from atrium.migrations._steps import Step

STATE = [AddField(model_name="Event", name="place", field=fields.BigIntField(null=True))]

TABLES = [
    """alter table event add column
    place bigint null""",
    "create index event_place_idx on event (place, id) where place is not null",
    "create index event_unplaced_idx on event (at, id) where place is null and client_id is not null",
    "create index event_audit_idx on event (at desc, id desc) where client_id is null",
]


class Migration(migration.Migration):
    """What happened so far gets its places from the worker, in the order of its moments."""

    dependencies = [("atrium", "0006_contacts")]
    initial = False
    operations = [Step(STATE, both=TABLES)]
