"""Links for imported clients to verify their address by: only if wished, and a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from atrium import database
from atrium.columns import now
from atrium.contacts import verification
from atrium.contacts.verification import LIFETIME
from atrium.imports.among import among, several, uuid_of
from atrium.imports.turns import Turn
from atrium.imports.writing import Newcomer
from atrium.inserting import Row, insert
from atrium.waking import Calling, wake

A_MINUTE = 60
"""Mails a minute: more would make a store's mail server look like one that sends what nobody asked for."""


_CALL_OFF = """
UPDATE email_message SET state = 'FAILED', sealed = NULL, error = $2, lease_id = NULL, lease_until = NULL
WHERE state = 'WAITING' AND kind = 'verify_email' AND sealed IS NOT NULL AND client_id IN (
  SELECT client_id FROM import_row WHERE origin_id = $1 AND fate = 'COMMITTED' AND outcome = 'CREATE'
)
"""


async def call_off(import_id: UUID) -> int:
    """Never send what still waits for the clients of this import; how many mails that were."""
    return await database.execute(_CALL_OFF, import_id, "Not sent: the import was cancelled.")


async def promise(turn: Turn, made: Sequence[Newcomer]) -> None:
    """Promise each who may log in and was never verified a mail; in the transaction that adds them."""
    if not turn.work.send_verification:
        return
    unproved = [one for one in made if one.login and not one.verified_at]
    if not unproved:
        return
    sql = f"SELECT client_id, id FROM client_email WHERE {among('client_id', 1, 'uuid')} AND is_default"
    ids = {
        uuid_of(row["client_id"]): uuid_of(row["id"])
        for row in await database.rows(sql, several([o.id for o in unproved]))
    }
    sent = (await database.rows("SELECT mails FROM client_import WHERE id = $1", turn.work.id))[0]["mails"]
    moment = now()
    rows: list[Row] = []
    for place, one in enumerate(unproved, sent):
        email_id = ids[one.id]
        assert email_id is not None
        due = moment + timedelta(minutes=place // A_MINUTE) if place >= A_MINUTE else moment
        email = one.plan.emails[0]
        link = verification.draw(one.id, email_id, email["address"], email["fold"], moment)
        kept = Row(link.row.table, {**link.row.values, "expires_at": due + LIFETIME})
        mail = verification.mail_of(link, name=one.plan.display_name, language=one.plan.language or "en", choose=True)
        rows += [kept, Row(mail.table, {**mail.values, "run_at": due})]
    await insert(rows)
    wake(Calling.MAIL)
    await database.execute("UPDATE client_import SET mails = mails + $2 WHERE id = $1", turn.work.id, len(unproved))
