"""An import is taken back where nobody has touched it since."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import orjson
import pytest

from atrium.clients.actions import update_client
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client, ClientStatus
from atrium.clients.tagging.actions import tag_client
from atrium.clients.tagging.inputs import TagClientInput
from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.custom_fields.values import values_of
from atrium.dashboard.queries import figures
from atrium.database import tx
from atrium.ids import Id
from atrium.imports.foretelling import foretell_revert
from atrium.imports.models import ImportRow, ImportState, RowFate
from atrium.imports.reverting import vars_of
from tests.custom_fields.given import a_field
from tests.given import a_client, rows_everywhere
from tests.imports.given import imported, outcomes, reverted, someone, staged, taken_back
from tests.imports.test_meddling import a_child, a_ticket_opened, an_order_placed

CHANGES = {
    "External id": "A-1", "First name": "Ada Augusta", "E-mail": "ada@example.org;second@example.org",
    "Phone": "+49 30 7654321", "Street": "New Street 2", "Postcode": "10117", "City": "Berlin", "Country": "DE",
    "Company": "New Engines", "Tags": "VIP;Old", "Notes": "Said so", "size": "XL", "Language": "fr",
}  # fmt: skip


async def an_old_client() -> Client:
    return await a_client(
        "Ada", "ada@example.org", external_id="A-1", tags=["Old"], custom_fields={"size": "M"},
        address={"line1": "Old Street 1", "postcode": "10115", "city": "Berlin", "country": "DE"},
        company={"name": "Old Engines"},
    )  # fmt: skip


async def state_of(client: Client) -> dict[str, object]:
    await client.refresh_from_db()
    lists = (ClientEmail, ClientPhone, ClientAddress, ClientCompany)
    return {
        "row": (client.first_name, client.display_name, client.language, client.external_id, client.country),
        "lists": [
            sorted([
                {k: v for k, v in one.items() if k not in ("created_at",)}
                for one in await model.filter(client_id=client.id).values()
            ], key=str)
            for model in lists
        ],
        "tags": sorted([tag.label for tag in await client.tag_rows.all()]),
        "notes": [note.text for note in await client.notes.filter(removed_at=None)],
        "custom": await values_of(client.id),
    }  # fmt: skip


async def test_an_update_is_shown_field_by_field_and_taken_back_field_by_field():
    await a_field("size")
    by, client = await someone(), await an_old_client()
    before = await state_of(client)

    work = await imported([CHANGES], by)

    row = await ImportRow.get(origin_id=work.id)
    told = {one["field"]: (one["before"], one["after"]) for one in orjson.loads(row.changes)}
    assert told["firstName"] == ("Ada", "Ada Augusta")
    assert told["line1"] == ("Old Street 1", "New Street 2")
    assert told["company"] == ("Old Engines", "New Engines")
    assert told["customFields.size"] == ("M", "XL")
    assert told["tags"] == (["Old"], ["Old", "VIP"])
    assert await state_of(client) != before
    assert (await reverted(work, by)).reverted == 1
    assert await state_of(client) == before


async def test_what_was_touched_since_stays_and_is_listed():
    by, client = await someone(), await a_client("Ada", "ada@example.org", external_id="A-1")
    work = await imported([{"External id": "A-1", "First name": "Augusta", "Language": "fr"}], by)
    await client.refresh_from_db()
    await update_client(UpdateClientInput(id=Id(str(client.id)), version=client.version, first_name="Grace"), by)

    await reverted(work, by)

    await client.refresh_from_db()
    row = await ImportRow.get(origin_id=work.id)
    assert (client.first_name, client.language) == ("Grace", "en")
    assert row.fate is RowFate.PARTLY_REVERTED
    assert orjson.loads(row.kept) == [{"field": "firstName", "before": "Augusta", "after": "Grace"}]


async def test_new_clients_go_unless_somebody_has_touched_them():
    by = await someone()
    rows = [
        {"External id": "a", "First name": "Ada", "E-mail": "ada@example.org"},
        {"External id": "b", "First name": "Bob"},
    ]
    work = await imported(rows, by)
    bob = await Client.get(external_id="b")
    await tag_client(TagClientInput(client_id=Id(str(bob.id)), tags=["Kept"]), by)

    done = await reverted(work, by)

    assert (done.state, done.reverted) == (ImportState.REVERTED, 1)
    assert {one.first_name: one.status for one in await Client.all()} == {
        "Ada": ClientStatus.DELETED, "Bob": ClientStatus.LOGIN_DISABLED,
    }  # fmt: skip
    assert {tile.name: tile.count for tile in (await figures()).tiles}["TOTAL"] == 1


async def test_a_reverted_file_can_be_imported_again():
    by, rows = (
        await someone(),
        [{"External id": "a", "First name": "Ada", "E-mail": "ada@example.org"}, {"First name": "Cash"}],
    )
    await reverted(await imported(rows, by), by)

    again = await staged(rows, by)

    assert await outcomes(again.id) == {2: "CREATE", 3: "CREATE"}


async def test_what_is_foretold_is_what_the_revert_then_does():
    await a_field("size")
    by, old = await someone(), await an_old_client()
    await a_client("Touched", external_id="B-1")
    await a_client("Untouched", "untouched@example.org", external_id="C-1")
    rows = [CHANGES] + [
        {"External id": key, "First name": f"New {key}", "E-mail": "", "Parent external id": parent}
        for key, parent in (("B-1", ""), ("C-1", ""), ("P", ""), ("K", "P"), ("Q", ""), ("L", "Q"), ("R", ""))
    ]
    work = await imported(rows, by)
    assert work.committed == 8
    for key in ("A-1", "B-1", "L"):
        client = await Client.get(external_id=key)
        changed = UpdateClientInput(id=Id(str(client.id)), version=client.version, first_name="Somebody")
        await update_client(changed, by)
    await Client.filter(external_id="R").update(deleted_at=old.created_at)
    before = await rows_everywhere()

    told = await foretell_revert(work.id, by)

    assert await rows_everywhere() == before
    assert (told.whole, told.count(RowFate.PARTLY_REVERTED), told.count(RowFate.KEPT)) == (3, 1, 4)
    done = await reverted(work, by)
    assert done.reverted == told.whole + told.count(RowFate.PARTLY_REVERTED)
    stayed = await ImportRow.filter(origin_id=work.id).exclude(fate=RowFate.REVERTED).order_by("line")
    assert [(row.line, row.fate, orjson.loads(row.kept)) for row in stayed] == [
        (one.line, one.fate, orjson.loads(orjson.dumps([vars_of(kept) for kept in one.kept]))) for one in told.stays
    ]


@pytest.mark.parametrize("act", [an_order_placed, a_ticket_opened, a_child])
async def test_who_gets_something_at_this_very_moment_stays(
    act: Callable[[Client, dict[str, object]], Awaitable[None]],
):
    by = await someone()
    work = await imported([{"External id": "a", "First name": "Ada"}], by)
    client, is_done = await Client.get(external_id="a"), asyncio.Event()

    async def meanwhile() -> None:
        async with tx():
            await act(client, {})
            is_done.set()
            await asyncio.sleep(0.2)

    async def taking_back() -> None:
        await is_done.wait()
        await taken_back(work, by)

    await asyncio.gather(meanwhile(), taking_back())

    await client.refresh_from_db()
    assert client.deleted_at is None
    assert (await ImportRow.get(origin_id=work.id)).fate is RowFate.KEPT
