"""Everything that an import can say of clients, as it is kept: to be looked at field by field."""

from __future__ import annotations

from typing import Any

from atrium import database
from atrium.clients.models import Client, ClientNote
from atrium.custom_fields.values import values_of

LISTS = {
    "emails": ("client_email", "address, is_default, verified_at IS NOT NULL AS verified"),
    "phones": ("client_phone", "number, is_default"),
    "addresses": ("client_address", "line1, line2, city, region, postcode, country, is_default"),
    "companies": ("client_company", "name, tax_id, registration_number, is_default"),
    "tags": ("client_tag", "label"),
}
COLUMNS = (
    "first_name", "last_name", "display_name", "language", "currency", "country", "external_id", "allow_login",
    "login_email", "is_guest",
)  # fmt: skip


async def kept(client: Client) -> dict[str, Any]:
    """The client's own facts, and its lists in no order."""
    found: dict[str, Any] = {name: getattr(client, name) for name in COLUMNS}
    found |= {name: bool(found[name]) for name in ("allow_login", "is_guest")}
    found |= {"created_at": client.created_at.isoformat(), "is_verified": client.verified_at is not None}
    for name, (table, columns) in LISTS.items():
        rows = await database.rows(f"SELECT {columns} FROM {table} WHERE client_id = $1", client.id)
        found[name] = sorted([tuple(map(_plain, row.values())) for row in rows], key=str)
    found["notes"] = sorted(note.text for note in await ClientNote.filter(client=client, removed_at=None))
    found["custom"] = await values_of(client.id)
    parent = await Client.get_or_none(id=client.parent_id)  # type: ignore[attr-defined]
    found["parent"] = parent and parent.external_id
    return found


async def all_kept() -> dict[str, dict[str, Any]]:
    """All clients that stand, by external id (by name where there is none)."""
    clients = await Client.filter(deleted_at=None, merged_into_id=None).order_by("number")
    return {one.external_id or one.display_name: await kept(one) for one in clients}


def _plain(value: Any) -> Any:
    return bool(value) if isinstance(value, bool) or value in (0, 1) else value
