"""Staged rows become clients, once each, whatever happens meanwhile."""

from __future__ import annotations

from atrium import database
from atrium.clients.models import Client, ClientNote, ClientOrigin, ClientStatus
from atrium.clients.search import refresh
from atrium.dashboard.queries import figures
from atrium.events.models import Event
from atrium.imports.models import ImportState
from atrium.mail.models import EmailMessage
from tests.given import a_client
from tests.imports.given import committed, faults, imported, outcomes, someone, staged

WHOLE = {
    "External id": "A-1",
    "First name": "Ada",
    "Last name": "Lovelace",
    "E-mail": "Ada@Example.org; ada2@example.org",
    "Phone": "+49 30 1234567",
    "Street": "Hauptstr. 1",
    "Postcode": "10115",
    "City": "Berlin",
    "Country": "Deutschland",
    "Company": "Engines Ltd",
    "VAT number": "DE136695976",
    "Tags": "VIP, Early",
    "Notes": "Likes numbers",
    "Created at": "2024-03-01",
    "Language": "German",
    "Currency": "usd",
}


async def test_a_row_becomes_a_client_with_everything_it_says():
    by = await someone()

    work = await imported([WHOLE], by)

    assert (work.state, work.committed) == (ImportState.COMMITTED, 1), work.error
    client = await Client.get(external_id="A-1").prefetch_related("emails", "phones", "addresses", "companies")
    assert (client.first_name, client.last_name, client.origin) == ("Ada", "Lovelace", ClientOrigin.IMPORT)
    assert (client.status, client.login_email) == (ClientStatus.UNVERIFIED, "Ada@example.org")
    assert {one.address: one.is_default for one in client.emails} == {
        "Ada@example.org": True,
        "ada2@example.org": False,
    }
    assert [one.number for one in client.phones] == ["+49301234567"]
    assert [(one.line1, one.country) for one in client.addresses] == [("Hauptstr. 1", "DE")]
    assert [(one.name, one.tax_id) for one in client.companies] == [("Engines Ltd", "DE136695976")]
    assert (client.country, client.language, client.currency) == ("DE", "de", "USD")
    assert client.created_at.isoformat() == "2024-03-01T00:00:00+00:00"
    assert [note.text for note in await ClientNote.filter(client=client)] == ["Likes numbers"]
    assert await EmailMessage.all().count() == 0
    event = await Event.get(client_id=client.id)
    assert (event.action, event.reason) == ("client.added", "Imported from clients.csv, line 2.")


async def test_an_imported_client_is_found_by_the_document_that_an_act_would_write():
    await imported([WHOLE], await someone())
    client = await Client.get(external_id="A-1")
    before = await database.rows("SELECT document FROM client_search WHERE client_id = $1", client.id)

    await refresh(client)

    after = await database.rows("SELECT document FROM client_search WHERE client_id = $1", client.id)
    assert set(before[0]["document"].splitlines()) == set(after[0]["document"].splitlines())


async def test_the_figures_count_imported_clients():
    await imported([WHOLE, {"First name": "Bob"}], await someone())

    counted = {tile.name: tile.count for tile in (await figures()).tiles}

    assert (counted["TOTAL"], counted["UNVERIFIED"], counted["LOGIN_DISABLED"]) == (2, 1, 1)


async def test_staged_rows_are_nowhere_before_the_commit():
    work = await staged([WHOLE], await someone())

    assert await outcomes(work.id) == {2: "CREATE"}
    assert (work.state, work.to_create) == (ImportState.STAGED, 1)
    assert await Client.all().count() == 0
    await a_client("Ada", "ada@example.org")  # its address is not reserved


async def test_the_same_file_again_changes_nothing():
    by, rows = (
        await someone(),
        [WHOLE, {"First name": "Cash"}, {"First name": "Cash"}, {"E-mail": "x@example.org", "Company": "X"}],
    )
    await imported(rows, by)

    again = await staged(rows, by)

    assert await outcomes(again.id) == {2: "UNCHANGED", 3: "UNCHANGED", 4: "UNCHANGED", 5: "UNCHANGED"}


async def test_bad_rows_stay_behind_and_good_ones_go_ahead():
    rows = [
        {"First name": "Ada", "E-mail": "nonsense"},
        {"First name": "Bob", "E-mail": "bob@example.org"},
        {"E-mail": "eve@example.org"},
    ]

    work = await imported(rows, await someone())

    assert await faults(work.id) == {2: [("E-mail", "MALFORMED")], 4: [("First name", "REQUIRED")]}
    assert (work.committed, work.refused) == (1, 2)
    assert await Client.all().values_list("first_name", flat=True) == ["Bob"]


async def test_what_became_wrong_since_the_preview_is_refused():
    by = await someone()
    work = await staged([{"First name": "Ada", "E-mail": "ada@example.org"}], by)
    await a_client("Other", "ada@example.org")

    done = await committed(work, by)

    assert (done.committed, done.refused) == (0, 1)
    assert await faults(work.id) == {2: [("E-mail", "EXISTS_NOW")]}
