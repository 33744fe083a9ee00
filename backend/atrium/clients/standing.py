"""Clients that stand: neither deleted nor merged into another. Only these can be changed."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.columns import now
from atrium.errors import NotFound
from atrium.events.actions import Standing
from atrium.json_table import among, several

PUBLIC_NAME = """CASE WHEN {t}.first_name = '' AND {t}.last_name = '' THEN {t}.display_name
 WHEN {t}.last_name = '' THEN {t}.first_name WHEN {t}.first_name = '' THEN substr({t}.last_name, 1, 1) || '.'
 ELSE {t}.first_name || ' ' || substr({t}.last_name, 1, 1) || '.' END"""
"""What other clients may see of one, as SQL about the row `{t}`: `Harry L.`"""


ALLOW_LOGIN = "({t}.allow_login AND {t}.status <> 'MERGED')"
"""Whether login is switched on, as SQL about the row `{t}`. A signpost keeps what it had, for when it stands again."""


async def lock_standing(*ids: UUID) -> list[Client]:
    """The clients, in the order asked for, held until the transaction ends. Raises NotFound if one does not stand.

    Rows are locked in the order of their ids, so that two acts on the same clients never wait for each other.
    """
    standing = Client.filter(id__in=ids, deleted_at__isnull=True, merged_into_id__isnull=True)
    found = {client.id: client for client in await standing.order_by("id").select_for_update()}
    if any(one not in found for one in ids):
        raise NotFound()
    return [found[one] for one in ids]


async def hold(ids: Iterable[UUID]) -> None:
    """Lock these clients, standing or not, until the transaction ends: by one statement, however many they are.

    On SQLite the transaction has the only lock there is already.
    """
    if database.dialect() == "postgres":
        sql = f"SELECT id FROM client WHERE {among('id', kind='uuid')} ORDER BY id FOR UPDATE"
        await database.rows(sql, several(list(ids)))


async def touch(client: Client, *columns: str) -> None:
    """Write these columns of a locked client, and that it has changed."""
    client.version += 1
    client.updated_at = now()
    await client.save(update_fields=[*columns, "version", "updated_at"])


def standing_of(client: Client) -> Standing:
    """Where the client stands, for the figures."""
    return Standing(client.status.value, client.country)
