"""A row of the outbox as a mail in the sense of RFC 5322."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage as Mime
from email.utils import format_datetime, parseaddr

import idna
from markupsafe import escape

from atrium import settings
from atrium.mail.failures import MARKER, PermanentFailure
from atrium.mail.models import EmailMessage

MORE_THAN_AN_ADDRESS = re.compile(r'[\s<>",;]')  # libraries read on leniently where these stand


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes over the wire: the envelope's two addresses and the mail itself."""

    sender: str
    recipient: str
    mime: Mime


def compose(message: EmailMessage, secret: str | None) -> Letter:
    """The mail with its secret in place. Its Message-ID and Date never change, so that a repeated delivery is
    recognised as the same mail. Raises PermanentFailure when the row cannot be said in a mail.
    """
    try:
        sender, recipient = sender_address(), _address("", message.to)
        mime = _headed(message, sender, recipient)
        mime.set_content(filled(message.text, secret), cte="quoted-printable")
        mime.add_alternative(filled(message.html, escape(secret or "")), subtype="html", cte="quoted-printable")
    except (ValueError, idna.IDNAError) as wrong:
        raise PermanentFailure("This cannot be written as a mail: check the address and the subject.") from wrong
    return Letter(sender.addr_spec, recipient.addr_spec, mime)


def filled(text: str, secret: str | None) -> str:
    """The words with the secret where the marker stands; without a secret, as they are."""
    return text.replace(MARKER, str(secret)) if secret else text


def sender_address() -> Address:
    """Whom our mails come from: the setting's address under its own name, or else the store's."""
    store = settings.current()
    name, address = parseaddr(store.mail_from)
    return _address(name or store.store_name, address)


def _headed(message: EmailMessage, sender: Address, recipient: Address) -> Mime:
    mime = Mime(policy=policy.SMTP)
    mime["From"] = sender
    mime["To"] = recipient
    mime["Subject"] = message.subject
    mime["Date"] = format_datetime(message.created_at)
    mime["Message-ID"] = f"<{message.id}@{sender.domain}>"
    mime["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps holiday notices away
    return mime


def _address(name: str, address: str) -> Address:
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or MORE_THAN_AN_ADDRESS.search(address):
        raise ValueError("no mail address")
    ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
    return Address(name, local, ascii_domain)
