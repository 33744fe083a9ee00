"""The feed: whoever follows it misses nothing, however late an act commits."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from atrium import database
from atrium.columns import as_of, now
from atrium.events import feed
from atrium.events.actions import record
from atrium.events.models import Event
from atrium.principal import SYSTEM
from tests.given import a_client
from tests.graph.asking import data

FOLLOW = "query ($after: String) { events(first: 2, after: $after) { nodes { action } pageInfo { endCursor } } }"


class Follower:
    """A program that reads the feed and remembers where it was."""

    def __init__(self) -> None:
        self.after: str | None = None

    async def reads(self) -> list[str]:
        """What is new."""
        found: list[str] = []
        while True:
            page = (await data(FOLLOW, {"after": self.after}))["events"]
            if not page["nodes"]:
                return found
            found += [node["action"] for node in page["nodes"]]
            self.after = page["pageInfo"]["endCursor"]


async def everything_placed() -> None:
    while await feed.place_new():
        pass


async def test_an_event_is_in_the_feed_once_it_has_its_place():
    await a_client("Ada")
    follower = Follower()

    before = await follower.reads()
    await everything_placed()

    assert (before, await follower.reads(), await follower.reads()) == ([], ["client.added"], [])


async def test_what_commits_late_comes_late_and_is_not_skipped():
    client, follower = await a_client("Ada"), Follower()
    await everything_placed()
    await follower.reads()

    async def slowly() -> None:
        async with database.tx():
            await record("client.slow", SYSTEM, client.id, at=now() - timedelta(minutes=5))
            begun.set()
            await done.wait()

    begun, done = asyncio.Event(), asyncio.Event()
    if database.dialect() == "postgres":  # on SQLite nobody else writes meanwhile, so none can be late
        late = asyncio.create_task(slowly())
        await begun.wait()
        await record("client.quick", SYSTEM, client.id)
        await everything_placed()
        first = await follower.reads()
        done.set()
        await late
    else:
        done.set()
        await record("client.quick", SYSTEM, client.id)
        await everything_placed()
        first = await follower.reads()
        await slowly()
    await everything_placed()

    assert (first, await follower.reads()) == (["client.quick"], ["client.slow"])


async def test_workers_that_place_at_once_give_no_place_twice_and_leave_no_gap():
    client = await a_client("Ada")
    for number in range(30):
        with as_of(now() - timedelta(minutes=number)):
            await record(f"client.act_{number}", SYSTEM, client.id)

    await asyncio.gather(*(database.retrying(everything_placed) for _ in range(4)))

    places = await Event.filter(client_id=client.id).order_by("place").values_list("place", flat=True)
    assert places == list(range(1, 32))


async def test_what_happens_in_the_house_takes_no_place():
    await record("staff.signed_in", SYSTEM)

    assert await feed.place_new() == 0
    assert (await Event.get()).place is None
