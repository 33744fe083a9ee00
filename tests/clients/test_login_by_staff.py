"""What staff do about a client's login: sessions ended, a lock-out lifted, a link for a new password sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from atrium.access import throttle
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.clients.signing_in import by_staff, links
from atrium.clients.signing_in.inputs import (
    EndClientSessionInput,
    EndClientSessionsInput,
    LiftClientLockoutInput,
    SendPasswordResetInput,
)
from atrium.clients.signing_in.lockout import lift_lockout, lockout_of
from atrium.clients.signing_in.models import ClientSession
from atrium.clients.signing_in.recovery import answer_requests, request_reset, reset_password
from atrium.columns import moment_text, now
from atrium.errors import Blocked, InvalidInput, NotFound, SignInRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from tests.clients.signing_in_given import ADDRESS, a_shopper, a_shoppers_browser, is_somebody, sign_in
from tests.given import STAFF, a_client, rows_everywhere, the_secret_mailed_to
from tests.graph.asking import data, staff

ELSEWHERE = "2001:db8:1:2:3::4"


def id_of(one: Client | ClientSession) -> Id:
    return Id(str(one.id))


async def wrong(email: str, times: int, address: str = ADDRESS) -> None:
    for _ in range(times):
        with pytest.raises((SignInRefused, TooManyAttempts)):
            await sign_in(email, "wrong", address=address)


async def reset_link_to(client: Client, key: str | None = None) -> EmailMessage:
    given = SendPasswordResetInput(client_id=id_of(client))
    return await EmailMessage.get(id=await by_staff.send_password_reset(given, STAFF, key))


async def test_one_session_ends_at_once_and_the_others_stay():
    client = await a_shopper()
    here, there = await a_shoppers_browser(client), await a_shoppers_browser(client)
    session = await ClientSession.filter(client_id=client.id).order_by("created_at").first()

    assert await by_staff.end_session(EndClientSessionInput(id=id_of(session)), STAFF) == client.id
    await by_staff.end_session(EndClientSessionInput(id=id_of(session)), STAFF)

    assert (await is_somebody(here), await is_somebody(there)) == (False, True)
    event = await Event.get(action="client.session_ended")
    assert (event.client_id, event.actor_id) == (client.id, STAFF.id)
    assert {change["field"]: change["before"] for change in event.changes} == {"device": "Firefox", "address": ADDRESS}


async def test_all_sessions_end_at_once_with_a_reason_and_the_client_is_not_told():
    client = await a_shopper()
    headers = [await a_shoppers_browser(client) for _ in range(3)]
    mails = await EmailMessage.all().count()
    given = EndClientSessionsInput(client_id=id_of(client), reason="Lost telephone")

    await by_staff.end_sessions(given, STAFF)
    await by_staff.end_sessions(given, STAFF)

    assert [await is_somebody(one) for one in headers] == [False] * 3
    event = await Event.get(action="client.sessions_ended")
    assert (event.reason, event.changes) == ("Lost telephone", [{"field": "sessions", "before": 3, "after": 0}])
    assert await EmailMessage.all().count() == mails


async def test_whose_session_or_client_is_not_there_is_not_found():
    unknown = Id("00000000-0000-4000-8000-000000000000")

    with pytest.raises(NotFound):
        await by_staff.end_session(EndClientSessionInput(id=unknown), STAFF)
    with pytest.raises(NotFound):
        await by_staff.end_sessions(EndClientSessionsInput(client_id=unknown), STAFF)
    with pytest.raises(NotFound):
        await lift_lockout(LiftClientLockoutInput(client_id=unknown), STAFF)
    with pytest.raises(NotFound):
        await by_staff.send_password_reset(SendPasswordResetInput(client_id=unknown), STAFF)
    with pytest.raises(InvalidInput):
        await lift_lockout(LiftClientLockoutInput(client_id=unknown, reason="a\x00b"), STAFF)


async def test_staff_see_the_sessions_that_count_and_only_those():
    with time_machine.travel(now(), tick=False) as clock:
        client = await a_shopper("ada@example.org")
        await a_shoppers_browser(client)
        clock.shift(timedelta(days=8))
        await sign_in("ada@example.org", as_token=True)
        asked = "query($id: ID!) { client(id: $id) { sessions { totalCount nodes { address userAgent isToken } } } }"
        shown = await data(asked, {"id": str(client.id)})
        await Client.filter(id=client.id).update(verified_at=None)
        unseen = await data(asked, {"id": str(client.id)})

    one = {"address": ADDRESS, "userAgent": "Firefox", "isToken": True}
    assert shown["client"]["sessions"] == {"totalCount": 1, "nodes": [one]}
    assert unseen["client"]["sessions"]["totalCount"] == 0


LOCKOUT = """query($id: ID!) {
  clientLockout(clientId: $id) { attempts lockedUntil places { network attempts lockedUntil } } }"""


async def test_a_lock_out_is_seen_with_where_it_came_from_and_until_when():
    with time_machine.travel(now(), tick=False):
        client = await a_shopper("ada@example.org")
        await wrong("ada@example.org", 2, ELSEWHERE)
        await wrong("ada@example.org", throttle.FREE)
        locked = moment_text(now() + throttle.PAUSES[0])

        shown = await data(LOCKOUT, {"id": str(client.id)})

    assert shown["clientLockout"] == {
        "attempts": throttle.FREE + 2,
        "lockedUntil": locked,
        "places": [
            {"network": ADDRESS, "attempts": throttle.FREE, "lockedUntil": locked},
            {"network": "2001:db8:1:2::", "attempts": 2, "lockedUntil": None},
        ],
    }


async def test_a_lock_out_of_a_deleted_client_is_seen_by_those_who_may_see_the_client():
    client = await a_shopper()
    await Client.filter(id=client.id).update(deleted_at=now())

    hidden = await data(LOCKOUT, {"id": str(client.id)}, by=staff("client.read", "client.login"))
    shown = await data(LOCKOUT, {"id": str(client.id)})

    assert hidden == {"clientLockout": None}
    assert shown["clientLockout"]["attempts"] == 0


async def test_who_tried_from_everywhere_is_locked_out_everywhere():
    client = await a_shopper("ada@example.org")
    for number in range(throttle.WIDE // 4):
        await wrong("ada@example.org", 4, f"198.51.{number}.1")

    lockout = await lockout_of(client.login_fold)

    assert lockout.locked_until is not None
    with pytest.raises(TooManyAttempts):
        await sign_in("ada@example.org")


async def test_lifting_lets_the_client_in_at_once_and_says_who_lifted_what_and_why():
    client = await a_shopper("ada@example.org")
    await wrong("ada@example.org", throttle.FREE + 1)
    given = LiftClientLockoutInput(client_id=id_of(client), reason="Called us, knows the answers")

    await lift_lockout(given, STAFF)
    await lift_lockout(given, STAFF)

    assert await sign_in("ada@example.org")
    event = await Event.get(action="client.lockout_lifted")
    assert (event.actor_id, event.reason) == (STAFF.id, "Called us, knows the answers")
    assert [change["field"] for change in event.changes] == ["attempts", "lockedUntil"]


async def test_a_link_for_a_new_password_leaves_everything_as_it_is_until_it_is_used():
    client = await a_shopper("ada@example.org")
    headers = await a_shoppers_browser(client)

    mail = await reset_link_to(client)

    assert (mail.kind, mail.to, mail.client_id) == (links.KIND, "ada@example.org", client.id)
    assert await is_somebody(headers)
    event = await Event.get(action="client.password_reset_sent")
    assert (event.actor_id, event.client_id) == (STAFF.id, client.id)
    await reset_password(await the_secret_mailed_to("ada@example.org"), "nine purple whales yodel", ADDRESS)
    assert not await is_somebody(headers)


async def test_the_same_key_sends_one_link_and_another_waits_for_the_cool_down():
    client = await a_shopper("ada@example.org")

    first, again = await reset_link_to(client, "k1"), await reset_link_to(client, "k1")

    assert first.id == again.id
    with pytest.raises(TooManyAttempts):
        await reset_link_to(client)
    await request_reset("ada@example.org", ADDRESS)
    await answer_requests()
    assert await EmailMessage.filter(kind=links.KIND).count() == 1


async def test_a_link_is_refused_with_the_reason_and_nothing_is_mailed():
    off, new = await a_shopper(), await a_client("New")
    await set_allow_login(SetAllowLoginInput(client_id=id_of(off), allow_login=False), STAFF)
    never = await a_client("Never", allow_login=False)
    before, codes = await rows_everywhere(), []

    for client in (never, off, new):
        with pytest.raises(Blocked) as refusal:
            await reset_link_to(client)
        codes.append(refusal.value.blockers[0].code)

    assert codes == ["NO_EMAIL", "LOGIN_DISABLED", "UNVERIFIED"]
    assert await rows_everywhere() == before


async def test_what_can_be_done_is_said_with_the_client():
    ready, new = await a_shopper(), await a_client("New")
    asked = "query($id: ID!) { client(id: $id) { viewerCan { sendPasswordReset } } }"

    answers = [await data(asked, {"id": str(one.id)}) for one in (ready, new)]

    assert [answer["client"]["viewerCan"]["sendPasswordReset"] for answer in answers] == [True, False]
