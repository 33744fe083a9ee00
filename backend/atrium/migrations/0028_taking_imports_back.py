"""Finding at once which rows of an import are taken back next."""

from __future__ import annotations

from tortoise.migrations import migration

from atrium.migrations._steps import Step


class Migration(migration.Migration):
    """One index, read from its end."""

    dependencies = [("atrium", "0027_waiting_for_groups")]
    initial = False
    operations = [
        Step(
            [],
            both=[
                "create index import_row_committed_idx on import_row (origin_id, wave, line) where fate = 'COMMITTED'",
            ],
        )
    ]
