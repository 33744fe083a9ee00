"""Who stands above and below whom: lines of accounts, and when a link may be made.

A family has at most five generations. Lines are read by one recursive statement each, and held before a link is made:
two links that would close a circle only together have an account in common, so one of them sees the other.
"""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.errors import LinkRefused, NotFound

GENERATIONS = 5
FURTHEST = 50  # generations; more than any rule of ours lets come to be

_UP = """
WITH RECURSIVE line (id, parent_id, place) AS (
  SELECT id, parent_id, 0 FROM client WHERE id = $1
  UNION ALL
  SELECT c.id, c.parent_id, line.place + 1 FROM client c JOIN line ON c.id = line.parent_id WHERE line.place < $2
)
SELECT id FROM line ORDER BY place
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


async def hold(child_id: UUID, parent_id: UUID) -> tuple[Client, Client, list[UUID]]:
    """Child, parent, and the line from the parent up; every account of it is held until the transaction ends.

    Held in the order of their ids, and once more if the line was another by then. Raises NotFound for one that does
    not stand.
    """
    line = await line_up(parent_id)
    while True:
        wanted = Client.filter(id__in={child_id, parent_id, *line}).order_by("id").select_for_update()
        held = {client.id: client for client in await wanted}
        line = await line_up(parent_id)
        if held.keys() >= set(line):
            break
    for key in (child_id, parent_id):
        if key not in held or held[key].deleted_at or held[key].merged_into_id:  # type: ignore[attr-defined]
            raise NotFound()
    return held[child_id], held[parent_id], line


async def check_line(child_id: UUID, parent_line: list[UUID]) -> list[UUID]:
    """The accounts from the topmost down to the child, were it linked. `parent_line` begins with the parent.

    Raises LinkRefused: SELF, CYCLE (the path is the circle), TOO_DEEP (the path is the line that is too long).
    """
    parent_id = parent_line[0]
    if child_id == parent_id:
        raise LinkRefused("An account cannot be its own parent.", code="SELF", path=(child_id, child_id))
    if child_id in parent_line:
        circle = parent_line[: parent_line.index(child_id) + 1][::-1]
        message = "The parent stands under this account already, so the two would go round in a circle."
        raise LinkRefused(message, code="CYCLE", path=(*circle, child_id))
    path = [*parent_line[::-1], child_id]
    beneath = await line_down(child_id)
    if len(parent_line) + len(beneath) > GENERATIONS:
        message = f"A family has at most {GENERATIONS} generations; this one would have more."
        raise LinkRefused(message, code="TOO_DEEP", path=(*path, *beneath[1:]))
    return path
