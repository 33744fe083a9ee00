"""Everything is reached without a pointer, and focus is never lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.given import a_name
from tests.e2e.house import ADMINISTRATOR, PASSWORD

FOCUS = """() => {
  const { tagName, innerText, ariaLabel, name } = document.activeElement;
  return ariaLabel || name || innerText?.trim().split('\\n')[0] || tagName;
}"""


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        if page.evaluate(FOCUS) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {name}; it is at {page.evaluate(FOCUS)}")


def test_signing_in_and_adding_a_client_need_no_pointer(stranger: Page):
    page, keys = stranger, stranger.keyboard
    first, last = a_name()
    page.goto("/clients/list")
    expect(page.get_by_label("Email")).to_be_focused()

    keys.type(ADMINISTRATOR.email)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    tab_to(page, "Add client")
    keys.press("Enter")
    expect(page.get_by_label("First name")).to_be_focused()
    keys.type(first)
    keys.press("Tab")
    keys.type(last)
    tab_to(page, "email")
    keys.type(f"{last}@example.org")
    keys.press("Control+Enter")
    expect(page.get_by_role("status", name="Notifications")).to_contain_text(f"{first} {last} added")
    keys.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    keys.type(last)
    expect(page.get_by_text("1 client", exact=True)).to_be_visible()
    tab_to(page, f"{first} {last}")
    keys.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(f"{first} {last}")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_first_tab_stop_skips_to_the_content(page: Page):
    page.goto("/clients/list")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("main").get_by_role("button", name="Export")).to_be_focused()


def test_single_keys_lead_everywhere_but_never_act_within_fields(page: Page):
    page.goto("/clients")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Clients")

    page.keyboard.type("gl")
    expect(heading).to_have_text("Clients list")
    expect(heading).to_be_focused()
    page.keyboard.type("gd")
    expect(heading).to_have_text("Clients")
    page.keyboard.type("gl")
    expect(heading).to_have_text("Clients list")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("n?gs")
    expect(page.get_by_role("searchbox")).to_have_value("n?gs")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")

    expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.usefixtures("unchanged_choices")
def test_single_keys_can_be_switched_off_and_stay_off(page: Page):
    page.goto("/clients")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")

    dialog.get_by_role("switch", name="Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.type("?n")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_dialog_keeps_the_focus_and_gives_it_back(page: Page):
    page.goto("/clients/list")
    link = page.get_by_role("link", name="Add client")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Add client")
    expect(dialog.get_by_label("First name")).to_be_focused()

    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_rows_are_walked_and_opened_by_keys(page: Page):
    page.goto("/clients/list?sort=number")
    rows = page.get_by_role("row")
    expect(rows.nth(3)).to_be_visible()

    page.keyboard.type("jjk")
    expect(rows.nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("j")
    name = rows.nth(2).get_by_role("link").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.keyboard.press("]")

    expect(page.get_by_role("heading", level=1)).not_to_have_text(name)


def test_menus_are_walked_by_arrows_and_escape_gives_the_focus_back(page: Page):
    page.goto("/clients/list")
    button = page.get_by_role("button", name=re.compile("^Order:"))
    button.focus()

    page.keyboard.press("ArrowDown")
    items = page.get_by_role("menuitemradio")
    expect(items.first).to_be_focused()
    page.keyboard.press("End")
    expect(items.last).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("o")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("sort=created"))
    expect(button).to_be_focused()
