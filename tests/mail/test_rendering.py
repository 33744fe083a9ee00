"""What mails say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jinja2 import TemplateNotFound

from atrium import settings as store
from atrium.mail.failures import MARKER
from atrium.mail.rendering import render


@pytest.fixture(autouse=True)
def _corner_shop(settings):
    store.use(replace(settings, store_name="Corner Shop", base_url="https://shop.example.org"))


def test_a_verification_says_the_same_in_text_and_html_with_the_marker_for_its_secret():
    words = render("verify_email", "en", {"name": "Ada"})

    link = f"https://shop.example.org/store/verify#token={MARKER}"
    assert words.subject == "Confirm your email address for Corner Shop"
    assert f"\n{link}\n" in words.text
    assert f'href="{link}"' in words.html
    assert all("Hello Ada," in part and "Corner Shop" in part for part in (words.text, words.html))


def test_a_client_without_a_password_is_led_to_choosing_one():
    words = render("verify_email", "en", {"name": "Ada", "choose": "1"})

    assert f"#token={MARKER}&choose=1\n" in words.text
    assert f'#token={MARKER}&amp;choose=1"' in words.html
    assert all("choose a password" in part for part in (words.text, words.html))


def test_a_nameless_client_is_greeted_all_the_same():
    assert render("verify_email", "en", {}).text.startswith("Hello,\n")


def test_a_name_cannot_write_html():
    words = render("verify_email", "en", {"name": '<img src="x">'})

    assert "<img" not in words.html
    assert "&lt;img" in words.html


def test_a_name_cannot_hold_the_place_of_the_secret():
    words = render("verify_email", "en", {"name": f"Ada {MARKER}"})

    assert "Hello Ada ," in words.text
    assert words.text.count(MARKER) == 1


def test_a_subject_is_one_line_of_bearable_length(settings):
    store.use(replace(settings, store_name="A\nstore " + "x" * 500))

    subject = render("verify_email", "en", {}).subject

    assert "\n" not in subject
    assert len(subject) == 400


@pytest.mark.parametrize("language", ["de-AT", "zh-Hant-TW", "", "../verify_email"])
def test_a_language_that_is_not_there_gets_the_store_s_own_words(language):
    assert render("verify_email", language, {}) == render("verify_email", "en", {})


def test_an_unknown_kind_is_our_mistake():
    with pytest.raises(TemplateNotFound):
        render("no_such_kind", "en", {})
