"""What an import added to the lists of a client who was here goes with it, unless somebody has changed it since."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import orjson
import pytest

from atrium import database
from atrium.clients.contacts.addresses import update_client_address
from atrium.clients.contacts.companies import update_client_company
from atrium.clients.contacts.emails import update_client_email
from atrium.clients.contacts.inputs import (
    UpdateClientAddressInput,
    UpdateClientCompanyInput,
    UpdateClientEmailInput,
    UpdateClientPhoneInput,
)
from atrium.clients.contacts.phones import update_client_phone
from atrium.clients.models import Client
from atrium.clients.notes.actions import pin_note, remove_note, update_note
from atrium.clients.notes.inputs import PinNoteInput, RemoveNoteInput, UpdateNoteInput
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.ids import Id
from atrium.imports.foretelling import foretell_revert
from atrium.imports.models import Import, ImportRow, RowFate
from tests.given import STAFF, a_client
from tests.imports.given import committed, imported, reverted, someone, staged
from tests.imports.kept import kept

ROW = {
    "External id": "A-1", "E-mail": "second@example.org", "Phone": "+49 30 7654321", "Street": "New Street 2",
    "Postcode": "10117", "City": "Berlin", "Country": "DE", "Company": "New Engines", "Tags": "VIP", "Notes": "Said so",
}  # fmt: skip
ADDRESS = {"line1": "Corrected 9", "postcode": "20095", "city": "Hamburg", "country": "DE"}


async def relabel_the_email(key: Id) -> None:
    await update_client_email(UpdateClientEmailInput(id=key, label="billing"), STAFF)


async def prefer_the_email(key: Id) -> None:
    await update_client_email(UpdateClientEmailInput(id=key, make_default=True), STAFF)


async def correct_the_number(key: Id) -> None:
    await update_client_phone(UpdateClientPhoneInput(id=key, number="+49 30 1234567"), STAFF)


async def relabel_the_number(key: Id) -> None:
    await update_client_phone(UpdateClientPhoneInput(id=key, label="office"), STAFF)


async def correct_the_address(key: Id) -> None:
    await update_client_address(UpdateClientAddressInput(id=key, address=AddressInput(**ADDRESS)), STAFF)


async def correct_the_company(key: Id) -> None:
    await update_client_company(UpdateClientCompanyInput(id=key, company=CompanyInput(name="Corrected")), STAFF)


async def edit_the_note(key: Id) -> None:
    await update_note(UpdateNoteInput(id=key, version=1, text="Said so, and more since"), STAFF)


async def pin_the_note(key: Id) -> None:
    await pin_note(PinNoteInput(id=key, pinned=True), STAFF)


async def remove_the_note(key: Id) -> None:
    await remove_note(RemoveNoteInput(id=key), STAFF)


async def respell_the_tag(key: Id) -> None:
    await database.execute("UPDATE client_tag SET label = 'Vip' WHERE id = $1", UUID(key))
    await database.execute("UPDATE client SET version = version + 1")


ACTS: dict[Callable[[Id], Awaitable[None]], tuple[str, str, object, object]] = {
    relabel_the_email: ("emails", "client_email", "", "billing"),
    prefer_the_email: ("emails", "client_email", "second@example.org", "second@example.org"),
    correct_the_number: ("phones", "client_phone", "+49307654321", "+49301234567"),
    relabel_the_number: ("phones", "client_phone", "", "office"),
    correct_the_address: ("addresses", "client_address", "New Street 2", "Corrected 9"),
    correct_the_company: ("companies", "client_company", "New Engines", "Corrected"),
    edit_the_note: ("notes", "client_note", "Said so", "Said so, and more since"),
    pin_the_note: ("notes", "client_note", "Said so", "Said so"),
    remove_the_note: ("notes", "client_note", "Said so", None),
    respell_the_tag: ("tags", "client_tag", "VIP", "Vip"),
}
EACH = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)


async def an_import(*, is_old: bool = False) -> tuple[Client, Import, dict[str, object]]:
    """A client who was here, written to by an import; and what of it was kept before."""
    client = await a_client("Ada", "ada@example.org", external_id="A-1")
    before, by = await kept(client), await someone()
    work = await staged([ROW], by)
    plan = (await ImportRow.get(origin_id=work.id)).plan
    work = await committed(work, by)
    if is_old:
        await as_once_journaled(work, plan)
    return client, work, before


async def as_once_journaled(work: Import, plan: str) -> None:
    """Keep of what was added the ids alone, and the row's plan for good, as earlier versions did."""
    row = await ImportRow.get(origin_id=work.id)
    journal = orjson.loads(row.journal or "")
    journal["added"] = {name: list(entries) for name, entries in journal["added"].items()}
    await ImportRow.filter(id=row.id).update(journal=orjson.dumps(journal).decode(), plan=plan)


async def touch_it(act: Callable[[Id], Awaitable[None]], client: Client) -> dict[str, object]:
    """Do the act to the entry; the entry as it is then."""
    table, order = ACTS[act][1], "id" if act is respell_the_tag else "created_at DESC, id"
    sql = f"SELECT * FROM {table} WHERE client_id = $1 ORDER BY {order} DESC LIMIT 1"
    await act(Id(str((await database.rows(sql, client.id))[0]["id"])))
    return (await database.rows(sql, client.id))[0]


@EACH
@pytest.mark.parametrize("is_old", [False, True], ids=["as journaled", "as once journaled"])
async def test_an_entry_that_somebody_has_changed_since_stays_and_is_listed(
    act: Callable[[Id], Awaitable[None]], is_old: bool
):
    name, table, ours, now = ACTS[act]
    client, work, _ = await an_import(is_old=is_old)
    entry = await touch_it(act, client)
    by = await someone()

    told = await foretell_revert(work.id, by)
    await reverted(work, by)

    assert await database.rows(f"SELECT * FROM {table} WHERE id = $1", entry["id"]) == [entry]
    row = await ImportRow.get(origin_id=work.id)
    assert row.fate is RowFate.PARTLY_REVERTED
    if not is_old:
        assert orjson.loads(row.kept) == [{"field": name, "before": ours, "after": now}]
    assert [one["field"] for one in orjson.loads(row.kept)] == [name]
    assert [(one.fate, len(one.kept)) for one in told.stays] == [(RowFate.PARTLY_REVERTED, 1)]


@pytest.mark.parametrize("is_old", [False, True], ids=["as journaled", "as once journaled"])
async def test_entries_that_nobody_has_changed_go_although_their_client_was(is_old: bool):
    client, work, before = await an_import(is_old=is_old)
    await database.execute("UPDATE client SET version = version + 1")
    by = await someone()

    told = await foretell_revert(work.id, by)
    await reverted(work, by)

    assert (told.whole, told.stays) == (1, [])
    assert (await ImportRow.get(origin_id=work.id)).fate is RowFate.REVERTED
    assert await kept(await Client.get(id=client.id)) == before


async def test_the_country_stays_with_the_address():
    client, work, _ = await an_import()
    await touch_it(correct_the_address, client)

    await reverted(work, await someone())

    await client.refresh_from_db()
    told = await database.rows("SELECT changes FROM event WHERE action = 'client.updated' ORDER BY at DESC LIMIT 1")
    assert client.country == "DE"
    assert "country" not in str(told[0]["changes"])


async def test_an_address_goes_back_whole_or_stays_whole():
    address = {"line1": "Old Street 1", "line2": "Floor 3", "postcode": "10115", "city": "Berlin", "country": "DE"}
    client = await a_client("Ada", "ada@example.org", external_id="A-1", address=address)
    work = await imported([ROW], await someone())
    key = Id(str((await database.rows("SELECT id FROM client_address"))[0]["id"]))
    new = AddressInput(line1="New Street 2", postcode="10117", city="Potsdam", country="DE")
    await update_client_address(UpdateClientAddressInput(id=key, address=new), STAFF)

    await reverted(work, await someone())

    assert (await kept(client))["addresses"] == [("New Street 2", "", "Potsdam", "", "10117", "DE", True)]
    row = await ImportRow.get(origin_id=work.id)
    assert {one["field"] for one in orjson.loads(row.kept)} == {"line1", "line2", "postcode", "city"}
