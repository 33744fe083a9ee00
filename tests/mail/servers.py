"""Real mail servers (aiosmtpd) that keep what they get and answer as they are told."""

# ruff: noqa: N802 - aiosmtpd names its hooks after the commands

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HANG_UP = "hang up"
SILENCE = "silence"
OK = "250 OK"


class Postbox:
    """What arrived, and what is answered to the next MAIL, RCPT or DATA (250 when nothing is said)."""

    def __init__(self, *, mail: tuple[str, ...] = (), rcpt: tuple[str, ...] = (), data: tuple[str, ...] = ()) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        self.connections = 0
        self.data_seen = asyncio.Event()
        self._answers = {"mail": list(mail), "rcpt": list(rcpt), "data": list(data)}

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.senders.append(address)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._answer("mail", server)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._answer("rcpt", server)
        if answer == OK:
            envelope.rcpt_tos.append(address)
            self.recipients.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(letter)
        self.data_seen.set()
        return await self._answer("data", server)

    async def _answer(self, command: str, server: SMTP) -> str:
        answers = self._answers[command]
        answer = answers.pop(0) if answers else OK
        if answer == HANG_UP:
            server.transport.abort()
        elif answer == SILENCE:
            await asyncio.sleep(3600)
        return answer


@asynccontextmanager
async def a_mail_server(
    postbox: Postbox, *, port: int = 0, tls: ssl.SSLContext | None = None, **options
) -> AsyncIterator[int]:
    """A server on this machine; its port. `tls` speaks TLS from the first byte; the rest is aiosmtpd's own."""

    talks: list[SMTP] = []

    def answer_the_door() -> SMTP:
        postbox.connections += 1
        talks.append(SMTP(postbox, hostname="mail.test", **options))
        return talks[-1]

    server = await asyncio.get_running_loop().create_server(answer_the_door, "127.0.0.1", port, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for talk in talks:
            await _break_off(talk)


async def _break_off(talk: SMTP) -> None:
    if talk.transport is not None:
        talk.transport.abort()
    if talk._handler_coroutine is not None:
        talk._handler_coroutine.cancel()
        await asyncio.wait([talk._handler_coroutine])


def only(user: str, password: str):
    """An authenticator for one user."""

    def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
        is_right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=is_right, handled=is_right)

    return authenticate


def a_certificate(directory: Path) -> tuple[Path, ssl.SSLContext]:
    """A throw-away authority's certificate file, and a server's side of TLS that it vouches for as 127.0.0.1."""
    key, issuer = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nobody")]),
    )
    authority = _signed(issuer, issuer, key.public_key(), key, x509.BasicConstraints(ca=True, path_length=None))
    server_key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = _signed(subject, issuer, server_key.public_key(), key, names)
    (directory / "authority.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    (directory / "server.pem").write_bytes(
        server_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(directory / "server.pem")
    return directory / "authority.pem", context


def _signed(subject, issuer, public_key, signing_key, extension) -> x509.Certificate:
    today = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number()).add_extension(extension, critical=True)
    builder = builder.not_valid_before(today - datetime.timedelta(days=1))
    return builder.not_valid_after(today + datetime.timedelta(days=1)).sign(signing_key, hashes.SHA256())
