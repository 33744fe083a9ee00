"""The one file that knows aiosmtplib: a connection for a batch of letters, and what its errors mean."""

from __future__ import annotations

import asyncio
import ssl
from types import TracebackType

import aiosmtplib

from atrium.mail.failures import DeliveryFailure, PermanentFailure, TemporaryFailure, TransportFault, speakable
from atrium.mail.letter import Letter
from atrium.mail.server import Encryption, Server

NEEDS_SIGN_IN = {530, 534, 535, 538}  # RFC 4954 §6: about who we are, not about the mail
TOO_BIG = 552  # RFC 1870 §6.1: said to MAIL, but about this mail's size


class Mailer:
    """One conversation with the server, begun by the first letter, kept for the batch, taken up again if it breaks."""

    def __init__(self, server: Server, *, domain: str) -> None:
        """`domain` is the name we greet the server with (RFC 5321 §4.1.1.1)."""
        self.server = server
        self.domain = domain
        self._client: aiosmtplib.SMTP | None = None

    async def __aenter__(self) -> Mailer:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client is None or not client.is_connected:
            return
        if error is not None:
            client.close()  # in the middle of something: a polite goodbye would wait for its end
            return
        try:
            await client.quit(timeout=5)
        except (aiosmtplib.SMTPException, OSError):
            client.close()  # every letter is settled: a rude goodbye harms nobody

    async def send(self, letter: Letter) -> None:
        """Hand a letter over; when this returns, the server has taken responsibility for it (RFC 5321 §4.2.5).

        Raises TransportFault, TemporaryFailure or PermanentFailure.
        """
        client = await self._connected()
        try:
            async with asyncio.timeout(self.server.patience):
                await client.send_message(letter.mime, sender=letter.sender, recipients=[letter.recipient])
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            if isinstance(error, OSError):
                client.close()
            raise self._meaning(error) from error

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        client = await self._new_client()
        try:
            async with asyncio.timeout(self.server.patience):
                await client.connect()
                await _greet(client)
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            client.close()
            raise TransportFault(self._speakable(_trouble(self.server, error))) from error
        self._client = client
        return client

    async def _new_client(self) -> aiosmtplib.SMTP:
        server = self.server
        encrypted = server.encryption is not Encryption.NONE
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            timeout=server.timeout,
            local_hostname=self.domain,
            use_tls=server.encryption is Encryption.TLS,
            start_tls=server.encryption is Encryption.STARTTLS,
            tls_context=await asyncio.to_thread(ssl.create_default_context) if encrypted else None,
        )

    def _meaning(self, error: Exception) -> DeliveryFailure:
        """What an error after the greeting says about this one letter."""
        if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
            error = error.recipients[0]  # each letter has one recipient
        if isinstance(error, aiosmtplib.SMTPNotSupported):
            return PermanentFailure("The mail server cannot send to addresses with letters beyond ASCII.")
        if not isinstance(error, aiosmtplib.SMTPResponseException):
            return self._unanswered(error)
        said = self._speakable(f"The mail server answered {error.code}: {error.message}")
        if error.code in NEEDS_SIGN_IN:
            return TransportFault(said)
        if not 500 <= error.code <= 599:
            return TemporaryFailure(said)
        if isinstance(error, aiosmtplib.SMTPSenderRefused) and error.code != TOO_BIG:
            return TransportFault(self._speakable(f"The mail server refuses our sender {error.code}: {error.message}"))
        return PermanentFailure(said)

    def _unanswered(self, error: Exception) -> DeliveryFailure:
        if isinstance(error, TimeoutError):
            return TemporaryFailure("The mail server took too long to answer.")
        if isinstance(error, OSError):
            return TemporaryFailure("The mail server hung up before it had accepted the mail.")
        if isinstance(error, ValueError):
            return PermanentFailure("This cannot be sent as a mail: check the address.")
        return TemporaryFailure(self._speakable(f"The mail server could not be understood: {error}"))

    def _speakable(self, reason: str) -> str:
        return speakable(reason, self.server.password)


async def _greet(client: aiosmtplib.SMTP) -> None:
    if not client.is_ehlo_or_helo_needed:
        return
    try:
        await client.ehlo()
    except aiosmtplib.SMTPHeloError:
        await client.helo()


def _trouble(server: Server, error: Exception) -> str:
    """Why no conversation came about, in a sentence for the person who can set it right."""
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return f"The mail server {server} refused our user name or password ({error.code}: {error.message})."
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return f"The mail server {server} could not prove who it is: {error}"
    if isinstance(error, TimeoutError):
        return f"The mail server {server} did not answer in time."
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"The mail server {server} turned us away ({error.code}: {error.message})."
    if isinstance(error, OSError):
        return f"The mail server {server} cannot be reached: {error}"
    return f"The mail server {server} does not do what the setting asks for: {error}"
