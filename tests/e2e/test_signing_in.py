"""Getting in, getting back to where one was, and getting out."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import a_name
from tests.e2e.house import ADMINISTRATOR, PASSWORD


def sign_in(place: Page | Locator, email: str = ADMINISTRATOR.email, password: str = PASSWORD) -> None:
    place.get_by_label("Email").fill(email)
    place.get_by_label("Password", exact=True).fill(password)
    place.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_and_an_unknown_address_are_refused_alike_and_the_address_survives(stranger: Page):
    said = []
    stranger.goto("/login")
    for email in (ADMINISTRATOR.email, "nobody@example.org"):
        sign_in(stranger, email, "not the password")
        expect(stranger.get_by_role("button", name="Sign in")).not_to_have_attribute("aria-busy", "true")
        said.append(stranger.get_by_role("alert").inner_text())
        expect(stranger.get_by_label("Email")).to_have_value(email)

    assert said[0] == said[1] != ""
    expect(stranger).to_have_url(re.compile("/login"))


def test_too_many_tries_name_the_time_at_which_the_next_may_be_made(stranger: Page):
    stranger.goto("/login")
    alert = stranger.get_by_role("alert")

    for _ in range(12):
        sign_in(stranger, "hasty@example.org", "guess")
        expect(stranger.get_by_role("button", name="Sign in")).not_to_have_attribute("aria-busy", "true")
        if "Too many" in alert.inner_text():
            break

    expect(alert).to_have_text(re.compile(r"Too many attempts\. Try again at \d\d:\d\d\."))


ADDRESSES = [
    "/clients?range=7d",
    "/clients/list?status=ACTIVE,UNVERIFIED&country=DE&sort=name",
    "/settings/mailbox?state=SENT",
    "/clients/list?q=ada+lovelace&add=true",
]


def test_signing_in_leads_to_the_exact_address(stranger: Page):
    for address in ADDRESSES:
        stranger.context.clear_cookies()
        stranger.goto(address)
        expect(stranger).to_have_url(re.compile("/login"))
        first = stranger.url

        sign_in(stranger)
        expect(stranger.get_by_role("navigation", name="Main")).to_be_visible()

        assert first != stranger.url
        assert stranger.evaluate("location.pathname + decodeURIComponent(location.search)") == address
    expect(stranger.get_by_role("dialog", name="Add client")).to_be_visible()


def test_signing_in_never_leads_to_strangers(stranger: Page):
    for then in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        stranger.context.clear_cookies()
        stranger.goto(f"/login?then={then}")

        sign_in(stranger)

        expect(stranger.get_by_role("heading", level=1)).to_have_text("Clients")
        assert stranger.evaluate("location.pathname") == "/clients"


def test_whoever_is_signed_in_is_not_asked_again(page: Page):
    page.goto("/login?then=/clients/list")

    expect(page.get_by_role("heading", level=1)).to_have_text("Clients list")


def test_a_session_that_ends_over_a_form_costs_nothing_of_it(page: Page):
    first, last = a_name()
    page.goto("/clients/list?status=GUEST&add=true")
    dialog = page.get_by_role("dialog", name="Add client")
    dialog.get_by_label("First name").fill(first)
    dialog.get_by_label("Last name").fill(last)
    dialog.get_by_role("switch", name="Allow login").uncheck()
    page.context.clear_cookies()

    dialog.get_by_role("button", name="Add client").click()
    again = page.get_by_role("dialog", name="Sign in again")
    expect(again.get_by_label("Email")).to_have_value(ADMINISTRATOR.email)
    again.get_by_label("Password", exact=True).fill(PASSWORD)
    again.get_by_role("button", name="Sign in").click()
    expect(again).to_be_hidden()
    expect(dialog.get_by_role("alert")).to_have_count(0)
    expect(dialog.get_by_label("Last name")).to_have_value(last)
    dialog.get_by_role("button", name="Add client").click()

    expect(page.get_by_role("status", name="Notifications")).to_contain_text(f"{first} {last} added")
    expect(page).to_have_url(re.compile(r"/clients/list\?status=GUEST$"))


def test_signing_out_ends_the_session_in_every_tab(stranger: Page):
    stranger.goto("/clients/list")
    sign_in(stranger)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Clients list")
    other = stranger.context.new_page()
    other.goto("/settings/mailbox")
    expect(other.get_by_role("heading", level=1)).to_have_text("Mailbox")

    stranger.get_by_role("button", name="Signed in as").click()
    stranger.get_by_role("menuitem", name="Sign out").click()
    expect(stranger).to_have_url(re.compile("/login$"))
    expect(other.get_by_role("dialog", name="Sign in again")).to_be_visible()
    stranger.goto("/clients")

    expect(stranger.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_password_can_be_looked_at(stranger: Page):
    stranger.goto("/login")
    password = stranger.get_by_label("Password", exact=True)
    password.fill("see me")

    stranger.get_by_role("button", name="Show password").click()

    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_attribute("autocomplete", "current-password")
    expect(password).to_have_value("see me")


def test_what_a_reader_may_not_do_is_not_offered(readers_page: Page):
    readers_page.goto("/clients/list?add=true")
    expect(readers_page.get_by_role("row").nth(1)).to_be_visible()

    expect(readers_page.get_by_role("dialog")).to_have_count(0)
    expect(readers_page.get_by_role("link", name="Add client")).to_have_count(0)
    expect(readers_page.get_by_role("link", name="Mailbox")).to_have_count(0)
    readers_page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(readers_page.get_by_role("region", name="Key facts")).to_be_visible()
    expect(readers_page.get_by_role("button", name="Edit")).to_have_count(0)
    expect(readers_page.get_by_role("switch")).to_have_count(0)
    expect(readers_page.get_by_role("button", name="Resend verification")).to_have_count(0)


def test_a_page_that_is_not_permitted_says_what_is_missing(readers_page: Page):
    readers_page.goto("/settings/mailbox")

    expect(readers_page.get_by_role("alert").first).to_contain_text("You are not permitted to see this")
