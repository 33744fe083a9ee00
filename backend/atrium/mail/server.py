"""Which mail server, and how it is spoken to: what the ATRIUM_SMTP_URL setting means."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

SUBMISSION_PORT = 587  # RFC 6409
TLS_SUBMISSION_PORT = 465  # RFC 8314


class Encryption(StrEnum):
    """There is no "if the server offers it": that sends in clear as soon as somebody takes the offer out."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `timeout` is how many seconds one answer, `patience` how many a whole mail may take."""

    host: str
    port: int
    encryption: Encryption
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    patience: float = 60.0

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def read_server(url: str) -> Server:
    """`smtp://user:password@host:port?tls=starttls|none` or `smtps://…`; user, port and tls may be left out.

    Raises ValueError, in words that never repeat the password, for another form and for mails that all could read.
    """
    parts = urlsplit(url)
    wish = parse_qs(parts.query).get("tls", ["starttls"])[-1]
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or wish not in ("starttls", "none"):
        raise ValueError("a mail server is smtp://user:password@host:port?tls=starttls|none or smtps://…")
    encryption = Encryption.TLS if parts.scheme == "smtps" else Encryption(wish)
    if encryption is Encryption.NONE and not _is_loopback(parts.hostname):
        raise ValueError("tls=none is for a mail server on this machine only")
    usual = TLS_SUBMISSION_PORT if encryption is Encryption.TLS else SUBMISSION_PORT
    username, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return Server(parts.hostname, parts.port or usual, encryption, username, password)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
