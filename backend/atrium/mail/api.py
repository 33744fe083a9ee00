"""Mails as staff see them: their state, their words, the secret of a link only where it may be seen."""

from __future__ import annotations

from datetime import datetime

import strawberry

from atrium.graph.answers import answers
from atrium.graph.fields import page_of, query
from atrium.graph.reading.declare import Arguments, column, reads
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import words
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import TRUE, Sql
from atrium.mail import models, queries
from atrium.mail.failures import MARKER
from atrium.principal import Principal

strawberry.enum(models.MailState, description="WAITING covers being tried and tried again.")


def revealing(part: str) -> str:
    """SQL of a mail's part: a captured mail shows its secret to those who may read the mailbox, others never do."""
    shown = (
        f"CASE WHEN ?bool AND {{t}}.state = 'CAPTURED' THEN COALESCE({{t}}.revealed, '{MARKER}') ELSE '{MARKER}' END"
    )
    return f"replace({{t}}.{part}, '{MARKER}', {shown})"


def may_reveal(principal: Principal) -> tuple[bool]:
    return (principal.may("mail.read"),)


@reads("email_message", needs="client.read", model=models.EmailMessage)
class EmailMessage:
    """One mail to one address, from the moment it was promised."""

    id: strawberry.ID = column()
    kind: str = column()
    client_id: strawberry.ID | None = column()
    to: str = column("{t}.to_address")
    subject: str = column()
    text: str = column(revealing("text"), params=may_reveal)
    html: str = column(revealing("html"), params=may_reveal)
    state: models.MailState = column()
    attempts: int = column()
    error: str | None = column()
    created_at: datetime = column()
    next_attempt_at: datetime | None = column("CASE WHEN {t}.state = 'WAITING' THEN {t}.run_at END")
    sent_at: datetime | None = column()


NEWEST_FIRST = fixed("mail", Key("{t}.created_at", Kind.MOMENT))


@page_of("EmailMessage", needs="mail.read", orders=NEWEST_FIRST, arguments={"state": lambda: list[models.MailState]})
def mailbox(arguments: Arguments, principal: Principal) -> Sql:
    """All mails, also those to no client, newest first."""
    states = arguments.get("state")
    return TRUE if states is None else words("{t}.state", states)


@answers(needs="client.read")
class MailDelivery:
    """Whether mails leave at all. `configured: false` means that every mail is captured and readable in the mailbox."""

    configured: bool
    waiting: int
    failed: int
    paused_reason: str | None


@query(needs="client.read")
async def mail_delivery() -> MailDelivery:
    """How mail delivery fares."""
    state = await queries.delivery_state()
    return MailDelivery(
        configured=state.configured, waiting=state.waiting, failed=state.failed, paused_reason=state.paused_reason
    )
