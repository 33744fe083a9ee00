"""Mails to test with."""

from __future__ import annotations

from datetime import timedelta

from atrium import database
from atrium.columns import now
from atrium.mail import outbox
from atrium.mail.models import EmailMessage

SECRET = "hV5x-a_link_s_secret-Qm9"


async def a_mail(to: str = "ada@example.org", *, secret: str | None = SECRET, key: str = "") -> EmailMessage:
    """A mail that waits in the outbox."""
    async with database.tx():
        return await outbox.enqueue(
            "verify_email", to, dedupe_key=key or f"test:{to}", context={"name": "Ada"}, secret=secret
        )


async def a_plain_mail(to: str = "ada@example.org") -> EmailMessage:
    """A mail without any secret in it."""
    message = await a_mail(to, secret=None)
    message.text = message.html = "Hello"
    await message.save(update_fields=["text", "html"])
    return message


async def lapse_leases() -> None:
    """Let the time of every lease be over."""
    moment = now() - timedelta(seconds=1)
    await database.execute("UPDATE email_message SET lease_until = $1 WHERE lease_until IS NOT NULL", moment)


async def make_due() -> None:
    """Let the time of every waiting mail have come."""
    await database.execute("UPDATE email_message SET run_at = $1 WHERE state = 'WAITING'", now() - timedelta(seconds=1))


async def stored(message: EmailMessage) -> EmailMessage:
    """The row as it is now."""
    return await EmailMessage.get(id=message.id)


async def everything_stored() -> str:
    """All that the outbox's table holds, as one text."""
    return str(await database.rows("SELECT * FROM email_message"))
