"""Removing clients as a person does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atrium import database
from atrium.access.permissions import PERMISSIONS
from atrium.clients.models import Client
from atrium.ids import Id
from atrium.principal import ActorKind, Principal
from atrium.removal.deleting import delete_client
from atrium.removal.erasing import Erased, erase_client
from atrium.removal.inputs import DeleteClientInput, EraseClientInput, RestoreClientInput
from atrium.removal.restoring import restore_client
from tests.conftest import TABLES

BOSS = Principal(ActorKind.STAFF, UUID(int=7), "Sam Staff", permissions=frozenset(PERMISSIONS))
EVERYTHING = ["OPEN_ORDERS", "RUNNING_SERVICES", "OPEN_TICKETS", "CHILDREN"]


async def deleted(client: Client, *override: str, by: Principal = BOSS, **given: Any) -> Client:
    await delete_client(DeleteClientInput(client_id=Id(str(client.id)), override=list(override), **given), by)
    return await Client.get(id=client.id)


async def restored(client: Client, by: Principal = BOSS, **given: Any) -> Client:
    await restore_client(RestoreClientInput(client_id=Id(str(client.id)), **given), by)
    return await Client.get(id=client.id)


async def erased(client: Client, *override: str, dry_run: bool = False, by: Principal = BOSS) -> Erased:
    given = EraseClientInput(client_id=Id(str(client.id)), dry_run=dry_run, override=list(override))
    return await erase_client(given, by)


async def texts_that_hold(*planted: str) -> dict[str, list[str]]:
    """In which tables any column of any row holds one of these, small or capital; one line a finding."""
    found: dict[str, list[str]] = {}
    for table in TABLES:
        for row in await database.rows(f"SELECT * FROM {table}"):
            for column, value in row.items():
                said = str(value).casefold()
                if hits := [one for one in planted if one.casefold() in said]:
                    found.setdefault(f"{table}.{column}", []).extend(hits)
    return found
