"""Pages that follow each other, while rows come and go; and cursors that nobody handed out."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from uuid import UUID

import pytest

from atrium import database
from atrium.graph.permits import CLIENT_SESSION, NEEDS
from atrium.principal import ActorKind, Door, Principal, nobody
from atrium.schema import engine
from tests.given import a_client, rows_everywhere
from tests.graph.asking import ask, data, staff
from tests.graph.oracle_population import Population
from tests.graph.oracle_walk import PAGES, Place, a_walk_to

LINE = """query($order: ClientOrder, $first: Int, $after: String, $last: Int, $before: String) {
  clients(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}"""
ORDERS = [
    {"field": field, "direction": direction}
    for field in ("CREATED_AT", "NAME", "NUMBER", "LAST_LOGIN_AT")
    for direction in ("ASC", "DESC")
]


class Store:
    """Clients that stay, and others that come and go between two pages."""

    def __init__(self) -> None:
        self.made = Population(7)
        self.chance = Random(7)
        self.passing: list[Any] = []

    async def add(self, number: int) -> str:
        client = self.made.client(number)
        client.parent_id = client.merged_into_id = client.deleted_at = client.erased_at = None
        client.allow_login, client.login_email, client.login_fold = False, None, None
        await client.save(force_create=True)
        return str(client.id)

    async def come_and_go(self) -> None:
        """Two come at any place in the line, one of the passing ones goes."""
        self.passing += [await self.add(self.chance.randint(1000, 10**6)) for _ in range(2)]
        gone = self.passing.pop(self.chance.randrange(len(self.passing)))
        await database.execute("DELETE FROM client WHERE id = $1", gone)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order['field']} {order['direction']}")
@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
async def test_who_stays_is_seen_once_and_in_order_whoever_comes_and_goes(order: dict[str, str], backward: bool):
    store = Store()
    staying = {await store.add(number) for number in range(1, 21)}
    size, mark, more = ("last", "before", "hasPreviousPage") if backward else ("first", "after", "hasNextPage")
    seen: list[str] = []

    variables, has_more = {"order": order, size: 3}, True
    while has_more:
        page = (await data(LINE, variables))["clients"]
        ids = [node["id"] for node in page["nodes"]]
        seen = ids + seen if backward else seen + ids
        has_more = page["pageInfo"][more]
        variables[mark] = page["pageInfo"]["startCursor" if backward else "endCursor"]
        await store.come_and_go()

    whole = (await data(LINE, {"order": order, "first": 250}))["clients"]["nodes"]
    assert [one for one in seen if one in staying] == [node["id"] for node in whole if node["id"] in staying]
    assert len(seen) == len(set(seen))


async def test_the_row_behind_a_cursor_may_be_gone():
    ids = [str((await a_client(name)).id) for name in ("A", "B", "C", "D")]
    order = {"field": "NAME", "direction": "ASC"}
    page = (await data(LINE, {"order": order, "first": 2}))["clients"]
    for table, of_client in (("event", "client_id"), ("email_message", "client_id"), ("client", "id")):
        await database.execute(f"DELETE FROM {table} WHERE {of_client} = $1", UUID(ids[1]))

    rest = (await data(LINE, {"order": order, "first": 5, "after": page["pageInfo"]["endCursor"]}))["clients"]

    assert [node["id"] for node in rest["nodes"]] == ids[2:]
    assert (rest["pageInfo"]["hasPreviousPage"], rest["totalCount"]) == (True, 3)


async def test_forward_and_backward_meet_at_the_ends():
    for name in ("A", "B", "C"):
        await a_client(name)

    forward = (await data(LINE, {"first": 3}))["clients"]
    backward = (await data(LINE, {"last": 3}))["clients"]

    assert forward["nodes"] == backward["nodes"]
    for page in (forward, backward):
        assert not page["pageInfo"]["hasNextPage"]
        assert not page["pageInfo"]["hasPreviousPage"]


def forged(tag: str, *values: Any) -> str:
    return json.dumps([tag, *values]).encode().hex()


ID = "00000000-0000-4000-8000-000000000000"
NEWEST = "clients:CREATED_AT:DESC"
FORGED = {
    "no hex": "zz",
    "odd hex": "5b2",
    "empty": "",
    "spaces": "5b 22",
    "no list": b'{"a": 1}'.hex(),
    "not UTF-8": "fffe",
    "bare number": b"7".hex(),
    "endless nesting": (b"[" * 5000).hex(),
    "no tag": b"[]".hex(),
    "NUL": "\0",
    "only a tag": forged(NEWEST),
    "too few": forged(NEWEST, ID),
    "too many": forged(NEWEST, "2026-01-01T00:00:00Z", ID, ID),
    "another order": forged("clients:NUMBER:DESC", 7, ID),
    "another list": forged("timeline:FIXED:DESC", "2026-01-01T00:00:00Z", ID),
    "no time": forged(NEWEST, "yesterday", ID),
    "a time without a zone": forged(NEWEST, "2026-01-01T00:00:00", ID),
    "before all time": forged(NEWEST, "0001-01-01T00:00:00+23:59", ID),
    "after all time": forged(NEWEST, "9999-12-31T23:59:59-23:59", ID),
    "a number for a time": forged(NEWEST, 7, ID),
    "null for a time": forged(NEWEST, None, ID),
    "no id": forged(NEWEST, "2026-01-01T00:00:00Z", "x"),
    "a list for an id": forged(NEWEST, "2026-01-01T00:00:00Z", [ID]),
    "a lone surrogate": b'["\\ud800"]'.hex(),
}


@pytest.mark.parametrize("mark", ["after", "before"])
@pytest.mark.parametrize("cursor", FORGED.values(), ids=list(FORGED))
async def test_a_cursor_that_this_list_did_not_hand_out_is_refused(cursor: str, mark: str):
    answer = await ask(LINE, {mark: cursor})

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("key", [True, 1.5, 2**63, -(2**63) - 1, "7", None, [7]], ids=str)
async def test_a_number_that_no_client_has_is_no_cursor(key: Any):
    cursor = forged("clients:NUMBER:ASC", key, ID)

    answer = await ask(LINE, {"order": {"field": "NUMBER", "direction": "ASC"}, "after": cursor})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("place", PAGES, ids=str)
async def test_every_list_takes_one_to_250_rows_and_only_its_own_cursors(place: Place):
    at_the_store = NEEDS[place.path[0]] == CLIENT_SESSION
    who = Principal(ActorKind.CLIENT, ID, "Ada", door=Door.STORE) if at_the_store else staff()
    before = await rows_everywhere()
    foreign = forged("elsewhere:FIXED:ASC", ID)
    sizes: list[dict[str, Any]] = [{"first": one} for one in (0, -1, 251, 10_001)]
    cursors: list[dict[str, Any]] = [{"after": foreign}, {"after": "\0"}] if place.has("after") else []
    backward = [{"last": 0}, {"before": foreign}, {"first": 2, "last": 2}] if place.has("last") else []

    for given in [*sizes, *cursors, *backward]:
        answer = await ask(a_walk_to(place, given), by=who)
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"], given
        assert not any((answer.get("data") or {}).values())
    assert await rows_everywhere() == before


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00"])
async def test_a_time_that_no_clock_shows_is_refused(moment: str):
    query = "query($f: ClientFilter) { clients(filter: $f) { totalCount } }"

    answer = await ask(query, {"f": {"createdAt": {"after": moment}}})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_times_of_early_years_come_before_those_of_late_ones():
    await a_client("Ada")

    found = await data('{ clients(filter: {createdAt: {after: "0999-12-31T00:00:00Z"}}) { totalCount } }')

    assert found == {"clients": {"totalCount": 1}}


QUERY = "query($f: ClientFilter, $n: Int) { clients(filter: $f, first: $n) { totalCount } }"


async def test_documents_are_forgotten_that_were_asked_longest_ago():
    documents = engine().documents.cache
    await ask(QUERY)

    for number in range(documents.most):
        await ask(f"{{ clients(first: 1) {{ a{number}: totalCount }} }}")

    assert len(documents) == documents.most
    assert QUERY not in documents


async def test_what_is_remembered_of_a_document_is_bounded():
    asked, who = engine(), staff()
    for number in range(80):  # seven conditions, each of two shapes
        shape = {"or": [{"verified": True} if number >> bit & 1 else {"ids": []} for bit in range(7)]}
        await ask(QUERY, {"f": shape, "n": number + 1}, by=who)
    prepared = asked.documents.recall(QUERY)
    assert prepared is not None
    for number in range(prepared.permits.most + 5):
        await ask(QUERY, by=staff("client.read", f"group {number}"))

    (reading,) = prepared.readings.values()
    assert len(reading.statements) == reading.statements.most
    assert len(prepared.permits) == prepared.permits.most


async def test_variables_are_remembered_within_bounds():
    documents = engine().documents
    await ask(QUERY)
    prepared = documents.recall(QUERY)
    assert prepared is not None

    for number in range(documents.coerced.most + 5):
        documents.variables(prepared, prepared.operation(None), {"n": number})
    kept = len(documents.coerced)
    documents.variables(prepared, prepared.operation(None), {"f": {"search": "x" * 100_000}})

    assert kept == documents.coerced.most
    assert not any(len(key[2]) > 50_000 for key in documents.coerced)


async def test_what_a_mutation_is_given_is_not_remembered():
    signing_in = """mutation($email: String!, $password: String!) {
      signIn(email: $email, password: $password) { __typename } }"""

    await ask(signing_in, {"email": "ada@example.org", "password": "seven green otters juggle"}, by=nobody(Door.STAFF))

    assert not [key for key in engine().documents.coerced if b"otters" in key[2]]
