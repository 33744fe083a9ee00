"""Saying that clients who look alike are not the same, and taking that back. Their timelines tell it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from uuid import UUID

from atrium import database
from atrium.clients.duplicates.grouping import SHARED_BY_MOST, Pair, pair_of
from atrium.clients.duplicates.inputs import (
    DismissDuplicateInput,
    DismissDuplicatesInput,
    ReopenDuplicateInput,
    ReopenDuplicatesInput,
)
from atrium.clients.duplicates.regrouping import hold, regroup
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.principal import ActorKind, Principal

MOST_PAIRS = SHARED_BY_MOST * (SHARED_BY_MOST - 1) // 2

_DISMISS = """
INSERT INTO client_distinction (id, client_id, other_id, actor_kind, actor_id, actor_name, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (client_id, other_id) DO NOTHING
"""
_REOPEN = "DELETE FROM client_distinction WHERE client_id = $1 AND other_id = $2"


async def dismiss_duplicate(given: DismissDuplicateInput, by: Principal) -> UUID:
    """Remember that the two are not the same. Saying it again changes nothing. Answers the first one's id.

    Raises NotFound, and InvalidInput (otherId: SAME) for one client named twice.
    """
    pair = _pair(given)
    await _dismiss(pair, by)
    return pair[0]


async def dismiss_duplicates(given: DismissDuplicatesInput, by: Principal) -> list[Pair]:
    """Remember that each of these clients is somebody else. Answers the pairs of whom it was not said before.

    Raises NotFound, and InvalidInput (clientIds: TOO_FEW, TOO_MANY) for less than two different ones or more than 20.
    """
    faults, ids = Faults(), list(dict.fromkeys(map(as_id, given.client_ids)))
    if len(ids) < 2:
        faults.add("clientIds", "TOO_FEW", "Name at least two clients.")
    if len(ids) > SHARED_BY_MOST:
        faults.add("clientIds", "TOO_MANY", f"Name at most {SHARED_BY_MOST} clients at once.")
    faults.refuse()
    return await _dismiss(ids, by)


async def _dismiss(ids: Sequence[UUID], by: Principal) -> list[Pair]:
    async with tx():
        await hold()
        clients = {client.id: client for client in await lock_standing(*ids)}
        moment = now()
        actor = (by.actor.kind or ActorKind.SYSTEM).value, by.actor.id, by.actor.name, moment
        pairs = combinations(sorted(ids), 2)
        said = [pair for pair in pairs if await database.execute(_DISMISS, new_id(), *pair, *actor)]
        for one, others in _sides(said):
            changes = [Change("notTheSameAs", None, _called(clients[other])) for other in others]
            await record("client.duplicate_dismissed", by, one, changes=changes, at=moment)
        await regroup(ids)
    return said


async def reopen_duplicate(given: ReopenDuplicateInput, by: Principal) -> UUID:
    """Forget that it was said: they may be the same. Answers the first one's id. Raises as `dismiss_duplicate`."""
    pair = _pair(given)
    await _reopen([pair_of(*pair)], by)
    return pair[0]


async def reopen_duplicates(given: ReopenDuplicatesInput, by: Principal) -> list[Pair]:
    """Forget it of these pairs. Answers those of whom it had been said.

    Raises NotFound, and InvalidInput (pairs: TOO_FEW, TOO_MANY; pairs.N.otherId: SAME).
    """
    faults, pairs = Faults(), []
    if not given.pairs:
        faults.add("pairs", "TOO_FEW", "Name at least one pair.")
    if len(given.pairs) > MOST_PAIRS:
        faults.add("pairs", "TOO_MANY", f"Name at most {MOST_PAIRS} pairs at once.")
    for place, one in enumerate(given.pairs):
        pair = pair_of(as_id(one.client_id), as_id(one.other_id))
        if pair[0] == pair[1]:
            faults.add(("pairs", str(place), "otherId"), "SAME", "This is the same client. Name another one.")
        pairs.append(pair)
    faults.refuse()
    return await _reopen(sorted(set(pairs)), by)


async def _reopen(pairs: Sequence[Pair], by: Principal) -> list[Pair]:
    ids = sorted({one for pair in pairs for one in pair})
    async with tx():
        await hold()
        clients = {client.id: client for client in await lock_standing(*ids)}
        moment = now()
        forgotten = [pair for pair in pairs if await database.execute(_REOPEN, *pair)]
        for one, others in _sides(forgotten):
            changes = [Change("notTheSameAs", _called(clients[other]), None) for other in others]
            await record("client.duplicate_reopened", by, one, changes=changes, at=moment)
        await regroup(ids)
    return forgotten


def _sides(pairs: Sequence[Pair]) -> list[tuple[UUID, list[UUID]]]:
    """Each client of the pairs with those whom they name beside it."""
    sides: dict[UUID, list[UUID]] = {}
    for one, other in pairs:
        sides.setdefault(one, []).append(other)
        sides.setdefault(other, []).append(one)
    return list(sides.items())


def _pair(given: DismissDuplicateInput | ReopenDuplicateInput) -> Pair:
    client_id, other_id = as_id(given.client_id), as_id(given.other_id)
    if client_id == other_id:
        faults = Faults()
        faults.add("otherId", "SAME", "This is the same client. Name another one.")
        faults.refuse()
    return client_id, other_id


def _called(client: Client) -> str:
    return f"{client.display_name} (#{client.number})"
