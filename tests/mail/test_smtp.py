"""What the answers of a mail server mean, asked of a real one."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime

import pytest

from atrium.mail.failures import PermanentFailure, TemporaryFailure, TransportFault
from atrium.mail.letter import compose
from atrium.mail.models import EmailMessage
from atrium.mail.server import Encryption, Server
from atrium.mail.smtp import Mailer
from tests.mail.servers import HANG_UP, SILENCE, Postbox, a_certificate, a_mail_server, only

pytestmark = pytest.mark.usefixtures("settings")


def a_letter(to: str = "ada@example.org"):
    text, html = "Hello, Ada", "<p>Hello, Ada</p>"
    row = EmailMessage(kind="greeting", to=to, subject="Grüße", text=text, html=html, created_at=datetime.now(UTC))
    return compose(row, None)


def in_clear(port: int, **more) -> Server:
    return Server("127.0.0.1", port, Encryption.NONE, timeout=2, patience=3, **more)


def mailer_for(server: Server) -> Mailer:
    return Mailer(server, domain="example.org")


async def test_a_batch_goes_over_one_connection():
    postbox = Postbox()

    async with a_mail_server(postbox) as port, mailer_for(in_clear(port)) as mailer:
        await mailer.send(a_letter("ada@example.org"))
        await mailer.send(a_letter("grace@example.org"))

    assert postbox.recipients == ["ada@example.org", "grace@example.org"]
    assert postbox.connections == 1


@pytest.mark.parametrize(
    ("answers", "meaning"),
    [
        ({"rcpt": ("451 4.7.1 Greylisted, come back",)}, TemporaryFailure),
        ({"data": ("452 4.3.1 Disk full",)}, TemporaryFailure),
        ({"mail": ("451 4.3.0 Later",)}, TemporaryFailure),
        ({"rcpt": ("550 5.1.1 No such user",)}, PermanentFailure),
        ({"data": ("554 5.7.1 Spam",)}, PermanentFailure),
        ({"mail": ("552 5.3.4 Too big",)}, PermanentFailure),
        ({"mail": ("553 5.7.1 Not your address",)}, TransportFault),
        ({"mail": ("530 5.7.0 Authentication required",)}, TransportFault),
        ({"rcpt": ("530 5.7.0 Authentication required",)}, TransportFault),
    ],
)
async def test_an_answer_says_whether_to_come_back(answers, meaning):
    said = next(iter(answers.values()))[0]

    async with a_mail_server(Postbox(**answers)) as port, mailer_for(in_clear(port)) as mailer:
        with pytest.raises(meaning, match=said[4:]):
            await mailer.send(a_letter())


@pytest.mark.parametrize("moment", ["mail", "rcpt", "data"])
async def test_a_server_that_hangs_up_is_called_again_later(moment):
    async with a_mail_server(Postbox(**{moment: (HANG_UP,)})) as port, mailer_for(in_clear(port)) as mailer:
        with pytest.raises(TemporaryFailure, match="hung up"):
            await mailer.send(a_letter())


@pytest.mark.parametrize("trouble", ["451 4.7.1 Later", "550 5.1.1 Nobody", HANG_UP])
async def test_one_letter_s_trouble_is_not_the_next_one_s(trouble):
    postbox = Postbox(rcpt=(trouble,))

    async with a_mail_server(postbox) as port, mailer_for(in_clear(port)) as mailer:
        with pytest.raises((TemporaryFailure, PermanentFailure)):
            await mailer.send(a_letter("ada@example.org"))
        await mailer.send(a_letter("grace@example.org"))

    assert postbox.recipients == ["grace@example.org"]


async def test_a_silent_server_is_waited_for_no_longer_than_told():
    started = time.monotonic()

    async with a_mail_server(Postbox(data=(SILENCE,))) as port:
        server = Server("127.0.0.1", port, Encryption.NONE, timeout=0.2, patience=3)
        async with mailer_for(server) as mailer:
            with pytest.raises(TemporaryFailure, match="too long"):
                await mailer.send(a_letter())

    assert time.monotonic() - started < 2


async def test_a_server_that_answers_just_in_time_for_ever_is_left():
    async with a_mail_server(Postbox(mail=(SILENCE,))) as port:
        server = Server("127.0.0.1", port, Encryption.NONE, timeout=30, patience=0.2)
        async with mailer_for(server) as mailer:
            with pytest.raises(TemporaryFailure, match="too long"):
                await mailer.send(a_letter())


async def test_nothing_is_sent_in_clear_when_starttls_is_asked_for_and_not_offered():
    postbox = Postbox()

    async with a_mail_server(postbox) as port:
        server = Server("127.0.0.1", port, Encryption.STARTTLS, "shop", "s3cret", timeout=2)
        async with mailer_for(server) as mailer:
            with pytest.raises(TransportFault, match="STARTTLS"):
                await mailer.send(a_letter())

    assert postbox.senders == []


async def test_starttls_carries_the_password_and_the_letter(tmp_path, monkeypatch):
    authority, tls = a_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    postbox = Postbox()
    options = {
        "tls_context": tls,
        "require_starttls": True,
        "authenticator": only("shop", "s3cret"),
        "auth_required": True,
    }

    async with a_mail_server(postbox, **options) as port:
        server = Server("127.0.0.1", port, Encryption.STARTTLS, "shop", "s3cret", timeout=2)
        async with mailer_for(server) as mailer:
            await mailer.send(a_letter())

    assert postbox.recipients == ["ada@example.org"]


async def test_tls_from_the_first_byte_works_too(tmp_path, monkeypatch):
    authority, tls = a_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    postbox = Postbox()

    async with (
        a_mail_server(postbox, tls=tls) as port,
        mailer_for(Server("127.0.0.1", port, Encryption.TLS, timeout=2)) as mailer,
    ):
        await mailer.send(a_letter())

    assert postbox.recipients == ["ada@example.org"]


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
async def test_a_certificate_that_nobody_vouches_for_is_refused(encryption, tmp_path):
    _, tls = a_certificate(tmp_path)
    postbox = Postbox()
    options = {"tls": tls} if encryption is Encryption.TLS else {"tls_context": tls}

    async with (
        a_mail_server(postbox, **options) as port,
        mailer_for(Server("127.0.0.1", port, encryption, timeout=2)) as mailer,
    ):
        with pytest.raises(TransportFault, match="prove who it is"):
            await mailer.send(a_letter())

    assert postbox.senders == []


async def test_a_refused_sign_in_is_the_transport_s_fault_and_never_tells_the_password():
    options = {"authenticator": only("shop", "right"), "auth_require_tls": False}

    async with (
        a_mail_server(Postbox(), **options) as port,
        mailer_for(in_clear(port, username="shop", password="wr0ng-s3cret")) as mailer,
    ):
        with pytest.raises(TransportFault, match="refused our user name or password") as refused:
            await mailer.send(a_letter())

    assert "wr0ng-s3cret" not in str(refused.value)


async def test_a_closed_port_is_the_transport_s_fault():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with mailer_for(in_clear(taken.getsockname()[1])) as mailer:
            with pytest.raises(TransportFault, match="cannot be reached"):
                await mailer.send(a_letter())


async def test_a_server_that_never_greets_is_the_transport_s_fault():
    with socket.create_server(("127.0.0.1", 0)) as mute:
        server = Server("127.0.0.1", mute.getsockname()[1], Encryption.NONE, timeout=0.2)
        async with mailer_for(server) as mailer:
            with pytest.raises(TransportFault, match="in time"):
                await mailer.send(a_letter())


async def test_an_address_beyond_ascii_needs_a_server_that_knows_them():
    async with a_mail_server(Postbox(), enable_SMTPUTF8=False) as port, mailer_for(in_clear(port)) as mailer:
        with pytest.raises(PermanentFailure, match="ASCII"):
            await mailer.send(a_letter("björn@example.org"))


async def test_an_address_beyond_ascii_is_reached_where_it_can_be():
    postbox = Postbox()

    async with a_mail_server(postbox, enable_SMTPUTF8=True) as port, mailer_for(in_clear(port)) as mailer:
        await mailer.send(a_letter("björn@bücher.example"))

    assert postbox.recipients == ["björn@xn--bcher-kva.example"]
    assert postbox.letters[0]["To"] == "björn@xn--bcher-kva.example"
