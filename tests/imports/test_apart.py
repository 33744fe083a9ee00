"""Long files are read by a process of their own: it says what the worker itself would say."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from atrium.clients.models import Client
from atrium.imports import apart, reading_ahead, work
from atrium.imports.models import Import, ImportRow
from atrium.imports.reading import spool
from atrium.imports.staging import rules_of
from atrium.imports.vetting import vetted
from tests.custom_fields.given import a_field
from tests.imports.given import Row, committed, someone, staged

ROWS: list[Row] = [
    {
        "External id": str(n), "First name": f"Änne {n}", "Email": f"anne.{n}@example.org" if n % 7 else "nobody",
        "Phone": "+49 30 123456" if n % 3 else "12", "Country": "Germany", "Line 1": "Weg 1", "City": "Berlin",
        "Postcode": "10115" if n % 5 else "x", "Size": str(n) if n % 4 else "many", "Created": "2024-02-03",
    }
    for n in range(1, 43)
]  # fmt: skip


@pytest.fixture
def apart_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every file is long."""
    monkeypatch.setattr(reading_ahead, "LONG", 1)
    monkeypatch.setattr(work, "CHUNK", {"postgres": 10, "sqlite": 10})
    yield
    reading_ahead.close()


async def test_a_process_apart_says_of_each_row_what_is_said_here():
    await a_field("size", "INTEGER")
    one = await staged(ROWS, await someone())
    rules = await rules_of(one)
    path, given = spool.rows_of(one.id), apart.given_of(one.columns, rules)

    reader = await asyncio.to_thread(apart.Reader, path, given, 2, 100)
    told = await asyncio.to_thread(reader.rows_from, 2)
    again, end = reader.rows_from(2), await asyncio.to_thread(reader.rows_from, 42)
    await asyncio.to_thread(reader.close)

    assert apart.rules_from(given) == rules
    assert told == again == [(read, vetted(read, rules)) for read in list(spool.all_of(path))[2:]]
    assert end == []


@pytest.mark.usefixtures("apart_at_once")
async def test_a_long_file_becomes_the_same_rows_and_clients(monkeypatch: pytest.MonkeyPatch):
    by = await someone()
    monkeypatch.setattr(work, "TURN_SECONDS", 0.0)

    one = await staged(ROWS, by)

    assert await ImportRow.filter(origin_id=one.id).order_by("line").values_list("line", flat=True) == [*range(2, 44)]
    assert one.refused == sum(n % 7 == 0 or n % 3 == 0 or n % 5 == 0 for n in range(1, 43))
    assert (await committed(one, by)).committed == await Client.all().count() == 42 - one.refused
    assert reading_ahead._readers == []


@pytest.mark.usefixtures("apart_at_once")
async def test_where_the_process_is_killed_the_worker_reads_on(monkeypatch: pytest.MonkeyPatch):
    begin = apart.Reader.rows_from

    def killed(self: apart.Reader, place: int) -> object:
        if place == 20:
            self._process.kill()
            self._process.wait()
            self._out.read()
        return begin(self, place)

    monkeypatch.setattr(apart.Reader, "rows_from", killed)

    one = await staged(ROWS, await someone())

    assert (one.done, await ImportRow.filter(origin_id=one.id).count()) == (42, 42)
    assert (await Import.get(id=one.id)).state.value == "STAGED"
