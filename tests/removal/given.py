"""Removing clients as a person does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atrium import database
from atrium.access.permissions import PERMISSIONS
from atrium.clients.actions import update_client
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client
from atrium.clients.notes.actions import add_note
from atrium.clients.notes.inputs import AddNoteInput
from atrium.columns import now
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.ids import Id
from atrium.orders.inputs import PaidNowInput
from atrium.orders.models import PaymentMethod
from atrium.principal import ActorKind, Principal
from atrium.removal.deleting import delete_client
from atrium.removal.erasing import Erased, erase_client
from atrium.removal.inputs import DeleteClientInput, EraseClientInput, RestoreClientInput
from atrium.removal.restoring import restore_client
from tests.conftest import TABLES
from tests.custom_fields.given import a_field
from tests.given import a_client
from tests.orders.given import a_line, a_product, an_order
from tests.tickets.given import a_ticket, at_the_store, reply

BOSS = Principal(ActorKind.STAFF, UUID(int=7), "Sam Staff", permissions=frozenset(PERMISSIONS))
PLANTED = ("Zyxada", "Qwlovelace", "zyxmail", "Plantstreet", "Plantcorp", "5550199", "plantednote", "plantedvalue",
           "plantedticket", "plantedtag", "plantedreason", "zyxext", "DE136695976", "plantedagent")  # fmt: skip
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


async def a_life() -> Client:
    """A client with everything that a client can have, under words that are nowhere else."""
    field = await a_field("motto")
    ada = await a_client(
        "Zyxada", "zyxmail@example.org", last_name="Qwlovelace", phone="+49305550199", tags=["plantedtag"],
        external_id="zyxext", custom_fields={field.key: "plantedvalue"},
        company=CompanyInput(name="Plantcorp", tax_id="DE136695976"),
        address=AddressInput(line1="Plantstreet 1", city="Berlin", postcode="10115", country="DE"),
    )  # fmt: skip
    await add_note(AddNoteInput(client_id=Id(str(ada.id)), text="plantednote about Zyxada"), BOSS)
    ada = await Client.get(id=ada.id)
    await update_client(UpdateClientInput(id=Id(str(ada.id)), version=ada.version, first_name="Zyxada Maria"), BOSS)
    product = await a_product(recurring=True, interval_months=1)
    await an_order(ada, a_line(product), paid=PaidNowInput(method=PaymentMethod.CASH, reference="till 3"))
    ticket = await a_ticket(ada, subject="plantedticket")
    await reply(ticket, "plantedticket, says Zyxada", by=at_the_store(await Client.get(id=ada.id)))
    await database.execute(
        "INSERT INTO client_session (id, client_id, secret_hash, is_token, created_at, seen_at, expires_at, address,"
        " user_agent) VALUES ($1, $1, 'h', FALSE, $2, $2, $2, '203.0.113.7', 'plantedagent')", ada.id, now(),
    )  # fmt: skip
    return await Client.get(id=ada.id)
