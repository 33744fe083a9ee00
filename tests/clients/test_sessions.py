"""A client's session counts at each request only while its client may sign in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from atrium import database
from atrium import settings as settings_room
from atrium.access.authentication import authenticate, notes_written
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.clients.signing_in import sessions
from atrium.clients.signing_in.models import ClientSession
from atrium.columns import now
from atrium.errors import Unauthenticated
from atrium.ids import Id
from atrium.principal import Door
from tests.access.given import a_session, a_staff
from tests.clients.signing_in_given import (
    ADDRESS,
    a_shopper,
    a_shoppers_browser,
    a_shoppers_storefront,
    bearer_of,
    cookie_of,
    is_somebody,
    the_caller,
)
from tests.given import STAFF, a_client
from tests.statements import counted

START = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)


async def switched(client: Client, on: bool) -> None:
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=on), STAFF)


async def test_a_session_costs_one_statement_a_request_and_nobody_none():
    headers = await a_shoppers_browser(await a_shopper())

    async with counted() as somebody:
        assert await is_somebody(headers)
    async with counted() as nobody:
        assert not await is_somebody({"x-requested-by": "atrium"})
        assert not await is_somebody(cookie_of("no secret of ours"))
    await notes_written()

    assert (len(somebody), nobody) == (1, [])


async def test_the_look_up_goes_by_indexes():
    prefix = {"sqlite": "EXPLAIN QUERY PLAN ", "postgres": "EXPLAIN "}
    dialect, moment = database.dialect(), database.native(now())

    asked = prefix[dialect] + sessions._FIND_IN[dialect]
    plan = await database.fetch_rows(asked, ["0" * 64, moment, moment, moment, False], primary=True)

    said = " ".join(str(row) for row in plan)
    assert "secret_hash" in said
    assert "SCAN s" not in said
    assert "Seq Scan on client_session" not in said


async def test_a_cookie_without_the_required_header_is_not_read():
    headers = await a_shoppers_browser(await a_shopper())
    del headers["x-requested-by"]

    assert not await is_somebody(headers)


async def test_the_two_doors_do_not_know_each_others_callers():
    staff, client = await a_session(await a_staff()), await a_shoppers_browser(await a_shopper())

    at_the_store = await the_caller(staff | {"authorization": "Bearer atr_nonsense"})
    at_the_staff_door = await authenticate(client, Door.STAFF, ADDRESS)

    assert at_the_store.is_nobody
    assert at_the_staff_door.is_nobody


async def test_switching_login_off_ends_every_session_at_the_next_request_and_on_again_revives_none():
    client = await a_shopper()
    browser, storefront = await a_shoppers_browser(client), await a_shoppers_storefront(client)

    await switched(client, False)

    assert not await is_somebody(browser)
    with pytest.raises(Unauthenticated):
        await the_caller(storefront)
    await switched(client, True)
    assert not await is_somebody(browser)


@pytest.mark.parametrize(
    "ending", [{"allow_login": False}, {"verified_at": None}, {"deleted_at": START}, {"merged": True}]
)
async def test_a_session_counts_only_while_its_client_may_sign_in_whatever_ended_that(ending: dict):
    client, survivor = await a_shopper(), await a_client("Grace")
    headers = await a_shoppers_browser(client)
    changed = {"merged_into_id": survivor.id} if "merged" in ending else ending
    assert await is_somebody(headers)

    await Client.filter(id=client.id).update(**changed)

    assert not await is_somebody(headers)


async def test_an_unknown_token_is_refused_aloud():
    with pytest.raises(Unauthenticated):
        await the_caller(bearer_of("A" * 43))
    with pytest.raises(Unauthenticated):
        await the_caller({"authorization": "Bearer atc_short"})


async def test_a_session_ends_a_week_after_it_was_last_used_and_thirty_days_after_it_began():
    with time_machine.travel(START, tick=False) as clock:
        client = await a_shopper()
        used, idle = await a_shoppers_browser(client), await a_shoppers_browser(client)
        for _ in range(4):
            clock.shift(timedelta(days=6))
            assert await is_somebody(used)
            await notes_written()
        assert not await is_somebody(idle)

        clock.shift(timedelta(days=6))

        assert not await is_somebody(used)


async def test_that_a_session_is_used_is_noted_at_most_once_a_minute():
    with time_machine.travel(START, tick=False) as clock:
        headers = await a_shoppers_browser(await a_shopper())
        notes = []
        for _ in range(5):
            async with counted() as statements:
                assert await is_somebody(headers)
                await notes_written()
            notes.append(sum(statement.startswith("UPDATE client_session") for statement in statements))
            clock.shift(30)

    assert notes == [0, 0, 1, 0, 1]


async def test_the_secret_is_not_kept_and_sessions_long_over_are_forgotten():
    with time_machine.travel(START, tick=False) as clock:
        client = await a_shopper()
        _, secret = await sessions.open_session(client.id, ADDRESS, "Firefox\x00" + "x" * 400, is_token=False)
        kept = await ClientSession.get()
        clock.shift(timedelta(days=61))

        assert await sessions.forget_past() == 1

    assert secret not in [str(value) for value in dict(kept).values()]
    assert kept.user_agent == "Firefox" + "x" * 293


def test_the_cookies_name_binds_it_to_the_host_wherever_there_is_tls(settings):
    assert sessions.cookie_name() == "atrium-client"

    settings_room.use(replace(settings, base_url="https://clients.example.com"))
    try:
        assert sessions.cookie_name() == "__Host-atrium-client"
    finally:
        settings_room.use(settings)
