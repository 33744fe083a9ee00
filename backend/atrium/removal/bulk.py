"""Deleting many clients: one after the other, each as by hand; nothing that speaks against it is overridden."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from atrium.clients.bulk.acts import ACTS, GONE, Act, Reason
from atrium.clients.bulk.inputs import BulkAct
from atrium.clients.tags import Tag
from atrium.ids import Id
from atrium.jobs.kinds import ROW_KINDS, Given, RowWork
from atrium.principal import Principal
from atrium.removal.blocking import reasons
from atrium.removal.deleting import delete_client
from atrium.removal.inputs import DeleteClientInput

NEEDS = "client.delete"


def _against(_: Sequence[Tag]) -> list[Reason]:
    return [GONE, *reasons()]


async def _delete(given: Given, client_id: UUID, by: Principal) -> bool:
    await delete_client(DeleteClientInput(client_id=Id(str(client_id)), reason=given["reason"]), by)
    return True


ACTS[BulkAct.DELETE] = Act(NEEDS, _against, _delete, is_grave=True)
ROW_KINDS["clients.delete"] = RowWork(NEEDS, _delete)
