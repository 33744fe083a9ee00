"""Families that a test begins with."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from atrium.clients.models import Client
from atrium.family.actions import link_client
from atrium.family.inputs import LinkClientInput
from atrium.ids import Id
from atrium.principal import Principal
from tests.given import STAFF, a_client


async def linked(child: Client, parent: Client, by: Principal = STAFF, **given: Any) -> None:
    """The child under the parent."""
    await link_client(LinkClientInput(child_id=Id(str(child.id)), parent_id=Id(str(parent.id)), **given), by)


async def a_line_of(*names: str) -> list[Client]:
    """Accounts each under the one before it, the topmost first."""
    made = [await a_client(name) for name in names]
    for parent, child in pairwise(made):
        await linked(child, parent)
    return made
