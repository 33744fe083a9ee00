"""What may be done in a client's account by who is not the client: every act, in every mode, asked of the server."""

from __future__ import annotations

import pytest

from atrium.contacts.models import ClientEmail
from atrium.graph.permits import AS_CLIENT, AT_THE_STORE, CLIENT_SESSION, NEEDS, STORE_DOOR, WHEN_ORDERING
from tests.clients.signing_in_given import a_shopper
from tests.given import rows_everywhere
from tests.graph.asking import ask, data
from tests.graph.oracle_walk import PLACES, a_walk_to
from tests.impersonation.given import a_tab, the_caller
from tests.statements import counted

MODES = ("VIEW", "ORDER", "FULL")
ACTS = [place for place in PLACES if place.root == "mutation" and len(place.path) == 1]
IN_PERSON = {
    "redeemImpersonation", "clientSignIn", "clientSignOut", "verifyEmail", "requestPasswordReset", "resetPassword",
    "changeClientPassword", "changeClientLogin", "revealSupportPin", "regenerateSupportPin", "registerClient",
    "attachGuestOrders", "settleWaitingOrder", "enterChildAccount", "lowerParentAccess",
}  # fmt: skip
"""Never anybody's but the client's, whatever else is opened: the password, the login address, the way in."""


def need_of(act: str) -> str:
    return AT_THE_STORE.get(("Mutation", act), NEEDS["Mutation", act])


def is_open(act: str, mode: str) -> bool:
    return mode in AS_CLIENT[act] and need_of(act) in (CLIENT_SESSION, STORE_DOOR)


@pytest.mark.parametrize("mode", MODES)
async def test_every_act_is_refused_before_anything_runs_unless_it_is_declared_for_the_mode(mode: str):
    who = await the_caller((await a_tab(mode=mode)).headers)
    before, told = await rows_everywhere(), {}

    for place in (place for place in ACTS if not is_open(str(place), mode)):
        async with counted() as statements:
            answer = await ask(a_walk_to(place), by=who)
        told[str(place)] = ([error["extensions"]["code"] for error in answer["errors"]], len(statements))

    assert {act: one for act, one in told.items() if one != (["FORBIDDEN"], 0)} == {}
    assert await rows_everywhere() == before


async def test_an_act_that_is_declared_for_a_mode_is_not_forbidden_there():
    client = await a_shopper()

    for mode in MODES:
        for place in (place for place in ACTS if is_open(str(place), mode)):
            who = await the_caller((await a_tab(client, mode)).headers)
            answer = await ask(a_walk_to(place), by=who)
            assert "FORBIDDEN" not in [one["extensions"]["code"] for one in answer.get("errors", [])], str(place)


def test_looking_allows_no_act_but_to_leave_and_ordering_none_but_to_order():
    assert {act for act, modes in AS_CLIENT.items() if "VIEW" in modes} == {"endImpersonation"}
    assert {act for act, modes in AS_CLIENT.items() if "ORDER" in modes} <= {
        "endImpersonation",
        "placeOrder",
        "previewOrder",
    }


def test_what_is_the_clients_alone_is_not_open_even_in_full():
    assert {act for act in IN_PERSON if AS_CLIENT[act]} == set()


async def test_who_only_orders_sees_of_the_account_whose_it_is():
    client = await a_shopper("ada@example.org")
    tabs = {mode: await the_caller((await a_tab(client, mode)).headers) for mode in MODES}
    named = "{ viewer { client { id displayName currency } impersonation { mode expiresAt } } }"

    for mode, who in tabs.items():
        assert (await data(named, by=who))["viewer"]["client"]["displayName"] == "Ada"
        for closed in ("loginEmail", "phones { number }", "impersonations { totalCount }"):
            answer = await ask(f"{{ viewer {{ client {{ {closed} }} }} }}", by=who)
            assert ("errors" in answer) is (mode == "ORDER"), (mode, closed)


def test_what_ordering_shows_is_there_to_be_shown():
    fields = {place.path[-1] for place in PLACES}

    assert {(kind, name) for kind, names in WHEN_ORDERING.items() for name in names} <= fields


async def test_the_login_address_stays_the_clients_even_in_full():
    client = await a_shopper("ada@example.org")
    who = await the_caller((await a_tab(client)).headers)
    email = await ClientEmail.get(client_id=client.id)
    gone = {"id": str(email.id), "version": client.version}
    changed = {**gone, "address": "mallory@example.org"}
    acts = [("UpdateClientEmail", changed), ("RemoveClientContact", gone)]

    for kind, given in acts:
        verb = "updateClientEmail" if kind == "UpdateClientEmail" else "removeClientEmail"
        answer = await ask(f"mutation($i: {kind}Input!) {{ {verb}(input: $i) {{ __typename }} }}", {"i": given}, by=who)
        assert [one["extensions"]["code"] for one in answer["errors"]] == ["FORBIDDEN"], answer

    kept = await type(client).get(id=client.id)
    assert (kept.login_email, await ClientEmail.filter(client_id=client.id).count()) == ("ada@example.org", 1)
