"""A file of clients holds nothing, and is in no order, that the list would not show to who ordered it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from atrium.access.models import StaffGroup, StaffMembership
from atrium.clients.export import making
from atrium.errors import Forbidden
from atrium.jobs import files
from atrium.jobs.models import Job, JobState
from atrium.principal import Principal
from tests.access.given import a_principal, a_staff
from tests.clients.test_export import made, ordered
from tests.given import a_client
from tests.graph.asking import data, staff


async def someone_with(*permissions: str) -> Principal:
    """A staff member whom the worker finds, with these permissions and no other."""
    person = await a_staff(group=None)
    group = await StaffGroup.create(name="Few", permissions=list(permissions))
    await StaffMembership.create(staff_id=person.id, group_id=group.id)
    return await a_principal(person)


@pytest.mark.parametrize("field", ["LIFETIME_VALUE", "BALANCE_DUE", "ORDER_COUNT"])
async def test_nobody_sorts_a_file_by_what_they_may_not_know(field: str):
    by = await someone_with("client.read", "client.export")
    await a_client("Ada")

    with pytest.raises(Forbidden) as refused:
        await ordered(by, order_by={"field": field, "direction": "DESC"})

    assert refused.value.needs == ("order.read",)
    assert not await Job.all().exists()


async def test_nobody_takes_clients_away_whom_they_may_not_see():
    by = await someone_with("client.export")
    await a_client("Ada")

    with pytest.raises(Forbidden) as refused:
        await ordered(by)

    assert refused.value.needs == ("client.read",)
    assert not await Job.all().exists()


async def test_who_may_not_see_clients_any_more_gets_no_file():
    by = await someone_with("client.read", "client.export")
    await a_client("Ada")
    job = await ordered(by)
    await StaffGroup.filter(name="Few").update(permissions=["client.export"])

    found = await made(job)

    assert (found.state, found.file_name) == (JobState.FAILED, None)
    assert "client.read" in str(found.error)


async def test_who_may_not_see_clients_while_the_file_is_written_gets_none(monkeypatch):
    by = await someone_with("client.read", "client.export")
    await a_client("Ada")
    job = await ordered(by)
    caller = making._caller

    async def withdrawn(turn: Any, columns: Any) -> Any:
        await StaffGroup.filter(name="Few").update(permissions=["client.export"])
        return await caller(turn, columns)

    monkeypatch.setattr(making, "_caller", withdrawn)

    assert (await made(job)).state is JobState.FAILED


async def test_who_may_not_see_clients_any_more_fetches_no_file():
    by = await someone_with("client.read", "client.export")
    await a_client("Ada")
    job = await made(await ordered(by))
    blind = replace(by, permissions=frozenset({"client.export"}))

    with pytest.raises(Forbidden) as refused:
        await files.fetch(str(job.id), blind)

    assert refused.value.needs == ("client.read",)


async def test_nobody_gets_a_column_that_they_may_not_know():
    by = await someone_with("client.read", "client.export")
    await a_client("Ada")

    with pytest.raises(Forbidden) as refused:
        await ordered(by, columns=["name", "balanceDue"])

    assert refused.value.needs == ("order.read",)
    assert not await Job.all().exists()


async def test_who_may_not_know_a_column_any_more_gets_no_file():
    by = await someone_with("client.read", "client.export", "order.read")
    await a_client("Ada")
    job = await ordered(by, columns=["name", "lifetimeValue"])
    await StaffGroup.filter(name="Few").update(permissions=["client.read", "client.export"])

    found = await made(job)

    assert (found.state, found.file_name) == (JobState.FAILED, None)
    assert "order.read" in str(found.error)


async def test_a_column_that_one_may_not_know_is_not_offered():
    asked = "{ exportColumns { key } }"

    may = await data(asked, by=staff("client.read", "order.read"))
    may_not = await data(asked, by=staff("client.read"))

    keys = [{each["key"] for each in answer["exportColumns"]} for answer in (may, may_not)]
    assert keys[0] - keys[1] == {"orderCount", "lifetimeValue", "balanceDue"}
