"""What of a merged client neither moves nor stays: its ways in end, its mails leave for the survivor or never."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.models import Client
from atrium.columns import new_id, now
from atrium.contacts import defaults
from atrium.contacts.models import ClientEmail
from atrium.folding import fold as folded
from atrium.inserting import Row, insert
from atrium.merges.moving import as_uuid, id_type, journal, journaled
from atrium.merges.taking import WAY_IN

MADE_DISTINCTION = "made distinction"
MADE_EMAIL = "made email"

_PAIRS = """SELECT CASE WHEN client_id = $1 THEN other_id ELSE client_id END AS other, actor_kind, actor_id, actor_name,
  created_at FROM client_distinction WHERE client_id = $1 OR other_id = $1 ORDER BY id"""
_SAY = """INSERT INTO client_distinction (id, client_id, other_id, actor_kind, actor_id, actor_name, created_at)
SELECT CAST($1 AS {id}), CAST($2 AS {id}), CAST($3 AS {id}),
  d.actor_kind, d.actor_id, d.actor_name, d.created_at FROM client_distinction d
WHERE d.client_id = $4 AND d.other_id = $5 ON CONFLICT (client_id, other_id) DO NOTHING"""
_WAITING = """SELECT id, subject FROM email_message
WHERE client_id = $1 AND state = 'WAITING' AND to_address <> $2 AND id IN (
  SELECT r.row_id FROM client_merge_row r WHERE r.source_id = $3 AND r.kind = 'mails')"""
_ASTRAY = """UPDATE verification_token SET superseded_at = $2
WHERE client_id = $1 AND used_at IS NULL AND superseded_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM client_email e WHERE e.id = verification_token.email_id AND e.client_id = $1)"""


async def void_astray(client_id: UUID) -> None:
    """Links for an address that has become another client's stop working."""
    await database.execute(_ASTRAY, client_id, now())


async def keep_logins(source_row: UUID, source: Client, survivor: Client) -> None:
    """What the source logged in with, and the survivor where it took that, are addresses of the survivor, also where
    no list had them.
    """
    had = [(source.signpost_email, source.signpost_fold)]
    if await journaled(source_row, WAY_IN):
        had.append((survivor.login_email, survivor.login_fold))
    for address, fold in had:
        if fold is not None and not await ClientEmail.exists(client_id=survivor.id, fold=fold):
            email_id = new_id()
            await _list(email_id, survivor.id, address, fold)
            await journal(source_row, MADE_EMAIL, [email_id])


async def list_login(client: Client) -> None:
    """Whoever may log in has the address in its list, also where the entry has become another since."""
    if client.login_fold is None or not client.allow_login:
        return
    if not await ClientEmail.exists(client_id=client.id, fold=client.login_fold):
        await _list(new_id(), client.id, client.login_email, client.login_fold)
        await defaults.promote("client_email", client.id)


async def _list(email_id: UUID, client_id: UUID, address: str | None, fold: str) -> None:
    values = {
        "id": email_id, "client_id": client_id, "address": address, "fold": fold, "label": "", "is_default": False,
        "created_at": now(),
    }  # fmt: skip
    await insert([Row("client_email", values)])


async def readdress(source_row: UUID, to: Client) -> None:
    """What waits and moved goes to where the client who has it now is reached; a client without an address has it
    as it was.
    """
    default = await ClientEmail.get_or_none(client_id=to.id, is_default=True)
    address = to.login_email or (default and default.address)
    if address is None:
        return
    for mail in await database.rows(_WAITING, to.id, address, source_row):
        found_by = folded(f"{address} {mail['subject']}")
        sql = "UPDATE email_message SET to_address = $2, found_by = $3 WHERE id = $1 AND state = 'WAITING'"
        await database.execute(sql, as_uuid(mail["id"]), address, found_by)


async def tell_apart(source_row: UUID, source: UUID, destination: UUID) -> None:
    """Of whom it was said that they are not the source, they are not the survivor either."""
    made = []
    for pair in await database.rows(_PAIRS, source):
        other = as_uuid(pair["other"])
        if other == destination:
            continue
        row, ids = new_id(), sorted((destination, other))
        if await database.execute(_SAY.format(id=id_type()), row, *ids, *sorted((source, other))):
            made.append(row)
    await journal(source_row, MADE_DISTINCTION, made)
