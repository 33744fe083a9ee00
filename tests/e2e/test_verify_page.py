"""Where a mailed link leads, and what it says when it can do nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.given import NEW_PASSWORD, a_client, links_mailed_to, resend, verify
from tests.e2e.house import House


def follow(stranger: Page, link: str) -> None:
    """The client opens the link and presses its button, if it still has one; a good password is given where asked."""
    stranger.goto(link)
    button = stranger.get_by_role("button", name="Confirm")
    expect(button.or_(stranger.locator(".store-outcome"))).to_be_visible()
    if not button.is_visible():
        return
    if stranger.get_by_label("Password", exact=True).is_visible():
        stranger.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    button.click()


def outcome(stranger: Page, title: str) -> None:
    heading = stranger.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    expect(heading).to_be_focused()


def test_opening_a_link_uses_nothing_up_and_leaves_no_secret_in_the_address(page: Page, stranger: Page):
    client = a_client(page)
    (link,) = links_mailed_to(page, client)

    stranger.goto(link)
    expect(stranger.get_by_role("button", name="Confirm and set password")).to_be_visible()
    seen = stranger.evaluate("[location.href, history.length, document.referrer]")
    follow(stranger, link)

    assert "token" not in str(seen)
    outcome(stranger, "Thank you, your address is confirmed")


def test_a_used_link_says_so(page: Page, stranger: Page):
    client = a_client(page)
    (link,) = links_mailed_to(page, client)
    verify(page, link)

    follow(stranger, link)

    outcome(stranger, "This link has already been used")


def test_an_expired_link_says_so(page: Page, stranger: Page, house: House):
    client = a_client(page)
    (link,) = links_mailed_to(page, client)
    house.run_sql(f"UPDATE verification_token SET expires_at = created_at WHERE address_fold = '{client.email}'")

    follow(stranger, link)

    outcome(stranger, "This link has expired")


def test_a_superseded_link_says_so_and_the_newer_one_works(page: Page, stranger: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    resend(page, client)
    newer, older = links_mailed_to(page, client, 2)

    follow(stranger, older)
    outcome(stranger, "There is a newer link")
    follow(stranger, newer)

    outcome(stranger, "Thank you, your address is confirmed")


@pytest.mark.parametrize("fragment", ["#token=never-was-one&choose=1", "#token=never-was-one"])
def test_an_unknown_link_says_so(stranger: Page, fragment: str):
    follow(stranger, f"/store/verify{fragment}")

    outcome(stranger, "This link does not work")


def test_a_link_that_was_cut_off_says_so(stranger: Page):
    stranger.goto("/store/verify")

    outcome(stranger, "Something is missing from this link")


def test_a_weak_password_is_refused_at_its_field_and_the_link_keeps_working(page: Page, stranger: Page):
    client = a_client(page)
    (link,) = links_mailed_to(page, client)
    stranger.goto(link)
    password = stranger.get_by_label("Password", exact=True)

    password.fill("password12")
    stranger.get_by_role("button", name="Confirm and set password").click()
    expect(password).to_be_focused()
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(password).to_have_value("password12")
    password.fill(NEW_PASSWORD)
    expect(password).not_to_have_attribute("aria-invalid", "true")
    stranger.get_by_role("button", name="Confirm and set password").click()

    outcome(stranger, "Thank you, your address is confirmed")
