"""A job remembers which worker's file is the one that counts."""

from __future__ import annotations

from tortoise import fields
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField

from atrium.migrations._steps import Step

STATE = [AddField(model_name="Job", name="file_lease_id", field=fields.UUIDField(null=True))]


class Migration(migration.Migration):
    """One column; a file from before has none, and lies in its job's own directory."""

    dependencies = [("atrium", "0013_orders")]
    initial = False
    operations = [Step(STATE, both=["alter table job add column file_lease_id uuid"])]
