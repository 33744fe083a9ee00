"""An account stands under one other at most, never in a circle, five generations deep at most."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atrium import database
from atrium.clients.models import Client
from atrium.errors import Blocked, LinkRefused, NotFound
from atrium.events.models import Event
from atrium.family.actions import lower_parent_access, unlink_client
from atrium.family.inputs import LowerParentAccessInput, UnlinkClientInput
from atrium.family.lines import line_up
from atrium.family.models import FamilyAccess, FamilyLink
from atrium.ids import Id
from atrium.principal import ActorKind, Door, Principal
from tests.family.given import a_line_of, linked
from tests.given import STAFF, a_client
from tests.graph.asking import ask, data, staff

LINK = """mutation($input: LinkClientInput!, $key: String) { linkClient(input: $input, idempotencyKey: $key) {
  __typename ... on Client { id parent { id } familyLink { parentAccess childBillsParent linkedBy { name } } }
  ... on Error { code message } ... on LinkRefused { path } ... on Blocked { blockers { code } } } }"""
PREVIEW = """query($child: ID!, $parent: ID!) { linkPreview(childId: $child, parentId: $parent) {
  __typename ... on LinkPreview { depth path { displayName } } ... on LinkRefused { refusedPath: path }
  ... on Error { code } } }"""


def asked(child: Client, parent: Client, **more: Any) -> dict[str, Any]:
    return {"input": {"childId": str(child.id), "parentId": str(parent.id), **more}}


async def preview(child: Client, parent: Client) -> Any:
    return (await data(PREVIEW, {"child": str(child.id), "parent": str(parent.id)}))["linkPreview"]


async def test_attaching_a_child_is_one_act_with_an_event_on_each_side():
    ada, byron = await a_client("Ada"), await a_client("Byron")

    link = (await data(LINK, asked(byron, ada, parentAccess="VIEW", childBillsParent=True)))["linkClient"]

    assert link == {
        "__typename": "Client", "id": str(byron.id), "parent": {"id": str(ada.id)},
        "familyLink": {"parentAccess": "VIEW", "childBillsParent": True, "linkedBy": {"name": "Sam Staff"}},
    }  # fmt: skip
    (come,) = await Event.filter(action="client.linked")
    (seen,) = await Event.filter(action="client.child_linked")
    assert (come.client_id, seen.client_id) == (byron.id, ada.id)
    assert {change["field"]: change["after"] for change in come.changes} == {
        "parent": str(ada.id), "parentAccess": "VIEW", "childBillsParent": True,
    }  # fmt: skip
    assert (await Client.get(id=byron.id)).version == byron.version + 1


async def test_the_preview_says_the_line_and_writes_nothing():
    _, byron = await a_line_of("Ada", "Byron")
    cleo = await a_client("Cleo")

    found = await preview(cleo, byron)

    assert found == {
        "__typename": "LinkPreview", "depth": 3,
        "path": [{"displayName": "Ada"}, {"displayName": "Byron"}, {"displayName": "Cleo"}],
    }  # fmt: skip
    assert await FamilyLink.all().count() == 1


async def test_nobody_is_under_oneself_or_goes_round_in_a_circle():
    line = await a_line_of("Ada", "Byron", "Cleo")
    ids = [str(one.id) for one in line]

    oneself = await preview(line[0], line[0])
    circle = await preview(line[0], line[2])

    assert (oneself["code"], oneself["refusedPath"]) == ("SELF", [ids[0], ids[0]])
    assert (circle["code"], circle["refusedPath"]) == ("CYCLE", [*ids, ids[0]])
    with pytest.raises(LinkRefused):
        await linked(line[0], line[2])


async def test_a_family_has_five_generations_counting_those_beneath_the_child():
    upper, lower = await a_line_of("A", "B", "C"), await a_line_of("D", "E", "F")

    refused = await preview(lower[0], upper[2])

    assert refused["code"] == "TOO_DEEP"
    assert refused["refusedPath"] == [str(one.id) for one in (*upper, *lower)]
    await linked(lower[1], upper[2])  # E and F alone make five
    assert len(await line_up(lower[2].id)) == 5


async def test_a_child_moves_to_another_parent_and_its_history_stays():
    ada, byron = await a_line_of("Ada", "Byron")
    cleo = await a_client("Cleo")

    await linked(byron, cleo, parent_access=FamilyAccess.FULL)

    first, second = await FamilyLink.filter(child_id=byron.id).order_by("linked_at")
    assert (first.parent_id, second.parent_id) == (ada.id, cleo.id)
    assert first.ended_at is not None
    assert second.ended_at is None
    assert [event.client_id for event in await Event.filter(action="client.child_unlinked")] == [ada.id]


async def test_linking_again_changes_what_the_link_allows_and_the_same_again_leaves_no_trace():
    ada, byron = await a_line_of("Ada", "Byron")

    await linked(byron, ada, parent_access=FamilyAccess.ORDER)
    await linked(byron, ada, parent_access=FamilyAccess.ORDER)

    (event,) = await Event.filter(action="client.link_changed")
    assert event.changes == [{"field": "parentAccess", "before": "NONE", "after": "ORDER"}]
    assert await FamilyLink.all().count() == 1


async def test_pressing_twice_links_once():
    ada, byron = await a_client("Ada"), await a_client("Byron")
    who = staff()

    for _ in range(2):
        answer = await data(LINK, {**asked(byron, ada), "key": "k1"}, by=who)
        assert answer["linkClient"]["__typename"] == "Client"

    assert await Event.filter(action="client.linked").count() == 1


async def test_unlinking_leaves_the_childs_own_children_with_it():
    line = await a_line_of("Ada", "Byron", "Cleo")

    await unlink_client(UnlinkClientInput(child_id=Id(str(line[1].id))), STAFF)

    assert [one.id for one in line[:0:-1]] == await line_up(line[2].id)
    with pytest.raises(Blocked):
        await unlink_client(UnlinkClientInput(child_id=Id(str(line[1].id))), STAFF)


async def test_guests_and_those_who_are_gone_are_in_no_family():
    ada, guest, gone = await a_client("Ada"), await a_client("Guest"), await a_client("Gone")
    await Client.filter(id=guest.id).update(is_guest=True, login_email=None, login_fold=None)
    await Client.filter(id=gone.id).update(deleted_at=gone.created_at)

    for pair in ((guest, ada), (ada, guest)):
        with pytest.raises(Blocked):
            await linked(*pair)
    for pair in ((gone, ada), (ada, gone)):
        with pytest.raises(NotFound):
            await linked(*pair)


async def test_at_the_store_a_child_may_lower_what_its_parent_may_do_and_never_raise_it():
    ada, byron = await a_line_of("Ada", "Byron")
    await linked(byron, ada, parent_access=FamilyAccess.ORDER)
    child = Principal(ActorKind.CLIENT, byron.id, "Byron", door=Door.STORE)

    await lower_parent_access(LowerParentAccessInput(parent_access=FamilyAccess.VIEW), child)

    assert (await FamilyLink.get(child_id=byron.id)).access is FamilyAccess.VIEW
    with pytest.raises(Blocked):
        await lower_parent_access(LowerParentAccessInput(parent_access=FamilyAccess.FULL), child)


async def test_it_needs_its_permission():
    ada, byron = await a_client("Ada"), await a_client("Byron")

    answer = await ask(LINK, asked(byron, ada), by=staff("client.read", "client.update"))

    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def outcome(child: Client, parent: Client) -> str:
    try:
        await database.retrying(lambda: linked(child, parent))
    except LinkRefused as refused:
        return refused.code
    return "LINKED"


@pytest.mark.parametrize("_", range(5))
async def test_of_two_opposite_links_at_the_same_moment_one_wins(_):
    ada, byron = await a_client("Ada"), await a_client("Byron")

    outcomes = await asyncio.gather(outcome(ada, byron), outcome(byron, ada))

    assert sorted(outcomes) == ["CYCLE", "LINKED"]


async def test_links_that_would_close_a_circle_only_together_do_not():
    """Byron is under Cleo, Dora under Ada: Ada under Byron and Cleo under Dora have no account in common as asked."""
    cleo, byron = await a_line_of("Cleo", "Byron")
    ada, dora = await a_line_of("Ada", "Dora")

    outcomes = await asyncio.gather(outcome(ada, byron), outcome(cleo, dora))

    assert sorted(outcomes) == ["CYCLE", "LINKED"]


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=10))
async def test_whatever_is_linked_at_once_no_circle_comes_to_be(pairs):
    people = [await a_client(f"P{place}") for place in range(6)]

    await asyncio.gather(*[outcome(people[child], people[parent]) for child, parent in pairs])

    for one in people:
        line = await line_up(one.id)
        assert len(line) == len(set(line)) <= 5
        link = await FamilyLink.get_or_none(child_id=one.id, ended_at=None)
        assert (link and link.parent_id) == (await Client.get(id=one.id)).parent_id  # type: ignore[attr-defined]
