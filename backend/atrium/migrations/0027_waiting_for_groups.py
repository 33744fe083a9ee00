"""Finding at once whose groups wait to be made."""

from __future__ import annotations

from tortoise.migrations import migration

from atrium.migrations._steps import Step


class Migration(migration.Migration):
    """One index."""

    dependencies = [("atrium", "0026_signed_by_clients")]
    initial = False
    operations = [
        Step(
            [],
            both=["create index client_likeness_waiting_idx on client_likeness (client_id) where version < 0"],
        )
    ]
