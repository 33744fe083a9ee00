"""The Add client dialog: what it asks for, what it refuses, what it never does twice."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.given import a_client, a_name, ask
from tests.e2e.watching import Watch

COUNT = "query ($q: String!) { clients(filter: { search: $q }) { totalCount } }"


def opened(page: Page) -> Locator:
    page.goto("/clients/list?add=true")
    dialog = page.get_by_role("dialog", name="Add client")
    expect(dialog.get_by_label("First name")).to_be_focused()
    return dialog


def fill(dialog: Locator, **values: str) -> None:
    for label, value in values.items():
        dialog.get_by_label(label.replace("_", " "), exact=True).fill(value)


def press(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Add client").click()


def added(page: Page, name: str) -> Locator:
    said = page.get_by_role("status", name="Notifications")
    expect(said).to_contain_text(f"{name} added")
    return said


def count_of(page: Page, text: str) -> int:
    return int(ask(page.request, COUNT, q=text)["clients"]["totalCount"])


def test_everything_refused_is_told_at_once_at_its_field_and_in_a_summary_and_nothing_typed_is_lost(page: Page):
    dialog = opened(page)
    dialog.get_by_text("Phone, address, language").click()
    wrong = {"Email": "no address", "Phone": "12", "Street_and_number": "1 High Street", "Tags": "x" * 300}

    fill(dialog, **wrong)
    press(dialog)

    summary = dialog.get_by_role("alert")
    expect(summary.get_by_role("button", name=re.compile("^Email: "))).to_be_visible()
    expect(dialog.get_by_label("First name")).to_be_focused()
    for label, value in wrong.items():
        field = dialog.get_by_label(label.replace("_", " "), exact=True)
        expect(field).to_have_value(value)
    for label in ("First name", "Email", "Phone", "Country", "Tags"):
        field = dialog.get_by_label(label, exact=True)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(r"\w"))
    summary.get_by_role("button", name=re.compile("^Phone: ")).click()
    expect(dialog.get_by_label("Phone", exact=True)).to_be_focused()


def test_a_fault_goes_when_its_field_is_changed_and_what_was_corrected_is_added(page: Page):
    dialog = opened(page)
    first, last = a_name()
    fill(dialog, First_name=first, Last_name=last, Email="no address")
    press(dialog)
    email = dialog.get_by_label("Email", exact=True)
    expect(email).to_have_attribute("aria-invalid", "true")

    email.fill(f"{last}@example.org")
    expect(email).not_to_have_attribute("aria-invalid", "true")
    press(dialog)

    added(page, f"{first} {last}")


def test_a_taken_address_is_told_at_its_field(page: Page):
    there = a_client(page)
    dialog = opened(page)

    fill(dialog, First_name="Other", Email=there.email.upper())
    press(dialog)

    email = dialog.get_by_label("Email", exact=True)
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(re.compile("already", re.I))
    assert count_of(page, there.email) == 1


def test_without_login_no_address_is_needed_and_no_mail_promised(page: Page):
    dialog = opened(page)
    first, last = a_name()
    fill(dialog, First_name=first, Last_name=last)
    press(dialog)
    expect(dialog.get_by_label("Email", exact=True)).to_have_attribute("aria-invalid", "true")

    dialog.get_by_role("switch", name="Allow login").uncheck()
    expect(dialog.get_by_text("No mail is sent and the client cannot log in. An email is optional.")).to_be_visible()
    expect(dialog.get_by_role("alert")).to_be_hidden()
    press(dialog)

    said = added(page, f"{first} {last}")
    expect(said).to_contain_text("No mail is sent")
    said.get_by_role("button", name="Open").click()
    expect(page.get_by_role("list", name="Standing")).to_contain_text("Login disabled")


def test_switching_login_off_and_on_keeps_the_typed_address(page: Page):
    dialog = opened(page)
    login = dialog.get_by_role("switch", name="Allow login")
    fill(dialog, Email="kept@example.org")

    login.uncheck()
    login.check()

    expect(dialog.get_by_text("A verification link is sent to this address.")).to_be_visible()
    expect(dialog.get_by_label("Email")).to_have_value("kept@example.org")


def test_pressing_twice_adds_one(page: Page):
    dialog = opened(page)
    first, last = a_name()
    fill(dialog, First_name=first, Last_name=last, Email=f"{last}@example.org")

    dialog.get_by_role("button", name="Add client").dblclick()

    added(page, f"{first} {last}")
    assert count_of(page, last) == 1


def test_pressing_again_after_an_answer_was_lost_adds_one(page: Page, watch: Watch):
    watch.expect("net::ERR_FAILED|Failed to load resource")
    dialog = opened(page)
    first, last = a_name()
    fill(dialog, First_name=first, Last_name=last, Email=f"{last}@example.org")

    def lose(route: Route) -> None:
        if "mutation AddClient" in (route.request.post_data or ""):
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route("**/graphql", lose)
    press(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute("**/graphql")
    expect(dialog.get_by_label("Last name")).to_have_value(last)
    press(dialog)

    added(page, f"{first} {last}")
    assert count_of(page, last) == 1


def test_someone_who_may_be_there_already_is_shown_before_adding(page: Page):
    there = a_client(page, phone="+442079460123")
    dialog = opened(page)

    fill(dialog, Email=there.email)

    looks = dialog.get_by_role("status")
    expect(looks).to_contain_text(f"Looks like {there.name} (same email)")
    looks.get_by_role("button", name="It is someone else").click()
    expect(looks).to_be_empty()


def test_leaving_what_was_typed_is_asked_first(page: Page):
    page.goto("/clients/list")
    page.get_by_role("link", name="Add client").click()
    dialog = page.get_by_role("dialog", name="Add client")
    fill(dialog, First_name="Half")

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep editing").click()
    expect(dialog.get_by_label("First name")).to_have_value("Half")
    page.go_back()
    page.get_by_role("button", name="Discard what I typed").click()

    expect(dialog).to_be_hidden()
    expect(page).to_have_url(re.compile("/clients/list$"))


def test_what_nobody_typed_into_is_left_without_a_question(page: Page):
    dialog = opened(page)

    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("/clients/list$"))


def test_everything_that_can_be_known_is_kept_and_shown(page: Page):
    dialog = opened(page)
    first, last = a_name("Zoë")
    dialog.get_by_text("Phone, address, language").click()
    fill(dialog, First_name=first, Last_name=last, Company="Analytical Engines Ltd", Email=f"{last}@example.org")
    fill(dialog, Phone="020 7946 0321", Street_and_number="12 St James's Square", Postcode="SW1Y 4JH", City="London")
    dialog.get_by_label("Country").select_option("GB")
    dialog.get_by_label("Currency").select_option("GBP")
    fill(dialog, External_id=f"X-{last}", Tags="vip, early")

    press(dialog)
    added(page, f"{first} {last}").get_by_role("button", name="Open").click()

    facts = page.get_by_role("region", name="Key facts")
    for text in ("Analytical Engines Ltd", "London", "United Kingdom", "GBP", f"X-{last}", "vip", "early"):
        expect(facts).to_contain_text(text)
    expect(facts).to_contain_text(re.compile(r"\+44\s?20\s?7946\s?0321"))
