"""Mails as staff see them: their state, their words, the secret of a link only where it may be seen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.database import dialect
from atrium.folding import fold
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, one_of, page_of, query
from atrium.graph.inputs import dress
from atrium.graph.reading.declare import Arguments, column, reads
from atrium.graph.reading.dialects import Kind, dialect_named
from atrium.graph.reading.filters import contains, uuid_or_none, words
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of
from atrium.mail import models, queries
from atrium.mail.failures import MARKER
from atrium.mail.inputs import ResendMailInput
from atrium.mail.resending import resend_mail as resend
from atrium.principal import Principal

dress(ResendMailInput)

LONGEST_SEARCH = 200
MOST_WORDS = 12

strawberry.enum(models.MailState, description="WAITING covers being tried and tried again.")


def revealing(part: str) -> str:
    """SQL of a mail's part: a captured mail shows its secret to those who may read the mailbox, others never do."""
    shown = (
        f"CASE WHEN ?bool AND {{t}}.state = 'CAPTURED' THEN COALESCE({{t}}.revealed, '{MARKER}') ELSE '{MARKER}' END"
    )
    return f"replace({{t}}.{part}, '{MARKER}', {shown})"


def may_reveal(principal: Principal) -> tuple[bool]:
    return (principal.may("mail.read"),)


CARRIES_LINK = f"(replace({{t}}.text, '{MARKER}', '') <> {{t}}.text)"


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
    carries_link: bool = column(
        CARRIES_LINK, doc="It carries a link that works once: it cannot be sent again, a new link can."
    )
    created_at: datetime = column()
    next_attempt_at: datetime | None = column("CASE WHEN {t}.state = 'WAITING' THEN {t}.run_at END")
    sent_at: datetime | None = column()


NEWEST_FIRST = fixed("mail", Key("{t}.created_at", Kind.MOMENT))


@page_of(
    "EmailMessage",
    needs="mail.read",
    orders=NEWEST_FIRST,
    arguments={"state": lambda: list[models.MailState], "search": lambda: str},
)
def mailbox(arguments: Arguments, principal: Principal) -> Sql:
    """All mails, also those to no client, newest first. `search`: words of the address or the subject, all of them."""
    return all_of([in_states(arguments), about(arguments.get("search"))])


def in_states(arguments: Arguments) -> Sql:
    """The mails in one of the states that are asked for."""
    states = arguments.get("state")
    return TRUE if states is None else words("{t}.state", states)


def about(search: str | None) -> Sql:
    """The mails with every word in their address or subject, case and accents set aside.

    Raises BadUserInput for a search that is far too long.
    """
    asked = asked_words(search or "")
    return all_of(contains("{t}.found_by", word, dialect_named(dialect())) for word in asked)


def asked_words(search: str) -> list[str]:
    """The words of a search, as they are compared."""
    asked = list(dict.fromkeys(fold(search).split()))
    if len(search) > LONGEST_SEARCH or len(asked) > MOST_WORDS:
        raise errors.BadUserInput(f"A search has at most {LONGEST_SEARCH} characters and {MOST_WORDS} words.")
    return asked


@one_of("EmailMessage", needs="mail.read", arguments={"id": (strawberry.ID, strawberry.UNSET)})
def mail(arguments: Arguments, principal: Principal) -> Sql:
    """One mail, whole."""
    key = uuid_or_none(arguments["id"])
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


@mutation(
    "EmailMessage",
    errors.NotFound,
    errors.Blocked,
    errors.InvalidInput,
    errors.IdempotencyConflict,
    needs="mail.send",
)
async def resend_mail(info: strawberry.Info, input: ResendMailInput, idempotency_key: str | None = None) -> UUID:
    """Send a mail again: one that failed or waits goes now, of one that has arrived a copy goes.

    A mail with a link that works once is blocked (CARRIES_LINK): send a new link instead.
    """
    return await resend(input, info.context.principal, idempotency_key)


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
