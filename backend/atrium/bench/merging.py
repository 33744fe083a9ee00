"""How long a merge of a client with a long past takes: one transaction over everything that points at it."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID

from atrium import columns, database
from atrium.access.permissions import PERMISSIONS
from atrium.clients.actions import add_client
from atrium.clients.inputs import AddClientInput
from atrium.columns import new_id
from atrium.copying import copy_in
from atrium.ids import Id
from atrium.merges.actions import merge_clients
from atrium.merges.inputs import MergeClientsInput, UndoMergeInput
from atrium.merges.preview import preview
from atrium.merges.undoing import undo_merge
from atrium.orders import balances
from atrium.principal import ActorKind, Principal

ORDERS, EVENTS_AN_ORDER, TIMES = 10_000, 5, 3
BOSS = Principal(ActorKind.STAFF, UUID(int=1), "Bench", frozenset(PERMISSIONS))
FIRST_ORDER = 10_000_000


async def measure(orders: int) -> str:
    """A sentence about merging a client with so many orders, and five times as many events, and undoing it."""
    merge, undo = await seconds_of_a_merge(orders, orders * EVENTS_AN_ORDER)
    what = f"a client with {orders:,} orders and {orders * EVENTS_AN_ORDER:,} events"
    return f"Merging {what}: {merge:.2f} s, undoing it: {undo:.2f} s (median of {TIMES}, one transaction each)."


async def seconds_of_a_merge(orders: int, events: int) -> tuple[float, float]:
    """The median seconds of merging a client with so many orders and events into another, and of undoing it."""
    source, into = [await _client(name) for name in ("Ada", "Grace")]
    async with database.tx():
        await _past(source, orders, events)
    merges, undos = [], []
    for _ in range(TIMES):
        seen = await preview([source], into, BOSS)
        given = MergeClientsInput(
            source_ids=[Id(str(source))],
            destination_id=Id(str(into)),
            preview_token=seen.token,
            confirmation_code=seen.code,
        )
        began = time.perf_counter()
        merge_id = await merge_clients(given, BOSS)
        merged = time.perf_counter()
        await undo_merge(UndoMergeInput(merge_id=Id(str(merge_id))), BOSS)
        merges.append(merged - began)
        undos.append(time.perf_counter() - merged)
    return median(merges), median(undos)


async def _client(name: str) -> UUID:
    given = AddClientInput(first_name=name, email=f"{name.lower()}@merge.example.org", notify=False)
    return await add_client(given, BOSS)


async def _past(client_id: UUID, orders: int, events: int) -> None:
    moment, who = columns.now(), {"kind": "STAFF", "id": None, "name": "Bench"}
    placed: list[dict[str, Any]] = [
        {
            "id": new_id(), "number": FIRST_ORDER + place, "client_id": client_id, "status": "PAID", "currency": "EUR",
            "total_minor": 1999, "paid_minor": 1999, "placed_at": moment - timedelta(minutes=place),
            **{f"placed_{key}": value for key, value in who.items()},
        }
        for place in range(orders)
    ]  # fmt: skip
    told: list[dict[str, Any]] = [
        {
            "id": new_id(), "at": moment - timedelta(minutes=place), "action": "order.placed", "client_id": client_id,
            **{f"actor_{key}": value for key, value in who.items()}, "changes": "[]", "reason": "",
        }
        for place in range(events)
    ]  # fmt: skip
    for table, rows in (("client_order", placed), ("event", told)):
        await copy_in(table, list(rows[0]), [list(row.values()) for row in rows])
    await balances.settle(client_id, "EUR")
