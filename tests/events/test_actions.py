"""record(): an event, and a delta when the figures move, in the transaction of the act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from atrium.database import dialect, rows, tx
from atrium.events.actions import Change, Move, Standing, quarter_of, record
from atrium.events.models import ClientDelta, Event
from atrium.principal import SYSTEM, ActorKind, Door, Principal, nobody
from tests.statements import counted

ACTIVE = Standing("ACTIVE", "AT")
DELETED = Standing("DELETED", "AT")
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


async def test_an_event_says_who_did_what_and_what_it_changed():
    ada = Principal(kind=ActorKind.STAFF, id=uuid4(), name="Ada King")

    event = await record("client.updated", ada, changes=[Change("firstName", "Ann", "Änne")], reason="A call.", at=NOON)

    kept = await Event.get(id=event)
    assert (kept.action, kept.at, kept.reason) == ("client.updated", NOON, "A call.")
    assert (kept.actor_kind, kept.actor_id, kept.actor_name) == (ActorKind.STAFF, ada.id, "Ada King")
    assert kept.changes == [{"field": "firstName", "before": "Ann", "after": "Änne"}]


async def test_values_of_any_json_kind_are_kept_as_they_are():
    changes = [Change("allowLogin", True, False), Change("country", None, "AT"), Change("version", 1, 2)]

    event = await record("client.updated", SYSTEM, changes=changes)

    kept = await Event.get(id=event)
    assert [(change["before"], change["after"]) for change in kept.changes] == [(True, False), (None, "AT"), (1, 2)]


async def test_what_nobody_did_was_done_by_the_system():
    event = await record("staff.sign_in_refused", nobody(Door.STAFF, "192.0.2.1"))

    assert (await Event.get(id=event)).actor_kind is ActorKind.SYSTEM


async def test_an_event_costs_one_statement_and_its_delta_another_on_sqlite_only():
    async with counted() as plain:
        await record("client.updated", SYSTEM)
    async with counted() as moving:
        await record("client.added", SYSTEM, move=Move("STAFF", None, ACTIVE, is_new=True))

    assert (len(plain), len(moving)) == (1, 1 if dialect() == "postgres" else 2)


async def test_an_act_that_fails_leaves_neither_event_nor_delta():
    async def add_and_fail() -> None:
        async with tx():
            await record("client.added", SYSTEM, move=Move("STAFF", None, ACTIVE, is_new=True))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await add_and_fail()

    assert await Event.all().count() == 0
    assert await ClientDelta.all().count() == 0


async def test_a_registration_counts_in_the_quarter_hour_of_its_last_microsecond():
    last = datetime(2024, 5, 17, 21, 59, 59, 999999, tzinfo=UTC)

    await record("client.added", SYSTEM, move=Move("API", None, ACTIVE, is_new=True), at=last)

    delta = await ClientDelta.get()
    midnight = quarter_of(last + timedelta(microseconds=1))
    assert (delta.quarter, delta.since_quarter) == (midnight - 1, midnight - 1)


async def test_a_move_without_movement_leaves_no_delta():
    await record("client.updated", SYSTEM, move=Move("STAFF", ACTIVE, Standing("ACTIVE", "AT")))

    assert await ClientDelta.all().count() == 0


async def test_a_change_of_status_says_nothing_about_registrations():
    await record("client.login_denied", SYSTEM, move=Move("STAFF", ACTIVE, Standing("LOGIN_DISABLED", "AT")))

    found = await rows("select since_quarter, status_from, status_to from client_delta")
    assert found == [{"since_quarter": None, "status_from": "ACTIVE", "status_to": "LOGIN_DISABLED"}]


async def test_hiding_a_client_counts_against_the_quarter_hour_of_its_registration():
    move = Move("STAFF", ACTIVE, DELETED, registered_at=NOON - timedelta(days=40))

    await record("client.deleted", SYSTEM, move=move, at=NOON)

    delta = await ClientDelta.get()
    assert (delta.quarter, delta.since_quarter) == (quarter_of(NOON), quarter_of(NOON) - 40 * 96)


@pytest.mark.parametrize(("before", "after"), [(ACTIVE, DELETED), (DELETED, ACTIVE), (None, ACTIVE), (ACTIVE, None)])
async def test_hiding_or_showing_a_client_needs_the_moment_of_its_registration(
    before: Standing | None, after: Standing | None
):
    with pytest.raises(ValueError, match="registration"):
        await record("client.deleted", SYSTEM, move=Move("STAFF", before, after))
