"""Clients become one: everything that is theirs is the survivor's, and they stay as signposts to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients import search, ways_in
from atrium.clients.models import Client
from atrium.clients.standing import standing_of
from atrium.columns import new_id, now
from atrium.errors import Blocked, Fault, InvalidInput, StalePreview
from atrium.events.actions import Change, Move, Standing, record
from atrium.ids import as_id
from atrium.merges import linking, moving, settling, taking
from atrium.merges.differing import choose
from atrium.merges.inputs import MergeClientsInput
from atrium.merges.models import ClientMerge, ClientMergeSource
from atrium.merges.parties import Moved, Parties, Party, read_parties
from atrium.merges.preview import blockers_of, is_code, seen
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

UNDOABLE_FOR = timedelta(days=30)
WHY = "Not sent: the client was merged into another."

WRITTEN = (
    "login_email", "login_fold", "signpost_email", "signpost_fold", "password_hash", "verified_at", "last_login_at",
    "is_guest", "allow_login", "first_name", "last_name", "display_name", "first_fold", "last_fold", "name_fold",
    "language", "currency", "country", "parent_id", "merged_into_id", "version", "updated_at",
)  # fmt: skip
"""What a merge writes of the clients' own rows."""


async def merge_clients(given: MergeClientsInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Move all that the sources own to the destination and leave them as signposts to it. Answers the merge's id.

    Raises NotFound, MergeRefused, InvalidInput (confirmationCode: WRONG_CODE; faults of `take`), StalePreview when the
    clients are no longer as they were previewed, Blocked and IdempotencyConflict.
    """
    merge_id = new_id()
    async with database.tx():
        answered = await claim(idempotency_key, by, "mergeClients", given, merge_id)
        if answered:
            return answered
        sources, destination = [as_id(one) for one in given.source_ids], as_id(given.destination_id)
        parties = await read_parties(sources, destination, by, lock=True)
        chosen = await _agreed(parties, given)
        await _merge(merge_id, parties, chosen, by)
    return merge_id


async def _agreed(parties: Parties, given: MergeClientsInput) -> dict[str, UUID]:
    """Whose value is taken in each field, after all was found to be as it was previewed."""
    preview = await seen(parties)
    if given.preview_token != preview.token:
        raise StalePreview()
    if not is_code(given.confirmation_code, preview.token):
        message = "This is not the code. Type it as it is shown."
        raise InvalidInput.of([Fault(("confirmationCode",), "WRONG_CODE", message)])
    chosen = choose(preview.conflicts, given.take)
    blockers = await blockers_of(parties, chosen)
    if blockers:
        raise Blocked(blockers=tuple(blockers))
    return chosen


async def _merge(merge_id: UUID, parties: Parties, chosen: dict[str, UUID], by: Principal) -> None:
    survivor, sources = parties.destination.client, [one.client for one in parties.sources]
    before = {one.id: standing_of(one.client) for one in parties.everyone}
    rows = {one.id: new_id() for one in parties.sources}
    await _open_journal(merge_id, parties, rows, by)
    concerned = await linking.payers_of([one.id for one in parties.everyone])
    changes = await _settle_facts(parties, chosen, rows)
    for one in parties.sources:
        await _move_belongings(one, rows[one.id], survivor)
    await moving.settle_defaults([one.id for one in parties.everyone])
    changes += await taking.take_defaults(parties, chosen)
    _refuse_nameless(await taking.follow_lists(survivor))
    for client in sources:
        client.update_from_dict({"merged_into_id": survivor.id})
    await _write([*sources, survivor])
    for client in sources:
        await settling.readdress(rows[client.id], survivor)
    await linking.unbilled([client.id for client in sources], survivor.id)
    await linking.bill_anew([*sources, survivor])
    await linking.balance(concerned | await linking.payers_of([survivor.id]))
    await search.refresh(survivor)
    await _tell(merge_id, parties, before, changes, by)


async def _tell(
    merge_id: UUID, parties: Parties, before: Mapping[UUID, Standing], changes: Sequence[Change], by: Principal
) -> None:
    """The survivor's event names everyone and counts what moved; each source's timeline ends with where it went."""
    survivor = parties.destination.client
    told = [*_named(parties), *changes, *(Change(f"moved.{one.kind}", 0, one.count) for one in parties.moves)]
    moved = Move(survivor.origin.value, before[survivor.id], standing_of(survivor))
    event_id = await record("client.merged", by, survivor.id, changes=told, move=moved, at=survivor.updated_at)
    await ClientMerge.filter(id=merge_id).update(event_id=event_id)
    for one in parties.sources:
        gone = Move(
            one.client.origin.value, before[one.id], standing_of(one.client), registered_at=one.client.created_at
        )
        into = [Change("mergedInto", None, f"{survivor.display_name} (#{survivor.number})")]
        await record("client.merged_into", by, one.id, changes=into, move=gone, at=one.client.updated_at)


async def _open_journal(merge_id: UUID, parties: Parties, rows: dict[UUID, UUID], by: Principal) -> None:
    moment, actor = now(), by.actor
    await ClientMerge.create(
        id=merge_id,
        at=moment,
        destination_id=parties.destination.id,
        by_kind=actor.kind,
        by_id=actor.id,
        by_name=actor.name,
        moves=[_shown(one) for one in parties.moves],
        undoable_until=moment + UNDOABLE_FOR,
    )
    for place, one in enumerate(parties.sources):
        await ClientMergeSource.create(id=rows[one.id], merge_id=merge_id, client_id=one.id, place=place)


async def _settle_facts(parties: Parties, chosen: dict[str, UUID], rows: dict[UUID, UUID]) -> list[Change]:
    """What the clients themselves are: in memory, but for what only the database can exchange."""
    for one in parties.sources:
        await ways_in.end_all(one.id, WHY)
        await moving.note_defaults(rows[one.id], one.id, parties.destination.id)
    return [
        *await taking.take_facts(parties, chosen),
        *await taking.take_login(parties, chosen, rows),
        *await taking.take_external_id(parties, chosen, rows),
        *await linking.take_place(parties, chosen, rows),
        *await taking.exchange_values(parties, chosen, rows),
    ]


async def _move_belongings(source: Party, row: UUID, survivor: Client) -> None:
    for belonging in moving.MOVING:
        await moving.move(belonging, row, source.id, survivor.id)
    await settling.keep_logins(row, source.client, survivor)
    await settling.tell_apart(row, source.id, survivor.id)


def _refuse_nameless(is_named: bool) -> None:
    if not is_named:
        message = "Nothing would say who this client is. Take a first or last name."
        raise InvalidInput.of([Fault(("take",), "NAMELESS", message)])


async def _write(clients: Sequence[Client]) -> None:
    """The survivor comes last: a login that it takes is free by then."""
    for client in clients:
        client.version += 1
        client.updated_at = now()
        await client.save(update_fields=list(WRITTEN))


def _named(parties: Parties) -> list[Change]:
    """Both by name and id, so that whoever follows the events can follow them, too."""
    return [
        change
        for one in parties.sources
        for change in (
            Change("mergedClient", f"{one.client.display_name} (#{one.client.number})", None),
            Change("mergedClientId", str(one.id), str(parties.destination.id)),
        )
    ]


def _shown(moved: Moved) -> dict[str, Any]:
    return asdict(moved)
