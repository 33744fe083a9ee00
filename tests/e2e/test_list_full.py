"""The Clients list in full: any arrangement, any place, and rows that are selected."""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import a_client
from tests.e2e.judging import faults_in
from tests.e2e.test_list import counted, names, opened

SCROLL = "(element) => { element.scrollTop = 2000 }"


def arranged(page: Page) -> Locator:
    page.get_by_role("button", name="Columns").click()
    dialog = page.get_by_role("dialog", name="Columns")
    expect(dialog).to_be_visible()
    return dialog


def heads(page: Page) -> list[str]:
    return [text for text in page.get_by_role("columnheader").all_inner_texts() if text]


def number_in(locator: Locator) -> int:
    return int(re.sub(r"\D", "", locator.inner_text()))


@pytest.mark.usefixtures("unchanged_choices")
def test_columns_are_hidden_ordered_and_remembered(page: Page):
    opened(page)
    dialog = arranged(page)

    dialog.get_by_role("checkbox", name="Country").uncheck()
    dialog.get_by_role("checkbox", name="Tags").check()
    for _ in range(3):
        dialog.get_by_role("button", name="Move Tags up").click()
    expect(dialog.get_by_role("button", name="Move Tags up")).to_be_focused()
    dialog.get_by_role("listitem").filter(has_text="Created").drag_to(
        dialog.get_by_role("listitem").filter(has_text="Email")
    )
    dialog.get_by_label("Compact").check()
    dialog.get_by_role("button", name="Done").click()

    wanted = ["Name", "Created", "Email", "Status", "Tags", "Number", "Last login"]
    assert heads(page) == wanted
    page.reload()
    expect(page.get_by_role("rowheader").first).to_be_visible()
    assert heads(page) == wanted
    box = page.get_by_role("row").nth(2).bounding_box()
    assert box
    assert box["height"] == 36
    arranged(page).get_by_role("button", name="As at first").click()
    assert "Country" in heads(page)


def test_an_address_may_name_the_columns(page: Page):
    opened(page, "?cols=created,email")

    assert heads(page) == ["Name", "Created", "Email"]


@pytest.mark.usefixtures("unchanged_choices")
def test_a_column_is_widened_by_arrow_keys_and_by_dragging(page: Page):
    table = opened(page)
    edge = table.get_by_role("separator", name="Width of Email")
    head = table.get_by_role("columnheader", name="Email")
    before = head.bounding_box()
    assert before
    width = round(before["width"])

    edge.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(edge).to_have_attribute("aria-valuenow", str(width + 32))
    handle = edge.bounding_box()
    assert handle
    page.mouse.move(handle["x"] + 4, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 54, handle["y"] + 10, steps=4)
    page.mouse.up()
    page.reload()

    expect(table.get_by_role("separator", name="Width of Email")).to_have_attribute("aria-valuenow", str(width + 82))


def test_rows_are_selected_by_keys_ranges_and_all_that_match(page: Page):
    table = opened(page, "?sort=number")
    expect(counted(page)).to_be_visible()
    total = number_in(counted(page))
    bar = page.get_by_role("region", name="Selection")

    page.keyboard.type("jx")
    expect(bar.get_by_role("status")).to_have_text("1 selected")
    page.keyboard.type("jjj")
    page.keyboard.press("Shift+X")
    expect(bar.get_by_role("status")).to_have_text("4 selected")
    table.get_by_role("checkbox").nth(6).click(modifiers=["Shift"])
    expect(bar.get_by_role("status")).to_have_text("6 selected")
    table.get_by_role("checkbox").nth(1).click()
    expect(bar.get_by_role("status")).to_have_text("5 selected")
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    table.get_by_role("checkbox", name="Select all rows loaded").check()
    expect(bar.get_by_role("status")).to_have_text("100 selected")
    bar.get_by_role("button", name=f"Select all {total} that match").click()
    table.get_by_role("checkbox").nth(2).click()
    expect(bar.get_by_role("status")).to_have_text(f"{total - 1} selected")
    page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    expect(page).to_have_url(re.compile("sort=name"))
    expect(bar.get_by_role("status")).to_have_text(f"{total - 1} selected")

    page.get_by_role("group", name="Quick filters").get_by_role("button", name=re.compile("^Active")).click()

    expect(bar).to_have_count(0)
    expect(page.get_by_role("status", name="Notifications")).to_contain_text("ended with the filter")


def test_the_addresses_of_those_selected_are_copied(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one, other = a_client(page, "Una"), a_client(page, "Duo")
    silent = a_client(page, "Nil", email=None, allowLogin=False)
    table = opened(page)
    for client in (one, other, silent):
        table.get_by_role("checkbox", name=f"Select {client.name}").check()

    page.get_by_role("button", name="Copy e-mail addresses").click()

    expect(page.get_by_role("status", name="Notifications")).to_contain_text("Copied 2 addresses; 1 client without one")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert set(copied.split(", ")) == {one.email, other.email}


@pytest.mark.parametrize(
    ("sort", "said", "pattern"),
    [("number", "1150", r"#001150"), ("name", "m", r"^M"), ("created", "2025-06-01", r"(Jun|Jul|Aug) 2025$")],
)
def test_any_place_is_reached_by_jumping_and_kept_in_the_address(page: Page, sort: str, said: str, pattern: str):
    table = opened(page, f"?sort={sort}")
    expect(counted(page)).to_be_visible()
    total = number_in(counted(page))

    page.get_by_role("button", name="Jump to…", exact=True).click()
    dialog = page.get_by_role("dialog", name="Jump to")
    dialog.get_by_role("textbox").or_(dialog.get_by_role("spinbutton")).or_(dialog.locator("input")).first.fill(said)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("start="))
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader").filter(has_text=re.compile(pattern, re.I)))
    found = row if sort == "name" else table.get_by_role("row").filter(has_text=re.compile(pattern))
    expect(found.first).to_be_in_viewport()
    expect(counted(page)).to_have_text(f"{total} clients")
    page.wait_for_timeout(700)
    page.reload()
    expect(found.first).to_be_in_viewport()


@pytest.mark.parametrize("order", ["", "?sort=name", "?status=GUEST,UNVERIFIED&start=2026-01-01"])
def test_whoever_came_meanwhile_does_not_push_the_rows_and_is_shown_when_wanted(page: Page, order: str):
    page.clock.install()
    table = opened(page, order)
    first = names(table)[0]
    late = a_client(page, "Late")

    page.clock.fast_forward(16_000)
    show = page.get_by_role("button", name="1 new – show")
    expect(show).to_be_visible()
    assert names(table)[0] == first
    show.click()

    expect(table.get_by_role("rowheader").filter(has_text=late.name)).to_be_in_viewport()
    expect(show).to_have_count(0)


def test_the_place_in_the_list_is_told_on_the_clients_page(page: Page):
    table = opened(page, "?sort=number")
    expect(counted(page)).to_be_visible()
    total = number_in(counted(page))

    table.get_by_role("row").filter(has_text="#001002").get_by_role("link").click()
    trail = page.get_by_role("navigation", name="Clients list")
    expect(trail).to_contain_text(f"2 of {total}")
    page.keyboard.press("]")

    expect(trail).to_contain_text(f"3 of {total}")


def test_further_quick_filters_count_what_they_list(page: Page):
    for name in ("Has parent", "Has children", "Deleted"):
        opened(page)
        filters = page.get_by_role("group", name="Quick filters")
        filters.get_by_role("button", name="More").click()
        button = filters.get_by_role("button", name=re.compile(rf"^{name} [\d,]+$"))
        count = number_in(button)

        button.click()

        words = "No client matches" if count == 0 else f"{count} client{'s' * (count != 1)}"
        expect(page.get_by_text(words, exact=True)).to_be_visible()


def test_who_may_not_see_deleted_clients_is_not_offered_them(readers_page: Page):
    opened(readers_page)
    filters = readers_page.get_by_role("group", name="Quick filters")
    filters.get_by_role("button", name="More").click()
    expect(filters.get_by_role("button", name=re.compile("^Has children [0-9]"))).to_be_visible()

    deleted = filters.get_by_role("button", name=re.compile("^Deleted"))

    expect(deleted).to_have_count(0)


DENSE = "?status=ACTIVE&f=eyJub3QiOnsiY291bnRyeSI6WyJERSJdfX0"


def a_selection(page: Page) -> None:
    opened(page, DENSE).get_by_role("checkbox").nth(2).check()
    expect(page.get_by_role("region", name="Selection")).to_be_visible()


def what_opens_by(button: str, page: Page) -> None:
    opened(page, DENSE)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("button").last).to_be_visible()


def test_everything_that_opens_is_without_fault(page: Page):
    dialogs = [partial(what_opens_by, button) for button in ("Filter", "Columns", "Jump to…")]

    assert faults_in(page, [*dialogs, a_selection]) == []
