"""record(): what happened, and how it moved the figures, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from atrium import columns
from atrium.copying import copy_in
from atrium.inserting import Row, insert
from atrium.principal import Principal

SECONDS_A_QUARTER = 900
OUT_OF_SIGHT = frozenset({"MERGED", "DELETED"})  # these clients exist, and no list or figure shows them


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an act changed: its GraphQL name, and its JSON values before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a client stands: its status, and its country (ISO 3166-1 alpha-2, `""` when unknown)."""

    status: str
    country: str

    @property
    def counts(self) -> bool:
        return self.status not in OUT_OF_SIGHT


@dataclass(frozen=True, slots=True)
class Move:
    """How an act moved a client. `before` is None for one who enters, `after` for one whose row goes.

    `registered_at` is the client's `created_at`. An act that registers the client (`is_new`) may leave it out; an act
    by which a client leaves or re-enters the figures (delete, restore, merge, undo) must give it.
    """

    origin: str
    before: Standing | None
    after: Standing | None
    is_new: bool = False
    registered_at: datetime | None = None


ON_SIGHT: list[Callable[[UUID, bool], Awaitable[None]]] = []
"""What higher rooms do, in the same transaction, when a client leaves the figures (False) or comes back (True)."""


def quarter_of(moment: datetime) -> int:
    """The number of whole quarter-hours since 1970 (UTC) until the moment."""
    return int(moment.timestamp() // SECONDS_A_QUARTER)


async def record(
    action: str,
    by: Principal,
    client_id: UUID | None = None,
    *,
    changes: Sequence[Change] = (),
    reason: str = "",
    move: Move | None = None,
    at: datetime | None = None,
) -> UUID:
    """Write down that `by` did `action` (`"client.added"`), inside the caller's transaction. Answers the event's id.

    Give `at` when the act has stamped its own row with a moment: a client whose `created_at` is the last microsecond
    of a day must be counted on that day. Raises ValueError for a move that hides or shows a client without
    `registered_at`.
    """
    happened = happening(action, by, client_id, changes=changes, reason=reason, move=move, at=at)
    await insert(happened)
    if client_id and move and not move.is_new and _counted(move.before) is not _counted(move.after):
        for act in ON_SIGHT:
            await act(client_id, _counted(move.after))
    event_id: UUID = happened[0].values["id"]
    return event_id


async def record_many(happened: Iterable[list[Row]]) -> None:
    """Write down the `happening` of each of many clients, by one statement, where none moves in the figures."""
    events = [event.values for event, *_ in happened]
    if events:
        await copy_in("event", list(events[0]), [tuple(one.values()) for one in events])


def happening(
    action: str,
    by: Principal,
    client_id: UUID | None = None,
    *,
    changes: Sequence[Change] = (),
    reason: str = "",
    move: Move | None = None,
    at: datetime | None = None,
) -> list[Row]:
    """The rows of `record`, for an act that writes them together with its own: the event first, then what it moved."""
    at, behalf = at or columns.now(), by.on_behalf_of
    event = {
        "id": columns.new_id(),
        "at": at,
        "action": action,
        "client_id": client_id,
        "actor_kind": by.actor.kind.value,
        "actor_id": by.actor.id,
        "actor_name": by.actor.name,
        "behalf_kind": behalf and behalf.kind.value,
        "behalf_id": behalf and behalf.id,
        "behalf_name": behalf and behalf.name,
        "changes": orjson.dumps([_json_of(change) for change in changes]).decode(),
        "reason": reason,
    }
    moved = [] if move is None or move.before == move.after else [_delta(move, at)]
    return [Row("event", event), *moved]


def _json_of(change: Change) -> dict[str, object]:
    return {"field": change.field, "before": change.before, "after": change.after}


def _delta(move: Move, at: datetime) -> Row:
    values = {
        "id": columns.new_id(),
        "quarter": quarter_of(at),
        "since_quarter": _since_quarter(move, at),
        "origin": move.origin,
        "status_from": move.before.status if move.before else None,
        "status_to": move.after.status if move.after else None,
        "country_from": move.before.country if move.before else None,
        "country_to": move.after.country if move.after else None,
    }
    return Row("client_delta", values)


def _counted(standing: Standing | None) -> bool:
    return standing is not None and standing.counts


def _since_quarter(move: Move, at: datetime) -> int | None:
    if _counted(move.before) is _counted(move.after):
        return None
    registered_at = move.registered_at or (at if move.is_new else None)
    if registered_at is None:
        raise ValueError("a move that hides or shows a client needs the moment of its registration")
    return quarter_of(registered_at)
