"""A file of clients holds nothing, and is in no order, that the list would not show to who ordered it."""

from __future__ import annotations

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
