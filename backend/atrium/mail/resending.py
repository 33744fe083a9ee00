"""Sending a mail again, because somebody in the dashboard says so."""

from __future__ import annotations

from uuid import UUID

from atrium.database import rows, tx
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.events.actions import Change, record
from atrium.ids import as_id
from atrium.mail import outbox
from atrium.mail.inputs import ResendMailInput
from atrium.mail.models import EmailMessage
from atrium.preferences.idempotency import claim, settle
from atrium.principal import Principal

ERASED = Hindrance("ERASED", "This mail was erased with the client to whom it went.")


async def resend_mail(given: ResendMailInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Try a mail again that failed or waits, or send a copy of one that arrived. Answers the id of what is on its way.

    Raises NotFound, and Blocked: CARRIES_LINK for a mail whose link works once, as of those only a new one may be sent;
    ERASED for one of which nothing is left.
    """
    message_id = as_id(given.id)
    async with tx():
        answered = await claim(idempotency_key, by, "resendMail", given)
        if answered:
            return answered
        await _refuse_withheld(message_id, by)
        message = await outbox.resend(message_id)
        changes = [Change("to", None, message.to), Change("subject", None, message.subject)]
        await record("mail.resent", by, message.client_id, changes=changes)
        await settle(idempotency_key, by, message.id)
    return message.id


async def _refuse_withheld(message_id: UUID, by: Principal) -> None:
    """Raises NotFound for a mail to a deleted client, of whom the caller sees no mail either; Blocked for erased."""
    of_client = "FROM email_message m JOIN client c ON c.id = m.client_id"
    withheld = f"SELECT 1 {of_client} WHERE m.id = $1 AND c.status = 'DELETED'"
    if not by.may("client.read_deleted") and await rows(withheld, message_id):
        raise NotFound
    if await EmailMessage.exists(id=message_id, to=""):
        raise Blocked(ERASED.message, blockers=(ERASED,))
