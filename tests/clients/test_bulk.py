"""One act on many clients: the preview tells what the job then does, by the acts that there are on one client."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from atrium.clients.bulk.actions import preview
from atrium.clients.bulk.inputs import BulkAct, BulkClientsInput
from atrium.clients.models import Client, ClientTag
from atrium.columns import now
from atrium.contacts.models import ClientEmail
from atrium.errors import BadUserInput, Blocked, Forbidden, IdempotencyConflict, InvalidInput
from atrium.events.models import Event
from atrium.ids import Id
from atrium.jobs.models import Job
from atrium.mail.models import EmailMessage, MailState
from atrium.principal import Principal
from atrium.schema import build
from tests.clients.test_resending import resent
from tests.given import a_client
from tests.graph.asking import ask, data, staff
from tests.jobs.given import a_job, outcomes, someone, worked_off
from tests.statements import counted

ALL = list(BulkAct)


async def verified(client: Client) -> Client:
    moment = now()
    await ClientEmail.filter(client_id=client.id).update(verified_at=moment)
    await Client.filter(id=client.id).update(verified_at=moment)
    return client


async def a_crowd() -> None:
    """Clients of every kind that an act may meet."""
    await a_client("Unverified", tags=["VIP"])
    await a_client("Other", tags=["vip", "x"])
    await verified(await a_client("Verified"))
    await a_client("Off", "off@example.org", allow_login=False)
    await a_client("Nobody", allow_login=False)
    await a_client("Same", "taken@example.org", allow_login=False)
    await a_client("Taken", "taken@example.org")
    await a_client("Full", allow_login=False, tags=[f"t{number}" for number in range(50)])


def asked(act: BulkAct, **given: Any) -> BulkClientsInput:
    tags = {"tags": ["VIP"]} if act in (BulkAct.TAG, BulkAct.UNTAG) else {}
    return BulkClientsInput(act=act, **{**tags, **given})


@pytest.mark.parametrize("act", ALL)
async def test_the_preview_promises_what_the_job_does(act: BulkAct):
    by = await someone()
    await a_crowd()
    build()

    promised = await preview(asked(act), by)
    job = await a_job(by, act)
    await worked_off()

    refused = {one.code: one.count for one in promised.refusals}
    done = promised.total - promised.unchanged - sum(refused.values())
    expected = {"DONE": done, "UNCHANGED": promised.unchanged, **refused}
    assert await outcomes(job.id) == {name: count for name, count in expected.items() if count}
    assert promised.total == 8
    assert done > 0


async def test_a_preview_is_one_statement():
    await a_crowd()
    build()

    async with counted() as statements:
        await preview(asked(BulkAct.RESEND_VERIFICATION), staff())

    assert len(statements) == 1


async def test_all_that_match_but_for_some():
    by = await someone()
    ada, grace = await a_client("Ada"), await a_client("Grace")
    await a_client("Hopper")

    await a_job(by, filter={"firstName": {"in": ["Ada", "Grace"]}}, except_ids=[Id(str(ada.id))])
    await worked_off()

    assert [tag.client_id for tag in await ClientTag.all()] == [grace.id]


async def test_login_is_denied_with_the_reason_and_nobody_is_told():
    by, client = await someone(), await a_client("Ada", "ada@example.org")

    await a_job(by, BulkAct.DENY_LOGIN, reason="Fraud, see the ticket")
    await worked_off()

    event = await Event.get(action="client.login_denied")
    assert (event.client_id, event.reason, event.actor_id) == (client.id, "Fraud, see the ticket", by.id)
    assert not await EmailMessage.filter(state=MailState.WAITING).exists()


async def test_a_client_that_was_written_to_a_moment_ago_is_refused_with_the_reason():
    by, client = await someone(), await a_client("Ada", "ada@example.org")
    await resent(client)

    job = await a_job(by, BulkAct.RESEND_VERIFICATION)
    await worked_off()

    assert await outcomes(job.id) == {"TOO_MANY_ATTEMPTS": 1}


@pytest.mark.parametrize("act", ALL)
async def test_without_the_acts_own_permission_nothing_begins(act: BulkAct):
    await a_client("Ada")
    build()
    needs = "client.update" if act in (BulkAct.TAG, BulkAct.UNTAG) else "client.login"
    by = staff(*({"client.read", "client.bulk", "client.update", "client.login"} - {needs}))

    with pytest.raises(Forbidden):
        await preview(asked(act), by)
    with pytest.raises(Forbidden):
        await a_job(by, act)


@pytest.mark.parametrize("act", ALL)
async def test_who_may_not_see_clients_neither_counts_nor_changes_them(act: BulkAct):
    await a_client("Ada")
    build()
    by = staff("client.bulk", "client.update", "client.login", "client.delete")
    oracle = {"firstName": {"eq": "Ada"}}

    for begin in (preview(asked(act, filter=oracle), by), a_job(by, act, filter=oracle)):
        with pytest.raises(Forbidden) as refused:
            await begin
        assert refused.value.needs == ("client.read",)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"tags": []}, ("tags", "REQUIRED")),
        ({"tags": ["a" * 61]}, ("tags.0", "TOO_LONG")),
        ({"reason": "r" * 1001}, ("reason", "TOO_LONG")),
        ({"filter": {"colour": ["red"]}}, ("filter.colour", "GONE")),
    ],
)
async def test_what_is_wrong_is_refused_before_anything_begins(given: dict[str, Any], fault: tuple[str, str]):
    await a_client("Ada")

    with pytest.raises(InvalidInput) as refused:
        await a_job(staff(), **given)

    assert [(".".join(one.path), one.code) for one in refused.value.faults] == [fault]
    assert not await Job.all().exists()


async def test_a_filter_that_lost_a_condition_never_acts_on_more():
    await a_client("Ada")
    build()

    with pytest.raises(InvalidInput):
        await preview(asked(BulkAct.TAG, filter={"firstName": {"eq": "Ada"}, "gone": True}), staff())


async def test_too_many_exceptions_are_refused():
    build()

    with pytest.raises(BadUserInput):
        await preview(asked(BulkAct.TAG, except_ids=[Id("x")] * 5001), staff())


async def test_the_same_key_begins_once_and_another_wish_with_it_is_a_conflict():
    by = await someone()
    await a_client("Ada")

    first, again = await a_job(by, key="k"), await a_job(by, key="k")
    with pytest.raises(IdempotencyConflict):
        await a_job(by, key="k", tags=["Other"])

    assert first.id == again.id
    assert await Job.all().count() == 1


async def test_of_many_ids_a_few_are_kept_to_be_read():
    by, client = await someone(), await a_client("Ada")
    ids = [str(client.id)] + [str(uuid4()) for _ in range(99)]

    job = await a_job(by, filter={"ids": ids})

    kept: Any = job.given["filter"]
    assert kept == {"ids": [*ids[:20], "… 80 more"]}
    assert job.total == 1


async def test_deleted_clients_are_chosen_only_by_who_may_see_them():
    await a_client("Ada")
    await Client.all().update(deleted_at=now())
    build()
    blind = staff("client.read", "client.bulk", "client.update")

    with pytest.raises(Forbidden):
        await preview(asked(BulkAct.TAG, filter={"status": ["DELETED"]}), blind)
    with pytest.raises(Blocked):
        await a_job(blind)
    seen = await preview(asked(BulkAct.TAG, filter={"status": ["DELETED"]}), staff())

    assert (seen.total, [(one.code, one.count) for one in seen.refusals]) == (1, [("NOT_FOUND", 1)])


PREVIEW = """query($input: BulkClientsInput!) { bulkPreview(input: $input) {
  total unchanged refusals { code message count } } }"""
BEGIN = """mutation($input: BulkClientsInput!, $key: String) { bulkClients(input: $input, idempotencyKey: $key) {
  __typename ... on Job { id total state kind given startedBy isMine } ... on Error { code message }
  ... on InvalidInput { fields { path code } } } }"""
FOLLOW = """query($id: ID!, $result: [RowResult!]) { job(id: $id) { state done unchanged refused finishedAt
  rows(first: 10, result: $result) { totalCount nodes { result code message client { displayName } } } } }"""


async def test_the_whole_way_over_graphql():
    by = await someone()
    await a_crowd()
    narrow = {"status": ["UNVERIFIED"], "createdAt": {"after": "2020-01-01T00:00:00Z"}, "not": {"tags": {"eq": "x"}}}
    wish = {"act": "TAG", "tags": ["VIP"], "filter": narrow, "exceptIds": []}

    foreseen = (await data(PREVIEW, {"input": wish}, by=by))["bulkPreview"]
    begun = (await data(BEGIN, {"input": wish, "key": "one"}, by=by))["bulkClients"]
    again = (await data(BEGIN, {"input": wish, "key": "one"}, by=by))["bulkClients"]
    await worked_off()
    followed = (await data(FOLLOW, {"id": begun["id"], "result": ["UNCHANGED"]}, by=by))["job"]

    assert foreseen == {"total": 2, "unchanged": 1, "refusals": []}
    assert (begun["__typename"], begun["total"], begun["isMine"], begun["id"]) == ("Job", 2, True, again["id"])
    assert begun["given"]["filter"]["status"] == ["UNVERIFIED"]
    assert (followed["state"], followed["done"], followed["unchanged"], followed["refused"]) == ("DONE", 2, 1, 0)
    assert followed["rows"] == {
        "totalCount": 1,
        "nodes": [{"result": "UNCHANGED", "code": "", "message": "", "client": {"displayName": "Unverified"}}],
    }


async def test_a_colleagues_job_is_seen_only_by_who_manages_jobs():
    by, colleague, manager = await someone("Support"), await someone("Support"), await someone()
    await a_client("Ada")
    job = await a_job(by)

    async def seen(who: Principal) -> list[Any]:
        found = await data("query($id: ID!) { job(id: $id) { id } jobs { totalCount } }", {"id": str(job.id)}, by=who)
        return [found["job"] is not None, found["jobs"]["totalCount"]]

    assert [await seen(who) for who in (by, colleague, manager)] == [[True, 1], [False, 0], [True, 1]]


async def test_a_filter_written_as_a_literal_is_kept_as_well():
    by = await someone()
    await a_client("Ada")
    query = """mutation { bulkClients(input: {act: UNTAG, tags: "x", filter: {
      status: [UNVERIFIED, ACTIVE], createdAt: {after: "2020-01-01T00:00:00+02:00"}, or: {search: "ada"}}}) {
      ... on Job { given } } }"""

    answer = await ask(query, by=by)

    kept = answer["data"]["bulkClients"]["given"]["filter"]
    assert kept["status"] == ["UNVERIFIED", "ACTIVE"]
    assert kept["or"] == [{"search": "ada"}]
