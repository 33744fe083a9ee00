"""Widens a column of a table that others point at; on SQLite that is a rebuild."""

from tortoise.migrations import migration

from atrium.migrations._steps import Step, for_sqlite
from tests.database.catalogue import migrations

COLUMNS = "id, client_id, address, fold, label, is_default, verified_at, created_at"
WIDER = for_sqlite("""create table client_email_wider (
    id uuid not null primary key,
    client_id uuid not null,
    address varchar(320) not null,
    fold varchar(640) not null,
    label varchar(120) not null,
    is_default boolean not null,
    verified_at timestamptz,
    created_at timestamptz not null,
    constraint client_email_client_id_fold_key unique (client_id, fold),
    constraint client_email_client_id_fkey foreign key (client_id) references client (id) on delete cascade
)""")


class Migration(migration.Migration):
    """What a careful author writes."""

    dependencies = [("atrium", migrations()[-1])]
    operations = [
        Step(
            sqlite=[
                WIDER,
                f"insert into client_email_wider ({COLUMNS}) select {COLUMNS} from client_email",
                "drop table client_email",
                "alter table client_email_wider rename to client_email",
                "create unique index client_email_client_id_key on client_email (client_id) where is_default",
                "create index client_email_fold_idx on client_email (fold)",
            ],
            postgres=["alter table client_email alter column label type varchar(120)"],
        )
    ]
