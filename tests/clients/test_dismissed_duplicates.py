"""Clients of whom somebody said that they are not the same."""

from __future__ import annotations

from uuid import UUID

import pytest

from atrium.clients.duplicates.actions import dismiss_duplicates, reopen_duplicates
from atrium.clients.duplicates.inputs import DismissDuplicatesInput, DuplicatePair, ReopenDuplicatesInput
from atrium.clients.models import Client, ClientDistinction
from atrium.columns import now
from atrium.errors import InvalidInput, NotFound
from atrium.events.models import Event
from atrium.ids import Id
from tests.clients.duplicates_given import named, of, page, worked
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import ask, staff

DISMISS = "mutation($ids: [ID!]!) { dismissDuplicates(input: {clientIds: $ids}) { __typename } }"


async def test_clients_who_are_not_the_same_leave_at_once_and_can_be_taken_back():
    ada, bob, eve = [await a_client(name, phone="+49 30 901820") for name in ("Ada", "Bob", "Eve")]
    await worked()

    pairs = await dismiss_duplicates(of(ada, bob, eve), STAFF)
    written = await rows_everywhere()
    again = await dismiss_duplicates(of(eve, bob), STAFF)

    assert ((await page())["totalCount"], len(pairs), again) == (0, 3, [])
    assert await rows_everywhere() == written
    assert await Event.filter(action="client.duplicate_dismissed").count() == 3
    some = [DuplicatePair(client_id=Id(str(one)), other_id=Id(str(other))) for one, other in pairs[:1]]
    assert await reopen_duplicates(ReopenDuplicatesInput(pairs=some), STAFF) == pairs[:1]
    assert [size for _, _, size in await _sizes()] == [2]


async def _sizes() -> list[tuple[str, int, int]]:
    return [(node["id"], node["score"], node["size"]) for node in (await page())["nodes"]]


async def test_one_pair_told_apart_leaves_the_others_together():
    ada, bob, eve = [await a_client(name, phone="+49 30 901820") for name in ("Ada", "Bob", "Eve")]
    await worked()

    await dismiss_duplicates(of(ada, bob), STAFF)

    assert named(await page()) == [({"Ada", "Bob", "Eve"}, 75)]
    await dismiss_duplicates(of(ada, eve), STAFF)
    assert named(await page()) == [({"Bob", "Eve"}, 75)]


async def test_naming_too_few_the_same_or_nobody_is_refused():
    ada, gone = await a_client("Ada"), await a_client("Gone")
    await Client.filter(id=gone.id).update(deleted_at=now())
    same = DuplicatePair(client_id=Id(str(ada.id)), other_id=Id(str(ada.id)))

    with pytest.raises(InvalidInput) as few:
        await dismiss_duplicates(of(ada, ada), STAFF)
    with pytest.raises(InvalidInput) as many:
        await dismiss_duplicates(DismissDuplicatesInput(client_ids=[Id(str(UUID(int=n))) for n in range(21)]), STAFF)
    with pytest.raises(InvalidInput) as itself:
        await reopen_duplicates(ReopenDuplicatesInput(pairs=[same]), STAFF)
    with pytest.raises(InvalidInput) as none:
        await reopen_duplicates(ReopenDuplicatesInput(pairs=[]), STAFF)
    with pytest.raises(InvalidInput) as too_many:
        await reopen_duplicates(ReopenDuplicatesInput(pairs=[same] * 191), STAFF)
    with pytest.raises(NotFound):
        await dismiss_duplicates(of(ada, gone), STAFF)

    codes = [refused.value.faults[0].code for refused in (few, many, itself, none, too_many)]
    assert codes == ["TOO_FEW", "TOO_MANY", "SAME", "TOO_FEW", "TOO_MANY"]
    assert await ClientDistinction.all().count() == 0


async def test_saying_so_needs_the_permission_to_change_clients():
    ids = [str((await a_client()).id) for _ in range(2)]

    refused = await ask(DISMISS, {"ids": ids}, by=staff("client.read"))

    assert refused["errors"][0]["extensions"]["needs"] == ["client.update"]
