"""However large a family is, an act on its head costs as few statements as on a small one."""

from __future__ import annotations

import pytest

from atrium import database
from atrium.clients.models import Client
from atrium.columns import new_id, now
from atrium.copying import copy_in
from atrium.events.models import Event
from atrium.family.models import FamilyLink
from atrium.orders import owing
from atrium.orders.models import ClientBalance
from tests.given import a_client
from tests.merges.given import merged, undone
from tests.orders.given import a_line, a_product, an_order
from tests.removal.given import deleted, restored
from tests.statements import counted

MANY = 3000
MOST = {"deleted": 60, "restored": 70, "merged": 330, "undone": 330}  # statements; a row each would be thousands


async def a_large_family(head: Client) -> None:
    """MANY copies of a child under the head, who pays for them."""
    child = await a_client("Child", allow_login=False)
    model = (await database.rows("SELECT * FROM client WHERE id = $1", child.id))[0]
    same = [name for name in model if name not in {"id", "number", "parent_id", "payer_id", "status"}]
    ids = [new_id() for _ in range(MANY)]
    rows = [
        (one, 1_000_000 + place, head.id, head.id, *(model[name] for name in same)) for place, one in enumerate(ids)
    ]
    await copy_in("client", ["id", "number", "parent_id", "payer_id", *same], rows)
    link = ["id", "child_id", "parent_id", "access", "bills_parent", "linked_at", "linked_kind", "linked_name"]
    links = [(new_id(), one, head.id, "VIEW", True, now(), "STAFF", "Sam Staff") for one in ids]
    await copy_in("family_link", link, links)


async def children_of(head: Client) -> tuple[int, int, int]:
    """How many name the client as their parent, as who pays for them, and are linked."""
    return (
        await Client.filter(parent_id=head.id).count(),
        await Client.filter(payer_id=head.id).count(),
        await FamilyLink.filter(parent_id=head.id, ended_at=None).count(),
    )


@pytest.fixture
async def head() -> Client:
    """Of a large family, one of whom owes something."""
    client = await a_client("Head")
    await a_large_family(client)
    child = await Client.filter(parent_id=client.id).order_by("number").first()
    assert child is not None
    await an_order(child, a_line(await a_product()))
    return client


async def test_a_client_with_thousands_of_children_is_deleted_and_restored_by_a_few_statements(head: Client):
    async with counted() as deleting:
        await deleted(head, "CHILDREN")
    alone = await children_of(head), await ClientBalance.filter(due_minor=2000).count(), await owing.owed()
    async with counted() as restoring:
        await restored(head)

    assert (len(deleting) <= MOST["deleted"], len(restoring) <= MOST["restored"]) == (True, True)
    assert alone == ((0, 0, 0), 1, owing.Owed(1, {"EUR": 2000}))
    assert await children_of(head) == (MANY, MANY, MANY)
    assert (await ClientBalance.get(client_id=head.id)).due_minor == 2000
    assert await owing.owed() == owing.Owed(1, {"EUR": 2000})
    for action in ("client.unlinked", "client.child_unlinked", "client.linked", "client.child_linked"):
        assert await Event.filter(action=action).count() == MANY


async def test_a_client_with_thousands_of_children_is_merged_and_parted_again_by_a_few_statements(head: Client):
    other = await a_client("Other")

    async with counted() as merging:
        merge_id = await merged(head, other)
    together = await children_of(other), (await ClientBalance.get(client_id=other.id)).due_minor
    async with counted() as undoing:
        await undone(merge_id)

    assert (len(merging) <= MOST["merged"], len(undoing) <= MOST["undone"]) == (True, True)
    assert together == ((MANY, MANY, MANY), 2000)
    assert await children_of(head) == (MANY, MANY, MANY)
    assert await owing.owed() == owing.Owed(1, {"EUR": 2000})
