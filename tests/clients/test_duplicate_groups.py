"""Groups of likely duplicates among all clients: kept by the worker, told as they are, the surest first."""

from __future__ import annotations

from typing import Any

import pytest

from atrium.clients.contacts import phones, removing
from atrium.clients.contacts.inputs import AddClientPhoneInput, RemoveClientContactInput
from atrium.clients.contacts.lists import PHONES
from atrium.clients.duplicates import grouped
from atrium.clients.duplicates.grouping import SHARED_BY_MOST
from atrium.clients.models import Client
from atrium.columns import now
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.models import ClientEmail, ClientPhone
from atrium.ids import Id
from tests.clients.duplicates_given import PAGE, kept, named, page, worked
from tests.given import STAFF, a_client
from tests.graph.asking import ask
from tests.merges.given import merged, undone
from tests.plans import plan_of
from tests.statements import counted

BERLIN = AddressInput(line1="Main 1", city="Berlin", country="DE", postcode="10115")


async def test_each_rule_makes_a_group_and_the_surest_comes_first():
    ada = await a_client("Ada", "ada@example.org")
    await ClientEmail.create(client=await a_client("Eda"), address="ADA@example.org", fold="ada@example.org")
    for name, tax_id in (("Wolle", "DE 136 695 976"), ("Wolle GmbH", "DE136695976")):
        await a_client(name, company=CompanyInput(name=name, tax_id=tax_id))
    for name in ("Bob", "Rob"):
        await a_client(name, phone="+49 30 901820")
    for name in ("Änne", "anne"):
        await a_client(name, last_name="Müller", address=BERLIN)
    await a_client("Stranger", phone="+49 30 555555", address=BERLIN)

    await worked()

    found = await page()
    assert named(found) == [({"Ada", "Eda"}, 90), ({"Wolle", "Wolle GmbH"}, 85), ({"Bob", "Rob"}, 75),
                            ({"Änne Müller", "anne Müller"}, 60)]  # fmt: skip
    assert [node["certainty"] for node in found["nodes"]] == ["EXACT", "EXACT", "EXACT", "LIKELY"]
    assert found["totalCount"] == 4
    assert found["nodes"][0]["members"][0] == {
        "client": {"displayName": ada.display_name}, "reasons": [{"rule": "EMAIL", "text": "ada@example.org"}],
    }  # fmt: skip


async def test_several_reasons_are_surer_than_each_and_a_chain_is_one_group():
    await a_client("Ada", phone="+49 30 901820", last_name="L", address=BERLIN)
    await a_client("Ada", phone="+49 30 901820", last_name="L", address=BERLIN)
    await a_client("Ida", phone="+49 30 901820")

    await worked()

    assert named(await page()) == [({"Ada L", "Ida"}, 90)]
    assert (await page())["nodes"][0]["size"] == 3


async def test_what_too_many_share_is_no_evidence():
    clients = [await a_client(f"Bob {number}", phone="+49 30 901820") for number in range(SHARED_BY_MOST)]
    await worked()
    one = (await page())["nodes"]

    await a_client("One too many", phone="+49 30 901820")
    await worked()
    none = (await page())["nodes"]
    await Client.filter(id=clients[0].id).update(deleted_at=now(), version=9)
    await worked()

    assert ([len(node["members"]) for node in one], one[0]["size"], none) == ([10], SHARED_BY_MOST, [])
    assert (await page())["nodes"][0]["size"] == SHARED_BY_MOST


async def test_it_follows_what_happens_to_clients():
    ada, bob = await a_client("Ada", phone="+49 30 901820"), await a_client("Bob")
    await worked()
    alone = await page()

    number = AddClientPhoneInput(client_id=Id(str(bob.id)), number="+49 30 901820")
    await phones.add_client_phone(number, STAFF)
    await worked()
    together = await page()
    row = await ClientPhone.get(client_id=ada.id)
    await removing.remove(PHONES, RemoveClientContactInput(id=Id(str(row.id))), STAFF)
    told = await page()
    await worked()

    assert (alone["nodes"], named(together)) == ([], [({"Ada", "Bob"}, 75)])
    assert told["nodes"] == [], "what is no more true is not told, even before the worker has seen it"
    assert (await page())["totalCount"] == 0


async def test_a_merge_ends_the_group_and_its_undoing_brings_it_back():
    ada, bob = await a_client("Ada", phone="+49 30 901820"), await a_client("Bob", phone="+49 30 901820")
    await worked()

    merge_id = await merged(ada, bob)
    at_once = (await page())["nodes"]
    await worked()
    after = await kept()
    await undone(merge_id)
    await worked()

    assert (at_once, after) == ([], [])
    assert named(await page()) == [({"Ada", "Bob"}, 75)]


async def test_pages_go_on_where_the_last_one_ended_and_can_be_of_one_rule():
    for number in range(5):
        for name in ("Ada", "Bob"):
            await a_client(f"{name} {number}", phone=f"+49 30 90182{number}")
    await a_client("Änne", last_name="Müller", address=BERLIN)
    await a_client("Anne", last_name="Muller", address=BERLIN)
    await worked()

    first = await page(first=4)
    second = await page(first=4, after=first["pageInfo"]["endCursor"])

    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert len({node["id"] for node in first["nodes"] + second["nodes"]}) == 6
    assert ((await page(rule="PHONE"))["totalCount"], (await page(rule="NAME_AND_POSTCODE"))["totalCount"]) == (5, 1)
    assert (await page(rule="EXTERNAL_ID"))["nodes"] == []


@pytest.mark.parametrize("given", [{"first": 0}, {"first": 51}, {"after": "00"}])
async def test_a_page_out_of_bounds_is_refused(given: dict[str, Any]):
    assert (await ask(PAGE, given))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_page_costs_three_statements_however_many_groups():
    for number in range(6):
        for _ in range(2):
            await a_client(f"Ada {number}", phone=f"+49 30 90182{number}")
    await worked()

    async with counted() as statements:
        found = await page()

    assert (len(found["nodes"]), len(statements)) == (6, 3)


async def test_a_page_is_found_by_indexes():
    said = await plan_of(grouped.statement_for(20, None, None))

    assert "duplicate_group_score_idx" in said
    assert "client_likeness_group_id_idx" in said
