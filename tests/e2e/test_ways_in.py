"""Ways in for staff: an invitation, and the link that replaces a forgotten password."""

from __future__ import annotations

import re
from functools import partial

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.colleagues import a_colleague, an_address, link_mailed_to, local
from tests.e2e.conftest import NewContext
from tests.e2e.house import ADMINISTRATOR, PASSWORD

OTHER_PASSWORD = "nine loud herons wade south"


def test_someone_is_invited_accepts_and_may_do_what_their_group_allows(page: Page, new_context: NewContext):
    address = an_address()
    page.goto("/settings/staff?invite=true")
    dialog = page.get_by_role("dialog", name="Invite")
    dialog.get_by_label("Email").fill(address)
    page.get_by_role("group", name="Groups").get_by_label(re.compile("^Read-only")).check()
    dialog.get_by_role("button", name="Send invitation").click()
    expect(page.get_by_role("status", name="Notifications")).to_contain_text(f"An invitation to {address}")
    mailed = link_mailed_to(page, address, "/invitation")

    page.goto(f"/settings/mailbox?mail={mailed.mail_id}")
    button = page.locator("iframe").content_frame.get_by_role("link").first
    expect(button).to_have_attribute("href", mailed.link)
    theirs = new_context(storage_state=None).new_page()
    theirs.goto(local(mailed.link))
    expect(theirs).to_have_url(re.compile("/invitation$"))
    theirs.get_by_label("Your name").fill("Nina Berg")
    theirs.get_by_label("Password", exact=True).fill("short")
    theirs.get_by_role("button", name="Accept and sign in").click()
    expect(theirs.get_by_label("Password", exact=True)).to_be_focused()
    theirs.get_by_label("Password", exact=True).fill(OTHER_PASSWORD)
    theirs.get_by_role("button", name="Accept and sign in").click()

    expect(theirs.get_by_role("heading", level=1)).to_have_text("Clients")
    expect(theirs.get_by_role("button", name="Signed in as Nina Berg")).to_be_visible()
    expect(theirs.get_by_role("link", name="Clients list")).to_be_visible()
    expect(theirs.get_by_role("link", name="Settings")).to_have_count(0)
    expect(theirs.get_by_role("link", name="Add client")).to_have_count(0)
    theirs.goto("/settings/staff")
    expect(theirs.get_by_role("alert").first).to_contain_text("You are not permitted to see this")
    expect(theirs.get_by_role("link", name="Invite")).to_have_count(0)
    theirs.goto("/settings/custom-fields?define=true")
    expect(theirs.get_by_role("alert").first).to_contain_text("You are not permitted to see this")
    expect(theirs.get_by_role("link", name="Define field")).to_have_count(0)
    expect(theirs.get_by_role("dialog")).to_have_count(0)
    again = new_context(storage_state=None).new_page()
    again.goto(local(mailed.link))
    again.get_by_label("Password", exact=True).fill(OTHER_PASSWORD)
    again.get_by_role("button", name="Accept and sign in").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("This invitation has been accepted")


def test_a_forgotten_password_is_replaced_by_mail(page: Page, new_context: NewContext):
    nina, _ = a_colleague(page, new_context)
    hers = new_context(storage_state=None).new_page()
    hers.goto("/login?then=/clients/list")
    hers.get_by_label("Email").fill(nina.email)
    hers.get_by_role("button", name="Forgot password?").click()
    expect(hers.get_by_label("Email")).to_have_value(nina.email)
    hers.get_by_role("button", name="Send the link").click()
    expect(hers.get_by_role("heading", level=1)).to_be_focused()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    link = local(link_mailed_to(page, nina.email, "/reset").link)

    hers.goto(link)
    hers.get_by_label("Password", exact=True).fill(OTHER_PASSWORD)
    hers.get_by_role("button", name="Set password").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Your password is changed")
    hers.get_by_role("link", name="Sign in").click()
    hers.get_by_label("Email").fill(nina.email)
    hers.get_by_label("Password", exact=True).fill(PASSWORD)
    hers.get_by_role("button", name="Sign in").click()
    expect(hers.get_by_role("alert")).to_be_visible()
    hers.get_by_label("Password", exact=True).fill(OTHER_PASSWORD)
    hers.get_by_role("button", name="Sign in").click()

    expect(hers.get_by_role("heading", level=1)).to_have_text("Clients")
    other = new_context(storage_state=None).new_page()
    other.goto(link)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Set password").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("This link has already been used")
    other.get_by_role("link", name="Ask for a new link").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Forgot password")


def test_who_lost_an_account_is_told_and_led_to_another_password(page: Page, new_context: NewContext):
    nina, theirs = a_colleague(page, new_context)
    theirs.goto("/profile")
    theirs.get_by_label("Password now").fill(PASSWORD)
    theirs.get_by_label("New password").fill(OTHER_PASSWORD)
    theirs.get_by_role("button", name="Change password").click()
    expect(theirs.get_by_role("status", name="Notifications")).to_contain_text("Your password is changed")

    page.goto(f"/settings/mailbox?q={nina.email}&state=CAPTURED")
    mails, reading = page.get_by_role("region", name="Mails"), page.get_by_role("region", name="Open mail")
    mails.get_by_role("link").filter(has_text=re.compile("password.*changed", re.I)).click(timeout=20_000)
    link = reading.locator("iframe").content_frame.get_by_role("link").filter(has_text="new password").first
    expect(link).to_have_attribute("href", re.compile("/forgot$"))
    reading.get_by_role("button", name="Send a copy").click()

    expect(page.get_by_role("status", name="Notifications")).to_contain_text(f"A copy to {nina.email} is on its way")
    expect(mails.get_by_role("link").filter(has_text=re.compile("password.*changed", re.I))).to_have_count(2)
    theirs.goto("/forgot")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Forgot password")


def test_nobody_learns_from_a_forgotten_password_who_works_here(stranger: Page):
    said = []
    for address in (ADMINISTRATOR.email, "nobody.at.all@example.org"):
        stranger.goto("/forgot")
        stranger.get_by_label("Email").fill(address)
        stranger.get_by_role("button", name="Send the link").click()
        expect(stranger.get_by_role("heading", level=1)).to_have_text("Look into your mail")
        said.append(stranger.get_by_role("main").inner_text().replace(address, "ADDRESS"))

    assert said[0] == said[1]


def reached(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_is_wrong_with_the_ways_in(stranger: Page):
    ways = ("/forgot", "/reset#token=x", "/invitation#token=x", "/reset")

    faults = judging.faults_in(stranger, [partial(reached, address) for address in ways])

    assert faults == []
