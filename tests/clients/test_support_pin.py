"""A support PIN: made when it is first asked for, told to its client and to staff who may, never to anybody else."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import timedelta

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.clients.pin import actions, making
from atrium.clients.pin.inputs import RegenerateSupportPinInput, RevealSupportPinInput, SaveSupportPinSettingInput
from atrium.clients.pin.models import SupportPin
from atrium.clients.pin.setting import SUPPORT_PIN, save_setting
from atrium.columns import as_of, now
from atrium.errors import Blocked, Forbidden, InvalidInput, NotFound, StaleVersion
from atrium.events.models import Event
from atrium.ids import Id
from atrium.preferences.store import settled
from atrium.principal import ActorKind, Door, Principal
from tests.given import STAFF, TOKEN, a_client
from tests.graph.asking import ask, data, staff

REVEAL = """mutation($id: ID) { revealSupportPin(input: {clientId: $id}) { __typename
  ... on SupportPin { pin validUntil } ... on Blocked { blockers { code } } } }"""
ABILITIES = "query($id: ID!) { client(id: $id) { viewerCan { revealPin verifyPin } } }"


def shopping(client: Client) -> Principal:
    return Principal(ActorKind.CLIENT, client.id, client.display_name, door=Door.STORE)


async def revealed(client: Client, by: Principal = STAFF) -> making.Pin:
    return await actions.reveal(RevealSupportPinInput(client_id=Id(str(client.id))), by)


async def renewed(client: Client, by: Principal = STAFF) -> making.Pin:
    return await actions.regenerate(RegenerateSupportPinInput(client_id=Id(str(client.id))), by)


async def choose(*, is_on: bool = True, hours: int = 24) -> None:
    version = (await settled(SUPPORT_PIN)).version
    await save_setting(SaveSupportPinSettingInput(is_on=is_on, interval_hours=hours, version=version), STAFF)


async def told(client: Client) -> list[str]:
    return [event.action for event in await Event.filter(client_id=client.id).order_by("at", "id")][1:]


async def test_a_pin_lasts_from_when_it_is_first_asked_for_until_its_interval_ends():
    client, moment = await a_client("Ada"), now()

    with as_of(moment):
        first = await revealed(client)
    with as_of(moment + timedelta(hours=23, minutes=59)):
        again = await revealed(client, shopping(client))
    with as_of(moment + timedelta(hours=24)):
        after = await revealed(client)

    assert first.valid_until == moment + timedelta(hours=24)
    assert again == first
    assert len(first.pin) == 6
    assert first.pin.isdecimal()
    assert after.valid_until == moment + timedelta(hours=48)


async def test_staff_who_are_told_are_written_down_each_time_and_the_client_is_not():
    ada, bob = await a_client("Ada"), await a_client("Bob")

    await revealed(ada)
    await revealed(ada)
    await revealed(bob, shopping(bob))
    await revealed(bob, shopping(bob))
    await renewed(bob, shopping(bob))

    assert await told(ada) == ["client.pin_revealed"] * 2
    assert await told(bob) == ["client.pin_made", "client.pin_regenerated"]


async def test_a_new_pin_ends_the_old_one():
    client = await a_client("Ada")
    old = await revealed(client)

    new = await renewed(client)

    assert (await revealed(client)).pin == new.pin
    assert [row.pin_hash for row in await SupportPin.all()] == [making.hash_of(new.pin)]
    assert old != new


async def test_a_pin_that_lives_is_drawn_again_and_one_that_expired_is_free(monkeypatch: pytest.MonkeyPatch):
    ada, bob, eve, moment = await a_client("Ada"), await a_client("Bob"), await a_client("Eve"), now()
    draws = iter(["000042", "000042", "000043", "000042"])
    monkeypatch.setattr(making, "drawn", lambda: next(draws))

    with as_of(moment):
        first, second = await revealed(ada), await revealed(bob)
    with as_of(moment + timedelta(days=2)):
        third = await revealed(eve)

    assert [first.pin, second.pin, third.pin] == ["000042", "000043", "000042"]
    assert {row.client_id for row in await SupportPin.all()} == {bob.id, eve.id}


async def test_when_every_pin_is_taken_it_is_said(monkeypatch: pytest.MonkeyPatch):
    ada, bob = await a_client("Ada"), await a_client("Bob")
    monkeypatch.setattr(making, "drawn", lambda: "123456")
    await revealed(ada)

    with pytest.raises(Blocked) as refusal:
        await revealed(bob)

    assert [one.code for one in refusal.value.blockers] == ["NO_PIN_FREE"]
    assert await told(bob) == []


async def test_twenty_who_ask_at_once_are_told_one_pin():
    client = await a_client("Ada")

    found = await asyncio.gather(*(database.retrying(lambda: revealed(client)) for _ in range(20)))

    assert len({one.pin for one in found}) == 1


def test_every_pin_is_as_likely_as_every_other():
    drawn = [making.drawn() for _ in range(30_000)]

    for place in range(6):
        counts = Counter(pin[place] for pin in drawn)
        assert sorted(counts) == list("0123456789")
        assert all(abs(count - 3000) < 300 for count in counts.values())  # 300: nearly six standard deviations
    assert len(set(drawn)) > 29_000


async def test_who_is_deleted_merged_or_a_guest_has_none():
    gone, merged, guest = await a_client("Gone"), await a_client("Merged"), await a_client("Guest")
    await Client.filter(id=gone.id).update(deleted_at=now())
    await Client.filter(id=merged.id).update(merged_into_id=guest.id)
    await Client.filter(id=guest.id).update(is_guest=True)

    for client, code in ((gone, "DELETED"), (merged, "MERGED"), (guest, "GUEST")):
        answer = (await data(REVEAL, {"id": str(client.id)}))["revealSupportPin"]
        assert answer == {"__typename": "Blocked", "blockers": [{"code": code}]}
        can = (await data(ABILITIES.replace("$id)", "$id, followMerge: false)"), {"id": str(client.id)}))["client"]
        assert can == {"viewerCan": {"revealPin": False, "verifyPin": False}}
    with pytest.raises(NotFound):
        await revealed(gone)
    assert await SupportPin.all().count() == 0


async def test_who_may_not_log_in_has_one_all_the_same():
    client = await a_client("Ada", allow_login=False)

    assert len((await revealed(client)).pin) == 6
    assert (await data(ABILITIES, {"id": str(client.id)}))["client"] == {
        "viewerCan": {"revealPin": True, "verifyPin": True}
    }


async def test_a_program_is_never_told():
    client = await a_client("Ada")
    token = Principal(ActorKind.TOKEN, TOKEN.id, "Bot", frozenset({"client.read", "pin.reveal", "pin.verify"}))

    with pytest.raises(Forbidden):
        await revealed(client, token)
    answer = await ask(REVEAL, {"id": str(client.id)}, by=token)

    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert (await data(ABILITIES, {"id": str(client.id)}, by=token))["client"] == {
        "viewerCan": {"revealPin": False, "verifyPin": True}
    }
    assert (await data(ABILITIES, {"id": str(client.id)}, by=staff("client.read")))["client"] == {
        "viewerCan": {"revealPin": False, "verifyPin": False}
    }


async def test_at_the_store_a_client_is_told_the_own_pin_and_no_other():
    ada, bob = await a_client("Ada"), await a_client("Bob")

    own = (await data(REVEAL, by=shopping(ada)))["revealSupportPin"]
    anothers = (await data(REVEAL, {"id": str(bob.id)}, by=shopping(ada)))["revealSupportPin"]

    assert own["pin"] == (await revealed(ada)).pin
    assert anothers == {"__typename": "NotFound"}
    assert (await data(REVEAL))["revealSupportPin"] == {"__typename": "NotFound"}


async def test_switching_off_voids_every_pin_and_stops_new_ones():
    client = await a_client("Ada")
    old = await revealed(client)

    await choose(is_on=False)

    with pytest.raises(Blocked) as refusal:
        await revealed(client)
    assert [one.code for one in refusal.value.blockers] == ["SWITCHED_OFF"]
    assert (await data(ABILITIES, {"id": str(client.id)}))["client"]["viewerCan"]["revealPin"] is False
    await choose(is_on=True)
    assert await SupportPin.all().count() == 0
    assert (await revealed(client)).valid_until > old.valid_until


async def test_a_shorter_interval_shortens_the_pins_that_live_and_a_longer_one_is_for_new_ones():
    client, moment = await a_client("Ada"), now()
    with as_of(moment):
        await revealed(client)
        await choose(hours=2)
        shortened = await revealed(client)
        await choose(hours=720)
        kept, fresh = await revealed(client), await renewed(client)

    assert shortened.valid_until == kept.valid_until == moment + timedelta(hours=2)
    assert fresh.valid_until == moment + timedelta(hours=720)


@pytest.mark.parametrize("hours", [0, -1, 721])
async def test_an_interval_is_between_an_hour_and_thirty_days(hours: int):
    with pytest.raises(InvalidInput) as refusal:
        await choose(hours=hours)

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(("intervalHours",), "OUT_OF_RANGE")]


async def test_the_setting_is_told_to_who_is_signed_in_and_changed_by_who_may():
    asked = "{ supportPinSetting { isOn intervalHours version } }"
    save = """mutation($version: Int!) {
      saveSupportPinSetting(input: {isOn: true, intervalHours: 8, version: $version}) { __typename
        ... on SupportPinSetting { intervalHours version liveCount } ... on StaleVersion { currentVersion } } }"""

    before = await data(asked, by=staff("client.read"))
    refused = await ask(save, {"version": 0}, by=staff("client.read"))
    saved = (await data(save, {"version": 0}))["saveSupportPinSetting"]
    late = (await data(save, {"version": 0}))["saveSupportPinSetting"]

    assert before == {"supportPinSetting": {"isOn": True, "intervalHours": 24, "version": 0}}
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert saved == {"__typename": "SupportPinSetting", "intervalHours": 8, "version": 1, "liveCount": 0}
    assert late == {"__typename": "StaleVersion", "currentVersion": 1}
    (event,) = await Event.filter(action="settings.changed")
    assert event.changes == [{"field": "supportPin.intervalHours", "before": 24, "after": 8}]


async def test_two_who_change_the_setting_at_once_do_not_overwrite_each_other():
    given = [SaveSupportPinSettingInput(is_on=True, interval_hours=hours, version=0) for hours in (8, 9)]

    outcomes = await asyncio.gather(*(save_setting(one, STAFF) for one in given), return_exceptions=True)

    assert sorted(type(one).__name__ for one in outcomes) == ["Settled", StaleVersion.__name__]


async def test_a_pin_stands_in_no_log_no_event_and_no_row(caplog: pytest.LogCaptureFixture):
    client = await a_client("Ada")
    caplog.set_level(logging.DEBUG)

    pin = await renewed(client)

    assert pin.pin not in caplog.text
    assert pin.pin not in repr(pin)
    for table in ("support_pin", "event", "email_message", "throttle"):
        kept = await database.rows(f"SELECT * FROM {table}")
        assert not [row for row in kept for value in row.values() if str(value) == pin.pin]
    assert [event.changes for event in await Event.filter(action="client.pin_regenerated")] == [[]]


async def test_what_is_past_is_taken_away_by_the_worker():
    client, moment = await a_client("Ada"), now()
    await revealed(client)

    assert await making.forget_past() == 0
    with as_of(moment + timedelta(days=2)):
        assert await making.forget_past() == 1
    assert await SupportPin.all().count() == 0


async def test_under_another_key_of_the_store_a_pin_is_made_anew():
    client = await a_client("Ada")
    await revealed(client)
    await SupportPin.all().update(sealed="1.AAAA")

    again = await revealed(client)

    assert (await revealed(client)) == again
