"""Permissions are settled before anything runs, for every field that there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType
from hypothesis import assume, given
from hypothesis import strategies as st

from atrium.access.permissions import PERMISSIONS
from atrium.columns import as_of
from atrium.graph.permits import ANYONE, CLIENT_SESSION, NEEDS, OWN, SIGNED_IN, STAFF_DOOR, STAFF_SESSION, STORE_DOOR
from atrium.graph.reading.declare import READABLES
from atrium.principal import ActorKind, Door, Principal, nobody
from tests.given import a_client, rows_everywhere
from tests.graph.asking import ask, data, staff
from tests.graph.oracle import schema
from tests.graph.oracle_documents import queries
from tests.graph.oracle_population import populate
from tests.graph.oracle_store import Store
from tests.graph.oracle_values import Pool
from tests.graph.oracle_walk import PLACES, Place, a_walk_to
from tests.graph.test_reading_oracle import MOMENT, SHARED
from tests.statements import counted

DOORS = {ANYONE, STAFF_DOOR, STORE_DOOR, SIGNED_IN, STAFF_SESSION, CLIENT_SESSION}
FREE_AT_THE_STAFF_DOOR = {
    "viewer", "signIn", "acceptStaffInvitation", "requestStaffPasswordReset", "resetStaffPassword",
}  # fmt: skip
FREE_AT_THE_STORE = {
    "viewer", "verificationLink", "verifyEmail", "clientSignIn", "requestPasswordReset", "passwordResetLink",
    "resetPassword", "redeemImpersonation", "products", "customFields", "registerClient", "placeOrder", "previewOrder",
    "waitingOrder", "settleWaitingOrder",
}  # fmt: skip
TOLD_TO_WHOM_IT_CONCERNS = {"FieldError"}  # who was refused may read why
TOLD_TO_THEMSELVES = {"Staff", "ApiToken"}  # beneath viewer; any other way to them has a permission of its own
GUARDED = [place for place in PLACES if NEEDS.get(place.path[-1]) in PERMISSIONS]


def every_field() -> list[tuple[str, str]]:
    return [
        (kind.name, name)
        for kind in schema().type_map.values()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not kind.name.startswith("__")
        for name in kind.fields
    ]


def test_every_field_says_what_it_needs():
    assert [field for field in every_field() if field not in NEEDS] == []


def test_what_is_needed_is_a_permission_or_a_door():
    assert {need for need in NEEDS.values() if need not in DOORS} <= set(PERMISSIONS)


def test_whatever_can_be_read_or_done_needs_more_than_to_be_anyone():
    roots = {field for field in every_field() if field[0] in ("Query", "Mutation")}

    readable = {field for field in every_field() if field[0] in READABLES}

    assert {name for owner, name in roots if NEEDS[owner, name] == ANYONE} == {"viewer"}
    assert {
        owner for owner, name in readable if NEEDS[owner, name] == ANYONE
    } == TOLD_TO_THEMSELVES | TOLD_TO_WHOM_IT_CONCERNS


def refused(answer: dict, code: str) -> bool:
    """Whether the request was refused as a whole: one error, no data at all."""
    return [error["extensions"]["code"] for error in answer.get("errors", [])] == [code] and "data" not in answer


async def outcome(place: Place, who: Principal) -> tuple[dict, list[str]]:
    """What asking for a field answers, and the statements that it cost."""
    async with counted() as statements:
        return await ask(a_walk_to(place), by=who), statements


@pytest.mark.parametrize("permission", sorted({NEEDS[place.path[-1]] for place in GUARDED}))
async def test_without_its_permission_a_field_refuses_the_operation_and_nothing_runs(permission: str):
    who, before = staff(*(set(PERMISSIONS) - {permission})), await rows_everywhere()

    for place in GUARDED:
        forbidden = [number for number, step in enumerate(place.path) if NEEDS[step] == permission]
        if forbidden:
            answer, statements = await outcome(place, who)
            assert refused(answer, "FORBIDDEN"), (str(place), answer)
            path = ".".join(name for _, name in place.path[: forbidden[0] + 1])
            extensions = answer["errors"][0]["extensions"]
            assert (extensions["paths"], extensions["needs"]) == ([path], [permission])
            assert statements == []
    assert await rows_everywhere() == before


@pytest.mark.parametrize(("door", "free"), [(Door.STAFF, FREE_AT_THE_STAFF_DOOR), (Door.STORE, FREE_AT_THE_STORE)])
async def test_nobody_sees_but_what_is_for_nobody(door: Door, free: set[str]):
    for place in PLACES:
        answer, statements = await outcome(place, nobody(door))
        if place.path[0][1] in free:
            assert "INTERNAL" not in {error["extensions"]["code"] for error in answer.get("errors", [])}, str(place)
        else:
            assert refused(answer, "UNAUTHENTICATED"), (str(place), answer)
            assert statements == []


async def test_at_the_stores_door_nothing_can_be_read_that_is_not_declared_a_clients_own():
    client = Principal(ActorKind.CLIENT, None, "Ada", frozenset(), Door.STORE)

    for place in PLACES:
        if place.owner in READABLES and place.path[-1] not in OWN and place.path[0][1] != "viewer":
            answer, statements = await outcome(place, client)
            assert refused(answer, "FORBIDDEN"), (str(place), answer)
            assert statements == []


@pytest.mark.parametrize("door", list(Door))
async def test_the_schema_is_told_to_those_signed_in(door: Door):
    query = '{ __schema { queryType { name } } __type(name: "Client") { name } }'

    answer = await ask(query, by=nobody(door))
    told = await data(query, by=staff("client.read"))

    assert refused(answer, "UNAUTHENTICATED")
    assert told == {"__schema": {"queryType": {"name": "Query"}}, "__type": {"name": "Client"}}


async def test_all_that_is_forbidden_is_named_at_once():
    query = "{ clients { nodes { a: timeline { totalCount } ...More } } events { totalCount } viewer { permissions } }"
    query += " fragment More on Client { timeline { totalCount } id }"

    answer = await ask(query, by=staff("client.read"))

    extensions = answer["errors"][0]["extensions"]
    assert extensions["paths"] == ["clients.nodes.a", "clients.nodes.timeline", "events"]
    assert set(extensions["needs"]) == {"event.read"}


async def test_what_is_skipped_needs_no_permission():
    query = "query($no: Boolean!) { clients { totalCount } events @include(if: $no) { totalCount } }"

    assert await data(query, {"no": False}, by=staff("client.read")) == {"clients": {"totalCount": 0}}
    assert refused(await ask(query, {"no": True}, by=staff("client.read")), "FORBIDDEN")


async def test_a_filter_may_not_ask_for_deleted_clients_and_then_nothing_runs():
    query = "{ all: clients { totalCount } gone: clients(filter: {status: [DELETED]}) { totalCount } }"

    async with counted() as statements:
        answer = await ask(query, by=staff("client.read"))

    extensions = answer["errors"][0]["extensions"]
    assert (extensions["code"], extensions["paths"]) == ("FORBIDDEN", ["gone"])
    assert answer.get("data") is None
    assert statements == []


async def test_a_deleted_client_is_nowhere_for_those_who_may_not_see_it():
    gone, child = await a_client("Gone"), await a_client("Child")
    await type(gone).filter(id=gone.id).update(deleted_at=MOMENT)
    await type(gone).filter(id=child.id).update(parent_id=gone.id)
    query = """query($gone: ID!, $child: ID!) {
      gone: client(id: $gone) { id } child: client(id: $child) { parent { id } } clients { totalCount } }"""
    variables = {"gone": str(gone.id), "child": str(child.id)}
    everything = staff()

    hidden = await data(
        query, variables, by=replace(everything, permissions=everything.permissions - {"client.read_deleted"})
    )
    shown = await data(query, variables, by=everything)

    assert hidden == {"gone": None, "child": {"parent": None}, "clients": {"totalCount": 1}}
    assert shown == {
        "gone": {"id": str(gone.id)},
        "child": {"parent": {"id": str(gone.id)}},
        "clients": {"totalCount": 1},
    }


@pytest.fixture
async def pool(empty: None) -> Pool:
    await populate(5, clients=8)
    return Pool(await Store.load())


@SHARED
@given(st.data())
async def test_an_operation_is_answered_whole_or_not_at_all(pool, data):
    query, variables = data.draw(queries(pool))
    who = staff(*data.draw(st.frozensets(st.sampled_from(sorted(PERMISSIONS)))), "none")
    with as_of(MOMENT):
        async with counted() as statements:
            answer = await ask(query, variables, by=who)
        codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
        assume("TOO_COSTLY" not in codes)
        everything = await ask(query, variables, by=replace(who, permissions=frozenset(PERMISSIONS)))

    if not codes:
        assert "errors" not in everything
    else:
        assert codes == {"FORBIDDEN"}
        assert statements == [] or "client.read_deleted" in answer["errors"][0]["extensions"]["needs"]
