"""Into an account leads a code, once, for a minute; in it the tab's own cookie counts, and nobody else's is touched."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import time_machine

from atrium import database
from atrium.access.authentication import notes_written
from atrium.app import create_app
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import Blocked, Forbidden, InvalidInput, NotFound, TokenRefused, Unauthenticated
from atrium.events.models import Event
from atrium.ids import Id
from atrium.impersonation import queries, redeeming, starting
from atrium.impersonation.models import Impersonation
from atrium.principal import ActorKind
from atrium.settings import Settings
from tests.access.given import a_session, a_staff, a_token
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser, a_shoppers_storefront
from tests.given import STAFF, a_client
from tests.graph.asking import ask, data, staff
from tests.graph.tiny import client_of
from tests.impersonation.given import WHY, a_tab, a_ticket, by_browser, counts, headers_of, order_for, the_caller, wish
from tests.statements import counted

WHO = "{ viewer { client { displayName } impersonation { staffName mode } } }"


async def test_staff_enter_with_a_code_and_both_are_known_from_then_on():
    client, sam = await a_shopper(), await a_staff("Sam Support")

    tab = await a_tab(client, "FULL", sam)
    who = await the_caller(tab.headers)

    assert (who.client_id, who.name, who.kind) == (client.id, client.display_name, ActorKind.STAFF_AS_CLIENT)
    assert (who.actor.kind, who.actor.id, who.actor.name) == (ActorKind.STAFF_AS_CLIENT, sam.id, "Sam Support")
    assert who.impersonating is not None
    assert (who.impersonating.id, who.impersonating.mode) == (tab.id, "FULL")
    assert who.permissions == frozenset()
    event = await Event.get(action="impersonation.started")
    assert (event.client_id, event.actor_id, event.reason) == (client.id, sam.id, WHY)
    assert event.changes == [{"field": "mode", "before": None, "after": "FULL"}]


async def test_neither_code_nor_secret_is_kept_and_it_lasts_an_hour_from_its_start():
    tab = await a_tab()

    (row,) = await database.rows("SELECT * FROM impersonation")

    assert tab.headers["cookie"].partition("=")[2] not in str(row)
    kept = await Impersonation.get(id=tab.id)
    assert kept.expires_at - kept.created_at == timedelta(minutes=60)
    assert kept.code_expires_at - kept.created_at == timedelta(seconds=60)


async def test_of_twenty_who_redeem_one_code_at_once_one_gets_in():
    ticket = await a_ticket(await a_shopper())

    outcomes = await asyncio.gather(*(redeeming.redeem(ticket.code) for _ in range(20)), return_exceptions=True)

    opened = [one for one in outcomes if isinstance(one, redeeming.Redeemed)]
    refused = [one.code for one in outcomes if isinstance(one, TokenRefused)]
    assert (len(opened), refused) == (1, ["USED"] * 19)
    assert (await the_caller(headers_of(opened[0]))).impersonating is not None


async def test_a_code_that_is_unknown_too_old_or_withdrawn_says_so_and_opens_nothing():
    client = await a_shopper()
    with time_machine.travel(now(), tick=False) as clock:
        old = await a_ticket(client)
        clock.shift(timedelta(seconds=60))
        late = await _refusal(old.code)
    blocked = await a_ticket(client)
    await _switch_off(client)

    assert late == "EXPIRED"
    assert await _refusal(blocked.code) == "SUPERSEDED"
    assert await _refusal("x") == "UNKNOWN"
    assert await Impersonation.filter(redeemed_at__isnull=False).count() == 0


@pytest.mark.parametrize(("reason", "code"), [("", "REQUIRED"), (" \n", "REQUIRED"), ("x" * 1001, "TOO_LONG")])
async def test_a_reason_is_required(reason: str, code: str):
    by = await by_browser(await a_session(await a_staff()))

    with pytest.raises(InvalidInput) as refused:
        await starting.impersonate_client(wish(await a_shopper(), reason=reason), by)

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("reason",), code)]
    assert await Impersonation.all().count() == 0


async def test_who_may_not_sign_in_cannot_be_impersonated_and_the_answer_says_why():
    off, guest, gone = await a_client("Off", allow_login=False), await a_client("Guest"), await a_client("Gone")
    await Client.filter(id=guest.id).update(is_guest=True)
    await Client.filter(id=gone.id).update(deleted_at=now())
    by = await by_browser(await a_session(await a_staff()))
    told = {}

    for client in (off, guest):
        with pytest.raises(Blocked) as refused:
            await starting.impersonate_client(wish(client), by)
        with pytest.raises(Blocked):
            await starting.start_order_for_client(order_for(client), by)
        told[client.first_name] = [one.code for one in refused.value.blockers]
    with pytest.raises(NotFound):
        await starting.impersonate_client(wish(gone), by)

    assert told == {"Off": ["LOGIN_DISABLED"], "Guest": ["GUEST"]}
    query = "query($id: ID!) { client(id: $id) { viewerCan { impersonate startOrder } } }"
    for client, can in ((off, False), (guest, False), (await a_client("New"), True)):
        seen = await data(query, {"id": str(client.id)})
        assert seen["client"]["viewerCan"] == {"impersonate": can, "startOrder": can}


async def test_only_signed_in_staff_may_with_a_fresh_proof_and_the_permission():
    client = await a_shopper()
    _, program = await a_token(await a_staff(), "client.read", "client.impersonate", "order.place")
    asked = """mutation($id: ID!) { impersonateClient(input: {clientId: $id, reason: "x"}) { __typename } }"""
    stale = staff()
    stale = type(stale)(stale.kind, stale.id, stale.name, stale.permissions, session_id=stale.session_id)

    with pytest.raises(Forbidden):
        await starting.impersonate_client(wish(client), await by_browser(program))
    unproved = await ask(asked, {"id": str(client.id)}, by=stale)
    without = await ask(asked, {"id": str(client.id)}, by=staff("client.read", "order.place"))

    assert unproved["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
    assert without["errors"][0]["extensions"]["needs"] == ["client.impersonate"]
    assert await Impersonation.all().count() == 0
    seen = "query($id: ID!) { client(id: $id) { viewerCan { impersonate startOrder } } }"
    told = await data(seen, {"id": str(client.id)}, by=await by_browser(program))
    assert told["client"]["viewerCan"] == {"impersonate": False, "startOrder": False}


async def test_the_tabs_of_several_clients_the_client_and_the_staff_session_live_beside_each_other(settings: Settings):
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org", first_name="Grace")
    sam = await a_staff("Sam Support")
    one, other = await a_tab(ada, staff=sam), await a_tab(grace, "VIEW", sam)
    own = await a_shoppers_browser(grace)
    jar = "; ".join([one.headers["cookie"], other.headers["cookie"], own["cookie"], one.browser["cookie"]])

    async with client_of(create_app(settings)) as browser:
        told = []
        for door, tab in (("/store/graphql", one), ("/store/graphql", other), ("/store/graphql", None)):
            names = {"x-impersonation": str(tab.id)} if tab else {}
            headers = {"cookie": jar, "x-requested-by": "atrium", **names}
            told.append((await browser.post(door, json={"query": WHO}, headers=headers)).json()["data"]["viewer"])
        me = {"cookie": jar, "x-requested-by": "atrium", "x-impersonation": str(one.id)}
        at_work = await browser.post("/graphql", json={"query": "{ viewer { staff { name } } }"}, headers=me)

    assert told == [
        {"client": {"displayName": "Ada"}, "impersonation": {"staffName": "Sam Support", "mode": "FULL"}},
        {"client": {"displayName": "Grace"}, "impersonation": {"staffName": "Sam Support", "mode": "VIEW"}},
        {"client": {"displayName": "Grace"}, "impersonation": None},
    ]
    assert at_work.json()["data"]["viewer"]["staff"] == {"name": "Sam Support"}


async def test_a_tab_that_names_an_impersonation_is_never_anybody_else():
    client = await a_shopper()
    tab, other = await a_tab(client), await a_tab(client)
    own, storefront = await a_shoppers_browser(client), await a_shoppers_storefront(client)
    named = {"x-impersonation": str(tab.id), "x-requested-by": "atrium"}
    wrong = [
        {**own, **named},
        {**storefront, **named},
        {**named, "cookie": other.headers["cookie"]},
        {**named, "cookie": f"{redeeming.cookie_name(tab.id)}={other.headers['cookie'].partition('=')[2]}"},
        {key: value for key, value in tab.headers.items() if key != "x-requested-by"},
        {**tab.headers, "x-impersonation": "x"},
        {**tab.headers, "x-impersonation": ""},
    ]

    for headers in wrong:
        with pytest.raises(Unauthenticated):
            await the_caller(headers)
    unnamed = {key: value for key, value in tab.headers.items() if key != "x-impersonation"}

    assert (await the_caller(unnamed)).is_nobody


async def test_redeeming_needs_the_code_alone_and_sets_a_cookie_of_its_own(settings: Settings):
    ticket = await a_ticket(await a_shopper("ada@example.org"))
    asked = """mutation($code: String!) { redeemImpersonation(code: $code) { ... on RedeemedImpersonation {
      impersonation { id mode staffName } viewer { client { displayName } impersonation { id } } } } }"""

    async with client_of(create_app(settings)) as browser:
        given = {"query": asked, "variables": {"code": ticket.code}}
        answer = await browser.post("/store/graphql", json=given, headers={"x-requested-by": "atrium"})

    told = answer.json()["data"]["redeemImpersonation"]
    assert told["impersonation"] == {"id": str(ticket.id), "mode": "FULL", "staffName": "Sam Support"}
    assert told["viewer"] == {"client": {"displayName": "Ada"}, "impersonation": {"id": str(ticket.id)}}
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith(f"atrium-imp-{ticket.id}=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Max-Age=3600"))
    assert ticket.url.endswith(f"/store/impersonate#code={ticket.code}")


async def test_who_is_in_an_account_cannot_enter_another_from_there():
    tab, ticket = await a_tab(), await a_ticket(await a_shopper())
    asked = "mutation($code: String!) { redeemImpersonation(code: $code) { __typename } }"

    answer = await ask(asked, {"code": ticket.code}, by=await the_caller(tab.headers))

    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert await redeeming.redeem(ticket.code)


async def test_it_does_not_count_as_the_clients_login():
    client = await a_shopper()

    await a_tab(client)

    assert (await Client.get(id=client.id)).last_login_at is None
    assert await Event.filter(action="client.signed_in").count() == 0


async def test_a_request_costs_one_statement_by_indexes():
    tab = await a_tab()

    async with counted() as statements:
        assert await counts(tab)
    async with counted() as none:
        with pytest.raises(Unauthenticated):
            await the_caller({**tab.headers, "cookie": "atrium-imp-x=short"})
    await notes_written()

    assert (len(statements), none) == (1, [])
    dialect, moment = database.dialect(), database.native(now())
    prefix = {"sqlite": "EXPLAIN QUERY PLAN ", "postgres": "EXPLAIN "}[dialect]
    given = [moment, moment, "0" * 64, database.native(tab.id), moment]
    plan = " ".join(
        str(row) for row in await database.fetch_rows(prefix + queries._FIND_IN[dialect], given, primary=True)
    )
    assert "SCAN i" not in plan
    if dialect == "sqlite":
        assert "SCAN ev" not in plan


async def test_at_work_in_an_account_the_staff_session_does_not_go_idle():
    with time_machine.travel(now(), tick=False) as clock:
        tab = await a_tab()
        for _ in range(2):
            clock.shift(timedelta(minutes=25))
            assert await counts(tab)
            await notes_written()
        clock.shift(timedelta(minutes=11))
        over = await counts(tab)

    assert not over


async def _refusal(code: str) -> str:
    with pytest.raises(TokenRefused) as refused:
        await redeeming.redeem(code)
    return refused.value.code


async def _switch_off(client: Client) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), STAFF)
