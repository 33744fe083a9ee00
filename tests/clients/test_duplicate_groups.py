"""Groups of likely duplicates among all clients: kept by the worker, told as they are, the surest first."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import Any
from uuid import UUID

import pytest

from atrium import database
from atrium.clients.contacts import phones, removing
from atrium.clients.contacts.inputs import AddClientPhoneInput, RemoveClientContactInput
from atrium.clients.contacts.lists import PHONES
from atrium.clients.duplicates import grouped
from atrium.clients.duplicates.actions import dismiss_duplicates, reopen_duplicates
from atrium.clients.duplicates.grouping import SHARED_BY_MOST, groups_of, score_of
from atrium.clients.duplicates.inputs import DismissDuplicatesInput, DuplicatePair, ReopenDuplicatesInput
from atrium.clients.duplicates.marks import plain_tax_id
from atrium.clients.duplicates.queries import DuplicateRule
from atrium.clients.duplicates.tracing import Tracer
from atrium.clients.models import Client, ClientDistinction
from atrium.columns import now
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.models import ClientEmail, ClientPhone
from atrium.errors import InvalidInput, NotFound
from atrium.events.feed import place_new
from atrium.events.models import Event
from atrium.ids import Id
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import ask, data, staff
from tests.merges.given import merged, undone
from tests.plans import plan_of
from tests.statements import counted

BERLIN = AddressInput(line1="Main 1", city="Berlin", country="DE", postcode="10115")
PAGE = """query($first: Int! = 20, $after: String, $rule: DuplicateRule) {
  duplicateGroups(first: $first, after: $after, rule: $rule) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id score size certainty reasons { rule text }
      members { reasons { rule text } client { displayName } } } } }"""
DISMISS = "mutation($ids: [ID!]!) { dismissDuplicates(input: {clientIds: $ids}) { __typename } }"


async def worked() -> None:
    """What the worker does, until there is nothing left."""
    tracer = Tracer()
    while await place_new() or await tracer.advance():
        pass


async def made_anew() -> None:
    """What is kept, forgotten and made from all clients at once."""
    for table in ("client_likeness", "client_trait", "duplicate_group"):
        await database.execute(f"DELETE FROM {table}")
    await worked()


async def page(**given: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await data(PAGE, given))["duplicateGroups"]
    return found


def named(found: dict[str, Any]) -> list[tuple[set[str], int]]:
    return [({one["client"]["displayName"] for one in node["members"]}, node["score"]) for node in found["nodes"]]


async def kept() -> list[tuple[Any, ...]]:
    """The groups as they are kept, with their members."""
    rows = await database.rows(
        """SELECT g.id, g.score, g.size, g.rules, l.client_id FROM duplicate_group g
        JOIN client_likeness l ON l.group_id = g.id ORDER BY g.id, l.client_id"""
    )
    return [tuple(str(value) for value in row.values()) for row in rows]


def of(*clients: Client) -> DismissDuplicatesInput:
    return DismissDuplicatesInput(client_ids=[Id(str(one.id)) for one in clients])


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


async def test_clients_who_are_not_the_same_leave_at_once_and_can_be_taken_back():
    ada, bob, eve = [await a_client(name, phone="+49 30 901820") for name in ("Ada", "Bob", "Eve")]
    await worked()

    pairs = await dismiss_duplicates(of(ada, bob, eve), STAFF)
    written = await rows_everywhere()
    again = await dismiss_duplicates(of(eve, bob), STAFF)

    assert ((await page())["totalCount"], len(pairs), again) == (0, 3, [])
    assert await rows_everywhere() == written
    assert await Event.filter(action="client.duplicate_dismissed").count() == 3
    some = [DuplicatePair(client_id=Id(str(one)), other_id=Id(str(other))) for one, other in pairs[:1]]
    assert await reopen_duplicates(ReopenDuplicatesInput(pairs=some), STAFF) == pairs[:1]
    assert [size for _, _, size in await _sizes()] == [2]


async def _sizes() -> list[tuple[str, int, int]]:
    return [(node["id"], node["score"], node["size"]) for node in (await page())["nodes"]]


async def test_one_pair_told_apart_leaves_the_others_together():
    ada, bob, eve = [await a_client(name, phone="+49 30 901820") for name in ("Ada", "Bob", "Eve")]
    await worked()

    await dismiss_duplicates(of(ada, bob), STAFF)

    assert named(await page()) == [({"Ada", "Bob", "Eve"}, 75)]
    await dismiss_duplicates(of(ada, eve), STAFF)
    assert named(await page()) == [({"Bob", "Eve"}, 75)]


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


async def test_naming_too_few_the_same_or_nobody_is_refused():
    ada, gone = await a_client("Ada"), await a_client("Gone")
    await Client.filter(id=gone.id).update(deleted_at=now())
    same = DuplicatePair(client_id=Id(str(ada.id)), other_id=Id(str(ada.id)))

    with pytest.raises(InvalidInput) as few:
        await dismiss_duplicates(of(ada, ada), STAFF)
    with pytest.raises(InvalidInput) as many:
        await dismiss_duplicates(DismissDuplicatesInput(client_ids=[Id(str(UUID(int=n))) for n in range(21)]), STAFF)
    with pytest.raises(InvalidInput) as itself:
        await reopen_duplicates(ReopenDuplicatesInput(pairs=[same]), STAFF)
    with pytest.raises(InvalidInput) as none:
        await reopen_duplicates(ReopenDuplicatesInput(pairs=[]), STAFF)
    with pytest.raises(InvalidInput) as too_many:
        await reopen_duplicates(ReopenDuplicatesInput(pairs=[same] * 191), STAFF)
    with pytest.raises(NotFound):
        await dismiss_duplicates(of(ada, gone), STAFF)

    codes = [refused.value.faults[0].code for refused in (few, many, itself, none, too_many)]
    assert codes == ["TOO_FEW", "TOO_MANY", "SAME", "TOO_FEW", "TOO_MANY"]
    assert await ClientDistinction.all().count() == 0


async def test_saying_so_needs_the_permission_to_change_clients():
    ids = [str((await a_client()).id) for _ in range(2)]

    refused = await ask(DISMISS, {"ids": ids}, by=staff("client.read"))

    assert refused["errors"][0]["extensions"]["needs"] == ["client.update"]


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


@pytest.mark.parametrize("seed", range(4))
async def test_what_was_kept_step_by_step_is_what_is_made_anew(seed: int):
    chance = Random(seed)
    clients = [await a_client(f"Ada {number}") for number in range(12)]
    for _ in range(25):
        await _something(chance, clients)
        if chance.random() < 0.5:
            await worked()
    await worked()
    stepwise = await kept()

    await made_anew()

    assert stepwise == await kept()


async def test_a_building_that_is_cut_off_anywhere_is_gone_on_with(monkeypatch: pytest.MonkeyPatch):
    for number in range(9):
        await a_client(f"Ada {number}", phone=f"+49 30 90182{number % 4}")
    monkeypatch.setattr("atrium.clients.duplicates.tracing.LEAST", 2)
    steps = 0
    while True:
        tracer = Tracer()  # as after a kill: nothing is known but what was committed
        tracer.most = 2
        for _ in range(steps):
            await tracer.some()
        steps += 1
        if (await page())["totalCount"] == 4:
            break

    cut_off = await kept()
    await worked()

    assert cut_off == await kept()


async def test_what_waits_is_grouped_even_when_more_was_looked_at_than_is_grouped_at_once(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("atrium.clients.duplicates.tracing.AT_ONCE", 1)
    await worked()
    for name in ("Ada", "Bob", "Eve"):
        await a_client(name, phone="+49 30 901820")

    await worked()

    assert named(await page()) == [({"Ada", "Bob", "Eve"}, 75)]


async def test_one_change_looks_at_its_own_keys_only():
    for number in range(30):
        await a_client(f"Ada {number}", phone=f"+49 30 9018{number // 2:02}")
    await worked()
    tracer = Tracer()
    while await tracer.advance():
        pass
    bob = await a_client("Bob")
    await phones.add_client_phone(AddClientPhoneInput(client_id=Id(str(bob.id)), number="+49 30 901800"), STAFF)
    await place_new()

    async with counted() as statements:
        await tracer.some()

    assert max(node["size"] for node in (await page())["nodes"]) == 3
    assert len(statements) < 25


async def _something(chance: Random, clients: list[Client]) -> None:
    """A number comes or goes, two are told apart, one is deleted or comes back."""
    one, other = chance.sample(clients, 2)
    row = await ClientPhone.filter(client_id=one.id).first()
    what = chance.random()
    if what < 0.6 and row is None:
        number = AddClientPhoneInput(client_id=Id(str(one.id)), number=f"+49 30 90182{chance.randrange(4)}")
        await phones.add_client_phone(number, STAFF) if (await _stands(one)) else None
    elif what < 0.75 and row is not None and await _stands(one):
        await removing.remove(PHONES, RemoveClientContactInput(id=Id(str(row.id))), STAFF)
    elif what < 0.9 and await _stands(one) and await _stands(other):
        await dismiss_duplicates(of(one, other), STAFF)
    else:
        client = await Client.get(id=one.id)
        gone = None if client.deleted_at else now()
        await Client.filter(id=one.id).update(deleted_at=gone, version=client.version + 1)


async def _stands(client: Client) -> bool:
    return (await Client.get(id=client.id)).deleted_at is None


def test_a_group_is_as_sure_as_its_surest_pair():
    ada, bob, eve = (UUID(int=number) for number in (1, 2, 3))

    (group,) = groups_of({(0, 7): [ada, bob], (3, 8): [bob, eve]}, set())

    assert (group.members, group.score, group.rules) == ((ada, bob, eve), 90, 0b1001)
    assert groups_of({(0, 7): [ada, bob]}, {(ada, bob)}) == []


def test_the_rules_are_in_the_order_of_their_sureness():
    rules = ("EMAIL", "TAX_ID", "PHONE", "NAME_AND_POSTCODE")
    scores = [score_of([DuplicateRule(rule)]) for rule in rules]

    assert scores == sorted(scores, reverse=True)
    assert all(score_of([DuplicateRule(a), DuplicateRule(b)]) >= 90 for a, b in combinations(rules, 2))


@pytest.mark.parametrize(
    ("tax_id", "country", "plain"),
    [("DE 136.695.976", "", "DE136695976"), ("136695976", "DE", "DE136695976"), ("094259216", "GR", "EL094259216"),
     ("12-34", "US", "1234")],
)  # fmt: skip
def test_a_tax_id_has_one_plain_form(tax_id: str, country: str, plain: str):
    assert plain_tax_id(tax_id, country) == plain
