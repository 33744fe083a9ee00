"""Undoing a merge: what nobody has changed since goes back to whose it was, what somebody has stays and is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.clients import search
from atrium.clients.models import Client
from atrium.clients.standing import standing_of, touch
from atrium.columns import now
from atrium.errors import NotFound
from atrium.events.actions import Change, Move, Standing, record
from atrium.events.models import Event
from atrium.family.lines import hold_lines
from atrium.ids import as_id
from atrium.merges import linking, moving, returning, settling, taking
from atrium.merges.belongings import UNTOLD
from atrium.merges.differing import CUSTOM
from atrium.merges.inputs import UndoMergeInput
from atrium.merges.models import ClientMerge, ClientMergeSource
from atrium.merges.undoable import refuse
from atrium.preferences.idempotency import claim
from atrium.principal import Principal


@dataclass(slots=True)
class Undone:
    """What an undo did, or would do: whose clients stand again, and by kind how many rows went back or stayed."""

    merge_id: UUID
    client_ids: list[UUID]
    returned: Counter[str] = field(default_factory=Counter)
    stayed: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str, returned: int, stayed: int) -> None:
        self.returned[kind] += returned
        self.stayed[kind] += stayed


CONTESTED = frozenset({"client_login_fold_key", "client_external_id_key"})
"""What only the database knows to be free: somebody else may take it between the look and the writing."""
ATTEMPTS = 3


class _OnlyPreviewed(Exception):
    """Ends the transaction of a preview without a trace."""


async def undo_merge(given: UndoMergeInput, by: Principal, idempotency_key: str | None = None) -> Undone:
    """Give the sources of a merge back what was theirs. With `preview` nothing is done, only told.

    Raises NotFound, MergeRefused (UNDONE, TOO_LATE, MERGED_ON, DELETED, ERASED), InvalidInput and IdempotencyConflict.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await _undo_merge(given, by, idempotency_key)
        except IntegrityError as clash:
            if database.constraint_of(clash) not in CONTESTED or attempt == ATTEMPTS:
                raise  # else somebody came under the address or id at this very moment, and keeps it
    raise AssertionError("the last attempt returns or raises")


async def _undo_merge(given: UndoMergeInput, by: Principal, idempotency_key: str | None) -> Undone:
    merge_id = as_id(given.merge_id)
    undone = Undone(merge_id, [])
    try:
        async with database.tx():
            if not given.preview and await claim(idempotency_key, by, "undoMerge", given, merge_id):
                return await _answered(merge_id)
            merge = await ClientMerge.get_or_none(id=merge_id)
            if merge is None:
                raise NotFound()
            await _undo(merge, undone, by)
            if given.preview:
                raise _OnlyPreviewed
    except _OnlyPreviewed:
        pass
    return undone


async def _answered(merge_id: UUID) -> Undone:
    """What an undo answered when it was asked for the first time."""
    merge = await ClientMerge.get(id=merge_id)
    kept: Any = merge.outcome
    sources = await ClientMergeSource.filter(merge_id=merge_id).order_by("place")
    counted = (Counter(kept.get(name, {})) for name in ("returned", "stayed"))
    return Undone(merge_id, [one.client_id for one in sources], *counted)


async def _undo(merge: ClientMerge, undone: Undone, by: Principal) -> None:
    sources = await ClientMergeSource.filter(merge_id=merge.id).order_by("place")
    undone.client_ids = [one.client_id for one in sources]
    ids = [merge.destination_id, *undone.client_ids]
    held = await _hold(ids, [one.id for one in sources])
    clients = {one: held[one] for one in ids}
    merge = await ClientMerge.get(id=merge.id)
    survivor = clients[merge.destination_id]
    pairs = [(one, clients[one.client_id]) for one in sources]
    refuse(merge, survivor, [client for _, client in pairs], by)
    before = {client.id: standing_of(client) for client in clients.values()}
    concerned = await linking.payers_of(ids)
    told = await Event.get(id=merge.event_id)
    changes = await _give_back(merge, pairs, survivor, told, undone)
    for client in clients.values():
        await settling.list_login(client)
    for row, client in pairs:
        await settling.readdress(row.id, client)
    await settling.void_astray(survivor.id)
    await linking.bill_anew(list(clients.values()))
    await linking.balance(concerned | await linking.payers_of(ids))
    for client in (survivor, *(client for _, client in pairs)):
        await taking.follow_lists(client)
        await touch(client, *returning.FOLLOWING)
        await search.refresh(client)
    await _conclude(merge, survivor, [client for _, client in pairs], before, changes, undone, by)


async def _hold(ids: Sequence[UUID], rows: Sequence[UUID]) -> dict[UUID, Client]:
    """All of them, whom they stood under, and everyone above."""
    wanted = set(ids)
    while True:
        held = await hold_lines(wanted)
        parents = await linking.former_parents(rows)
        if parents <= wanted:
            return held
        wanted |= parents


async def _give_back(
    merge: ClientMerge, pairs: Sequence[tuple[ClientMergeSource, Client]], survivor: Client, told: Event, undone: Undone
) -> list[Change]:
    """Facts and logins first: an address that is a login stays with who logs in with it."""
    facts = returning.Facts(survivor, told.changes)
    for row, client in reversed(pairs):
        client.update_from_dict({"merged_into_id": None})
        undone.count("login", *await returning.return_login(row.id, survivor, client, facts))
    undone.count("allowLogin", 0, await returning.keep_locked_out(merge.at, survivor, [one for _, one in pairs]))
    undone.count("facts", *facts.return_plain())
    await returning.save(survivor, [client for _, client in pairs])
    for row, client in reversed(pairs):
        undone.count("externalId", *await returning.return_external_id(row.id, survivor, client, facts))
        undone.returned["customFields"] += await returning.return_values(row.id, survivor.id, client.id, facts)
        await returning.take_away_made(row.id, survivor)
        for one in moving.MOVING:
            returned = await moving.give_back(one, row.id, client.id, survivor.id)
            if one.counted != UNTOLD:
                undone.count(one.kind, returned, await moving.count_journaled(row.id, one.kind) - returned)
        await linking.follow_links(client.id, survivor.id)
        await moving.restore_defaults(row.id, client.id, survivor.id)
    places = [(row.id, client) for row, client in reversed(pairs)]
    undone.count("parent", *await linking.give_places_back(places, survivor))
    exchanged = sum(field.startswith(CUSTOM) for field in facts.told)
    undone.stayed["customFields"] = exchanged - undone.returned["customFields"]
    return facts.changes


async def _conclude(
    merge: ClientMerge,
    survivor: Client,
    sources: Sequence[Client],
    before: dict[UUID, Standing],
    changes: Sequence[Change],
    undone: Undone,
    by: Principal,
) -> None:
    moment, actor = now(), by.actor
    undone.returned, undone.stayed = +undone.returned, +undone.stayed
    await ClientMerge.filter(id=merge.id).update(
        undone_at=moment,
        undone_kind=actor.kind,
        undone_id=actor.id,
        undone_name=actor.name,
        outcome={"returned": dict(undone.returned), "stayed": dict(undone.stayed)},
    )
    counts = [Change(f"returned.{kind}", count, 0) for kind, count in undone.returned.items()]
    counts += [Change(f"stayed.{kind}", count, count) for kind, count in undone.stayed.items()]
    named = [Change("mergedClient", None, f"{one.display_name} (#{one.number})") for one in sources]
    moved = Move(survivor.origin.value, before[survivor.id], standing_of(survivor))
    told = [*named, *changes, *counts]
    await record("client.merge_undone", by, survivor.id, changes=told, move=moved, at=moment)
    for client in sources:
        moved = Move(client.origin.value, before[client.id], standing_of(client), registered_at=client.created_at)
        whom = [Change("mergedInto", f"{survivor.display_name} (#{survivor.number})", None)]
        await record("client.merge_undone", by, client.id, changes=whom, move=moved, at=moment)
