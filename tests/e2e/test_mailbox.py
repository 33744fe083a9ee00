"""Settings > Mailbox: every mail, what became of it, and what it says."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.given import a_client, links_mailed_to


def test_without_a_mail_server_the_mailbox_says_that_nobody_receives_anything(page: Page):
    page.goto("/settings/mailbox")

    expect(page.get_by_text("No mail server is set, so mails are captured here")).to_be_visible()
    expect(page).to_have_title("Mailbox - Settings - Atrium")


def test_an_open_mail_is_in_the_address_and_back_closes_it(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    page.goto("/settings/mailbox")
    mails, reading = page.get_by_role("region", name="Mails"), page.get_by_role("region", name="Open mail")

    mails.get_by_role("link").filter(has_text=client.email).click()
    expect(reading).to_contain_text(client.email)
    expect(reading.locator("iframe").content_frame.get_by_text(client.name)).to_be_visible()
    page.reload()
    expect(reading).to_contain_text(client.email)
    page.go_back()

    expect(reading).to_contain_text("No mail is open")


def test_a_mails_text_says_the_same_and_holds_the_same_link(page: Page):
    client = a_client(page)
    (link,) = links_mailed_to(page, client)
    page.goto("/settings/mailbox")
    page.get_by_role("region", name="Mails").get_by_role("link").filter(has_text=client.email).click()
    reading = page.get_by_role("region", name="Open mail")
    button = reading.locator("iframe").content_frame.get_by_role("link").first
    expect(button).to_have_attribute("href", link)

    reading.get_by_role("button", name="Plain text").click()

    expect(reading.get_by_text(link)).to_be_visible()


def test_mails_are_listed_by_state(page: Page):
    links_mailed_to(page, a_client(page))
    page.goto("/settings/mailbox")
    states = page.get_by_role("navigation", name="Mails by state")

    states.get_by_role("link", name="Captured").click()
    expect(page).to_have_url(re.compile("state=CAPTURED"))
    rows = page.get_by_role("region", name="Mails").get_by_role("listitem")
    expect(rows.first).to_contain_text("Captured")
    expect(rows.filter(has_text="Sent")).to_have_count(0)
    page.go_back()

    expect(states.get_by_role("link", name="All")).to_have_attribute("aria-current", re.compile("true|page"))


def test_a_new_mail_appears_by_itself(page: Page):
    page.clock.install()
    page.goto("/settings/mailbox")
    mails = page.get_by_role("region", name="Mails")
    expect(mails.get_by_role("link").first).to_be_visible()
    client = a_client(page)
    links_mailed_to(page, client)

    page.clock.run_for(15_000)

    expect(mails.get_by_role("link").filter(has_text=client.email)).to_be_visible()


def test_older_mails_are_read_on(page: Page):
    page.goto("/settings/mailbox")
    mails = page.get_by_role("region", name="Mails")
    links = mails.get_by_role("link")
    expect(links.first).to_be_visible()
    first = links.count()

    links.last.scroll_into_view_if_needed()

    expect(links.nth(first)).to_be_attached()


def test_a_phone_shows_the_list_or_the_mail_and_leads_back(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/settings/mailbox")
    mails = page.get_by_role("region", name="Mails")

    mails.get_by_role("link").filter(has_text=client.email).click()
    expect(page.get_by_role("region", name="Open mail")).to_be_in_viewport()
    expect(mails).to_be_hidden()
    page.get_by_role("link", name="All mails").click()

    expect(mails).to_be_visible()
