"""What of long work is told to whom."""

from __future__ import annotations

from dataclasses import replace

from atrium.principal import Principal
from tests.given import a_client
from tests.graph.asking import data
from tests.jobs.given import a_job, someone

JOBS = """query($after: String, $first: Int!) { jobs(after: $after, first: $first) {
  totalCount nodes { startedBy } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""


def without_leave(who: Principal) -> Principal:
    """The same, but for looking after the work of others."""
    return replace(who, permissions=who.permissions - {"job.manage"})


async def test_a_page_does_not_betray_that_others_began_something_before_or_after_it():
    await a_client("Ada", allow_login=False)
    me, other = without_leave(await someone()), without_leave(await someone())
    for by in (other, me, other):
        await a_job(by)
    newest = (await data(JOBS, {"first": 1}, by=other))["jobs"]["pageInfo"]["endCursor"]

    told = (await data(JOBS, {"first": 1, "after": newest}, by=me))["jobs"]

    assert (told["totalCount"], len(told["nodes"])) == (1, 1)
    assert (told["pageInfo"]["hasPreviousPage"], told["pageInfo"]["hasNextPage"]) == (False, False)
