"""The search that stands everywhere: what it finds, in which order, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atrium import database
from atrium.clients.finding.queries import MatchRule, find
from atrium.clients.models import Client
from atrium.columns import as_of, now
from atrium.contacts.inputs import CompanyInput
from tests.custom_fields.given import a_field
from tests.given import a_client
from tests.graph.asking import ask, data
from tests.statements import counted

LISTED = "query($q: String!) { clients(filter: {search: $q}, first: 250) { nodes { id } } }"


async def names_found(term: str, first: int = 10) -> list[str]:
    found = await find(term, first)
    clients = {client.id: client.display_name for client in await Client.all()}
    return [clients[one.client_id] for one in found]


@pytest.mark.parametrize(
    ("term", "rule", "text"),
    [
        ("änne", MatchRule.NAME, "Änne Müller"),
        ("mueller anne", None, None),
        ("muller anne", MatchRule.NAME, "Änne Müller"),
        ("shop.example", MatchRule.EMAIL, "anne@shop.example.org"),
        ("ANNE@shop.example.org", MatchRule.EMAIL, "anne@shop.example.org"),
        ("030 901820", MatchRule.PHONE, "+4930901820"),
        ("wolle", MatchRule.COMPANY, "Wolle & Söhne"),
        ("DE136695976", MatchRule.TAX_ID, "DE136695976"),
        ("ext-77", MatchRule.EXTERNAL_ID, "EXT-77"),
        ("ext77", MatchRule.EXTERNAL_ID, "EXT-77"),
        ("4711", MatchRule.CUSTOM_FIELD, "Gold 47-11"),
        ("nobody at all", None, None),
        ("  ", None, None),
        ("100%", None, None),
    ],
)
async def test_a_search_says_which_of_a_clients_words_it_met(term, rule, text):
    await a_field("card", searchable=True)
    await a_client(
        "Änne",
        "anne@shop.example.org",
        last_name="Müller",
        phone="+49 30 901820",
        company=CompanyInput(name="Wolle & Söhne", tax_id="DE136695976"),
        external_id="EXT-77",
        custom_fields={"card": "Gold 47-11"},
    )

    found = await find(term, 10)

    assert [(one.rule, one.text) for one in found] == ([] if rule is None else [(rule, text)])


async def test_a_number_is_that_client_before_others_whose_words_hold_it():
    first = await a_client("Ada")
    number = str(first.number)
    await a_client(f"Agent {number}{number}{number}")

    found = await find(f"#{number}", 10)
    plain = await find(number, 10)

    assert [(one.client_id, one.rule, one.text) for one in found] == [(first.id, MatchRule.NUMBER, number)]
    assert (plain[0].client_id, plain[0].rule) == (first.id, MatchRule.NUMBER)


async def test_an_exact_address_comes_first_then_names_that_begin_so_then_the_newest():
    begin = now() - timedelta(days=1)
    for minute, (name, email) in enumerate(
        [
            ("Grace Ann", "g@example.org"),
            ("Ann Lee", "l@example.org"),
            ("Joanna", "j@example.org"),
            ("Zed", "ann@x.example.org"),
        ]
    ):
        with as_of(begin + timedelta(minutes=minute)):
            await a_client(name, email)

    assert await names_found("ann") == ["Ann Lee", "Zed", "Joanna", "Grace Ann"]
    assert await names_found("ann", 2) == ["Ann Lee", "Zed"]
    assert await names_found("ann@x.example.org") == ["Zed"]


async def test_nobody_is_found_twice_nor_when_deleted_or_merged():
    kept, gone, merged = await a_client("Ann Kept"), await a_client("Ann Gone"), await a_client("Ann Merged")
    await database.execute("UPDATE client SET deleted_at = $1 WHERE id = $2", now(), gone.id)
    await database.execute("UPDATE client SET merged_into_id = $1 WHERE id = $2", kept.id, merged.id)

    assert await names_found("ann") == ["Ann Kept"]


@pytest.mark.parametrize("term", ["an", "ann", "12", "1", "ann le", "example", "#2", "%", "'", '"a"', "李", "an\x00n"])
async def test_what_is_found_here_the_list_finds_too_and_all_of_it(term):
    for name, last in [("Ann", "Lee"), ("Anna", "12"), ("李", "小龙"), ('"a" O\'Brien', "100%")]:
        await a_client(name, last_name=last)

    found = {str(one.client_id) for one in await find(term, 250)}

    assert found == {node["id"] for node in (await data(LISTED, {"q": term}))["clients"]["nodes"]}


async def test_a_search_with_its_clients_takes_two_statements():
    for name in ("Ann", "Anna", "Anne"):
        await a_client(name, f"{name}@example.org")

    async with counted() as statements:
        found = await data(
            '{ searchClients(term: "ann") { rule text client { displayName emails { address } } more: client { id } } }'
        )

    assert len(statements) == 3  # the clients once for each of the two selections
    assert [one["client"]["displayName"] for one in found["searchClients"]] == ["Ann", "Anna", "Anne"]
    assert found["searchClients"][0]["client"]["emails"] == [{"address": "Ann@example.org"}]


@pytest.mark.parametrize("variables", [{"term": "x" * 201}, {"term": "ann", "first": 0}, {"term": "ann", "first": 251}])
async def test_a_search_beyond_measure_is_refused(variables):
    answer = await ask(
        "query($term: String!, $first: Int! = 5) { searchClients(term: $term, first: $first) { text } }", variables
    )

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
