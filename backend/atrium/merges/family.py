"""Who is above and below those who are merged. Nobody may end up above themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.family.lines import FURTHEST, GENERATIONS
from atrium.merges.moving import as_uuid

_ABOVE = f"""
WITH RECURSIVE up(id, parent_id, step) AS (
  SELECT id, parent_id, 0 FROM client WHERE id = $1
  UNION ALL SELECT c.id, c.parent_id, up.step + 1 FROM client c JOIN up ON c.id = up.parent_id
  WHERE up.step < {FURTHEST}
) SELECT id FROM up WHERE step > 0 ORDER BY step"""
_BELOW = f"""
WITH RECURSIVE down(id, step) AS (
  SELECT id, 0 FROM client WHERE id = $1
  UNION ALL SELECT c.id, down.step + 1 FROM client c JOIN down ON c.parent_id = down.id WHERE down.step < {FURTHEST}
) SELECT id, step FROM down WHERE step > 0"""


@dataclass(frozen=True, slots=True)
class Kin:
    """A client's ancestors, the nearest first, and its descendants with how far below they are."""

    above: tuple[UUID, ...]
    below: dict[UUID, int]

    @property
    def height(self) -> int:
        """How many generations are below."""
        return max(self.below.values(), default=0)


async def ancestors(client_id: UUID) -> tuple[UUID, ...]:
    """Who stands above, the nearest first."""
    return tuple(as_uuid(row["id"]) for row in await database.rows(_ABOVE, client_id))


async def kin_of(client_id: UUID) -> Kin:
    """Who stands above and below."""
    below = {as_uuid(row["id"]): int(row["step"]) for row in await database.rows(_BELOW, client_id)}
    return Kin(await ancestors(client_id), below)


async def generations(parent_id: UUID | None, kin: Sequence[Kin]) -> int:
    """How many clients would stand one above another, were these one client beneath that parent."""
    above = 0 if parent_id is None else 1 + len(await ancestors(parent_id))
    return above + 1 + max(one.height for one in kin)


async def may_stand_under(client_id: UUID, parent_id: UUID) -> bool:
    """Whether that parent stands, is not the client itself or beneath it, and the line gets no longer than it may."""
    parent = await Client.get_or_none(id=parent_id, deleted_at__isnull=True, merged_into_id__isnull=True)
    if parent is None or parent_id == client_id:
        return False
    above, kin = await ancestors(parent_id), await kin_of(client_id)
    return client_id not in above and len(above) + 2 + kin.height <= GENERATIONS
