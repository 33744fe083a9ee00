"""Tags put on and taken off one by one, and the words in use as somebody types."""

from __future__ import annotations

import asyncio

import pytest

from atrium import database
from atrium.clients.models import Client, ClientTag
from atrium.clients.tagging import queries
from atrium.clients.tagging.actions import tag_client, untag_client
from atrium.clients.tagging.inputs import TagClientInput, UntagClientInput
from atrium.columns import now
from atrium.errors import IdempotencyConflict, InvalidInput, NotFound
from atrium.events.models import Event
from atrium.graph.reading.dialects import dialect_named
from atrium.ids import Id
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import data
from tests.plans import plan_of
from tests.statements import counted


async def tagged(client: Client, *tags: str, key: str | None = None) -> list[str]:
    await tag_client(TagClientInput(client_id=Id(str(client.id)), tags=list(tags)), STAFF, key)
    return await tags_of(client)


async def untagged(client: Client, *tags: str) -> list[str]:
    await untag_client(UntagClientInput(client_id=Id(str(client.id)), tags=list(tags)), STAFF)
    return await tags_of(client)


async def tags_of(client: Client) -> list[str]:
    return sorted([row.label for row in await ClientTag.filter(client_id=client.id)])


async def test_tags_are_put_on_beside_those_that_are_there():
    client = await a_client("Ada", tags=["VIP", "Old"])

    assert await tagged(client, "vip", "New", "new ") == ["New", "Old", "VIP"]
    assert (await Client.get(id=client.id)).version == client.version + 1
    assert (await Event.get(action="client.tagged")).changes == [
        {"field": "tags", "before": ["Old", "VIP"], "after": ["New", "Old", "VIP"]}
    ]


async def test_tags_are_taken_off_however_they_are_written():
    client = await a_client("Ada", tags=["VIP", "Büro"])

    assert await untagged(client, "BURO", "none such") == ["VIP"]
    assert (await Event.get(action="client.untagged")).changes == [
        {"field": "tags", "before": ["Büro", "VIP"], "after": ["VIP"]}
    ]


async def test_what_changes_nothing_leaves_no_trace():
    client = await a_client("Ada", tags=["VIP"])
    before = await rows_everywhere()

    await tagged(client, "vip")
    await untagged(client, "none such")

    assert await rows_everywhere() == before
    assert (await Client.get(id=client.id)).version == client.version


async def test_of_many_who_tag_at_once_nobody_overwrites_another():
    client = await a_client("Ada")

    await asyncio.gather(*(tagged(client, f"tag {number}", "same") for number in range(10)))

    assert len(await tags_of(client)) == 11


@pytest.mark.parametrize(
    ("tags", "faults"),
    [
        ([], [("tags", "REQUIRED")]),
        (["fine", " ", "a\x00"], [("tags.1", "REQUIRED"), ("tags.2", "CONTROL_CHARACTER")]),
        (["x" * 61], [("tags.0", "TOO_LONG")]),
        ([f"tag {number}" for number in range(51)], [("tags", "TOO_MANY")]),
        ([f"tag {number}" for number in range(50)], [("tags", "TOO_MANY")]),
    ],
)
async def test_what_is_no_tag_is_refused_with_all_faults(tags: list[str], faults: list[tuple[str, str]]):
    client = await a_client("Ada", tags=["VIP"])

    with pytest.raises(InvalidInput) as refused:
        await tagged(client, *tags)

    assert [(".".join(fault.path), fault.code) for fault in refused.value.faults] == faults
    assert await tags_of(client) == ["VIP"]


async def test_who_is_not_there_is_not_found():
    client = await a_client("Ada")
    await Client.filter(id=client.id).update(deleted_at=now())

    with pytest.raises(NotFound):
        await tagged(client, "VIP")
    with pytest.raises(NotFound):
        await tag_client(TagClientInput(client_id=Id("no id"), tags=["VIP"]), STAFF)


async def test_the_same_key_tags_once():
    client = await a_client("Ada")
    await tagged(client, "VIP", key="k")
    await untagged(client, "VIP")

    assert await tagged(client, "VIP", key="k") == []
    with pytest.raises(IdempotencyConflict):
        await tagged(client, "Other", key="k")


async def in_use(search: str = "", first: int = 10) -> list[tuple[str, int]]:
    found = await data(
        "query($s: String!, $n: Int!) { tags(search: $s, first: $n) { label clientCount } }", {"s": search, "n": first}
    )
    return [(tag["label"], tag["clientCount"]) for tag in found["tags"]]


async def test_the_tags_in_use_are_found_by_their_beginning_then_by_what_they_hold():
    await a_client("Ada", tags=["VIP", "Wholesale", "EU wholesale"])
    await a_client("Bob", tags=["vip", "100%"])

    assert await in_use() == [("100%", 1), ("EU wholesale", 1), ("VIP", 2), ("Wholesale", 1)]
    assert await in_use("WHOLE") == [("Wholesale", 1), ("EU wholesale", 1)]
    assert await in_use("víp") == [("VIP", 2)]
    assert await in_use("0%") == [("100%", 1)]
    assert await in_use("none such") == []
    assert await in_use("", 2) == [("100%", 1), ("EU wholesale", 1)]


@pytest.mark.parametrize("search", ["%", "_", "'", '"', "\\", "a\u0000", "\ud800x", "x" * 5000, "ﷺ" * 300])
async def test_any_text_may_be_typed(search: str):
    await a_client("Ada", tags=["VIP"])

    assert await queries.tags_in_use(search, 10) == []


async def test_a_tag_that_only_deleted_clients_have_is_in_use_no_more():
    client, other = await a_client("Ada", tags=["VIP", "Gone"]), await a_client("Bob", tags=["VIP"])
    await Client.filter(id=client.id).update(deleted_at=now())

    assert await in_use() == [("VIP", 1)]
    assert await tags_of(other) == ["VIP"]


async def test_the_count_is_the_lists_and_stops_where_it_says(monkeypatch: pytest.MonkeyPatch):
    for number in range(4):
        await a_client(f"Ada {number}", tags=["VIP"])
    counted_in_list = await data('{ clients(filter: {tags: {eq: "VIP"}}) { totalCount } }')

    exact = await in_use("vip")
    monkeypatch.setattr(queries, "COUNTED_TO", 2)

    assert exact == [("VIP", counted_in_list["clients"]["totalCount"])]
    assert await in_use("vip") == [("VIP", 3)]


async def test_tags_cost_one_statement_that_only_looks_up():
    await a_client("Ada", tags=["VIP"])
    dialect = dialect_named(database.dialect())

    async with counted() as statements:
        await queries.tags_in_use("vip", 10)
    said = await plan_of(queries._statement("vip", 10, dialect))

    assert len(statements) == 1
    assert "SCAN t" not in said
    assert "Seq Scan on client" not in said


async def test_a_tag_given_many_times_is_one_tag():
    client = await a_client("Ada", tags=["a", "A"] * 40)

    assert await ClientTag.filter(client_id=client.id).values_list("label", flat=True) == ["a"]
