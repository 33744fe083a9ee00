"""What was exported here comes back without changing anything."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium import database
from atrium.clients.contacts.emails import add_client_email
from atrium.clients.contacts.inputs import AddClientEmailInput
from atrium.clients.export.actions import export_clients
from atrium.clients.export.columns import known_columns
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.listing.api import ORDERS
from atrium.clients.models import Client
from atrium.contacts.models import ClientEmail
from atrium.custom_fields.models import CustomField
from atrium.ids import Id
from atrium.jobs.models import Job
from atrium.jobs.turns import file_of
from atrium.jobs.work import make_files
from atrium.schema import build
from tests.custom_fields.given import a_field
from tests.given import STAFF, a_client, rows_everywhere
from tests.imports.given import faults, imported, outcomes, someone, staged
from tests.imports.kept import kept

TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
NAMES = TEXTS.map(str.strip).filter(lambda text: text[:1].isalnum() or text[:1] in "=+-@'")
CHANGELESS = (
    "client",
    "client_email",
    "client_phone",
    "client_address",
    "client_company",
    "client_tag",
    "custom_field_value",
)
SOME_AT_ONCE = st.lists(
    st.fixed_dictionaries(
        {"first_name": NAMES, "last_name": st.one_of(st.just(""), NAMES), "allow_login": st.booleans()},
        optional={
            "tags": st.lists(st.sampled_from(["VIP", "=1+1", "Größe", "a b"]), unique=True),
            "language": st.sampled_from(["de", "pt-BR"]), "currency": st.sampled_from(["USD", "JPY"]),
            "emails": st.lists(st.sampled_from(["second@example.org", "Third.x@Example.ORG"]), unique=True),
            "external_id": st.booleans(), "verified": st.just(True),
            "custom_fields": st.fixed_dictionaries({}, optional={
                "text": NAMES, "day": st.just("2024-02-29"), "count": st.integers(-9, 99), "rate": st.just("1.5"),
                "flag": st.booleans(), "size": st.sampled_from(["M", "a b"]), "land": st.just("FR"),
                "many": st.lists(st.sampled_from(["x", "y z", "w"]), min_size=1, unique=True),
            }),
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
    job_id = await export_clients(ExportClientsInput(format=form, columns=list(await known_columns())), ORDERS, by)
    while await make_files():
        pass
    return await asyncio.to_thread(file_of(await Job.get(id=job_id)).read_bytes)


async def empty() -> None:
    tables = (
        "import_row",
        "job_row",
        "event",
        "email_message",
        "client_delta",
        "verification_token",
        "custom_field_value",
    )
    for table in (*tables, "client"):
        await database.execute(f"DELETE FROM {table}")


async def the_fields() -> None:
    """A custom field of every kind that says more than a text."""
    if await CustomField.all().count():
        return
    await a_field("text")
    for key, type_ in (
        ("day", "DATE"),
        ("count", "INTEGER"),
        ("rate", "DECIMAL"),
        ("flag", "BOOLEAN"),
        ("land", "COUNTRY"),
    ):
        await a_field(key, type_)
    await a_field("size", "SELECT", options=["M", "a b"])
    await a_field("many", "MULTI_SELECT", options=["x", "y z", "w"])


async def add(place: int, given: dict[str, Any]) -> None:
    wished = dict(given)
    emails, verified = wished.pop("emails", []), wished.pop("verified", False)
    if wished.pop("external_id", False):
        wished["external_id"] = f"x{place}"
    client = await a_client(**wished)
    for email in emails:
        await add_client_email(AddClientEmailInput(client_id=Id(str(client.id)), address=email), STAFF)
    if verified and client.allow_login:
        await Client.filter(id=client.id).update(verified_at=client.created_at)
        await ClientEmail.filter(client_id=client.id, is_default=True).update(verified_at=client.created_at)


@given(SOME_AT_ONCE, st.sampled_from(list(ExportFormat)))
@settings(max_examples=settings().max_examples // 10, suppress_health_check=list(HealthCheck))
async def test_an_export_comes_back_without_changing_anything(clients: list[dict[str, Any]], form: ExportFormat):
    await empty()
    await the_fields()
    for place, one in enumerate(clients):
        await add(place, one)
    content = await exported(form)
    before, was = await rows_everywhere(), await in_order()

    work = await staged(content, await someone())

    assert work.preset == "ATRIUM"
    assert set((await outcomes(work.id)).values()) == {"UNCHANGED"}, await work.rows.all().values()  # type: ignore[attr-defined]
    assert {t: n for t, n in (await rows_everywhere()).items() if t in CHANGELESS} == {
        t: n for t, n in before.items() if t in CHANGELESS
    }
    await empty()
    mapped = [(one["name"], one["field"] if one["field"] != "number" else "") for one in work.columns]
    again = await imported(content, await someone(), columns=mapped)
    assert again.committed == len(clients), await faults(again.id)
    assert await in_order() == was


async def in_order() -> list[dict[str, Any]]:
    """All clients, since when they have been ones to the second: a file says no more."""
    found = [await kept(one) for one in await Client.all()]
    return sorted([one | {"created_at": one["created_at"][:19]} for one in found], key=str)
