"""Chance: whom an act is about, and what is chosen in a merge."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from atrium.clients.models import Client
from atrium.ids import Id
from atrium.merges.actions import merge_clients
from atrium.merges.inputs import MergeChoice
from atrium.merges.preview import preview
from tests.merges.given import BOSS, agreed

Doing = Callable[[], Awaitable[Any]]


@dataclass(frozen=True)
class Act:
    """Something to be done once. `name` says what it is."""

    name: str
    do: Doing


@dataclass
class Chance:
    """What is drawn at random: the same again for the same seed, and the same store."""

    chance: Random = field(default_factory=Random)

    def maybe(self, odds: float = 0.5) -> bool:
        return self.chance.random() < odds

    async def anyone(self) -> Client:
        """Mostly one that stands."""
        asked = Client.all() if self.maybe(0.05) else Client.filter(deleted_at=None, merged_into=None)
        return self.chance.choice(await asked.order_by("number") or await Client.all().order_by("number"))

    async def some(self, most: int) -> list[Client]:
        """Up to so many, no one twice."""
        return list({one.id: one for one in [await self.anyone() for _ in range(2 * most)]}.values())[:most]

    async def one_of(self, rows: Any) -> Any:
        """One of the rows of a query, None where there is none."""
        found = await rows
        return self.chance.choice(found) if found else None


async def merged_with_choices(clients: list[Client], seed: int) -> UUID | None:
    """Merge all but the last into the last, as the preview says, with choices at random."""
    if len(clients) < 2:
        return None
    chance = Random(seed)
    seen = await preview([one.id for one in clients[:-1]], clients[-1].id, BOSS)
    given = agreed(seen, *clients)
    given.take = [
        MergeChoice(field=one.field, from_=Id(str(chance.choice(_possible(one)))))
        for one in seen.conflicts
        if one.field != "allowLogin" and chance.random() < 0.5
    ]
    return await merge_clients(given, BOSS)


def _possible(conflict: Any) -> list[UUID]:
    has = [key for key, value in conflict.values.items() if value not in (None, "")]
    return has if conflict.field.startswith(("default", "firstName")) else list(conflict.values)
