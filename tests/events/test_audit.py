"""The audit log: what happened in the house itself."""

from __future__ import annotations

from datetime import timedelta

from atrium.columns import as_of, now
from atrium.events.actions import Change, record
from atrium.principal import SYSTEM, ActorKind, Principal
from tests.access.given import a_principal, a_staff
from tests.given import a_client
from tests.graph.asking import ask, data, staff

ALL = """query ($actions: [String!], $actorId: ID, $after: String) {
  auditLog(actions: $actions, actorId: $actorId, first: 2, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { action actor { kind id name } changes { field before after } reason } } }"""


async def listed(**given: object) -> list[str]:
    log = (await data(ALL, given))["auditLog"]
    return [entry["action"] for entry in log["nodes"]]


async def test_the_log_tells_who_did_what_in_the_house_newest_first_and_nothing_of_clients():
    await a_client("Ada")
    by = Principal(ActorKind.STAFF, (await a_staff("Sam Poe")).id, "Sam Poe")
    with as_of(now() - timedelta(hours=1)):
        await record("staff.signed_in", by)
    await record("staff_group.updated", by, changes=[Change("name", "Team", "Leads")], reason="Grown.")

    log = (await data(ALL))["auditLog"]

    actor = {"kind": "STAFF", "id": str(by.id), "name": "Sam Poe"}
    changes = [{"field": "name", "before": "Team", "after": "Leads"}]
    assert log["totalCount"] == 2
    assert log["nodes"] == [
        {"action": "staff_group.updated", "actor": actor, "changes": changes, "reason": "Grown."},
        {"action": "staff.signed_in", "actor": actor, "changes": [], "reason": ""},
    ]


async def test_the_log_is_narrowed_by_act_and_by_who_acted():
    by = await a_principal(await a_staff())
    await record("staff.signed_in", by)
    await record("staff.sign_in_refused", SYSTEM)

    assert await listed(actions=["staff.sign_in_refused", "staff.signed_in"], actorId=str(by.id)) == ["staff.signed_in"]
    assert await listed(actions=["staff.sign_in_refused"]) == ["staff.sign_in_refused"]
    assert await listed(actions=[]) == await listed(actorId="nobody") == []


async def test_the_log_is_read_page_by_page():
    for number in range(5):
        await record(f"staff.act_{number}", SYSTEM)
    seen, after = [], None

    while True:
        log = (await data(ALL, {"after": after}))["auditLog"]
        seen += [entry["action"] for entry in log["nodes"]]
        after = log["pageInfo"]["endCursor"]
        if not log["pageInfo"]["hasNextPage"]:
            break

    assert sorted(seen) == [f"staff.act_{number}" for number in range(5)]


async def test_seeing_what_happened_to_clients_is_not_seeing_the_log():
    answer = await ask(ALL, by=staff("client.read", "event.read", "staff.manage"))

    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
