"""What speaks against removing a client: what is still open, runs, or hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from atrium import database
from atrium.clients.bulk.acts import Reason
from atrium.clients.models import Client
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.family.lines import hold_above
from atrium.graph.reading.sql import Sql
from atrium.principal import Principal

BLOCKERS = {
    "OPEN_ORDERS": (
        "SELECT count(*) FROM client_order b WHERE b.client_id = {client} AND b.status = 'UNPAID'",
        "There are unpaid orders. They stay as they are, and nobody is asked to pay them.",
        "have unpaid orders",
    ),
    "RUNNING_SERVICES": (
        "SELECT count(*) FROM service b WHERE b.client_id = {client} AND b.status = 'RUNNING'",
        "There are services that still run. They go on running until somebody ends them.",
        "have services that still run",
    ),
    "OPEN_TICKETS": (
        "SELECT count(*) FROM ticket b WHERE b.client_id = {client} AND b.status <> 'CLOSED'",
        "There are tickets that are not closed. Nobody can answer them any more.",
        "have tickets that are not closed",
    ),
    "CHILDREN": (
        "SELECT count(*) FROM client b WHERE b.parent_id = {client} AND b.status NOT IN ('MERGED', 'DELETED')",
        "There are child accounts. They become accounts of their own, and pay for themselves.",
        "have child accounts",
    ),
}
"""By code: how many there are, what it means for one client, and what is said of many."""

MERGED = Hindrance("MERGED", "This client was merged into another, so what was its own is that one's. Open that one.")

_COUNTS = ", ".join(f"({sql.format(client='c.id')}) AS {code.lower()}" for code, (sql, _, _) in BLOCKERS.items())


async def blockers_of(client_id: UUID) -> list[Hindrance]:
    """All of them, each with how many there are."""
    counted = (await database.rows(f"SELECT {_COUNTS} FROM client c WHERE c.id = $1", client_id))[0]
    return [
        Hindrance(code, message, int(counted[code.lower()]))
        for code, (_, message, _) in BLOCKERS.items()
        if counted[code.lower()]
    ]


async def refuse_blocked(client_id: UUID, override: Collection[str]) -> list[Hindrance]:
    """Raises Blocked with every blocker that was not named; answers those that were."""
    found = await blockers_of(client_id)
    missing = tuple(one for one in found if one.code not in override)
    if missing:
        raise Blocked("Something speaks against it. Name what shall not stop you.", blockers=missing)
    return found


async def seen(client_id: UUID, by: Principal, *, lock: bool = False) -> Client:
    """The client as it is, deleted or not; `lock` holds it with its children, its signposts and all above them.

    Raises NotFound for who is not there, or may not be seen.
    """
    if lock:
        near = "SELECT id FROM client WHERE id = $1 OR parent_id = $1 OR merged_into_id = $1"
        await hold_above({client_id, *(UUID(str(row["id"])) for row in await database.rows(near, client_id))})
    client = await Client.get_or_none(id=client_id)
    if client is None or (client.deleted_at is not None and not by.may("client.read_deleted")):
        raise NotFound()
    return client


def refuse_merged(client: Client) -> None:
    """Raises Blocked for a signpost."""
    if client.merged_into_id is not None:  # type: ignore[attr-defined]
        raise Blocked(MERGED.message, blockers=(MERGED,))


def reasons() -> Sequence[Reason]:
    """The same of many clients: each of them refuses one that is deleted with others."""
    return [
        Reason(code, said, Sql(f"({sql.format(client='{t}.id')}) > 0")) for code, (sql, _, said) in BLOCKERS.items()
    ]
