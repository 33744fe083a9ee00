"""What may be kept of a server's words."""

from __future__ import annotations

from atrium.mail.failures import MARKER, speakable


def test_secrets_are_masked_wherever_they_stand():
    assert speakable("no s3cret, no p4ss, s3cret", "s3cret", None, "p4ss") == f"no {MARKER}, no {MARKER}, {MARKER}"


def test_words_become_one_line_of_valid_text():
    assert speakable(" two\r\nlines,\0 a bell\a and half \udcff a letter ") == "two lines, a bell and half ? a letter"


def test_words_are_kept_to_a_bearable_length():
    assert len(speakable("x" * 10_000)) == 500
