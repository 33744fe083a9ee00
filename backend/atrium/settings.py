"""What the environment decides, read once and refused by name where it is wrong.

Every variable begins with `ATRIUM_`. What is not given has a default that suits one machine: SQLite, a key made once,
and data in `.atrium/`, which nobody but its owner may enter.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qs

import pycountry

from atrium import installation
from atrium.urls import is_loopback, split_url

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NAMES = (
    *("ATRIUM_DATABASE_URL", "ATRIUM_REPLICA_URL", "ATRIUM_SECRET_KEY", "ATRIUM_BASE_URL", "ATRIUM_SMTP_URL"),
    *("ATRIUM_MAIL_FROM", "ATRIUM_STORE_NAME", "ATRIUM_STORE_ORIGINS", "ATRIUM_TRUSTED_PROXIES", "ATRIUM_CURRENCY"),
    *("ATRIUM_LANGUAGE", "ATRIUM_DATA_DIR", "ATRIUM_FRONTEND_DIR", "ATRIUM_SUPPORT_EMAIL", "ATRIUM_IMPORT_LIMIT"),
)
FRONTEND_DIR = Path(__file__).resolve().parents[2] / "frontend" / "dist"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class SettingsError(Exception):
    """Some settings are wrong or missing: `faults` holds a sentence for each, with its name."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Settings:
    """How this installation runs. `secret_key` is 32 bytes; `base_url` has no slash at its end."""

    database_url: str
    replica_url: str | None
    secret_key: bytes
    base_url: str
    smtp_url: str | None
    store_origins: tuple[str, ...]
    trusted_proxies: tuple[Network, ...]
    store_name: str
    mail_from: str
    support_email: str
    currency: str
    language: str
    frontend_dir: Path
    data_dir: Path
    import_limit: int = 100_000_000

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


_current: Settings | None = None


def use(settings: Settings) -> None:
    """Make these the process's settings."""
    global _current
    _current = settings


def current() -> Settings:
    """The process's settings. Raises RuntimeError while there are none."""
    if _current is None:
        raise RuntimeError("no settings are in use yet: call settings.use(settings.load()) first")
    return _current


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; make the data directory and the key where none are given.

    Raises SettingsError with one sentence for each wrong or missing variable.
    """
    reading = _Reading(environ)
    reading.refuse_unknown()
    data_dir = Path(reading.text("DATA_DIR", ".atrium")).absolute()
    key = reading.secret_key()
    settings = Settings(
        database_url=reading.database_url(f"sqlite:///{data_dir}/atrium.db"),
        replica_url=reading.replica_url(),
        secret_key=key,
        base_url=reading.base_url(),
        smtp_url=reading.smtp_url(),
        store_origins=reading.origins(),
        trusted_proxies=reading.networks(),
        store_name=reading.text("STORE_NAME", "Atrium"),
        mail_from=reading.mailbox("MAIL_FROM", "" if reading.text("SMTP_URL") else "Atrium <atrium@localhost>"),
        support_email=reading.mailbox("SUPPORT_EMAIL", None),
        currency=reading.currency(),
        language=reading.language(),
        frontend_dir=Path(reading.text("FRONTEND_DIR", str(FRONTEND_DIR))).absolute(),
        data_dir=data_dir,
        import_limit=reading.import_limit(),
    )
    if not (key or reading.faults):
        settings = replace(settings, secret_key=reading.kept_key(data_dir))
    reading.refuse()
    return settings


class _Reading:
    """One pass over the environment, gathering what is wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def refuse(self) -> None:
        if self.faults:
            raise SettingsError(self.faults)

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(f"ATRIUM_{name}", "").strip() or default

    def wrong(self, name: str, why: str) -> None:
        self.faults.append(f"ATRIUM_{name} {why}")

    def refuse_unknown(self) -> None:
        """A misspelt name would otherwise pass for a default."""
        for name in sorted(self.environ):
            if name.startswith("ATRIUM_") and not name.startswith("ATRIUM_TEST_") and name not in NAMES:
                self.faults.append(f"{name} is not a setting. Known: {', '.join(NAMES)}.")

    def database_url(self, default: str) -> str:
        value = self.text("DATABASE_URL", default)
        if value.startswith("sqlite:///") and len(value) > len("sqlite:///") and "?" not in value:
            return value
        if not self._is_postgres(value):
            forms = "sqlite:///relative.db, sqlite:////absolute.db or postgres://user:password@host:port/name"
            self.wrong("DATABASE_URL", f"must be {forms}.")
        return value

    def replica_url(self) -> str | None:
        value = self.text("REPLICA_URL")
        if value and not (self._is_postgres(value) and self._is_postgres(self.text("DATABASE_URL"))):
            self.wrong("REPLICA_URL", "must be postgres://…, and only beside a PostgreSQL ATRIUM_DATABASE_URL.")
        return value or None

    def _is_postgres(self, url: str) -> bool:
        parts = split_url(url)
        if parts is None or parts.scheme not in ("postgres", "postgresql"):
            return False
        return len(parts.path) > 1 and bool(parts.hostname or "host" in parse_qs(parts.query))

    def secret_key(self) -> bytes:
        """The given key, or b"" when none is."""
        value = self.text("SECRET_KEY")
        if not value:
            return b""
        try:
            key = bytes.fromhex(value) if len(value) == 64 else base64.b64decode(value, altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            key = b""
        if len(key) != 32:
            self.wrong("SECRET_KEY", "must be 32 random bytes, written as 64 hexadecimal digits or in base64.")
        return key

    def kept_key(self, data_dir: Path) -> bytes:
        """The key of this installation, made when there is none yet."""
        try:
            return installation.secret_key(data_dir)
        except (OSError, ValueError) as fault:
            self.wrong("DATA_DIR", f"({data_dir}) cannot keep the secret key: {fault}.")
            return b""

    def base_url(self) -> str:
        value = self.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
        parts = split_url(value)
        if parts is None or parts.scheme not in ("http", "https") or parts.path.rstrip("/") or parts.query:
            self.wrong("BASE_URL", "must be like https://clients.example.com, without a path.")
        elif parts.scheme == "http" and not is_loopback(parts):
            self.wrong("BASE_URL", "must be https: over plain http sign-in cookies would travel for all to read.")
        return value

    def smtp_url(self) -> str | None:
        value = self.text("SMTP_URL")
        if not value:
            return None
        parts = split_url(value)
        tls = parse_qs(parts.query).get("tls", ["starttls"])[-1] if parts else ""
        if parts is None or parts.scheme not in ("smtp", "smtps") or tls not in ("starttls", "none"):
            self.wrong("SMTP_URL", "must be smtp://user:password@host:port?tls=starttls|none or smtps://….")
        elif parts.scheme == "smtp" and tls == "none" and not is_loopback(parts):
            self.wrong("SMTP_URL", "may say tls=none only for this machine: elsewhere all could read the mails.")
        return value

    def origins(self) -> tuple[str, ...]:
        origins = tuple(part.strip() for part in self.text("STORE_ORIGINS").split(",") if part.strip())
        for origin in origins:
            parts = split_url(origin)
            is_safe = parts and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts)))
            if not (parts and is_safe) or f"{parts.scheme}://{parts.netloc}" != origin:
                self.wrong("STORE_ORIGINS", f"holds {origin!r}, which is no origin like https://shop.example.com.")
        return origins

    def networks(self) -> tuple[Network, ...]:
        networks: list[Network] = []
        for part in filter(None, (part.strip() for part in self.text("TRUSTED_PROXIES").split(","))):
            try:
                networks.append(ipaddress.ip_network(part))
            except ValueError:
                self.wrong("TRUSTED_PROXIES", f"holds {part!r}, which is no address or network like 10.0.0.0/8.")
        return tuple(networks)

    def mailbox(self, name: str, default: str | None) -> str:
        value = self.text(name, default or "")
        if (value or default is not None) and ("@" not in parseaddr(value)[1] or any(sign in value for sign in "\r\n")):
            self.wrong(name, "must be an address for mails, like Our store <post@example.com>.")
        return value

    def currency(self) -> str:
        value = self.text("CURRENCY", "EUR")
        if pycountry.currencies.get(alpha_3=value) is None:
            self.wrong("CURRENCY", "must be an ISO 4217 code like EUR.")
        return value

    def import_limit(self) -> int:
        """In bytes; it is given in megabytes."""
        value = self.text("IMPORT_LIMIT", "100")
        if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 2000):
            self.wrong("IMPORT_LIMIT", "must be how many megabytes a file of clients may have: 1 to 2000.")
            return 0
        return int(value) * 1_000_000

    def language(self) -> str:
        value = self.text("LANGUAGE", "en")
        if not LANGUAGE.fullmatch(value):
            self.wrong("LANGUAGE", "must be a BCP 47 tag like en or pt-BR.")
        return value
