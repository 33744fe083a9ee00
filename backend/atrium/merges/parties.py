"""Those whom a merge is about, as they are at this moment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.custom_fields.printing import value_sql
from atrium.errors import MergeRefused, NotFound
from atrium.family.lines import hold_lines
from atrium.merges.belongings import Belonging, How
from atrium.merges.family import Kin, kin_of
from atrium.merges.moving import MOVING, WITH_DEFAULT, as_uuid, has_double
from atrium.principal import Principal

MOST_SOURCES = 10


@dataclass(frozen=True, slots=True)
class Default:
    """What stands first in one of a client's lists, or above it. Two with the same `key` are the same thing."""

    id: UUID
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of a kind move, and how many stay behind because the survivor has the same."""

    kind: str
    count: int
    same: int = 0


@dataclass(slots=True)
class Party:
    """One of them: the destination or a source. `custom` are its values by key, `defaults` by the list's kind."""

    client: Client
    kin: Kin
    parent: Default | None = None
    custom: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, Default] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return self.client.id


@dataclass(slots=True)
class Parties:
    """The destination and the sources, in the order in which they were named."""

    destination: Party
    sources: list[Party]
    labels: dict[str, str]
    moves: list[Moved]
    amounts: list[list[Any]]

    @property
    def everyone(self) -> list[Party]:
        return [self.destination, *self.sources]


async def read_parties(
    source_ids: Sequence[UUID], destination_id: UUID, by: Principal, *, lock: bool = False
) -> Parties:
    """Who they are and what is theirs. Raises NotFound, and MergeRefused for clients who cannot be merged.

    `lock` holds them and all above them, in the order of their ids, until the transaction ends.
    """
    named = list(dict.fromkeys(source_ids))
    _refuse_names(named, destination_id)
    clients = await _clients([*named, destination_id], lock=lock)
    _refuse_gone([clients.get(one) for one in (*named, destination_id)], by)
    everyone = [Party(clients[one], await kin_of(one)) for one in (destination_id, *named)]
    destination, sources = everyone[0], everyone[1:]
    if any(one.id in destination.kin.above for one in sources):
        raise MergeRefused("A client cannot be merged into one that stands below it. Swap the two.", code="ANCESTOR")
    labels = await _read_custom(everyone)
    await _read_defaults(everyone)
    await _read_parents(everyone)
    ids = [one.id for one in everyone]
    return Parties(destination, sources, labels, await count_moves(ids[1:], ids[0]), await _amounts(ids))


def _refuse_names(source_ids: Sequence[UUID], destination_id: UUID) -> None:
    if not source_ids:
        raise MergeRefused("Name at least one client to merge.", code="NO_SOURCE")
    if len(source_ids) > MOST_SOURCES:
        raise MergeRefused(f"At most {MOST_SOURCES} clients can be merged at once.", code="TOO_MANY_SOURCES")
    if destination_id in source_ids:
        raise MergeRefused("A client cannot be merged into itself.", code="SAME_CLIENT")


async def _clients(ids: Sequence[UUID], *, lock: bool) -> dict[UUID, Client]:
    if lock:
        return await hold_lines(ids)
    return {client.id: client for client in await Client.filter(id__in=list(ids))}


def _refuse_gone(clients: Sequence[Client | None], by: Principal) -> None:
    for client in clients:
        if client is None or (client.deleted_at is not None and not by.may("client.read_deleted")):
            raise NotFound()
        shown = client.display_name or f"#{client.number}"
        if client.deleted_at is not None:
            raise MergeRefused(f"{shown} is deleted. Restore it first.", code="DELETED")
        if client.merged_into_id is not None:  # type: ignore[attr-defined]
            raise MergeRefused(f"{shown} has been merged into another client already.", code="MERGED")


async def count_moves(source_ids: Sequence[UUID], destination_id: UUID) -> list[Moved]:
    """What would move, by kind. What two sources both have moves once."""
    legs, params = [], [destination_id, *source_ids]
    for one in MOVING:
        for place in range(len(source_ids)):
            earlier = ", ".join(f"${number}" for number in range(1, place + 2))
            double = has_double(one, f"IN ({earlier})") if one.same else "FALSE"
            legs.append(_leg(one, double, place + 2))
    legs.append(_told(len(source_ids)))
    sql = f"SELECT kind, sum(moved) AS moved, sum(same) AS same FROM ({' UNION ALL '.join(legs)}) c GROUP BY kind"
    found = {row["kind"]: (int(row["moved"]), int(row["same"])) for row in await database.rows(sql, *params)}
    kinds = [*dict.fromkeys(one.kind for one in MOVING), "payments", "events"]
    return [Moved(kind, *found[kind]) for kind in kinds if sum(found.get(kind, (0, 0)))]


def _leg(one: Belonging, double: str, source: int) -> str:
    counts = f"COALESCE(sum(CASE WHEN {double} THEN 0 ELSE 1 END), 0)"
    same = f"COALESCE(sum(CASE WHEN {double} THEN 1 ELSE 0 END), 0)"
    if one.how is not How.COLLAPSES:
        counts, same = "count(*)", "0"
    where = f"t.{one.column} = ${source} AND {one.counted}"
    return f"SELECT '{one.kind}' AS kind, {counts} AS moved, {same} AS same FROM {one.table} t WHERE {where}"


def _told(sources: int) -> str:
    """Payments move with their orders, and the survivor's timeline tells what the sources' told."""
    among = ", ".join(f"${number}" for number in range(2, sources + 2))
    return f"""SELECT 'payments', count(*), 0 FROM payment p JOIN client_order o ON o.id = p.order_id
      WHERE o.client_id IN ({among}) UNION ALL SELECT 'events', count(*), 0 FROM event WHERE client_id IN ({among})"""


async def _read_custom(everyone: Sequence[Party]) -> dict[str, str]:
    """The custom values of each; the fields' labels by key."""
    among, ids = _among(everyone)
    value = value_sql("f", "v", database.dialect())
    sql = f"""SELECT v.client_id, f.key, f.label, {value} AS value
      FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id
      WHERE v.client_id IN ({among}) AND v.place = 0 ORDER BY f.position, f.id"""
    by_id, labels = {one.id: one for one in everyone}, {}
    for row in await database.rows(sql, *ids):
        by_id[as_uuid(row["client_id"])].custom[row["key"]] = json.loads(row["value"])
        labels[row["key"]] = row["label"]
    return labels


_SHOWN = {
    "emails": "t.address",
    "phones": "t.formatted",
    "addresses": "t.line1 || ', ' || t.postcode || ' ' || t.city || ', ' || t.country",
    "companies": "t.name",
}


async def _read_defaults(everyone: Sequence[Party]) -> None:
    among, ids = _among(everyone)
    legs = [
        f"SELECT '{one.kind}' AS kind, t.client_id, t.id, {_SHOWN[one.kind]} AS shown, "
        f"{' || chr_ || '.join(f't.{column}' for column in one.same)} AS same FROM {one.table} t"
        f" WHERE t.client_id IN ({among}) AND t.is_default"
        for one in WITH_DEFAULT
    ]
    by_id = {one.id: one for one in everyone}
    for row in await database.rows(" UNION ALL ".join(legs).replace("chr_", "'|'"), *ids):
        default = Default(as_uuid(row["id"]), row["same"], row["shown"] or row["same"])
        by_id[as_uuid(row["client_id"])].defaults[row["kind"]] = default


async def _read_parents(everyone: Sequence[Party]) -> None:
    """Who could be above the one that is left: nobody of them, and nobody below any of them."""
    own = {one.id for one in everyone}.union(*(one.kin.below for one in everyone))
    nearest = {one.id: one.kin.above[0] for one in everyone if one.kin.above and one.kin.above[0] not in own}
    found = {client.id: client for client in await Client.filter(id__in=list(nearest.values()))} if nearest else {}
    for one in everyone:
        parent = found.get(nearest.get(one.id, one.id))
        if parent is not None:
            one.parent = Default(parent.id, str(parent.id), f"{parent.display_name} (#{parent.number})")


async def _amounts(ids: Sequence[UUID]) -> list[list[Any]]:
    among = ", ".join(f"${place}" for place in range(1, len(ids) + 1))
    sql = f"""SELECT client_id, currency, order_count, lifetime_minor, due_minor FROM client_balance
      WHERE client_id IN ({among}) ORDER BY client_id, currency"""
    return [[str(value) for value in row.values()] for row in await database.rows(sql, *ids)]


def _among(everyone: Sequence[Party]) -> tuple[str, list[UUID]]:
    ids = [one.id for one in everyone]
    return ", ".join(f"${place}" for place in range(1, len(ids) + 1)), ids
