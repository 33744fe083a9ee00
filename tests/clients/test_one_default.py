"""Whatever is done to a list, in whatever order and by however many at once: one default while it has any entry."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atrium.clients.models import Client
from atrium.database import retrying
from atrium.errors import InvalidInput, NotFound, Refusal
from tests.clients.contacts_given import KINDS, Kind
from tests.given import a_client

SOME, FEW = settings().max_examples // 3, settings().max_examples // 6  # as long as the profile allows
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "prefer", "remove", "change", "heir"]), st.integers(0, 5)), max_size=14
)
KNOWN = 6


async def step(kind: Kind, client: Client, what: str, n: int, rows: list[UUID]) -> None:
    """One act on the list; on what may be gone already, if others act too."""
    at = rows[n % len(rows)] if rows else None
    if what == "add" or at is None:
        await kind.added(client, n % KNOWN, default=n % 2 == 0)
    elif what == "prefer":
        await kind.preferred(at)
    elif what == "change":
        await kind.changed(at, n + KNOWN)
    else:
        await kind.removed(at, heir=rows[(n + 1) % len(rows)] if what == "heir" and len(rows) > 1 else None)


async def hold(kind: Kind, client: Client) -> None:
    rows = await kind.rows(client)
    assert len([row for row in rows if row.is_default]) == min(1, len(rows))
    country = next((row.country for row in rows if row.is_default), "") if kind is KINDS["address"] else ""
    assert (await Client.get(id=client.id)).country == country


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(steps=STEPS)
@settings(max_examples=SOME)
async def test_a_list_has_one_default_after_every_step(kind: Kind, steps: list[tuple[str, int]]):
    client = await a_client("Ada", allow_login=False)

    for what, n in steps:
        with suppress(InvalidInput):  # a double is refused
            await step(kind, client, what, n, [row.id for row in await kind.rows(client)])
        await hold(kind, client)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(seed=st.integers(0, 2**16))
@settings(max_examples=FEW)
async def test_a_list_has_one_default_whoever_acts_on_it_at_once(kind: Kind, seed: int):
    client, chance = await a_client("Ada", allow_login=False), random.Random(seed)
    for n in range(3):
        await kind.added(client, n)
    rows = [row.id for row in await kind.rows(client)]

    def one() -> Any:
        what, n = chance.choice(["add", "prefer", "remove", "change", "heir"]), chance.randint(0, 9)
        return retrying(lambda: step(kind, client, what, n, rows))

    outcomes = await asyncio.gather(*(one() for _ in range(8)), return_exceptions=True)

    assert [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, Refusal)] == []
    assert {type(one) for one in outcomes} <= {type(None), NotFound, InvalidInput}
    await hold(kind, client)
