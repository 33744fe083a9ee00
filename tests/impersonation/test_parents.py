"""A parent in its child's account at the store: as far as the link allows, and only while it lasts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
import time_machine

from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.clients.signing_in import sessions
from atrium.columns import now
from atrium.errors import Blocked, NotFound
from atrium.events.models import Event
from atrium.family.actions import lower_parent_access, unlink_client
from atrium.family.inputs import LowerParentAccessInput, UnlinkClientInput
from atrium.family.models import FamilyAccess
from atrium.graph.permits import AS_CLIENT, CLIENT_SESSION, STORE_DOOR
from atrium.ids import Id
from atrium.impersonation import ending
from atrium.impersonation.models import Impersonation
from atrium.principal import ActorKind
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser
from tests.family.given import linked
from tests.given import STAFF, a_client
from tests.graph.asking import ask, data
from tests.graph.oracle_walk import PLACES, a_walk_to
from tests.impersonation.given import FamilyTab, a_family, a_family_tab, counts, enter, the_caller
from tests.impersonation.test_modes import need_of
from tests.statements import counted

LEVELS = ("VIEW", "ORDER", "FULL")
MINE = "{ childAccounts { id publicName parentAccess } parentAccount { publicName parentAccess childBillsParent } }"
ENTER = """mutation($id: ID!) { enterChildAccount(input: {childId: $id}) { __typename
  ... on RedeemedImpersonation { viewer { client { displayName } } impersonation { kind staffName mode isLive } }
  ... on Error { code } ... on Blocked { blockers { code } } } }"""
LOOK = "{ viewer { client { loginEmail phones { number } orders { totalCount } } } }"
LOG = "{ viewer { client { impersonations { nodes { kind staffName mode isLive } } } } }"


def as_told(client: Client) -> Id:
    return Id(str(client.id))


async def test_a_parent_is_told_which_accounts_it_may_enter_and_a_child_what_its_parent_may_do():
    parent, child = await a_family("VIEW")
    await Client.filter(id=parent.id).update(last_name="Lovelace")
    for access in ("NONE", "FULL"):
        await linked(await a_shopper(first_name=access.title()), parent, parent_access=FamilyAccess(access))
    await linked(await a_client("Nologin", allow_login=False), parent, parent_access=FamilyAccess.FULL)

    of_parent = await data(MINE, by=await the_caller(await a_shoppers_browser(parent)))
    of_child = await data(MINE, by=await the_caller(await a_shoppers_browser(child)))

    assert [(one["publicName"], one["parentAccess"]) for one in of_parent["childAccounts"]] == [
        ("Byron", "VIEW"), ("Full", "FULL"),
    ]  # fmt: skip
    assert of_parent["parentAccount"] is None
    assert of_child == {
        "childAccounts": [],
        "parentAccount": {"publicName": "Ada L.", "parentAccess": "VIEW", "childBillsParent": False},
    }


@pytest.mark.parametrize("access", LEVELS)
async def test_the_account_opens_as_far_as_the_link_allows_and_the_child_sees_who_is_there(access: str):
    parent, child = await a_family(access)

    answer = await data(ENTER, {"id": str(child.id)}, by=await the_caller(await a_shoppers_browser(parent)))

    entered = {"kind": "PARENT", "staffName": "Ada", "mode": access, "isLive": True}
    assert answer["enterChildAccount"] == {
        "__typename": "RedeemedImpersonation", "viewer": {"client": {"displayName": "Byron"}}, "impersonation": entered,
    }  # fmt: skip
    told = await data(LOG, by=await the_caller(await a_shoppers_browser(child)))
    assert told["viewer"]["client"]["impersonations"]["nodes"] == [entered]
    started = await Event.get(action="impersonation.started")
    assert (started.actor_kind, started.actor_id, started.client_id) == (ActorKind.CLIENT, parent.id, child.id)


@pytest.mark.parametrize("access", LEVELS)
async def test_every_act_is_refused_that_the_access_does_not_allow_and_looking_is_allowed_always(access: str):
    who = await the_caller((await a_family_tab(access)).headers)
    acts = [place for place in PLACES if place.root == "mutation" and len(place.path) == 1]
    told = {}

    for place in acts:
        name = str(place)
        if access in AS_CLIENT[name] and need_of(name) in (CLIENT_SESSION, STORE_DOOR):
            continue
        async with counted() as statements:
            answer = await ask(a_walk_to(place), by=who)
        told[name] = ([error["extensions"]["code"] for error in answer["errors"]], len(statements))

    assert {act: one for act, one in told.items() if one != (["FORBIDDEN"], 0)} == {}
    assert "lowerParentAccess" in told
    assert ("placeOrder" in told) is (access == "VIEW")
    assert (await data(LOOK, by=who))["viewer"]["client"]["loginEmail"]


async def test_both_are_written_down_for_what_the_parent_does():
    tab = await a_family_tab()
    act = """mutation { openTicket(input: {subject: "Rings", message: "Every Monday"}) {
      ... on OpenedTicket { ticket { subject } } } }"""

    await data(act, by=await the_caller(tab.headers))

    event = await Event.get(action="ticket.opened")
    assert (event.actor_kind, event.actor_id) == (ActorKind.PARENT_AS_CHILD, tab.parent.id)
    assert (event.behalf_kind, event.behalf_id, event.client_id) == (ActorKind.CLIENT, tab.child.id, tab.child.id)


async def test_nobody_enters_an_account_that_is_not_theirs_to_enter():
    parent, child = await a_family("NONE")
    browser = await a_shoppers_browser(parent)
    grandchild, stranger = await a_shopper(first_name="Cleo"), await a_shopper(first_name="Dora")
    await linked(grandchild, child, parent_access=FamilyAccess.FULL)

    for other in (grandchild, stranger, parent):
        with pytest.raises(NotFound):
            await enter(other, browser)
    with pytest.raises(Blocked) as refused:
        await enter(child, browser)
    with pytest.raises(NotFound):
        await enter(parent, await a_shoppers_browser(child))

    assert [one.code for one in refused.value.blockers] == ["NO_ACCESS"]
    assert await Impersonation.all().count() == 0


async def _unlinked(tab: FamilyTab) -> None:
    await unlink_client(UnlinkClientInput(child_id=as_told(tab.child)), STAFF)


async def _unlinked_and_linked_again(tab: FamilyTab) -> None:
    await _unlinked(tab)
    await linked(tab.child, tab.parent, parent_access=FamilyAccess.FULL)


async def _moved(tab: FamilyTab) -> None:
    await linked(tab.child, await a_client("Grace"), parent_access=FamilyAccess.FULL)


async def _shut_out_by_the_child(tab: FamilyTab) -> None:
    by = await the_caller(await a_shoppers_browser(tab.child))
    await lower_parent_access(LowerParentAccessInput(parent_access=FamilyAccess.NONE), by)


async def _parents_login_off(tab: FamilyTab) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=as_told(tab.parent), allow_login=False), STAFF)


async def _childs_login_off_and_on_again(tab: FamilyTab) -> None:
    for on in (False, True):
        await set_allow_login(SetAllowLoginInput(client_id=as_told(tab.child), allow_login=on), STAFF)


async def _parent_deleted(tab: FamilyTab) -> None:
    await Client.filter(id=tab.parent.id).update(deleted_at=now())


async def _child_merged(tab: FamilyTab) -> None:
    await Client.filter(id=tab.child.id).update(merged_into_id=(await a_client("Grace")).id)


async def _parent_signed_out(tab: FamilyTab) -> None:
    session_id = (await the_caller(tab.browser)).session_id
    assert session_id
    assert await sessions.end(session_id)


async def _ended_here(tab: FamilyTab) -> None:
    await ending.end_impersonation(None, await the_caller(tab.headers))


async def _ended_by_staff(tab: FamilyTab) -> None:
    await ending.end_impersonation(tab.id, STAFF)


ENDINGS = [
    _unlinked, _unlinked_and_linked_again, _moved, _shut_out_by_the_child, _parents_login_off,
    _childs_login_off_and_on_again, _parent_deleted, _child_merged, _parent_signed_out, _ended_here, _ended_by_staff,
]  # fmt: skip


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__.strip("_"))
@pytest.mark.parametrize("access", ["VIEW", "FULL"])
async def test_it_is_over_at_the_next_request(end: Callable[[FamilyTab], Awaitable[None]], access: str):
    tab = await a_family_tab(access)
    assert await counts(tab)

    await end(tab)

    assert not await counts(tab)


@pytest.mark.parametrize("lowered", LEVELS)
@pytest.mark.parametrize("entered", LEVELS)
async def test_lowering_ends_what_goes_further_and_leaves_the_rest(entered: str, lowered: str):
    tab = await a_family_tab(entered)
    await linked(tab.child, tab.parent, parent_access=FamilyAccess(lowered))

    still = LEVELS.index(lowered) >= LEVELS.index(entered)

    assert await counts(tab) is still


async def test_after_sixty_minutes_it_is_over_and_the_ending_is_written_down():
    with time_machine.travel(now(), tick=False) as clock:
        tab = await a_family_tab()
        clock.shift(timedelta(minutes=59))
        before = await counts(tab)
        clock.shift(timedelta(minutes=1))
        after = await counts(tab)
        settled = await ending.settle_ended()

    assert (before, after, settled) == (True, False, 1)
    assert (await Event.get(action="impersonation.ended")).client_id == tab.child.id
