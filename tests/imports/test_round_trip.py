"""What was exported here comes back without changing anything."""

from __future__ import annotations

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium import database
from atrium.clients.export.actions import export_clients
from atrium.clients.export.columns import COLUMNS
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.listing.api import ORDERS
from atrium.clients.models import Client
from atrium.jobs.models import Job
from atrium.jobs.turns import file_of
from atrium.jobs.work import make_files
from atrium.schema import build
from tests.given import a_client, rows_everywhere
from tests.imports.given import outcomes, someone, staged

TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
NAMES = TEXTS.map(str.strip).filter(lambda text: text[:1].isalnum() or text[:1] in "=+-@'")
CHANGELESS = ("client", "client_email", "client_phone", "client_address", "client_company", "client_tag", "event")
SOME_AT_ONCE = st.lists(
    st.fixed_dictionaries(
        {"first_name": NAMES, "last_name": st.one_of(st.just(""), NAMES), "allow_login": st.booleans()},
        optional={
            "tags": st.lists(st.sampled_from(["VIP", "=1+1", "Größe", "a b"]), unique=True),
            "language": st.sampled_from(["de", "pt-BR"]), "currency": st.sampled_from(["USD", "JPY"]),
            "phone": st.sampled_from(["+49 30 123456", "+1 512 555 0100"]),
            "company": NAMES.map(lambda name: {"name": f"C {name}"}),
            "address": st.just({"line1": "-Street 1", "postcode": "10115", "city": "Berlin", "country": "DE"}),
        },
    ),
    min_size=1, max_size=4,
)  # fmt: skip


async def exported(form: ExportFormat) -> bytes:
    build()
    by = await someone()
    job_id = await export_clients(ExportClientsInput(format=form, columns=list(COLUMNS)), ORDERS, by)
    while await make_files():
        pass
    return await asyncio.to_thread(file_of(await Job.get(id=job_id)).read_bytes)


async def empty() -> None:
    for table in ("import_row", "job_row", "event", "email_message", "client_delta", "client"):
        await database.execute(f"DELETE FROM {table}")


@given(SOME_AT_ONCE, st.sampled_from(list(ExportFormat)))
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
async def test_an_export_comes_back_without_changing_anything(clients: list[dict[str, object]], form: ExportFormat):
    await empty()
    for one in clients:
        await a_client(**one)  # type: ignore[arg-type]
    content = await exported(form)
    before = {table: count for table, count in (await rows_everywhere()).items() if table in CHANGELESS[:-1]}

    work = await staged(content, await someone())

    assert work.preset == "ATRIUM"
    assert set((await outcomes(work.id)).values()) == {"UNCHANGED"}, await work.rows.all().values()  # type: ignore[attr-defined]
    assert {t: n for t, n in (await rows_everywhere()).items() if t in CHANGELESS[:-1]} == before
    assert await Client.all().count() == len(clients)
