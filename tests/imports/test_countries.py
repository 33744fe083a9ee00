"""Many programs know a country of everybody, and an address of few."""

from __future__ import annotations

from atrium.clients.models import Client
from tests.given import a_client
from tests.imports.given import faults, imported, outcomes, reverted, someone, staged

ADDRESS = {"Street": "Hauptstr. 1", "Postcode": "10115", "City": "Berlin"}


async def test_a_country_without_an_address_is_the_clients():
    by, row = await someone(), {"External id": "a", "First name": "Ada", "Country": "Germany", "Phone": "030 123456"}

    await imported([row], by)

    client = await Client.get().prefetch_related("addresses", "phones")
    assert (client.country, list(client.addresses)) == ("DE", [])
    assert [phone.number for phone in client.phones] == ["+4930123456"]
    assert await outcomes((await staged([row], by)).id) == {2: "UNCHANGED"}


async def test_a_country_that_there_is_not_is_refused_with_or_without_an_address():
    work = await staged([{"First name": "Ada", "Country": "Atlantis"}], await someone())

    assert await faults(work.id) == {2: [("Country", "UNKNOWN_COUNTRY")]}


async def test_a_country_comes_and_goes_back_with_its_import():
    by, client = await someone(), await a_client("Ada", external_id="a")

    first = await imported([{"External id": "a", "Country": "FR"}], by)
    second = await imported([{"External id": "a", "Country": "DE"} | ADDRESS], by)
    await client.refresh_from_db()
    with_address = client.country
    await reverted(second, by)
    await client.refresh_from_db()
    without = client.country
    await reverted(first, by)

    await client.refresh_from_db()
    assert (with_address, without, client.country) == ("DE", "FR", "")


async def test_the_country_of_an_address_is_not_changed_without_an_address():
    address = {"line1": "Rue 1", "postcode": "75001", "city": "Paris", "country": "FR"}
    await a_client("Ada", external_id="a", address=address)

    work = await staged([{"External id": "a", "Country": "DE"}], await someone())

    assert await outcomes(work.id) == {2: "UNCHANGED"}
