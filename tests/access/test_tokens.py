from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from atrium.access import actions, tokens
from atrium.access.authentication import authenticate, notes_written
from atrium.access.inputs import CreateApiTokenInput
from atrium.access.models import ApiToken, StaffGroup, StaffMembership
from atrium.access.team.inputs import DisableStaffInput
from atrium.access.team.members import disable_staff
from atrium.columns import now
from atrium.errors import Forbidden, InvalidInput, Unauthenticated
from atrium.events.models import Event
from atrium.principal import SYSTEM, ActorKind, Door
from tests.access.given import ADDRESS, a_principal, a_staff, a_token
from tests.statements import counted

START = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)


def wish(**given) -> CreateApiTokenInput:
    return CreateApiTokenInput(**{"name": "Warehouse", "scopes": ["client.read"], **given})


async def refused(headers: dict[str, str]) -> bool:
    try:
        await authenticate(headers, Door.STAFF, ADDRESS)
    except Unauthenticated:
        return True
    return False


def test_a_token_says_what_it_is_and_carries_a_checksum():
    made = tokens.make()

    assert re.fullmatch(r"atr_[0-9A-Za-z]{8}_[0-9A-Za-z_-]{43}[0-9A-Za-z]{6}", made.text)
    assert tokens.public_id_of(made.text) == made.public_id
    assert made.secret_hash not in made.text
    assert len({tokens.make().text for _ in range(100)}) == 100


def test_one_changed_character_is_found_without_asking_the_database():
    text = tokens.make().text

    for place in range(len(text)):
        other = "x" if text[place] != "x" else "y"
        assert tokens.public_id_of(text[:place] + other + text[place + 1 :]) is None


async def test_a_token_acts_in_its_own_name_with_its_scopes():
    token, headers = await a_token(await a_staff(), "client.read", "event.read")

    principal = await authenticate(headers, Door.STAFF, ADDRESS)

    assert (principal.kind, principal.id, principal.name) == (ActorKind.TOKEN, token.id, "Warehouse")
    assert principal.permissions == {"client.read", "event.read"}
    assert (principal.session_id, principal.address) == (None, ADDRESS)


async def test_the_secret_of_a_token_is_answered_and_not_kept():
    by = await a_principal(await a_staff())

    token, secret = await actions.create_token(wish(), by)

    kept = await ApiToken.get(id=token.id)
    assert secret not in [str(value) for value in dict(kept).values()]
    assert kept.secret_hash != secret
    assert kept.expires_at == kept.created_at + timedelta(days=90)


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"name": " "}, ("name",), "REQUIRED"),
        ({"name": "n" * 121}, ("name",), "TOO_LONG"),
        ({"name": "ware\x00house"}, ("name",), "CONTROL_CHARACTER"),
        ({"scopes": []}, ("scopes",), "REQUIRED"),
        ({"scopes": ["client.read", "client.fly"]}, ("scopes", "1"), "UNKNOWN_SCOPE"),
        ({"scopes": ["staff.manage"]}, ("scopes", "0"), "SCOPE_NOT_YOURS"),
        ({"expires_at": datetime(2020, 1, 1, tzinfo=UTC)}, ("expiresAt",), "IN_THE_PAST"),
        ({"expires_at": datetime(2020, 1, 1)}, ("expiresAt",), "MALFORMED"),
        ({"expires_at": datetime(9999, 1, 1, tzinfo=UTC)}, ("expiresAt",), "TOO_LATE"),
    ],
)
async def test_a_token_that_cannot_be_is_refused_at_its_field(given, path, code):
    by = await a_principal(await a_staff(group="Support"))

    with pytest.raises(InvalidInput) as refusal:
        await actions.create_token(wish(**given), by)

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(path, code)]
    assert not await ApiToken.exists()


async def test_all_that_is_wrong_is_said_at_once():
    by = await a_principal(await a_staff())

    with pytest.raises(InvalidInput) as refusal:
        await actions.create_token(wish(name="", scopes=["nothing"], expires_at=START - timedelta(days=9999)), by)

    assert [fault.path for fault in refusal.value.faults] == [("name",), ("scopes", "0"), ("expiresAt",)]


async def test_a_token_makes_no_tokens():
    _, headers = await a_token(await a_staff(), "token.manage")
    by = await authenticate(headers, Door.STAFF, ADDRESS)

    with pytest.raises(Forbidden):
        await actions.create_token(wish(), by)


async def test_a_token_never_does_more_than_its_owner_may_do_now():
    owner = await a_staff()
    _, headers = await a_token(owner, "client.read", "client.update", "staff.manage")

    await StaffMembership.filter(staff=owner).update(group_id=(await StaffGroup.get(name="Marketing")).id)

    assert (await authenticate(headers, Door.STAFF, ADDRESS)).permissions == {"client.read"}


async def test_several_groups_add_up_for_a_token_too():
    owner = await a_staff(group="Marketing")
    await StaffMembership.create(staff=owner, group=await StaffGroup.get(name="Finance"))

    _, headers = await a_token(owner, "dashboard.read", "event.read")

    assert (await authenticate(headers, Door.STAFF, ADDRESS)).permissions == {"dashboard.read", "event.read"}


async def test_a_revoked_token_is_refused_at_the_next_request():
    owner = await a_staff()
    token, headers = await a_token(owner)
    by = await a_principal(owner)
    assert not await refused(headers)

    assert await actions.revoke_token(token.id, by)

    assert await refused(headers)
    assert not await actions.revoke_token(token.id, by)


async def test_anothers_token_is_revoked_only_by_who_manages_staff():
    token, headers = await a_token(await a_staff())
    other, manager = await a_principal(await a_staff(group="Support")), await a_principal(await a_staff())

    assert not await actions.revoke_token(token.id, other)
    assert not await refused(headers)
    assert await actions.revoke_token(token.id, manager)
    assert await refused(headers)


async def test_who_manages_staff_ends_no_token_of_someone_who_may_do_more():
    group = await StaffGroup.create(name="Team leads", permissions=["staff.manage", "token.manage", "client.read"])
    leader, administrator = await a_staff(group=None), await a_staff()
    await StaffMembership.create(staff=leader, group=group)
    above, headers = await a_token(administrator)
    beside, _ = await a_token(leader)
    by = await a_principal(leader)

    with pytest.raises(Forbidden):
        await actions.revoke_token(above.id, by)

    assert not await refused(headers)
    assert await actions.revoke_token(beside.id, by)


async def test_a_token_stops_when_its_time_is_over():
    with time_machine.travel(START, tick=False) as clock:
        by = await a_principal(await a_staff())
        _, secret = await actions.create_token(wish(expires_at=START + timedelta(minutes=2)), by)
        headers = {"authorization": f"Bearer {secret}"}
        clock.shift(119)
        assert not await refused(headers)

        clock.shift(1)

        assert await refused(headers)
        await notes_written()


async def test_a_token_stops_when_its_owner_is_disabled():
    await a_staff()
    owner = await a_staff()
    _, headers = await a_token(owner)

    await disable_staff(DisableStaffInput(id=str(owner.id)), SYSTEM)

    assert await refused(headers)


async def test_a_token_that_shares_only_the_public_id_is_refused():
    token, _ = await a_token(await a_staff())
    body = f"atr_{token.public_id}_{'A' * 43}"

    assert await refused({"authorization": f"Bearer {body}{tokens._checksum(body)}"})


@pytest.mark.parametrize(
    "value", ["", "atr_", "x" * 10_000, "atr_ABCDEFGH_" + "é" * 49, "\x00", "atr_12345678_" + "a" * 49]
)
async def test_a_mistyped_token_is_refused_without_a_statement(value: str):
    async with counted() as statements:
        assert await refused({"authorization": f"Bearer {value}"})

    assert statements == []


async def test_a_token_costs_one_statement_a_request():
    _, headers = await a_token(await a_staff())
    await authenticate(headers, Door.STAFF, ADDRESS)
    await notes_written()

    async with counted() as statements:
        await authenticate(headers, Door.STAFF, ADDRESS)
        await notes_written()

    assert len(statements) == 1


async def test_the_last_use_is_noted_at_most_once_a_minute_however_many_ask():
    with time_machine.travel(START, tick=False) as clock:
        token, headers = await a_token(await a_staff())
        notes = []
        for _ in range(4):
            async with counted() as statements:
                await asyncio.gather(*(authenticate(headers, Door.STAFF, ADDRESS) for _ in range(10)))
                await notes_written()
            notes.append(sum(statement.startswith("UPDATE api_token") for statement in statements))
            clock.shift(30)

    assert notes == [1, 0, 1, 0]
    assert (await ApiToken.get(id=token.id)).last_used_at == START + timedelta(minutes=1)


async def test_making_and_revoking_a_token_is_written_down():
    by = await a_principal(await a_staff())

    token, secret = await actions.create_token(wish(), by)
    await actions.revoke_token(token.id, by)

    made, revoked = await Event.filter(action__startswith="token.").order_by("at")
    assert (made.action, revoked.action) == ("token.created", "token.revoked")
    assert made.changes[0] == {"field": "name", "before": None, "after": "Warehouse"}
    assert (made.actor_kind, made.actor_id, made.client_id) == (ActorKind.STAFF, by.id, None)
    assert secret not in str(made.changes)
    assert revoked.at <= now()


async def test_a_token_may_end_its_owners_tokens_and_nobody_elses():
    owner, other = await a_staff(group="Read-only"), await a_staff()
    own, headers = await a_token(owner)
    foreign, _ = await a_token(other)
    by = await authenticate(headers, Door.STAFF, ADDRESS)

    assert not await actions.revoke_token(foreign.id, by)
    assert await actions.revoke_token(own.id, by)
