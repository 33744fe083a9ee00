"""Who stands above and below whom: lines of accounts, and when a link may be made.

A family has at most five generations. Lines are read by one recursive statement each, and held before a link is made:
two links that would close a circle only together have an account in common, so one of them sees the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.clients.standing import hold as hold_rows
from atrium.errors import LinkRefused, NotFound
from atrium.json_table import among, several

GENERATIONS = 5
FURTHEST = 50  # generations; more than any rule of ours lets come to be

CIRCLE = "The parent stands under this account already, so the two would go round in a circle."
TOO_DEEP = f"A family has at most {GENERATIONS} generations; this one would have more."

_UP = """
WITH RECURSIVE line (id, parent_id, place) AS (
  SELECT id, parent_id, 0 FROM client WHERE id = $1
  UNION ALL
  SELECT c.id, c.parent_id, line.place + 1 FROM client c JOIN line ON c.id = line.parent_id WHERE line.place < $2
)
SELECT id FROM line ORDER BY place
"""
_ABOVE = """
WITH RECURSIVE line (id, parent_id, place) AS (
  SELECT id, parent_id, 0 FROM client WHERE {among}
  UNION ALL
  SELECT c.id, c.parent_id, line.place + 1 FROM client c JOIN line ON c.id = line.parent_id WHERE line.place < $1
)
SELECT DISTINCT id FROM line
"""
_HEIGHTS = """
WITH RECURSIVE line (root, id, place) AS (
  SELECT id, id, 0 FROM client WHERE {among}
  UNION ALL
  SELECT line.root, c.id, line.place + 1 FROM client c JOIN line ON c.parent_id = line.id
  WHERE line.place < $1 AND c.status NOT IN ('MERGED', 'DELETED')
)
SELECT root, max(place) AS height FROM line GROUP BY root
"""
_DOWN = """
WITH RECURSIVE line (id, place) AS (
  SELECT id, 0 FROM client WHERE id = $1
  UNION ALL
  SELECT c.id, line.place + 1 FROM client c JOIN line ON c.parent_id = line.id
  WHERE line.place < $2 AND c.status NOT IN ('MERGED', 'DELETED')
)
SELECT id, place FROM line ORDER BY place DESC, id LIMIT 1
"""


async def line_up(client_id: UUID) -> list[UUID]:
    """The account, its parent, and so on to the topmost."""
    return [UUID(str(row["id"])) for row in await database.rows(_UP, client_id, FURTHEST)]


async def line_down(client_id: UUID) -> list[UUID]:
    """From the account down to one of those furthest beneath it."""
    deepest = (await database.rows(_DOWN, client_id, GENERATIONS + 1))[0]
    upwards = await line_up(UUID(str(deepest["id"])))
    return upwards[: upwards.index(client_id) + 1][::-1]


async def heights(client_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many generations are beneath each of these accounts, as far as it matters."""
    if not client_ids:
        return {}
    sql = _HEIGHTS.format(among=among("id", 2, "uuid"))
    found = await database.rows(sql, GENERATIONS + 1, several(client_ids))
    return {UUID(str(row["root"])): int(row["height"]) for row in found}


async def hold_lines(client_ids: Collection[UUID]) -> dict[UUID, Client]:
    """These few accounts and all above them, by id, held until the transaction ends."""
    held: dict[UUID, Client] = {}

    async def read(wanted: set[UUID]) -> None:
        asked = Client.filter(id__in=wanted).order_by("id").select_for_update()
        held.update({client.id: client for client in await asked})

    await _hold(client_ids, read)
    return held


async def hold_above(client_ids: Collection[UUID]) -> set[UUID]:
    """Hold these accounts, however many, and all above them until the transaction ends. Answers who is held.

    Whatever changes who stands under whom, or who pays for whom, holds the lines above it: so of two such acts that
    concern each other one sees the other's outcome. They are held in the order of their ids. Who has come above them
    by then is held in a round of its own, out of that order: should two acts wait for each other there, the database
    ends one of them, and it is run again.
    """
    return await _hold(client_ids, hold_rows)


async def _hold(client_ids: Collection[UUID], lock: Callable[[set[UUID]], Awaitable[None]]) -> set[UUID]:
    wanted = await _above(client_ids)
    while True:
        await lock(wanted)
        above = await _above(client_ids)
        if above <= wanted:
            return wanted
        wanted |= above


async def _above(client_ids: Collection[UUID]) -> set[UUID]:
    found = await database.rows(_ABOVE.format(among=among("id", 2, "uuid")), FURTHEST, several(client_ids))
    return {UUID(str(row["id"])) for row in found}


async def hold(child_id: UUID, parent_id: UUID) -> tuple[Client, Client, list[UUID]]:
    """Child, parent, and the line from the parent up; that and the child's own line are held. Raises NotFound for one
    that does not stand.
    """
    held = await hold_lines([child_id, parent_id])
    child, parent = standing(held, child_id), standing(held, parent_id)
    line = [parent_id]
    while (above := held[line[-1]].parent_id) is not None:  # type: ignore[attr-defined]
        line.append(above)
    return child, parent, line


def standing(held: dict[UUID, Client], client_id: UUID) -> Client:
    """One of those who are held. Raises NotFound when it does not stand."""
    client = held.get(client_id)
    if client is None or client.deleted_at or client.merged_into_id:  # type: ignore[attr-defined]
        raise NotFound()
    return client


async def check_line(child_id: UUID, parent_line: list[UUID]) -> list[UUID]:
    """The accounts from the topmost down to the child, were it linked. `parent_line` begins with the parent.

    Raises LinkRefused: SELF, CYCLE (the path is the circle), TOO_DEEP (the path is the line that is too long).
    """
    parent_id = parent_line[0]
    if child_id == parent_id:
        raise LinkRefused("An account cannot be its own parent.", code="SELF", path=(child_id, child_id))
    if child_id in parent_line:
        circle = parent_line[: parent_line.index(child_id) + 1][::-1]
        raise LinkRefused(CIRCLE, code="CYCLE", path=(*circle, child_id))
    path = [*parent_line[::-1], child_id]
    beneath = await line_down(child_id)
    if len(parent_line) + len(beneath) > GENERATIONS:
        raise LinkRefused(TOO_DEEP, code="TOO_DEEP", path=(*path, *beneath[1:]))
    return path
