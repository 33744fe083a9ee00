"""How a row becomes a mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from atrium import settings as store
from atrium.mail.failures import MARKER, PermanentFailure
from atrium.mail.letter import compose
from atrium.mail.models import EmailMessage

SECRET = "Zm9v-YmFy_s3cret"


@pytest.fixture(autouse=True)
def _corner_shop(settings):
    store.use(replace(settings, store_name="Eck-Laden Müller", mail_from="post@shop.example"))


def a_row(**given) -> EmailMessage:
    words = {"subject": "Grüße", "text": f"Link: {MARKER}\n", "html": f'<a href="{MARKER}">Link</a>'}
    envelope = {"kind": "any", "to": "ada@example.org", "created_at": datetime(2026, 3, 1, 12, tzinfo=UTC)}
    return EmailMessage(**envelope | words | given)


def test_the_secret_stands_where_the_marker_stood():
    mime = compose(a_row(), SECRET).mime

    text, html = mime.get_payload()
    assert text.get_content() == f"Link: {SECRET}\n"
    assert html.get_content() == f'<a href="{SECRET}">Link</a>\n'
    assert mime.get_content_type() == "multipart/alternative"


def test_a_mail_that_is_written_twice_is_recognised_as_the_same():
    row = a_row()

    first, second = compose(row, SECRET).mime, compose(row, SECRET).mime

    assert first["Message-ID"] == second["Message-ID"] == f"<{row.id}@shop.example>"
    assert first["Date"] == second["Date"] == "Sun, 01 Mar 2026 12:00:00 +0000"


def test_a_mail_comes_from_the_store_by_name_and_asks_for_no_holiday_notice():
    letter = compose(a_row(), None)

    assert str(letter.mime["From"]) == "Eck-Laden Müller <post@shop.example>"
    assert (letter.sender, letter.recipient) == ("post@shop.example", "ada@example.org")
    assert letter.mime["Auto-Submitted"] == "auto-generated"


def test_a_sender_may_have_a_name_of_its_own(settings):
    store.use(replace(settings, mail_from="Post room <post@shop.example>"))

    assert str(compose(a_row(), None).mime["From"]) == "Post room <post@shop.example>"


def test_a_domain_beyond_ascii_travels_as_idna():
    assert compose(a_row(to="ada@straße.example"), None).recipient == "ada@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hello\r\nBcc: all@example.org"},
        {"to": "ada@example.org\r\nRCPT TO:<all@example.org>"},
        {"to": "ada@example.org> SIZE=1"},
        {"to": "ada@example.org,all@example.org"},
        {"to": "nobody"},
        {"to": "ada@" + "ü" * 80 + ".example"},
    ],
)
def test_what_cannot_be_said_in_a_mail_is_never_sent(wrong):
    with pytest.raises(PermanentFailure):
        compose(a_row(**wrong), None)
