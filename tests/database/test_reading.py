"""Reads have connections of their own: they see what is committed, and can change nothing."""

from __future__ import annotations

import sqlite3

import asyncpg
import pytest

from atrium import database
from atrium.preferences.models import Counter
from tests.statements import counted


async def test_a_read_sees_what_is_committed_and_no_more():
    await Counter.create(name="seen", value=3)

    async with database.tx():
        await Counter.create(name="unseen", value=4)
        found = await database.fetch_rows("SELECT name, value FROM counter", ())

    assert found == [("seen", 3)]


async def test_one_text_is_the_first_column_of_the_first_row():
    await Counter.create(name="seen")

    assert await database.fetch_text("SELECT name FROM counter", ()) == "seen"
    assert await database.fetch_text("SELECT name FROM counter WHERE value > 9", ()) is None


async def test_a_read_cannot_write():
    with pytest.raises((sqlite3.OperationalError, asyncpg.ReadOnlySQLTransactionError)):
        await database.fetch_rows("DELETE FROM counter", ())


async def test_every_statement_is_counted_once():
    async with counted() as statements:
        await database.ping()
        await database.rows("SELECT 2")
        await database.execute("DELETE FROM counter")
        await Counter.all().count()

    assert len(statements) == 4
