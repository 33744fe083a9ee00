"""What a client reads at the store's door: the own record, of it what is declared a client's own, and nothing else."""

from __future__ import annotations

import pytest
from graphql import get_named_type, is_leaf_type
from hypothesis import given
from hypothesis import strategies as st

from atrium.clients.models import Client
from atrium.columns import as_of
from atrium.graph.context import Context
from atrium.graph.permits import OWN
from atrium.graph.reading.declare import READABLES, Page
from atrium.principal import ActorKind, Door, Principal, nobody
from atrium.schema import engine
from tests.clients.signing_in_given import PASSWORD, a_shopper
from tests.given import a_client
from tests.graph.asking import ask, data
from tests.graph.oracle import Oracle
from tests.graph.oracle_documents import queries
from tests.graph.oracle_population import populate
from tests.graph.oracle_store import Store
from tests.graph.oracle_values import Pool
from tests.graph.oracle_walk import PLACES, Place, a_walk_to, field_of
from tests.graph.test_reading_oracle import MOMENT, SHARED, both
from tests.statements import counted

VIEWER = (("Query", "viewer"), ("Viewer", "client"))
BENEATH = [Place("query", (*VIEWER, *place.path[1:])) for place in PLACES if place.path[0] == ("Query", "client")]
CONTACTS = {
    f"{act}Client{what}"
    for act in ("add", "update", "remove", "makeDefault")
    for what in ("Email", "Phone", "Address", "Company")
}
ITS_OWN = {name: [field for kind, field in OWN if kind == name] for name in READABLES} | {
    "Query": ["viewer"],
    "Viewer": ["permissions", "client"],
}
"""What generated documents ask for at the store's door."""
TOLD_OF_OTHERS = {"parent", "children", "mergedInto"}


def the_client(client: Client) -> Principal:
    return Principal(ActorKind.CLIENT, client.id, client.display_name, frozenset(), Door.STORE)


def everything_own(owner: str) -> str:
    """A selection of all the fields of a type that are a client's own."""
    fields = []
    for name in sorted(name for kind, name in OWN if kind == owner):
        kind = get_named_type(field_of(owner, name).type)
        fields.append(name if is_leaf_type(kind) else f"{name} {{ {everything_own(kind.name)} }}")
    return " ".join(fields)


async def test_of_the_own_record_what_is_declared_is_told_and_all_else_is_refused_before_anything_runs():
    who = the_client(await a_shopper())

    for place in BENEATH:
        async with counted() as statements:
            answer = await ask(a_walk_to(place), by=who)
        if all(step in OWN for step in place.path[2:] if step[0] in READABLES):
            assert "errors" not in answer, (str(place), answer)
        else:
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"], (str(place), answer)
            assert statements == []


def test_nothing_of_staffs_is_a_clients_own():
    closed = {
        "allowLogin", "externalId", "tags", "emailHistory", "timeline", "sessions", "viewerCan", "origin",
        "deletedAt", *TOLD_OF_OTHERS,
    }  # fmt: skip

    assert not {name for owner, name in OWN if owner == "Client"} & closed
    pages = {name for name, field in READABLES["Client"].fields.items() if isinstance(field, Page) and field.own}
    assert pages == {"impersonations", "tickets", "orders", "services"}


async def test_what_a_client_reads_is_what_the_plain_executor_reads():
    await populate(1)
    store, asked = await Store.load(), f"{{ viewer {{ permissions client {{ {everything_own('Client')} }} }} }}"

    for client in await Client.filter(deleted_at__isnull=True):
        with as_of(MOMENT):
            answer = await data(asked, by=the_client(client))
            assert answer == await Oracle(store, the_client(client)).answer(asked)
        assert answer["viewer"]["client"]["id"] == str(client.id)


@pytest.fixture(params=[1, 2])
async def stored(request: pytest.FixtureRequest, empty: None) -> tuple[Pool, list[Client]]:
    await populate(request.param)
    return Pool(await Store.load()), await Client.filter(deleted_at__isnull=True).order_by("number")


@SHARED
@given(st.data())
async def test_whatever_a_client_asks_of_the_own_record_is_what_the_plain_executor_reads(stored, data):
    pool, clients = stored
    who = the_client(data.draw(st.sampled_from(clients)))
    query, variables = data.draw(queries(pool, ITS_OWN))

    compiled, plain = await both(pool.store, who, query, variables)

    assert compiled == plain


async def test_who_has_not_signed_in_is_nobody_and_who_just_did_is_shown_the_own_record():
    await a_client("Grace", "grace@example.org")
    client = await a_shopper("ada@example.org")
    asked = """mutation($password: String!) { clientSignIn(email: "ada@example.org", password: $password) {
      ... on SignedIn { token viewer { permissions staff: __typename client { id loginEmail } } } } }"""

    before = await data("{ viewer { client { id } } }", by=nobody(Door.STORE))
    told = await data(asked, {"password": PASSWORD}, by=nobody(Door.STORE))

    assert before == {"viewer": {"client": None}}
    assert told["clientSignIn"]["token"] is None
    assert told["clientSignIn"]["viewer"]["client"] == {"id": str(client.id), "loginEmail": "ada@example.org"}
    assert told["clientSignIn"]["viewer"]["permissions"] == []


async def test_a_client_can_do_nothing_that_is_for_staff():
    who, mutations = the_client(await a_shopper()), [p for p in PLACES if len(p.path) == 1 and p.root == "mutation"]
    for_clients = {
        "verifyEmail", "clientSignIn", "clientSignOut", "requestPasswordReset", "resetPassword",
        "registerClient", "placeOrder", "previewOrder", "settleWaitingOrder", "attachGuestOrders", "updateClient",
        "changeClientPassword", "changeClientLogin", *CONTACTS,
        "openTicket", "replyTicket", "closeTicket", "reopenTicket",
        "redeemImpersonation", "endImpersonation", "enterChildAccount", "lowerParentAccess",
        "revealSupportPin", "regenerateSupportPin",
    }  # fmt: skip

    refused = []
    for place in mutations:
        context = Context(who, Door.STORE)
        answer = await engine().answer(a_walk_to(place), {}, None, context)
        refused += [str(place)] if answer.code == "FORBIDDEN" else []

    assert set(refused) == {str(place) for place in mutations} - for_clients
