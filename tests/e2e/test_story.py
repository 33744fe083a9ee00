"""The product's main job, start to end, as a person does it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.given import NEW_PASSWORD, a_name
from tests.e2e.house import ADMINISTRATOR, PASSWORD


def test_a_client_is_added_verified_from_the_mail_and_found_again(stranger: Page):
    page = stranger
    first, last = a_name()
    name, address = f"{first} {last}", f"{last}@example.org".lower()

    sign_in(page)
    add_client(page, first, last, address)
    verification = open_link_in_mailbox(page, address)
    verify(verification, address)

    page.get_by_role("link", name="Open client").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    standing = page.get_by_role("list", name="Standing")
    expect(standing).to_contain_text("Active")
    expect(standing).to_contain_text("Verified")
    find_in_list(page, last, name)


def sign_in(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("Email").fill(ADMINISTRATOR.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients")


def add_client(page: Page, first: str, last: str, address: str) -> None:
    page.get_by_role("link", name="Add client").click()
    dialog = page.get_by_role("dialog", name="Add client")
    expect(dialog.get_by_label("First name")).to_be_focused()
    dialog.get_by_label("First name").fill(first)
    dialog.get_by_label("Last name").fill(last)
    expect(dialog.get_by_role("switch", name="Allow login")).to_be_checked()
    dialog.get_by_label("Email").fill(address)
    dialog.get_by_role("button", name="Add client").click()
    said = page.get_by_role("status", name="Notifications")
    expect(said).to_contain_text(f"{first} {last} added. Verification mail captured in the Mailbox.")
    expect(dialog).to_be_hidden()


def open_link_in_mailbox(page: Page, address: str) -> Page:
    """The store's page to which the newest mail's link leads, in a tab of its own."""
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Mailbox").click()
    mails = page.get_by_role("region", name="Mails").get_by_role("link").filter(has_text=address)
    expect(mails).to_contain_text("Captured", timeout=15_000)
    mails.click()
    mail = page.frame_locator(".mail-frame")
    with page.context.expect_page() as opened:
        mail.get_by_role("link").filter(has_text=re.compile("confirm|choose|set", re.I)).first.click()
    return opened.value


def verify(page: Page, address: str) -> None:
    expect(page.get_by_role("heading", name="Confirm your email address")).to_be_visible()
    assert page.evaluate("location.href").endswith("/store/verify")
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_role("button", name="Confirm and set password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, your address is confirmed")
    expect(page.get_by_text(f"{address} now belongs to your account, and your password is set")).to_be_visible()


def find_in_list(page: Page, text: str, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Clients list").click()
    page.get_by_role("searchbox", name="Search clients").fill(text)
    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("Active")
    expect(page.get_by_text("1 client", exact=True)).to_be_visible()
