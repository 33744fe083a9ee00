"""A time is the same time on both databases, whatever zone it came in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.columns import now
from tests.database import raw

ZONES = [timezone(timedelta(hours=hours)) for hours in (-11, -7, 0, 5, 14)]


@pytest.mark.parametrize("zone", ZONES, ids=str)
async def test_a_filter_in_any_zone_finds_the_same_rows(zone: timezone):
    await raw.a_client(created_at=now())
    before = (now() - timedelta(minutes=1)).astimezone(zone)
    after = (now() + timedelta(minutes=1)).astimezone(zone)

    found = await Client.filter(created_at__gt=before, created_at__lt=after).count()

    assert found == 1
    assert await Client.filter(created_at__lt=before).count() == 0
    assert await Client.filter(created_at__gt=after).count() == 0


@pytest.mark.parametrize("zone", ZONES, ids=str)
async def test_a_time_comes_back_as_the_moment_it_was(zone: timezone):
    moment = datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=zone)

    await raw.a_client(created_at=moment, last_login_at=moment.replace(microsecond=0))

    client = await Client.get()
    assert client.created_at == moment
    assert client.last_login_at == moment.replace(microsecond=0)


async def test_plain_sql_and_the_orm_write_the_same_time():
    moment = now().replace(microsecond=0)
    await raw.a_client(created_at=moment)
    await Client.filter(created_at=moment).update(updated_at=moment)

    found = await database.rows("SELECT count(*) AS n FROM client WHERE created_at = updated_at")

    assert found == [{"n": 1}]


async def test_a_time_without_a_zone_is_refused():
    await raw.a_client()

    with pytest.raises(ValueError, match="without a zone"):
        await Client.filter(number__gt=0).update(updated_at=datetime(2024, 1, 1))


async def test_sorting_by_time_is_sorting_by_moment():
    first = datetime(2024, 1, 1, 12, tzinfo=timezone(timedelta(hours=5)))
    moments = [first, first + timedelta(microseconds=1), first.astimezone(UTC) + timedelta(seconds=1)]
    for moment in reversed(moments):
        await raw.a_client(created_at=moment)

    found = await Client.all().order_by("created_at").values_list("created_at", flat=True)

    assert list(found) == moments
