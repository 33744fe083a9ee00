"""Sending a mail again, because somebody in the dashboard says so."""

from __future__ import annotations

from uuid import UUID

from atrium.database import tx
from atrium.events.actions import Change, record
from atrium.ids import as_id
from atrium.mail import outbox
from atrium.mail.inputs import ResendMailInput
from atrium.preferences.idempotency import claim, settle
from atrium.principal import Principal


async def resend_mail(given: ResendMailInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Try a mail again that failed or waits, or send a copy of one that arrived. Answers the id of what is on its way.

    Raises NotFound, and Blocked (CARRIES_LINK) for a mail whose link works once: of those only a new one may be sent.
    """
    message_id = as_id(given.id)
    async with tx():
        answered = await claim(idempotency_key, by, "resendMail", given)
        if answered:
            return answered
        message = await outbox.resend(message_id)
        changes = [Change("to", None, message.to), Change("subject", None, message.subject)]
        await record("mail.resent", by, message.client_id, changes=changes)
        await settle(idempotency_key, by, message.id)
    return message.id
