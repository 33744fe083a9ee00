"""What the setting for the mail server means."""

from __future__ import annotations

import pytest

from atrium.mail.server import Encryption, Server, read_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", Server("mail.example.org", 587, Encryption.STARTTLS)),
        ("smtp://mail.example.org:25?tls=starttls", Server("mail.example.org", 25, Encryption.STARTTLS)),
        ("smtps://mail.example.org", Server("mail.example.org", 465, Encryption.TLS)),
        ("smtp://localhost:1025?tls=none", Server("localhost", 1025, Encryption.NONE)),
        ("smtp://[::1]:1025?tls=none", Server("::1", 1025, Encryption.NONE)),
        (
            "smtp://shop%40example.org:p%3Aw%2F1@mail.example.org",
            Server("mail.example.org", 587, Encryption.STARTTLS, "shop@example.org", "p:w/1"),
        ),
    ],
)
def test_a_setting_names_a_server_and_how_it_is_spoken_to(url, server):
    assert read_server(url) == server


@pytest.mark.parametrize("url", ["smtp://mail.example.org?tls=none", "smtp://user:pass@10.0.0.7:25?tls=none"])
def test_mails_go_in_clear_within_this_machine_only(url):
    with pytest.raises(ValueError, match="this machine only"):
        read_server(url)


@pytest.mark.parametrize(
    "url", ["http://mail.example.org", "smtp://", "smtp://u:hidden@h?tls=maybe", "mail.example.org"]
)
def test_another_form_is_refused_without_repeating_it(url):
    with pytest.raises(ValueError, match="smtp://user:password@host:port") as refused:
        read_server(url)

    assert "hidden" not in str(refused.value)


def test_a_server_never_shows_its_password():
    assert "hidden" not in repr(read_server("smtp://shop:hidden@mail.example.org"))
