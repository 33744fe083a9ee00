"""Whatever anybody did to imported clients between commit and revert stays, and is listed; nothing else stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium import database
from atrium.clients.actions import update_client
from atrium.clients.contacts.emails import add_client_email
from atrium.clients.contacts.inputs import AddClientEmailInput
from atrium.clients.inputs import UpdateClientInput
from atrium.clients.models import Client
from atrium.clients.tagging.actions import tag_client
from atrium.clients.tagging.inputs import TagClientInput
from atrium.ids import Id
from atrium.imports.models import ImportRow, RowFate
from tests.given import STAFF, a_client
from tests.imports.given import imported, reverted, someone
from tests.imports.kept import kept
from tests.merges.given import linked
from tests.orders.given import a_line, a_product, an_order
from tests.tickets.given import a_ticket

Told = dict[str, Any]


def the_id(client: Client) -> Id:
    return Id(str(client.id))


async def edit(client: Client, **fields: Any) -> None:
    await update_client(UpdateClientInput(id=the_id(client), version=client.version, **fields), STAFF)


async def a_name(client: Client, told: Told) -> None:
    await edit(client, first_name="Edited")
    told |= {"first_name": "Edited", "display_name": f"Edited {told['last_name']}"}


async def a_language(client: Client, told: Told) -> None:
    await edit(client, language="it")
    told["language"] = "it"


async def a_tag(client: Client, told: Told) -> None:
    await tag_client(TagClientInput(client_id=the_id(client), tags=["Edited"]), STAFF)
    told["tags"] = sorted([*told["tags"], ("Edited",)])


async def an_address(client: Client, told: Told) -> None:
    address = f"edit{client.number}@example.org"
    await add_client_email(AddClientEmailInput(client_id=the_id(client), address=address), STAFF)
    told["emails"] = sorted([*told["emails"], (address, False, False)], key=str)


async def an_order_placed(client: Client, told: Told) -> None:
    await an_order(client, a_line(await a_product()))


async def a_ticket_opened(client: Client, told: Told) -> None:
    await a_ticket(client)


async def a_child(client: Client, told: Told) -> None:
    await linked(await a_client("Child", allow_login=False), client)


EDITS: tuple[Callable[[Client, Told], Awaitable[None]], ...] = (
    a_name, a_language, a_tag, an_address, an_order_placed, a_ticket_opened, a_child,
)  # fmt: skip
LISTED = {a_name: "firstName", a_language: "language"}
SOME = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(EDITS)), unique=True, max_size=8)
ROWS = [
    {"External id": str(n), "First name": "New", "Last name": f"L{n}", "E-mail": f"c{n}@example.org", "Language": "fr",
     "Tags": "Imported", "Street": "Rue 1", "Postcode": "75001", "City": "Paris", "Country": "FR", "Notes": "Said"}
    for n in range(6)
]  # fmt: skip


async def empty() -> None:
    from tests.conftest import TABLES

    await database.execute("UPDATE client SET parent_id = NULL, payer_id = NULL")
    for table in TABLES[: TABLES.index("client") + 1]:
        await database.execute(f"DELETE FROM {table}")


@given(SOME)
@settings(max_examples=settings().max_examples // 12, suppress_health_check=list(HealthCheck))
async def test_a_revert_leaves_what_was_touched_and_takes_back_the_rest(meddled: list[tuple[int, Any]]):
    await empty()
    by = await someone()
    for n in range(3):
        await a_client("Old", f"c{n}@example.org", external_id=str(n), last_name=f"O{n}", tags=["Old"])
    told = {n: await kept(await Client.get(external_id=str(n))) for n in range(3)}
    work = await imported(ROWS, by)
    ids = {n: (await Client.get(external_id=str(n))).id for n in range(6)}
    for n, act in meddled:
        await act(await Client.get(id=ids[n]), told.setdefault(n, {"last_name": "", "tags": [], "emails": []}))

    done = await reverted(work, by)

    assert done.state == "REVERTED", done.error
    rows = {row.line - 2: row for row in await ImportRow.filter(origin_id=work.id)}
    for n in range(3):
        touched = {LISTED[act] for who, act in meddled if who == n and act in LISTED}
        assert await kept(await Client.get(id=ids[n])) == told[n]
        assert {name for name in LISTED.values() if f'"{name}"' in rows[n].kept} == touched
        assert rows[n].fate is (RowFate.PARTLY_REVERTED if touched else RowFate.REVERTED)
    for n in range(3, 6):
        is_touched = any(who == n for who, _ in meddled)
        client = await Client.get(id=ids[n])
        assert (client.deleted_at is None) is is_touched
        assert rows[n].fate is (RowFate.KEPT if is_touched else RowFate.REVERTED)
        assert (rows[n].kept != "[]") is is_touched
