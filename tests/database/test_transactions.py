"""A transaction holds all of its writes or none, and asks again when the database says so."""

from __future__ import annotations

import asyncio
import sqlite3

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

from atrium import database
from atrium.preferences.models import Counter


class Undone(Exception):
    """What makes a transaction be undone."""


class Passing(asyncpg.SerializationError):
    """What PostgreSQL says when two transactions cannot both be true."""


def a_passing_fault() -> Exception:
    """A fault that says: try again, as this database's driver raises it."""
    if database.dialect() == "postgres":
        return Passing("could not serialize access")
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError(busy)


async def names() -> list[str]:
    return [row["name"] for row in await database.rows("SELECT name FROM counter ORDER BY name")]


async def add(name: str) -> None:
    await database.execute("INSERT INTO counter VALUES ($1, 0)", name)


async def add_and_fail(name: str) -> None:
    async with database.tx():
        await add(name)
        raise Undone


async def test_what_fails_leaves_nothing():
    async def act() -> None:
        async with database.tx():
            await add("plain")
            await Counter.create(name="orm")
            raise Undone

    with pytest.raises(Undone):
        await act()

    assert await names() == []


async def test_plain_sql_and_the_orm_share_the_transaction():
    async with database.tx():
        await Counter.create(name="orm")
        await add("plain")
        inside = await names()

    assert inside == ["orm", "plain"] == await names()


async def test_a_transaction_within_another_is_undone_alone():
    async with database.tx():
        await add("outer")
        with pytest.raises(Undone):
            await add_and_fail("inner")

    assert await names() == ["outer"]


async def test_the_outer_one_takes_the_inner_ones_with_it():
    async def act() -> None:
        async with database.tx():
            async with database.tx():
                await add("inner")
            raise Undone

    with pytest.raises(Undone):
        await act()

    assert await names() == []


async def test_parallel_readings_and_writings_lose_no_update():
    await add("shared")

    async def increment() -> None:
        async with database.tx():
            if database.dialect() == "postgres":
                await database.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            value = (await database.rows("SELECT value FROM counter WHERE name = 'shared'"))[0]["value"]
            await asyncio.sleep(0)
            await database.execute("UPDATE counter SET value = $1 WHERE name = 'shared'", value + 1)

    async def until_done() -> None:
        while True:
            try:
                return await database.retrying(increment)
            except asyncpg.SerializationError:
                continue

    await asyncio.gather(*(until_done() for _ in range(20)))

    assert (await database.rows("SELECT value FROM counter")) == [{"value": 20}]


async def test_an_action_is_run_again_when_the_database_asks_for_it():
    tries = []

    async def action() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise a_passing_fault()
        return "done"

    assert await database.retrying(action) == "done"
    assert len(tries) == 3


async def test_an_action_is_run_five_times_at_most():
    tries = []

    async def action() -> None:
        tries.append(1)
        raise a_passing_fault()

    with pytest.raises(type(a_passing_fault())):
        await database.retrying(action)
    assert len(tries) == 5


async def test_what_no_repetition_mends_is_not_repeated():
    tries = []

    async def action() -> None:
        tries.append(1)
        raise ValueError("wrong for good")

    with pytest.raises(ValueError, match="for good"):
        await database.retrying(action)
    assert len(tries) == 1


async def test_within_a_transaction_nothing_is_repeated():
    tries = []

    async def action() -> None:
        tries.append(1)
        raise a_passing_fault()

    async def outer() -> None:
        async with database.tx():
            await database.retrying(action)

    with pytest.raises(type(a_passing_fault())):
        await outer()
    assert len(tries) == 1


async def test_cancelling_gives_the_connection_back():
    async def linger() -> None:
        async with database.tx():
            await add("lost")
            await asyncio.sleep(60)

    for _ in range(15):
        task = asyncio.create_task(linger())
        await asyncio.sleep(0.002)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with database.tx():
        await add("kept")
    assert await names() == ["kept"]


async def test_how_many_rows_a_statement_touched_is_told():
    await add("one")
    await add("two")

    assert await database.execute("UPDATE counter SET value = 5 WHERE name <> $1", "none") == 2
    assert await database.rows("UPDATE counter SET value = 6 WHERE name = $1 RETURNING value", "one") == [{"value": 6}]
