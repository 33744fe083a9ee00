"""Numbers: rising, never twice."""

from __future__ import annotations

import asyncio

import pytest

from atrium.database import rows, tx
from atrium.preferences.counters import next_number


async def taken(name: str) -> int:
    draw = next_number(name, first=1001)
    async with tx():
        return int((await rows(draw.sql, *draw.params))[0]["value"])


async def test_numbers_begin_where_they_are_told_and_rise_by_one():
    assert [await taken("client"), await taken("client"), await taken("order")] == [1001, 1002, 1001]


async def test_twenty_at_once_get_twenty_numbers():
    numbers = await asyncio.gather(*(taken("client") for _ in range(20)))

    assert sorted(numbers) == list(range(1001, 1021))


async def taken_in_vain() -> None:
    async with tx():
        await taken("client")
        raise RuntimeError("the act failed")


async def test_a_number_that_was_not_used_in_the_end_is_given_again():
    with pytest.raises(RuntimeError):
        await taken_in_vain()

    assert await taken("client") == 1001
