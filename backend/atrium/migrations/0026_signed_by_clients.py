"""Finding what a client signed in the accounts of others."""

from __future__ import annotations

from tortoise.migrations import migration

from atrium.migrations._steps import Step

INDEXES = [
    "create index event_parent_idx on event (actor_id) where actor_kind = 'PARENT_AS_CHILD'",
    "create index client_order_placed_id_idx on client_order (placed_id)"
    " where placed_kind in ('CLIENT', 'PARENT_AS_CHILD')",
    "create index ticket_message_author_id_idx on ticket_message (author_id)"
    " where author_kind in ('CLIENT', 'PARENT_AS_CHILD')",
]


class Migration(migration.Migration):
    """Three indexes, of the rows alone that clients have signed."""

    dependencies = [("atrium", "0025_import_choices")]
    initial = False
    operations = [Step(both=INDEXES)]
