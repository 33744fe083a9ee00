"""A client's login from both sides: the client at the store, staff on the client's page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import (
    NEW_PASSWORD,
    RESET_LINK,
    Known,
    a_client,
    links_mailed_to,
    sign_in_at_the_store,
    verify,
)

ANOTHER = "nine purple whales yodel"


def a_shopper(page: Page) -> Known:
    """A client who has verified the address and chosen a password."""
    client = a_client(page)
    verify(page, links_mailed_to(page, client)[0])
    return client


def come_in(shop: Page, client: Known, password: str) -> None:
    shop.goto("/store/login")
    shop.get_by_label("Email").fill(client.email)
    shop.get_by_label("Password", exact=True).fill(password)
    shop.get_by_role("button", name="Sign in").click()


def is_in(shop: Page, client: Known) -> None:
    expect(shop).to_have_url(re.compile("/store/account$"))
    expect(shop.get_by_text(client.email).first).to_be_visible()


def is_out(shop: Page) -> None:
    shop.goto("/store/account")
    expect(shop).to_have_url(re.compile("/store/login$"))
    expect(shop.get_by_role("heading", level=1)).to_have_text("Sign in")


def login_of(page: Page, client: Known) -> Locator:
    page.goto(f"/clients/{client.id}/overview")
    return page.get_by_role("region", name="Login")


def said(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("status", name="Notifications")).to_contain_text(words)


def test_staff_see_and_end_sessions_lift_a_lock_out_and_switch_login_off(page: Page, stranger: Page):
    client, shop = a_shopper(page), stranger
    come_in(shop, client, "not the password")
    expect(shop.get_by_role("alert")).to_contain_text("Email or password is wrong")
    shop.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    shop.get_by_role("button", name="Sign in").click()
    is_in(shop, client)
    expect(shop.get_by_role("definition").first).to_have_text(client.name)

    login = login_of(page, client)
    expect(login.get_by_role("button", name=re.compile("End the session in"))).to_have_count(2)
    login.get_by_role("button", name=re.compile("End the session in")).first.click()
    expect(login.get_by_role("button", name=re.compile("End the session in"))).to_have_count(1)
    login.get_by_role("button", name="End all").click()
    page.get_by_label("Reason").fill("Lost telephone")
    page.get_by_role("button", name=re.compile("out everywhere$")).click()
    expect(login.get_by_text("Not signed in anywhere.")).to_be_visible()
    is_out(shop)

    for _ in range(5):
        sign_in_at_the_store(page, client, "guessed")
    come_in(shop, client, NEW_PASSWORD)
    expect(shop.get_by_role("alert")).to_contain_text("Too many attempts")
    login = login_of(page, client)
    expect(login.get_by_text(re.compile("5 wrong attempts"))).to_be_visible()
    login.get_by_role("button", name="Lift lock-out").click()
    page.get_by_role("button", name=re.compile("try again$")).click()
    expect(login.get_by_role("button", name="Lift lock-out")).not_to_be_visible()
    come_in(shop, client, NEW_PASSWORD)
    is_in(shop, client)

    login.get_by_role("switch", name="Allow login").click()
    page.get_by_role("button", name=re.compile("^Switch login off for")).click()
    expect(login.get_by_text("The client cannot log in.")).to_be_visible()
    is_out(shop)
    page.get_by_role("navigation", name="Client", exact=True).get_by_role("link", name="Activity").click()
    for words in ("Ended all sessions", "Lost telephone", "Lifted the lock-out", "Sign-in refused"):
        expect(page.get_by_text(words).first).to_be_visible()


def test_a_forgotten_password_is_chosen_anew_with_a_link_that_works_once(page: Page, stranger: Page):
    client, shop = a_shopper(page), stranger

    login_of(page, client).get_by_role("button", name="Send password reset").click()
    said(page, f"Password link to {client.email}")
    (link,) = links_mailed_to(page, client, kind=RESET_LINK)
    shop.goto(link)
    shop.get_by_label("New password").fill("short")
    shop.get_by_role("button", name="Set password").click()
    expect(shop.get_by_text("at least 10 characters")).to_be_visible()
    shop.get_by_label("New password").fill(ANOTHER)
    shop.get_by_role("button", name="Set password").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Your password is changed")
    come_in(shop, client, ANOTHER)
    is_in(shop, client)
    shop.get_by_role("button", name="Sign out").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Sign in")

    shop.goto("about:blank")
    shop.goto(link)
    expect(shop.get_by_role("heading", level=1)).to_have_text("This link has already been used")
    shop.get_by_role("link", name="Ask for a new link").click()
    shop.get_by_label("Email").fill("nobody.at.all@example.org")
    shop.get_by_role("button", name="Send the link").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Check your mail")


def test_the_e_mail_history_is_narrowed_by_state_and_a_link_is_sent_anew_not_again(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    page.goto(f"/clients/{client.id}/emails")
    history = page.get_by_role("region", name="E-mail history")

    states = page.get_by_role("navigation", name="Mails by state")
    states.get_by_role("link", name="Failed").click()
    expect(history.get_by_text("No mail is failed")).to_be_visible()
    states.get_by_role("link", name="Captured").click()
    expect(page).to_have_url(re.compile("mails=CAPTURED"))
    history.get_by_role("link", name=re.compile("^Confirm your email")).click()
    opened = page.get_by_role("dialog")
    expect(opened.locator("iframe")).to_be_visible()
    expect(opened.get_by_text("carries a link that works once")).to_be_visible()
    opened.get_by_role("button", name="Send a new verification link").click()

    said(page, f"Verification mail to {client.email}")
    assert len(links_mailed_to(page, client, 2)) == 2
