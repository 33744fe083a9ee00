"""Deleting many: each as by hand, and whom something speaks against stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from atrium.clients.bulk.actions import preview
from atrium.clients.bulk.inputs import BulkAct, BulkClientsInput
from atrium.clients.models import Client, ClientStatus
from atrium.columns import now
from atrium.errors import Forbidden, StepUpRequired
from atrium.events.models import Event
from atrium.schema import build
from tests.given import a_client
from tests.jobs.given import a_job, outcomes, someone, worked_off
from tests.orders.given import a_line, a_product, an_order
from tests.removal.given import deleted


async def test_what_speaks_against_it_is_foreseen_and_refuses_that_row_alone():
    ada, grace, mary = [await a_client(name) for name in ("Ada", "Grace", "Mary")]
    await an_order(ada, a_line(await a_product()))
    by = await someone()
    build()

    foreseen = await preview(BulkClientsInput(act=BulkAct.DELETE), by)
    job = await a_job(by, BulkAct.DELETE, reason="Spam")
    await deleted(mary)
    await worked_off()

    assert [(one.code, one.count) for one in foreseen.refusals] == [("OPEN_ORDERS", 1)]
    assert await outcomes(job.id) == {"DONE": 1, "OPEN_ORDERS": 1, "NOT_FOUND": 1}
    assert (await Client.get(id=grace.id)).status is ClientStatus.DELETED
    assert (await Client.get(id=ada.id)).status is not ClientStatus.DELETED
    assert (await Event.get(action="client.deleted", client_id=grace.id)).reason == "Spam"


async def test_it_needs_its_permission_and_a_fresh_proof():
    await a_client("Ada")
    by = await someone()
    build()
    given = BulkClientsInput(act=BulkAct.DELETE)

    with pytest.raises(Forbidden):
        await preview(given, replace(by, permissions=by.permissions - {"client.delete"}))
    with pytest.raises(StepUpRequired):
        await a_job(replace(by, proved_at=now() - timedelta(minutes=11)), BulkAct.DELETE)
