"""The queue: a mail enters in the transaction of the fact it tells, is claimed for a while, sent, and marked.

A claim holds no lock. Whoever claims a mail and dies lets its lease lapse, and another sends it; so a mail may arrive
twice (under one Message-ID), but is never lost. An attempt counts from when it begins: what was only claimed was not
tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from atrium import database, sealing, settings
from atrium.columns import new_id, now
from atrium.errors import Blocked, Hindrance, NotFound
from atrium.folding import fold
from atrium.inserting import Row
from atrium.mail.failures import MARKER
from atrium.mail.models import EmailMessage, MailState
from atrium.mail.rendering import render
from atrium.waking import Calling, wake

PAUSED = "Paused: "
"""How the error of a waiting mail begins when the whole transport rests, and not only this mail."""

_GIVEN = ["id", "client_id", "kind", "dedupe_key", "to", "subject", "text", "html", "sealed", "run_at", "created_at"]
_INSERT = """
INSERT INTO email_message (id, client_id, kind, dedupe_key, to_address, subject, text, html, sealed, run_at, created_at,
  found_by, state, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'WAITING', 0)
ON CONFLICT (dedupe_key) DO NOTHING
RETURNING id
"""

_CLAIM = """
WITH due AS MATERIALIZED (
  SELECT id FROM email_message
  WHERE state = 'WAITING' AND run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
  ORDER BY run_at, id LIMIT {limit} {lock}
)
UPDATE email_message SET lease_id = $2, lease_until = $3
WHERE id IN (SELECT id FROM due)
RETURNING id
"""

_UNLEASED = "lease_id = NULL, lease_until = NULL"


async def enqueue(
    kind: str,
    to: str,
    *,
    dedupe_key: str,
    context: Mapping[str, str],
    client_id: UUID | None = None,
    secret: str | None = None,
    language: str = "en",
) -> EmailMessage:
    """Promise a mail, inside the caller's transaction: it goes out if and only if that commits.

    A dedupe key that was used before answers the mail it was used for. The secret is kept sealed, and only until the
    mail is sent; subject, text and html hold the marker in its place.
    """
    values = dict(
        promised(
            kind, to, dedupe_key=dedupe_key, context=context, client_id=client_id, secret=secret, language=language
        ).values
    )
    return await _insert(EmailMessage(to=values.pop("to_address"), **values))


def promised(
    kind: str,
    to: str,
    *,
    dedupe_key: str,
    context: Mapping[str, str],
    client_id: UUID | None = None,
    secret: str | None = None,
    language: str = "en",
) -> Row:
    """The row of `enqueue`, for an act that writes it together with its own and then calls `wake`.

    Its dedupe key must be new.
    """
    words, message_id, moment = render(kind, language, context), new_id(), now()
    values = {
        "id": message_id,
        "client_id": client_id,
        "kind": kind,
        "dedupe_key": dedupe_key,
        "to_address": to,
        "subject": words.subject,
        "text": words.text,
        "html": words.html,
        "sealed": secret and sealing.seal(secret, key=settings.current().secret_key, purpose="mail", owner=message_id),
        "state": MailState.WAITING.value,
        "attempts": 0,
        "run_at": moment,
        "created_at": moment,
        "found_by": fold(f"{to} {words.subject}"),
    }
    return Row("email_message", values)


async def claim(limit: int, lease: timedelta) -> list[EmailMessage]:
    """Take up to `limit` due mails, longest due first; for the length of the lease nobody else takes them."""
    moment, lease_id = now(), new_id()
    lock = "FOR UPDATE SKIP LOCKED" if database.dialect() == "postgres" else ""
    async with database.tx():
        taken = await database.rows(_CLAIM.format(limit=int(limit), lock=lock), moment, lease_id, moment + lease)
        if not taken:
            return []
        return await EmailMessage.filter(id__in=[row["id"] for row in taken]).order_by("run_at", "id")


async def begin(message: EmailMessage) -> bool:
    """Count an attempt to send a claimed mail. False when it has been withdrawn meanwhile, or is another's by now."""
    sql = """UPDATE email_message SET attempts = attempts + 1
      WHERE id = $1 AND lease_id = $2 AND state = 'WAITING' RETURNING attempts"""
    begun = await database.rows(sql, message.id, message.lease_id)
    if begun:
        message.attempts = begun[0]["attempts"]
    return bool(begun)


async def mark_sent(message: EmailMessage) -> None:
    """It has left: that is so whoever holds the lease by now. Nobody needs its secret any more."""
    sql = f"UPDATE email_message SET state = 'SENT', sent_at = $2, sealed = NULL, error = NULL, {_UNLEASED}"
    await database.execute(f"{sql} WHERE id = $1 AND state <> 'SENT'", message.id, now())


async def retry(message: EmailMessage, reason: str, *, run_at: datetime) -> None:
    """Try again at `run_at`; does nothing when the lease has lapsed and another has taken the mail."""
    sql = f"UPDATE email_message SET run_at = $3, error = $4, {_UNLEASED}"
    await database.execute(f"{sql} WHERE id = $1 AND lease_id = $2", message.id, message.lease_id, run_at, reason)


async def give_up(message: EmailMessage, reason: str) -> None:
    """It will not leave. Its secret goes too: a link is sent anew, never again."""
    sql = f"UPDATE email_message SET state = 'FAILED', sealed = NULL, error = $3, {_UNLEASED}"
    await database.execute(f"{sql} WHERE id = $1 AND lease_id = $2", message.id, message.lease_id, reason)


async def capture(message: EmailMessage) -> None:
    """Keep it for the mailbox, because there is no server to send it with; there its secret can be read."""
    sql = f"UPDATE email_message SET state = 'CAPTURED', sealed = NULL, revealed = $3, error = NULL, {_UNLEASED}"
    await database.execute(f"{sql} WHERE id = $1 AND lease_id = $2", message.id, message.lease_id, secret_of(message))


async def release(
    lease_id: UUID, *, begun: UUID | None = None, run_at: datetime | None = None, fault: str | None = None
) -> int:
    """Give back what is left of a claim, as if it had never been tried, not even the mail that was `begun`.

    `fault` says why the transport rests.
    """
    sql = f"""UPDATE email_message SET attempts = attempts - CASE WHEN id = $2 THEN 1 ELSE 0 END,
      run_at = COALESCE($3, run_at), error = COALESCE($4, error), {_UNLEASED}
      WHERE state = 'WAITING' AND lease_id = $1"""
    return await database.execute(sql, lease_id, begun, run_at, fault and PAUSED + fault)


async def release_all() -> int:
    """Give back every claim there is: for a worker that knows to be the only one, so that none waits for a lease."""
    return await database.execute(f"UPDATE email_message SET {_UNLEASED} WHERE lease_id IS NOT NULL")


async def withdraw(client_id: UUID, reason: str, *, to: str | None = None) -> int:
    """Never send what waits for this client and carries a secret (to one address, or to any); how many that were."""
    sql = f"""UPDATE email_message SET state = 'FAILED', sealed = NULL, error = $2, {_UNLEASED}
      WHERE client_id = $1 AND state = 'WAITING' AND sealed IS NOT NULL AND to_address = COALESCE($3, to_address)"""
    return await database.execute(sql, client_id, reason, to)


async def withdraw_kind(kind: str, to: str, reason: str) -> int:
    """Never send what waits of this kind for this address and carries a secret; how many that were."""
    sql = f"""UPDATE email_message SET state = 'FAILED', sealed = NULL, error = $3, {_UNLEASED}
      WHERE kind = $1 AND to_address = $2 AND state = 'WAITING' AND sealed IS NOT NULL"""
    return await database.execute(sql, kind, to, reason)


async def resend(message_id: UUID) -> EmailMessage:
    """Send a mail again: one that failed starts afresh, one that arrived is sent as a copy, one that waits goes now.

    Raises NotFound, and Blocked for a mail with a link that works once: of those only a new one may be sent.
    """
    async with database.tx():
        message = await EmailMessage.get_or_none(id=message_id)
        if message is None:
            raise NotFound()
        if MARKER in message.text:
            why = Hindrance("CARRIES_LINK", "This mail carried a link that works once. Send a new link instead.")
            raise Blocked(why.message, blockers=(why,))
        if message.state in (MailState.SENT, MailState.CAPTURED):
            return await _insert(_copy(message))
        await _start_afresh(message)
        return message


def secret_of(message: EmailMessage) -> str | None:
    """The secret that a waiting mail carries. None when it has none, or was sealed with a key that is gone."""
    if message.sealed is None:
        return None
    try:
        return sealing.unseal(message.sealed, key=settings.current().secret_key, purpose="mail", owner=message.id)
    except sealing.SealBroken:
        return None


def _copy(message: EmailMessage) -> EmailMessage:
    same = {name: getattr(message, name) for name in ("client_id", "kind", "to", "subject", "text", "html", "found_by")}
    copy_id = new_id()
    return EmailMessage(id=copy_id, dedupe_key=f"again:{copy_id}", **same)


async def _insert(message: EmailMessage) -> EmailMessage:
    if not await database.rows(_INSERT, *(getattr(message, name) for name in _GIVEN), message.found_by):
        return await EmailMessage.get(dedupe_key=message.dedupe_key)
    message._saved_in_db = True
    wake(Calling.MAIL)
    return message


async def _start_afresh(message: EmailMessage) -> None:
    sql = """UPDATE email_message SET state = 'WAITING', run_at = $2,
      attempts = CASE WHEN lease_id IS NULL THEN 0 ELSE attempts END WHERE id = $1 AND state IN ('WAITING', 'FAILED')"""
    await database.execute(sql, message.id, now())
    await message.refresh_from_db()
    wake(Calling.MAIL)
