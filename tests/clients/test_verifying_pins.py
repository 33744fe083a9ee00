"""What a caller says is right or it is not: one answer for every reason, and not many guesses."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atrium import database
from atrium.clients.models import Client
from atrium.clients.pin import verifying
from atrium.clients.pin.inputs import VerifySupportPinInput
from atrium.clients.pin.making import Pin, forget_past, hash_of
from atrium.columns import as_of, moment_text, new_id, now
from atrium.errors import Blocked, InvalidInput, TooManyAttempts
from atrium.events.models import Event
from atrium.ids import Id
from atrium.principal import ActorKind, Principal
from tests.clients.test_support_pin import choose, renewed, revealed
from tests.given import STAFF, a_client
from tests.graph.asking import data, staff
from tests.statements import counted

VERIFY = """mutation($pin: String!, $id: ID, $number: Int) {
  verifySupportPin(input: {pin: $pin, clientId: $id, clientNumber: $number}) { __typename
    ... on PinVerified { until client { id displayName } } ... on Error { code message } } }"""
CHECKED = "query($id: ID!) { client(id: $id) { pinVerified { at until } } }"


def colleague() -> Principal:
    return Principal(ActorKind.STAFF, uuid4(), "Kim Colleague")


def another(pin: Pin) -> str:
    return f"{(int(pin.pin) + 1) % 10**6:06d}"


async def says(pin: str, *, by: Principal | None = None, about: Client | None = None, **more: Any) -> bool:
    """Whether it is right, as somebody asks who has not asked yet."""
    asked = VerifySupportPinInput(pin=pin, client_id=Id(str(about.id)) if about else None, **more)
    return await verifying.verify(asked, by or colleague()) is not None


async def test_a_pin_is_right_from_the_clients_page_by_the_number_and_alone():
    client = await a_client("Ada")
    pin = (await revealed(client)).pin

    assert await says(pin)
    assert await says(f" {pin[:3]}\u00a0{pin[3:]} ", about=client)
    assert await says(pin, client_number=client.number)


async def test_whatever_is_wrong_is_one_answer_by_the_same_statements():
    ada, bob, gone = await a_client("Ada"), await a_client("Bob"), await a_client("Gone")
    pin, bobs, old = await revealed(ada), await revealed(bob), await revealed(gone)
    await Client.filter(id=gone.id).update(is_guest=True)
    wrong = [
        {"pin": another(pin)}, {"pin": "not a pin at all"}, {"pin": ""}, {"pin": old.pin},
        {"pin": bobs.pin, "id": str(ada.id)}, {"pin": another(pin), "id": str(ada.id)},
        {"pin": pin.pin, "id": str(uuid4())}, {"pin": pin.pin, "id": "nobody"}, {"pin": pin.pin, "number": 999_999},
    ]  # fmt: skip

    answers, costs = [], {}
    for each in wrong:
        async with counted() as statements:
            answers.append(await data(VERIFY, each, by=staff()))
        costs.setdefault(len(each), set()).add(len(statements))
    with as_of(now() + timedelta(days=2)):
        answers.append(await data(VERIFY, {"pin": pin.pin}))

    assert [one for one in answers if one != answers[0]] == []
    assert answers[0]["verifySupportPin"]["__typename"] == "PinNotVerified"
    assert [found for found in costs.values() if len(found) > 1] == []


async def test_each_question_is_written_down_and_says_nothing_of_the_pin():
    client = await a_client("Ada")
    pin = await revealed(client)

    await says(pin.pin, about=client)
    await says(another(pin), about=client)
    await says(another(pin))

    events = await Event.filter(action__startswith="client.pin_").order_by("at", "id")
    assert [(event.action, event.client_id) for event in events[1:]] == [  # type: ignore[attr-defined]
        ("client.pin_verified", client.id), ("client.pin_refused", client.id), ("client.pin_refused", None),
    ]  # fmt: skip
    assert all(event.changes == [] and event.reason == "" for event in events)


async def test_for_half_an_hour_it_is_shown_to_who_asked_and_to_nobody_else():
    client, moment, sam = await a_client("Ada"), now(), staff()
    pin, one = (await revealed(client)).pin, {"id": str(client.id)}

    with as_of(moment):
        verified = (await data(VERIFY, {"pin": pin, **one}, by=sam))["verifySupportPin"]
        await data(VERIFY, {"pin": pin, **one}, by=sam)
        shown = (await data(CHECKED, one, by=sam))["client"]["pinVerified"]
        to_others = (await data(CHECKED, one, by=staff()))["client"]["pinVerified"]
    with as_of(moment + timedelta(minutes=30)):
        later = (await data(CHECKED, one, by=sam))["client"]["pinVerified"]
        assert await forget_past() == 1

    assert verified["client"] == {"id": str(client.id), "displayName": client.display_name}
    assert datetime.fromisoformat(verified["until"]) == moment + timedelta(minutes=30)
    assert shown == {"at": moment_text(moment), "until": moment_text(moment + timedelta(minutes=30))}
    assert (to_others, later) == (None, None)


async def fifty(guesses: list[VerifySupportPinInput], by: list[Principal]) -> list[Any]:
    """What fifty guesses at once are answered: True, False, or the refusal."""

    async def guess(place: int) -> Any:
        said, who = guesses[place % len(guesses)], by[place % len(by)]
        return await database.retrying(lambda: verifying.verify(said, who)) is not None

    return await asyncio.gather(*(guess(place) for place in range(50)), return_exceptions=True)


async def test_of_fifty_guesses_at_once_by_one_person_ten_are_answered():
    client = await a_client("Ada")
    wrong = VerifySupportPinInput(pin=another(await revealed(client)))

    outcomes = await fifty([wrong], [STAFF])

    assert (outcomes.count(False), sum(isinstance(one, TooManyAttempts) for one in outcomes)) == (10, 40)
    assert await database.rows('SELECT "count" FROM throttle WHERE "key" LIKE $1', "support_pin:by:%") == [
        {"count": 10}
    ]


async def test_of_fifty_guesses_at_once_at_one_client_five_are_answered_whoever_asks():
    client = await a_client("Ada")
    pin, one = await revealed(client), Id(str(client.id))
    wrong = [
        VerifySupportPinInput(pin=another(pin), client_id=one),
        VerifySupportPinInput(pin=another(pin), client_number=client.number),
    ]

    outcomes = await fifty(wrong, [colleague() for _ in range(25)])

    assert (outcomes.count(False), sum(isinstance(one, TooManyAttempts) for one in outcomes)) == (5, 45)
    with pytest.raises(TooManyAttempts):
        await says(pin.pin, about=client)  # not even the right one, until the time is over
    with as_of(now() + verifying.WINDOW + timedelta(seconds=1)):
        assert await says((await revealed(client)).pin, about=client)


async def test_fifty_guesses_at_once_among_which_is_the_pin_find_it_by_no_more_tries_than_allowed():
    client = await a_client("Ada")
    pin = await revealed(client)
    guesses = [VerifySupportPinInput(pin=f"{(int(pin.pin) + 25 - step) % 10**6:06d}") for step in range(50)]

    outcomes = await fifty(guesses, [STAFF])

    assert outcomes.count(False) == 10
    assert outcomes.count(True) <= 1
    assert outcomes.count(True) + sum(isinstance(one, TooManyAttempts) for one in outcomes) == 40


async def test_all_together_may_not_guess_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifying, "IN_ALL", 3)
    client = await a_client("Ada")
    wrong = another(await revealed(client))

    answered = [await says(wrong) for _ in range(3)]

    assert answered == [False] * 3
    with pytest.raises(TooManyAttempts):
        await says(wrong)


async def test_who_answers_many_callers_is_not_held_up():
    client = await a_client("Ada")
    pin = (await revealed(client)).pin

    assert all([await says(pin, by=STAFF, about=client) for _ in range(30)])


async def test_where_very_many_pins_live_the_clients_number_is_asked_for_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifying, "MOST_ALONE", 2)
    clients = [await a_client(f"Ada {number}") for number in range(3)]
    pins = [(await revealed(client)).pin for client in clients]

    with pytest.raises(InvalidInput) as refusal:
        await says(pins[0])

    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(("clientNumber",), "REQUIRED")]
    assert await says(pins[0], client_number=clients[0].number)
    assert not await says(pins[0], client_number=clients[1].number)
    assert await says(pins[0], about=clients[0])
    with as_of(now() + timedelta(days=2)):
        assert await says((await renewed(clients[1])).pin)


async def test_switched_off_nothing_is_verified():
    client = await a_client("Ada")
    pin = (await revealed(client)).pin
    await choose(is_on=False)

    with pytest.raises(Blocked):
        await says(pin)


@given(st.integers(0, 10**6 - 1), st.lists(st.sampled_from([" ", "\t", "\u2009", "\u00a0"]), min_size=7, max_size=7))
def test_spaces_never_matter(number: int, gaps: list[str]):
    pin = f"{number:06d}"

    said = "".join(gap + digit for gap, digit in zip(gaps, f"{pin} ", strict=True))

    assert hash_of(said) == hash_of(pin) == hash_of("".join(chr(0xFF10 + int(digit)) for digit in pin))
    assert hash_of(pin) != hash_of(f"{(number + 1) % 10**6:06d}")


async def test_no_two_clients_ever_share_a_pin_that_lives():
    """By the database's word: the second row is refused, whoever writes it."""
    ada, bob = await a_client("Ada"), await a_client("Bob")
    pin, moment = (await revealed(ada)).pin, now()

    with pytest.raises(database.IntegrityError) as clash:
        await database.execute(
            "INSERT INTO support_pin (id, client_id, sealed, pin_hash, made_at, valid_until)"
            " VALUES ($1, $2, 'x', $3, $4, $5)",
            new_id(), bob.id, hash_of(pin), moment, moment + timedelta(hours=1),
        )  # fmt: skip

    assert database.constraint_of(clash.value) == "support_pin_pin_hash_key"
