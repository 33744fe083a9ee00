"""Every ending holds at the next request, whoever announced it or nobody did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
import time_machine

from atrium.access import actions as access
from atrium.access.models import Staff, StaffGroup, StaffMembership, StaffSession
from atrium.access.staff import ensure_presets
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import NotFound
from atrium.events.actions import record
from atrium.events.models import Event
from atrium.ids import Id
from atrium.impersonation import ending
from atrium.impersonation.models import Impersonation
from atrium.principal import ActorKind, Principal
from tests.access.given import a_session, a_staff
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser, is_somebody
from tests.given import STAFF, a_client
from tests.graph.asking import ask, data, staff
from tests.impersonation.given import Tab, a_tab, a_ticket, by_browser, counts, the_caller


async def _login_off(tab: Tab) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(tab.client.id)), allow_login=False), STAFF)


async def _login_off_and_on_again(tab: Tab) -> None:
    for on in (False, True):
        await set_allow_login(SetAllowLoginInput(client_id=Id(str(tab.client.id)), allow_login=on), STAFF)


async def _deleted(tab: Tab) -> None:
    await Client.filter(id=tab.client.id).update(deleted_at=now())


async def _merged(tab: Tab) -> None:
    await Client.filter(id=tab.client.id).update(merged_into_id=(await a_client("Grace")).id)


async def _merged_and_undone(tab: Tab) -> None:
    await record("client.merged", STAFF, tab.client.id)


async def _made_a_guest(tab: Tab) -> None:
    await Client.filter(id=tab.client.id).update(is_guest=True)


async def _signed_out(tab: Tab) -> None:
    assert await access.sign_out(await by_browser(tab.browser))


async def _session_idle(tab: Tab) -> None:
    await StaffSession.filter(staff_id=tab.staff.id).update(seen_at=now() - timedelta(minutes=30))


async def _session_too_old(tab: Tab) -> None:
    await StaffSession.filter(staff_id=tab.staff.id).update(expires_at=now())


async def _session_forgotten(tab: Tab) -> None:
    await StaffSession.filter(staff_id=tab.staff.id).delete()


async def _staff_disabled(tab: Tab) -> None:
    await Staff.filter(id=tab.staff.id).update(disabled_at=now())


async def _permission_lost(tab: Tab) -> None:
    await ensure_presets()
    await StaffMembership.filter(staff_id=tab.staff.id).update(group=await StaffGroup.get(name="Marketing"))


async def _ended_here(tab: Tab) -> None:
    await ending.end_impersonation(None, await the_caller(tab.headers))


async def _ended_by_another(tab: Tab) -> None:
    await ending.end_impersonation(tab.id, STAFF)


async def _nothing(tab: Tab) -> None:
    """Another session, another client, another login: none of it is this one's ending."""
    await access.sign_out(await by_browser(await a_session(tab.staff)))
    await _login_off(await a_tab(staff=tab.staff))


ENDINGS = [
    _login_off, _login_off_and_on_again, _deleted, _merged, _merged_and_undone, _made_a_guest, _signed_out,
    _session_idle, _session_too_old, _session_forgotten, _staff_disabled, _permission_lost, _ended_here,
    _ended_by_another,
]  # fmt: skip
LIVE = "{ impersonations(isLive: true) { totalCount nodes { id isLive } } }"


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__.strip("_"))
@pytest.mark.parametrize("mode", ["VIEW", "ORDER", "FULL"])
async def test_it_is_over_at_the_next_request(end: Callable[[Tab], Awaitable[None]], mode: str):
    tab = await a_tab(mode=mode)
    assert await counts(tab)

    await end(tab)

    assert not await counts(tab)
    assert (await data(LIVE))["impersonations"]["totalCount"] == 0


async def test_what_is_not_its_ending_leaves_it_alone():
    tab = await a_tab()

    await _nothing(tab)

    assert await counts(tab)
    assert (await data(LIVE))["impersonations"]["nodes"] == [{"id": str(tab.id), "isLive": True}]


async def test_after_sixty_minutes_it_is_over_however_busy_the_tab_is():
    with time_machine.travel(now(), tick=False) as clock:
        tab = await a_tab()
        clock.shift(timedelta(minutes=60) - timedelta(seconds=1))
        await StaffSession.filter(staff_id=tab.staff.id).update(seen_at=now())
        before = await counts(tab)
        clock.shift(timedelta(seconds=1))
        after = await counts(tab)

    assert (before, after) == (True, False)


async def test_one_that_is_for_ordering_ends_with_the_permission_to_order():
    await ensure_presets()
    finance = await StaffGroup.get(name="Finance")
    tab = await a_tab(mode="ORDER")
    full = await a_tab(staff=tab.staff)

    await StaffMembership.filter(staff_id=tab.staff.id).update(group=finance)

    assert await counts(tab)
    assert not await counts(full)
    await StaffMembership.filter(staff_id=tab.staff.id).delete()
    assert not await counts(tab)


async def test_of_two_tabs_one_ends_and_the_other_lives_and_so_does_the_clients_own_session():
    client, sam = await a_shopper(), await a_staff("Sam Support")
    one, other, own = await a_tab(client, staff=sam), await a_tab(client, staff=sam), await a_shoppers_browser(client)

    await _ended_here(one)

    assert (await counts(one), await counts(other), await is_somebody(own)) == (False, True, True)
    assert (await by_browser(other.browser)).id == sam.id
    event = await Event.get(action="impersonation.ended")
    assert (event.actor_kind, event.actor_id, event.behalf_id) == (ActorKind.STAFF_AS_CLIENT, sam.id, client.id)


async def test_at_the_stores_door_only_the_own_one_can_be_ended():
    tab, other = await a_tab(), await a_tab()
    client = Principal(ActorKind.CLIENT, tab.client.id, "Ada", door=(await the_caller(tab.headers)).door)

    for by, key in ((await the_caller(tab.headers), other.id), (client, tab.id), (client, None)):
        with pytest.raises(NotFound):
            await ending.end_impersonation(key, by)

    assert await counts(tab)
    assert await counts(other)


async def test_staff_with_the_permission_end_anybodys_and_ending_twice_is_one_ending():
    tab = await a_tab()
    asked = """mutation($id: ID!) { endImpersonation(id: $id) {
      ... on Impersonation { id endedAt endedBy { kind name } isLive } ... on NotFound { code } } }"""

    refused = await ask(asked, {"id": str(tab.id)}, by=staff("client.read"))
    told = [(await data(asked, {"id": str(tab.id)}))["endImpersonation"] for _ in range(2)]
    unknown = await data(asked, {"id": "00000000-0000-4000-8000-000000000000"})

    assert refused["errors"][0]["extensions"]["needs"] == ["client.impersonate"]
    assert told[0] == told[1]
    assert (told[0]["endedBy"], told[0]["isLive"]) == ({"kind": "STAFF", "name": "Sam Staff"}, False)
    assert unknown["endImpersonation"] == {"code": "NOT_FOUND"}
    assert await Event.filter(action="impersonation.ended").count() == 1


async def test_endings_that_nobody_announced_are_written_down_once_with_when_and_why():
    with time_machine.travel(now(), tick=False) as clock:
        start = now()
        unopened, off = await a_ticket(await a_shopper()), await a_tab()
        over = await a_tab()
        clock.shift(timedelta(minutes=2))
        await _login_off(off)
        first = await ending.settle_ended()
        clock.shift(timedelta(hours=1))
        second, third = await ending.settle_ended(), await ending.settle_ended()

    assert (first, second, third) == (2, 1, 0)
    told = {row.id: ((row.ended_at - start).total_seconds(), row.ended_kind) for row in await Impersonation.all()}
    assert told == {
        unopened.id: (60, ActorKind.SYSTEM), off.id: (120, ActorKind.SYSTEM), over.id: (3600, ActorKind.SYSTEM),
    }  # fmt: skip
    events = await Event.filter(action="impersonation.ended").order_by("at")
    assert [event.reason for event in events] == [ending.UNOPENED, ending.CUT_OFF, ending.OVER]


async def test_what_lives_is_not_written_down_as_ended():
    tab = await a_tab()

    assert await ending.settle_ended() == 0
    assert await counts(tab)


async def test_codes_and_secrets_of_the_past_are_forgotten_and_the_log_stays():
    with time_machine.travel(now(), tick=False) as clock:
        tab = await a_tab()
        early = await ending.forget_past()
        clock.shift(timedelta(minutes=61))
        late = await ending.forget_past()

    assert (early, late) == (0, 1)
    kept = await Impersonation.get(id=tab.id)
    assert (kept.code_hash, kept.secret_hash, kept.client_id) == (None, None, tab.client.id)
