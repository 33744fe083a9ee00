"""The filter of the Clients list: groups of conditions, written as text, kept in the address."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import a_client
from tests.e2e.test_list import counted, opened
from tests.e2e.test_list_full import number_in


def filter_opened(page: Page) -> Locator:
    page.get_by_role("button", name="Filter", exact=True).click()
    dialog = page.get_by_role("dialog", name="Filter clients")
    expect(dialog.get_by_role("button", name="Apply")).to_be_visible()
    return dialog


def condition(within: Locator, place: int) -> Locator:
    return within.get_by_role("group", name="Condition:").nth(place)


def test_a_filter_of_groups_says_how_many_it_matches_and_then_matches_them(page: Page):
    opened(page)
    dialog = filter_opened(page)
    condition(dialog, 0).get_by_label("Add a value").select_option(label="Active")
    dialog.get_by_role("button", name="Add group").click()
    group = dialog.get_by_role("group", name="Group of conditions")
    condition(group, 0).get_by_label("Field").select_option(label="Country")
    condition(group, 0).get_by_label("Add a value").select_option(label="Germany")
    group.get_by_role("button", name="Add condition").click()
    condition(group, 1).get_by_label("Field").select_option(label="E-mail")
    condition(group, 1).get_by_label("Value").fill("inbox")
    group.get_by_label("Not").check()
    about = dialog.get_by_role("status")
    expect(about).to_have_text(re.compile(r"^About to match \d+ clients?$"))
    expect(about.locator(".stale")).to_have_count(0)
    count = number_in(about)

    dialog.get_by_role("button", name="Apply").click()

    expect(counted(page)).to_have_text(f"{count:,} clients")
    sentence = page.get_by_role("region", name="Filter in force")
    expect(sentence).to_contain_text("not (Country is Germany or E-mail contains “inbox”)")
    expect(page).to_have_url(re.compile(r"status=ACTIVE&f=[\w-]+$"))
    page.reload()
    expect(counted(page)).to_have_text(f"{count:,} clients")
    dialog = filter_opened(page)
    expect(dialog.get_by_role("group", name="Group of conditions").get_by_label("Not")).to_be_checked()
    page.keyboard.press("Escape")
    sentence.get_by_role("button", name=re.compile("Take away: not")).click()
    expect(page).to_have_url(re.compile(r"status=ACTIVE$"))


def test_what_rows_cannot_say_is_written_as_text(page: Page):
    client = a_client(page, "Tex")
    opened(page)
    dialog = filter_opened(page)
    dialog.get_by_role("button", name="Edit as text").click()
    text = dialog.get_by_label("Filter as text")
    text.fill('{"ids": [')
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_contain_text("This is not valid JSON.")
    text.fill(f'{{"ids": ["{client.id}"], "or": [{{"verified": false}}, {{"not": {{"or": [{{"tags": {{}}}}]}}}}]}}')
    expect(dialog.get_by_role("status")).to_have_text("About to match 1 client")
    expect(dialog).to_contain_text("One given client and (E-mail not verified or")

    dialog.get_by_role("button", name="Apply").click()

    expect(counted(page)).to_have_text("1 client")
    filter_opened(page)
    expect(dialog.get_by_label("Filter as text")).to_have_value(re.compile(client.id))
    expect(dialog.get_by_role("button", name="Edit as rows")).to_have_count(0)


def test_a_condition_that_says_nothing_is_named_and_not_applied(page: Page):
    opened(page)
    dialog = filter_opened(page)

    dialog.get_by_role("button", name="Apply").click()

    expect(dialog).to_contain_text("Choose at least one.")
    expect(page).to_have_url(re.compile(r"/clients/list$"))


def test_an_address_that_is_half_understood_says_so(page: Page):
    opened(page, "?f=bm90aGluZw&status=ACTIVE")

    expect(page.get_by_role("alert")).to_contain_text("not understood and were left out: f.")
