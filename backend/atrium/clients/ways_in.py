"""Every way into a client's account, and of proving to be the client, ends at once."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.login_moves import call_off
from atrium.clients.signing_in import links, sessions
from atrium.contacts import verification


async def end_all(client_id: UUID, why: str) -> None:
    """Sessions and tokens end, PINs go, links stop working, and no mail that carries one is sent: `why` is for its
    history. Nothing of it comes back when the act is undone.
    """
    await verification.void_all(client_id, why)
    await call_off(client_id)
    await links.void(client_id)
    await sessions.end_all(client_id)
    for table in ("support_pin", "support_pin_check"):
        await database.execute(f"DELETE FROM {table} WHERE client_id = $1", client_id)
