"""One client's page: who it is, what may be changed, what happened."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import Known, a_client, links_mailed_to, verify


def opened(page: Page, client: Known, tab: str = "overview") -> None:
    page.goto(f"/clients/{client.id}/{tab}")
    expect(page.get_by_role("heading", level=1)).to_have_text(client.name)


def standing(page: Page) -> Locator:
    return page.get_by_role("list", name="Standing")


def test_an_address_without_a_side_leads_to_the_overview(page: Page):
    client = a_client(page)

    page.goto(f"/clients/{client.id}")

    expect(page).to_have_url(re.compile(rf"/clients/{client.id}/overview$"))
    expect(page).to_have_title(f"{client.name} - Atrium")


def test_every_side_has_an_address_and_back_leads_to_the_former(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    opened(page, client)
    sides = page.get_by_role("navigation", name="Client", exact=True)

    for label, path in (("Contact", "contacts"), ("E-mail history", "emails"), ("Activity", "activity")):
        sides.get_by_role("link", name=label).click()
        expect(page).to_have_url(re.compile(f"/{path}$"))
        expect(sides.get_by_role("link", name=label)).to_have_attribute("aria-current", "page")
    page.go_back()

    expect(page).to_have_url(re.compile("/emails$"))


def test_verification_by_the_client_is_seen_without_a_reload(page: Page):
    client = a_client(page)
    (link,) = links_mailed_to(page, client)
    opened(page, client)
    expect(standing(page)).to_contain_text("Unverified")

    verify(page, link)
    page.get_by_role("link", name="Contact").click()
    expect(page.get_by_text(re.compile("^Verified"))).to_be_visible(timeout=15_000)
    page.reload()

    expect(standing(page)).to_contain_text("Active")
    expect(standing(page)).to_contain_text("Verified")


def test_another_mail_is_sent_on_request_but_not_twice_a_minute(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    opened(page, client)
    said = page.get_by_role("status", name="Notifications")
    button = page.get_by_role("button", name="Resend verification")

    button.click()
    expect(said).to_contain_text(f"Verification mail to {client.email}")
    button.click()

    expect(said).to_contain_text(re.compile(r"Possible again at \d\d:\d\d\."))
    assert len(links_mailed_to(page, client, 2)) == 2


def test_switching_login_off_says_what_it_does_and_is_on_record(page: Page):
    client = a_client(page)
    verify(page, links_mailed_to(page, client)[0])
    opened(page, client)

    page.get_by_role("switch", name="Allow login").click()
    dialog = page.get_by_role("dialog", name="Switch login off")
    dialog.get_by_label("Reason").fill("Lost their phone")
    dialog.get_by_role("button", name=f"Switch login off for {client.name}").click()

    expect(standing(page)).to_contain_text("Login disabled")
    expect(page.get_by_role("switch", name="Allow login")).not_to_be_checked()
    page.get_by_role("link", name="Activity", exact=True).click()
    activity = page.get_by_role("region", name="Activity", exact=True)
    expect(activity).to_contain_text("Switched login off")
    expect(activity).to_contain_text("Reason: Lost their phone")
    expect(activity.get_by_text("Sam Poe").first).to_be_visible()


def test_a_change_is_shown_with_before_and_after(page: Page):
    client = a_client(page)
    opened(page, client)
    facts = page.get_by_role("region", name="Key facts")

    facts.get_by_role("button", name="Edit").click()
    expect(facts.get_by_label("First name")).to_be_focused()
    facts.get_by_label("First name").fill("Augusta")
    facts.get_by_label("Tags").fill("vip, royal")
    page.keyboard.press("Control+Enter")

    name = client.name.replace("Ada", "Augusta")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(facts).to_contain_text("royal")
    page.get_by_role("link", name="Activity", exact=True).click()
    change = page.get_by_role("listitem").filter(has_text=re.compile("^First name:"))
    expect(change.first.get_by_role("deletion")).to_have_text("Ada")
    expect(change.first.get_by_role("insertion")).to_have_text("Augusta")


def test_someone_elses_change_in_between_is_shown_and_either_can_be_kept(page: Page):
    client = a_client(page)
    other = page.context.new_page()
    for each in (page, other):
        opened(each, client)
        each.get_by_role("button", name="Edit").click()
    other.get_by_label("First name").fill("Theirs")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("heading", level=1)).to_have_text(re.compile("^Theirs "))

    page.get_by_label("First name").fill("Mine")
    page.get_by_role("button", name="Save").click()
    clash = page.get_by_role("alert")
    expect(clash).to_contain_text("Changed by Sam Poe")
    clash.get_by_role("button", name="Keep mine: Mine").click()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Mine "))


def test_what_is_wrong_with_a_change_is_told_at_its_field(page: Page):
    client = a_client(page)
    opened(page, client)
    page.get_by_role("button", name="Edit").click()
    field = page.get_by_label("First name")

    field.fill("x" * 300)
    page.get_by_role("button", name="Save").click()

    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("x" * 300)
    expect(field).to_have_accessible_description(re.compile("too long"))


def test_a_mail_is_read_in_the_history_whole(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    opened(page, client, "emails")

    page.get_by_role("region", name="E-mail history").get_by_role("link").first.click()
    dialog = page.get_by_role("dialog")
    expect(page).to_have_url(re.compile(r"\?mail="))
    frame = dialog.locator("iframe")
    expect(frame.content_frame.get_by_role("link").first).to_be_visible()

    sizes = frame.evaluate("(it) => [it.clientHeight, it.contentDocument.documentElement.scrollHeight]")
    assert sizes[0] >= sizes[1] > 300
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_activity_can_be_narrowed_to_one_kind(page: Page):
    client = a_client(page)
    verify(page, links_mailed_to(page, client)[0])
    opened(page, client, "activity")
    activity = page.get_by_role("region", name="Activity", exact=True)
    expect(activity).to_contain_text("Added the client")

    kinds = activity.get_by_label("Show")
    kinds.select_option(index=1)

    expect(activity.locator("[aria-busy=true]")).to_have_count(0)
    expect(activity.get_by_role("listitem").first).to_be_visible()


def test_the_number_and_the_address_can_be_copied(page: Page):
    client = a_client(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, client)

    page.get_by_role("main").get_by_role("button", name=re.compile("Copy.*e-mail")).first.click()

    assert page.evaluate("navigator.clipboard.readText()") == client.email


def test_what_is_typed_about_a_client_is_not_lost_without_a_question(page: Page):
    client = a_client(page, phone="+49 30 123456")
    question = page.get_by_role("dialog", name=re.compile("^Leave without"))
    opened(page, client)

    def leave_for(tab: str, answer: str) -> None:
        page.get_by_role("navigation", name="Client").get_by_role("link", name=tab, exact=True).click()
        question.get_by_role("button", name=answer).click()
        expect(question).to_be_hidden()

    facts = page.get_by_role("region", name="Key facts")
    facts.get_by_role("button", name="Edit", exact=True).click()
    facts.get_by_label("First name").fill("Grace")
    leave_for("Notes", "Keep editing")
    expect(facts.get_by_label("First name")).to_have_value("Grace")
    leave_for("Notes", "Discard what I typed")

    notes = page.get_by_role("region", name="Notes")
    notes.get_by_label("New note").fill("Rings on Mondays")
    leave_for("Contact", "Keep editing")
    notes.get_by_role("button", name="Add note").click()
    notes.get_by_role("button", name="Edit note").click()
    notes.get_by_label("Note", exact=True).fill("Rings on Tuesdays")
    leave_for("Contact", "Keep editing")
    expect(notes.get_by_label("Note", exact=True)).to_have_value("Rings on Tuesdays")
    leave_for("Contact", "Discard what I typed")

    page.get_by_role("button", name="Add phone number").click()
    dialog = page.get_by_role("dialog", name="Add phone number", exact=True)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Add phone number").click()
    dialog.get_by_label("Number").fill("+49 30 654321")
    page.keyboard.press("Escape")
    question.get_by_role("button", name="Keep editing").click()
    expect(dialog.get_by_label("Number")).to_have_value("+49 30 654321")
    page.go_back()
    question.get_by_role("button", name="Keep editing").click()
    dialog.get_by_role("button", name="Close").click()
    question.get_by_role("button", name="Discard what I typed").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("654321")).to_have_count(0)
