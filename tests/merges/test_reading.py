"""Merges through GraphQL: previewed, done, found again by every address of the source, undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from atrium.clients.models import Client
from atrium.columns import now
from atrium.events.models import Event
from tests.custom_fields.given import a_field
from tests.given import a_client
from tests.graph.asking import ask, data, staff
from tests.merges.given import merged

PREVIEW = """query($sources: [ID!]!, $into: ID!) { mergePreview(sourceIds: $sources, destinationId: $into) { __typename
  ... on MergePreview { token confirmationCode moves { kind count same } blockers { code message count }
    conflicts { field label destination sources { clientId value } chosen } }
  ... on MergeRefused { code message } ... on NotFound { code } } }"""
MERGE = """mutation($input: MergeClientsInput!) { mergeClients(input: $input) { __typename
  ... on MergedClients { client { id displayName tags merges { totalCount nodes { id canUndo } } }
    merge { id by { name } undoableUntil undoneAt canUndo destination { id } sources { id number status }
      moves { kind count same } } }
  ... on StalePreview { code } ... on InvalidInput { fields { path code } } } }"""
UNDO = """mutation($input: UndoMergeInput!) { undoMerge(input: $input) { __typename
  ... on UndoneMerge { clients { id status tags } returned { kind count } stayed { kind count }
    merge { undoneAt undoneBy { name } canUndo } } ... on MergeRefused { code } } }"""
LOOK = """query($id: ID, $number: Int, $externalId: String, $email: String, $follow: Boolean! = true) {
  client(id: $id, number: $number, externalId: $externalId, email: $email, followMerge: $follow) { id
    viewerCan { merge } mergedInto { id } mergedBy { id at by { name } canUndo } } }"""


async def looked_up(**given: Any) -> str:
    return (await data(LOOK, given))["client"]["id"]


async def done(source: Client, into: Client, **take: Client) -> dict[str, Any]:
    asked = {"sources": [str(source.id)], "into": str(into.id)}
    seen = (await data(PREVIEW, asked))["mergePreview"]
    choices = [{"field": field, "from": str(client.id)} for field, client in take.items()]
    given = {
        "sourceIds": asked["sources"], "destinationId": asked["into"], "previewToken": seen["token"],
        "confirmationCode": seen["confirmationCode"], "take": choices,
    }  # fmt: skip
    return (await data(MERGE, {"input": given}))["mergeClients"]


async def test_a_merge_is_previewed_done_and_undone():
    await a_field("vip")
    ada = await a_client("Ada", "ada@example.org", tags=["vip"], custom_fields={"vip": "yes"})
    grace = await a_client("Grace", "grace@example.org")

    seen = (await data(PREVIEW, {"sources": [str(ada.id)], "into": str(grace.id)}))["mergePreview"]
    did = await done(ada, grace, firstName=ada)
    gone = (await data(UNDO, {"input": {"mergeId": did["merge"]["id"]}}))["undoMerge"]

    conflict = next(one for one in seen["conflicts"] if one["field"] == "customFields.vip")
    assert conflict == {
        "field": "customFields.vip", "label": "Vip", "destination": None, "chosen": str(ada.id),
        "sources": [{"clientId": str(ada.id), "value": "yes"}],
    } | {"label": conflict["label"]}  # fmt: skip
    assert (did["client"]["displayName"], did["client"]["tags"]) == ("Ada", ["vip"])
    assert did["client"]["merges"] == {"totalCount": 1, "nodes": [{"id": did["merge"]["id"], "canUndo": True}]}
    assert [one["status"] for one in did["merge"]["sources"]] == ["MERGED"]
    assert gone["clients"] == [{"id": str(ada.id), "status": "UNVERIFIED", "tags": ["vip"]}]
    assert (gone["merge"]["canUndo"], gone["merge"]["undoneBy"]["name"]) == (False, "Sam Staff")
    assert {"kind": "customFields", "count": 1} in gone["returned"]
    assert gone["stayed"] == []


async def test_every_address_of_the_source_answers_the_survivor_unless_the_merge_is_not_followed():
    ada = await a_client("Ada", "ada@example.org", external_id="shop-1")
    grace = await a_client("Grace", "grace@example.org", external_id="shop-2")
    await merged(ada, grace)

    addresses = ({"id": str(ada.id)}, {"number": ada.number}, {"externalId": "shop-1"}, {"email": "Ada@example.org"})

    for given in addresses:
        assert await looked_up(**given) == str(grace.id)
        assert await looked_up(**given, follow=False) == str(ada.id)


async def test_a_live_login_is_found_before_a_signpost():
    ada, grace = await a_client("Ada", "ada@example.org"), await a_client("Grace")
    await merged(ada, grace)
    other = await a_client("Other", "ada@example.org")

    assert await looked_up(email="ada@example.org") == str(other.id)


async def test_a_search_for_the_source_finds_the_survivor():
    ada = await a_client("Ada", "ada@example.org", external_id="shop-1")
    grace = await a_client("Grace", external_id="shop-2")
    await merged(ada, grace)
    listed = "query($s: String!) { clients(filter: {search: $s}) { nodes { id } } }"
    anywhere = "query($s: String!) { searchClients(term: $s) { rule text client { id } } }"

    for term in (f"#{ada.number}", str(ada.number), "shop-1", "ada@example.org"):
        assert [one["id"] for one in (await data(listed, {"s": term}))["clients"]["nodes"]] == [str(grace.id)], term
    found = (await data(anywhere, {"s": str(ada.number)}))["searchClients"]
    assert found == [{"rule": "NUMBER", "text": str(ada.number), "client": {"id": str(grace.id)}}]
    merged_ones = await data('{ clients(filter: {status: [MERGED], search: "ada"}) { nodes { id } } }')
    assert [one["id"] for one in merged_ones["clients"]["nodes"]] == [str(ada.id)]


async def test_the_survivors_timeline_tells_what_the_sources_told_page_by_page():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    await merged(ada, grace)
    asked = """query($id: ID!, $after: String) { client(id: $id) { timeline(first: 1, after: $after) {
      totalCount nodes { action clientId } pageInfo { endCursor hasNextPage } } } }"""
    told, after = [], None
    while True:
        page = (await data(asked, {"id": str(grace.id), "after": after}))["client"]["timeline"]
        told += [(one["action"], one["clientId"]) for one in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert page["totalCount"] == len(told) == await Event.filter(client_id__in=[ada.id, grace.id]).count()
    assert told[0] == ("client.merged", str(grace.id))
    assert ("client.added", str(ada.id)) in told


async def test_who_may_not_merge_is_told_by_the_client_and_at_the_door():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    clerk = staff("client.read")

    refused = await ask(PREVIEW, {"sources": [str(ada.id)], "into": str(grace.id)}, by=clerk)
    looked = await data(LOOK, {"id": str(ada.id)}, by=clerk)

    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert looked["client"]["viewerCan"]["merge"] is False
    assert (await data(LOOK, {"id": str(ada.id)}))["client"]["viewerCan"]["merge"] is True


async def test_a_signpost_says_by_what_act_it_became_one_and_whether_that_can_be_undone():
    ada, grace = await a_client("Ada"), await a_client("Grace")
    merge_id = await merged(ada, grace)

    before = (await data(LOOK, {"id": str(ada.id), "follow": False}))["client"]
    await Client.filter(id=grace.id).update(deleted_at=now())
    after = (await data(LOOK, {"id": str(ada.id), "follow": False}))["client"]

    assert (before["mergedInto"]["id"], before["mergedBy"]["id"]) == (str(grace.id), str(merge_id))
    assert before["mergedBy"]["canUndo"] is True
    assert before["viewerCan"]["merge"] is False
    assert after["mergedBy"]["canUndo"] is False


async def test_what_cannot_be_merged_is_a_refusal_in_the_answer():
    ada = await a_client("Ada")

    same = (await data(PREVIEW, {"sources": [str(ada.id)], "into": str(ada.id)}))["mergePreview"]
    unknown = (await data(PREVIEW, {"sources": ["nobody"], "into": str(ada.id)}))["mergePreview"]

    assert (same["__typename"], same["code"]) == ("MergeRefused", "SAME_CLIENT")
    assert unknown["__typename"] == "NotFound"


async def test_a_merge_needs_a_fresh_proof():
    asked = 'mutation { undoMerge(input: {mergeId: "x"}) { __typename } }'
    stale = staff()
    answer = await ask(asked, by=replace(stale, proved_at=None))

    assert answer["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
