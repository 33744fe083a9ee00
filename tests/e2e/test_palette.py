"""From anywhere to any client, page or action, by the keyboard alone."""

from __future__ import annotations

import re
from functools import partial

from playwright.sync_api import Locator, Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client


def opened(page: Page, path: str = "/clients/list") -> Locator:
    """The palette's field, opened by its keys."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Search or jump to")
    expect(field).to_be_focused()
    return field


def active(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Results").get_by_role("option", selected=True)


def test_a_client_is_found_by_what_one_knows_and_opened(page: Page):
    ada = a_client(page, phone="+442079460018")
    field = opened(page)

    for known, why in ((ada.name.split()[1], "matches name"), (ada.email, f"matches e-mail {ada.email}")):
        field.fill(known)
        expect(active(page)).to_contain_text(ada.name)
        expect(active(page)).to_contain_text(why)

    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(ada.name)


def test_enter_waits_for_the_answer_to_what_is_typed(page: Page):
    ada, grace = a_client(page), a_client(page, "Grace")
    field = opened(page)
    field.fill(ada.email)
    expect(active(page)).to_contain_text(ada.name)

    field.fill(grace.email)
    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(grace.name)


def test_arrows_walk_in_a_circle_and_escape_gives_focus_back(page: Page):
    page.goto("/clients")
    page.get_by_role("button", name="Search or jump to").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Search or jump to")
    first = active(page).inner_text()

    field.press("ArrowUp")
    expect(active(page)).to_contain_text("Sign out")
    field.press("ArrowDown")
    expect(active(page)).to_have_text(re.compile(first.split()[0]))
    field.press("Escape")

    expect(page.get_by_role("button", name="Search or jump to")).to_be_focused()


def test_a_page_and_an_action_are_a_few_letters_away(page: Page):
    field = opened(page)
    field.fill("mailb")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mailbox")

    field = opened(page)
    field.fill("add cl")
    field.press("Enter")
    expect(page.get_by_role("dialog", name="Add client")).to_be_visible()


def test_the_client_on_the_screen_comes_first_and_is_remembered(page: Page):
    ada = a_client(page)
    opened(page, f"/clients/{ada.id}/contacts").fill("switch")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Switch login off")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()

    opened(page)

    expect(page.get_by_role("group", name="Recent").get_by_role("option").first).to_contain_text(ada.name)


def test_what_is_not_permitted_is_not_offered(page: Page, readers_page: Page):
    ada = a_client(page)

    field = opened(readers_page, f"/clients/{ada.id}/overview")
    expect(readers_page.get_by_role("option", name="Contact")).to_be_visible()
    expect(readers_page.get_by_role("option", name=re.compile("Switch login|Add client|Edit key"))).to_have_count(0)
    field.fill("no such client anywhere")
    expect(readers_page.get_by_role("dialog").get_by_role("status")).to_contain_text("Nothing matches")


def answered(typed: str, page: Page) -> None:
    field = opened(page)
    field.fill(typed)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("result|Nothing"))


def test_nothing_is_wrong_with_the_palette(page: Page):
    faults = judging.faults_in(page, [partial(answered, typed) for typed in ("", "a", "no such client anywhere")])

    assert faults == []


MENU = [
    "Client support PIN", "Place new quick order", "Place new order", "Open new ticket", "Impersonate client",
    "Attach child account", "Link to a parent", "Merge client data", "Delete", "Switch login off", "Switch login on",
    "Resend verification", "Send password reset", "Export client data",
]  # fmt: skip


def test_every_act_of_the_menu_has_its_place_its_key_and_its_line_in_the_palette_or_says_why_not(page: Page):
    locked_out = a_client(page, allowLogin=False)
    page.goto(f"/clients/{locked_out.id}/notes")
    expect(page.get_by_role("button", name="Manage client")).to_be_visible()
    page.keyboard.press("m")
    items, reasons = page.get_by_role("menuitem"), {}
    for place in range(items.count()):
        expect(items.nth(place)).to_be_focused()
        label, *why = items.nth(place).inner_text().split("\n")
        reasons[label] = " ".join(why).strip()
        assert (items.nth(place).get_attribute("aria-disabled") == "true") == bool(reasons[label])
        page.keyboard.press("ArrowDown")
    expect(items.first).to_be_focused()
    faults = judging.faults_of(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    for label, why in reasons.items():
        option = page.get_by_role("option", name=re.compile(f"^{label}"))
        expect(option).to_contain_text(why)
        assert (option.get_attribute("aria-disabled") == "true") == bool(why)

    assert list(reasons) == [label for label in MENU if label in reasons]
    assert reasons["Impersonate client"].endswith(".")
    assert reasons["Client support PIN"] == ""
    assert faults == []


def test_the_menu_of_a_client_opens_by_its_key_and_holds_what_is_permitted(page: Page, readers_page: Page):
    ada = a_client(page)
    page.goto(f"/clients/{ada.id}/activity")
    expect(page.get_by_role("button", name="Manage client")).to_be_visible()

    page.keyboard.press("m")
    items = page.get_by_role("menuitem")
    expect(items.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    for label in ("Place new quick order", "Switch login off", "Resend verification"):
        expect(page.get_by_role("menuitem", name=label)).to_be_visible()
    assert judging.faults_of(page) == []

    readers_page.goto(f"/clients/{ada.id}/activity")
    expect(readers_page.get_by_role("heading", level=1)).to_have_text(ada.name)
    expect(readers_page.get_by_role("button", name="Manage client")).to_have_count(0)
