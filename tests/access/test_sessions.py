from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from atrium import database
from atrium import settings as settings_room
from atrium.access import actions, sessions
from atrium.access.authentication import authenticate, notes_written
from atrium.access.models import StaffGroup, StaffMembership, StaffSession
from atrium.access.permissions import PERMISSIONS
from atrium.access.team.inputs import DisableStaffInput
from atrium.access.team.members import disable_staff
from atrium.columns import now
from atrium.events.models import Event
from atrium.principal import SYSTEM, ActorKind, Door
from tests.access.given import ADDRESS, a_principal, a_session, a_staff
from tests.statements import counted

START = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)


class Undone(Exception):
    """A transaction is rolled back."""


async def is_somebody(headers: dict[str, str]) -> bool:
    principal = await authenticate(headers, Door.STAFF, ADDRESS)
    return not principal.is_nobody


async def test_a_signed_in_browser_is_its_staff_member():
    person = await a_staff("Ada King")

    principal = await authenticate(await a_session(person), Door.STAFF, ADDRESS)

    assert (principal.kind, principal.id, principal.name) == (ActorKind.STAFF, person.id, "Ada King")
    assert principal.permissions == frozenset(PERMISSIONS)
    assert principal.session_id == (await StaffSession.get()).id
    assert principal.address == ADDRESS


async def test_several_groups_add_up_and_no_group_allows_nothing():
    person = await a_staff(group=None)
    headers = await a_session(person)
    assert (await authenticate(headers, Door.STAFF, ADDRESS)).permissions == frozenset()
    await a_staff()

    for name in ("Marketing", "Finance"):
        await StaffMembership.create(staff=person, group=await StaffGroup.get(name=name))

    assert {"dashboard.read", "client.update"} <= (await authenticate(headers, Door.STAFF, ADDRESS)).permissions


async def test_a_session_costs_one_statement_a_request():
    headers = await a_session(await a_staff())

    async with counted() as statements:
        assert await is_somebody(headers)
        await notes_written()

    assert len(statements) == 1


async def test_the_look_up_goes_by_indexes():
    prefix = {"sqlite": "EXPLAIN QUERY PLAN ", "postgres": "EXPLAIN "}
    dialect = database.dialect()
    moment = database.native(now())

    plan = await database.fetch_rows(
        prefix[dialect] + sessions._FIND_IN[dialect], ["0" * 64, moment, moment, moment], primary=True
    )

    said = " ".join(str(row) for row in plan)
    assert "secret_hash" in said
    assert "SCAN s" not in said
    assert "Seq Scan on staff_session" not in said


async def test_a_cookie_without_the_required_header_is_not_read():
    headers = await a_session(await a_staff())
    del headers["x-requested-by"]

    async with counted() as statements:
        assert not await is_somebody(headers)

    assert statements == []


async def test_at_the_stores_door_nobody_is_staff():
    headers = await a_session(await a_staff())

    principal = await authenticate(headers | {"authorization": "Bearer atr_nonsense"}, Door.STORE, ADDRESS)

    assert principal.is_nobody
    assert (principal.door, principal.address) == (Door.STORE, ADDRESS)


@pytest.mark.parametrize(
    "cookie", ["", "atrium-staff", "atrium-staff=", "atrium-staff=\x00", "atrium-staff=é; ;;=", "=" * 9000]
)
async def test_a_malformed_cookie_is_nobody_without_a_statement(cookie: str):
    async with counted() as statements:
        assert not await is_somebody({"cookie": cookie, "x-requested-by": "atrium"})

    assert statements == []


async def test_an_unknown_secret_is_nobody():
    await a_session(await a_staff())

    assert not await is_somebody({"cookie": "atrium-staff=" + "A" * 43, "x-requested-by": "atrium"})


async def test_the_session_is_found_among_other_cookies():
    headers = await a_session(await a_staff())
    headers["cookie"] = f"theme=dark; {headers['cookie']}; xatrium-staff=1"

    assert await is_somebody(headers)


async def test_a_proxys_password_is_no_token():
    headers = await a_session(await a_staff())

    assert await is_somebody(headers | {"authorization": "Basic YWRhOmtpbmc="})


async def test_a_session_ends_half_an_hour_after_it_was_last_used():
    with time_machine.travel(START, tick=False) as clock:
        used, idle = await a_session(await a_staff()), await a_session(await a_staff())
        clock.shift(timedelta(minutes=29))
        assert await is_somebody(used)
        await notes_written()

        clock.shift(timedelta(minutes=1))

        assert await is_somebody(used)
        assert not await is_somebody(idle)
        await notes_written()


async def test_a_session_ends_twelve_hours_after_it_began_however_much_it_is_used():
    with time_machine.travel(START, tick=False) as clock:
        headers = await a_session(await a_staff())
        for _ in range(36):
            assert await is_somebody(headers)
            await notes_written()
            clock.shift(timedelta(minutes=20))

        assert not await is_somebody(headers)


async def test_that_a_session_is_used_is_noted_at_most_once_a_minute_however_many_ask():
    with time_machine.travel(START, tick=False) as clock:
        headers = await a_session(await a_staff())
        notes = []
        for _ in range(5):
            async with counted() as statements:
                await asyncio.gather(*(is_somebody(headers) for _ in range(10)))
                await notes_written()
            notes.append(sum(statement.startswith("UPDATE staff_session") for statement in statements))
            clock.shift(30)

    assert notes == [0, 0, 1, 0, 1]
    assert (await StaffSession.get()).seen_at == START + timedelta(minutes=2)


async def test_noting_a_use_belongs_to_no_transaction_of_the_caller():
    with time_machine.travel(START, tick=False) as clock:
        headers = await a_session(await a_staff())
        clock.shift(90)
        with suppress(Undone):
            async with database.tx():
                await is_somebody(headers)
                raise Undone

        await notes_written()

    assert (await StaffSession.get()).seen_at == START + timedelta(seconds=90)


async def test_signing_out_ends_this_session_at_once_and_no_other():
    person = await a_staff()
    here, there = await a_session(person), await a_session(person)
    by = await authenticate(here, Door.STAFF, ADDRESS)

    assert await actions.sign_out(by)

    assert not await is_somebody(here)
    assert await is_somebody(there)
    assert not await actions.sign_out(by)
    assert [event.actor_id for event in await Event.filter(action="staff.signed_out")] == [person.id]


async def test_who_is_not_signed_in_cannot_sign_out():
    assert not await actions.sign_out(SYSTEM)


async def test_disabling_ends_every_session_at_once():
    await a_staff()
    person = await a_staff()
    sessions_of_theirs = [await a_session(person), await a_session(person)]

    await disable_staff(DisableStaffInput(id=str(person.id)), SYSTEM)

    assert [await is_somebody(headers) for headers in sessions_of_theirs] == [False, False]
    assert not await StaffSession.filter(ended_at=None).exists()


async def test_the_secret_of_a_session_is_not_kept():
    _, secret = await sessions.open_session((await a_staff()).id, ADDRESS, "Firefox\x00" + "x" * 400)

    kept = await StaffSession.get()
    assert secret not in [str(value) for value in dict(kept).values()]
    assert kept.user_agent == "Firefox" + "x" * 293


async def test_sessions_long_over_are_forgotten():
    with time_machine.travel(START, tick=False) as clock:
        await a_session(await a_staff())
        clock.shift(timedelta(days=31))
        await a_session(await a_staff())

        assert await sessions.forget_past() == 1

    assert await StaffSession.all().count() == 1


def test_the_cookies_name_binds_it_to_the_host_wherever_there_is_tls(settings):
    assert sessions.cookie_name() == "atrium-staff"

    settings_room.use(replace(settings, base_url="https://clients.example.com"))
    try:
        assert sessions.cookie_name() == "__Host-atrium-staff"
    finally:
        settings_room.use(settings)


async def test_a_principal_of_the_tests_is_the_one_of_the_door():
    person = await a_staff()

    assert (await a_principal(person)).id == person.id
