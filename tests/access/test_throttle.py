from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from atrium.access import throttle
from atrium.access.models import Throttle
from atrium.access.throttle import FREE, LOCK, PAUSES, WIDE, Limit, network_of
from atrium.errors import TooManyAttempts

START = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def outcome(attempt) -> datetime | None:
    """When it may be tried again; None when it was allowed."""
    try:
        await attempt
    except TooManyAttempts as refusal:
        return refusal.retry_at
    return None


async def try_as(email: str = "ada@example.org", address: str = "192.0.2.7") -> datetime | None:
    return await outcome(throttle.count_sign_in("staff", email, address))


async def test_of_fifty_attempts_at_once_exactly_the_allowed_ones_get_through():
    limit = Limit("parallel", 10, HOUR)

    outcomes = await asyncio.gather(*(outcome(throttle.spend(limit)) for _ in range(50)))

    assert outcomes.count(None) == 10
    assert (await Throttle.get(key="parallel")).count == 10


async def test_of_fifty_sign_ins_at_once_exactly_five_are_tried():
    outcomes = await asyncio.gather(*(try_as() for _ in range(50)))

    assert outcomes.count(None) == FREE


async def test_fifty_attempts_on_shared_counters_never_block_each_other():
    limits = [Limit(f"shared{place}", 1000, HOUR) for place in range(4)]

    await asyncio.gather(*(throttle.spend(*limits[turn % 4 :], *limits[: turn % 4]) for turn in range(50)))

    assert {row.count for row in await Throttle.all()} == {50}


async def test_a_refused_attempt_counts_nowhere_and_names_the_end_of_the_window():
    narrow, wide = Limit("narrow", 1, timedelta(minutes=1)), Limit("wide", 100, HOUR)
    with time_machine.travel(START, tick=False) as clock:
        await throttle.spend(narrow, wide)
        clock.shift(20)

        retry_at = await outcome(throttle.spend(narrow, wide))

    assert retry_at == START + timedelta(minutes=1)
    assert (await Throttle.get(key="wide")).count == 1


async def test_a_new_window_begins_when_the_old_one_is_over():
    with time_machine.travel(START, tick=False) as clock:
        await throttle.spend(Limit("window", 1, HOUR))
        clock.shift(HOUR)

        assert await outcome(throttle.spend(Limit("window", 1, HOUR))) is None
        assert await outcome(throttle.spend(Limit("window", 1, HOUR))) == START + 2 * HOUR


async def test_pauses_between_wrong_sign_ins_grow_until_a_rest_of_fifteen_minutes():
    waits = []
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(FREE + len(PAUSES)):
            while (retry_at := await try_as()) is not None:
                wait = retry_at - datetime.now(UTC)
                waits.append(wait)
                clock.shift(wait)
        retry_at = await try_as()

        assert waits == list(PAUSES)
        assert retry_at == datetime.now(UTC) + LOCK
        clock.shift(LOCK)
        assert await try_as() is None


async def test_knocking_on_a_locked_door_does_not_keep_it_locked():
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(FREE):
            await try_as()
        for _ in range(20):
            assert await try_as() == START + PAUSES[0]
        clock.shift(PAUSES[0])

        assert await try_as() is None


async def test_a_lock_holds_for_one_account_from_one_network():
    for _ in range(FREE + 1):
        await try_as()

    assert await try_as() is not None
    assert await try_as(address="198.51.100.9") is None
    assert await try_as(email="grace@example.org") is None


async def test_guessing_from_many_networks_or_at_many_accounts_ends_too():
    for place in range(WIDE):
        assert await try_as(address=f"198.51.{place}.9") is None
    for place in range(WIDE):
        assert await try_as(email=f"grace{place}@example.org", address="203.0.113.5") is None

    assert await try_as(address="100.64.0.1") is not None
    assert await try_as(email="alan@example.org", address="203.0.113.5") is not None


async def test_the_right_password_clears_the_mistakes_before_it_and_is_no_mistake_itself():
    for _ in range(FREE):
        await try_as()

    await throttle.forgive("staff", "ada@example.org", "192.0.2.7")

    assert await try_as() is None
    assert sorted(row.count for row in await Throttle.all()) == [1, FREE, FREE]


async def test_a_lock_can_be_lifted_for_one_account_everywhere():
    for address in ("192.0.2.7", "198.51.100.9"):
        for _ in range(FREE + 1):
            await try_as(address=address)
            await try_as(email="grace@example.org", address=address)

    assert await throttle.lift("staff", "ada@example.org")

    assert await try_as() is None
    assert await try_as(address="198.51.100.9") is None
    assert await try_as(email="grace@example.org") is not None
    assert not await throttle.lift("staff", "nobody@example.org")


async def test_no_counter_holds_an_address_to_sign_in_with():
    await try_as(email="ada@example.org")

    assert not [row.key for row in await Throttle.all() if "ada" in row.key]


async def test_counters_whose_time_is_over_are_removed():
    with time_machine.travel(START, tick=False) as clock:
        await throttle.spend(Limit("old", 1, HOUR))
        clock.shift(HOUR)
        await throttle.spend(Limit("new", 1, HOUR))

        assert await throttle.forget_past() == 1

    assert [row.key for row in await Throttle.all()] == ["new"]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_caller_is_counted_as_the_network_it_can_choose_addresses_in(address: str, network: str):
    assert network_of(address) == network
