"""Many clients at once: tag all that match, read what became of each, and take them away in a file."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import ADD, a_client, a_product, an_order, ask
from tests.e2e.judging import DESK, NARROWEST, PHONE, cut_off, faults_of, resize
from tests.e2e.test_list import opened

OUTCOMES = re.compile(r"^(All|Done|Unchanged|Refused) ([\d,]+)$")


def four_clients(page: Page, word: str) -> list[str]:
    """Clients found by one word: one whose name is a formula, one who has the tag already. Their names."""
    wishes: list[dict[str, Any]] = [
        {"firstName": '=HYPERLINK("x")', "lastName": word, "tags": ["VIP 2026"]},
        {"firstName": "Ada", "lastName": word, "phone": "+49 30 123456"},
        {"firstName": "Änne", "lastName": word},
        {"firstName": "Zoë", "lastName": word},
    ]
    for wish in wishes:
        ask(page.request, ADD, input={**wish, "allowLogin": False})
    return [f"{wish['firstName']} {word}" for wish in wishes]


def is_flawless(page: Page) -> None:
    assert faults_of(page) == []
    resize(page, DESK)


def act(page: Page, name: str) -> Locator:
    page.get_by_role("button", name="Act on them").click()
    page.get_by_role("menuitem", name=name, exact=True).click()
    return page.get_by_role("dialog", name=name)


def menu_cut_off(page: Page) -> list[str]:
    """What a phone does not show of the menu of acts, opened there and kept open on a narrower one."""
    resize(page, PHONE)
    page.get_by_role("button", name="Act on them").click()
    expect(page.get_by_role("menu", name="Act on them")).to_be_in_viewport(ratio=1)
    missing = cut_off(page, PHONE) + cut_off(page, NARROWEST)
    page.keyboard.press("Escape")
    resize(page, DESK)
    return missing


def counts(within: Locator) -> dict[str, str]:
    texts = within.get_by_role("list", name="Results by outcome").get_by_role("button").all_inner_texts()
    return {found[1]: found[2] for text in texts if (found := OUTCOMES.match(text))}


def test_all_that_match_are_tagged_and_exported_and_the_file_holds_them(page: Page, tmp_path: Path):
    word = f"Xyl{uuid4().hex[:8]}"
    names = four_clients(page, word)
    a_client(page, "Bystander")
    table = opened(page, f"?q={word}&sort=name")
    expect(table.get_by_role("rowheader")).to_have_count(4)

    table.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Select all 4 that match").click()
    dialog = act(page, "Tag")
    dialog.get_by_role("button", name=re.compile("^Tag ")).click()
    expect(dialog.get_by_text("Name at least one tag.")).to_be_visible()
    dialog.get_by_label("Tags").fill("VIP 2026")
    expect(dialog.get_by_role("status", name="Preview")).to_have_text("4 clients: possible for 3; 1 is so already.")
    is_flawless(page)
    dialog.get_by_role("button", name="Tag 3 clients").click()

    expect(dialog.get_by_text("3 done, 1 unchanged")).to_be_visible()
    assert counts(dialog) == {"All": "4", "Done": "3", "Unchanged": "1", "Refused": "0"}
    dialog.get_by_role("button", name="Unchanged 1").click()
    expect(dialog.get_by_role("list").get_by_role("link")).to_have_text([names[0]])
    dialog.get_by_role("link", name="All jobs").click()
    expect(page).to_have_url(re.compile(r"/settings/jobs\?job="))
    expect(page.get_by_role("heading", name="Tag with VIP 2026", level=2)).to_be_visible()
    expect(page.get_by_role("region", name="Results").get_by_role("link")).to_have_count(4)
    is_flawless(page)

    opened(page, f"?q={word}&sort=name&cols=tags,phone")
    expect(page.get_by_text("VIP 2026", exact=True)).to_have_count(4)
    page.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog", name="Export")
    expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(3)
    dialog.get_by_role("checkbox", name="First name").check()
    dialog.get_by_role("button", name="Move First name up").click()
    is_flawless(page)
    dialog.get_by_role("button", name="Export 4 clients").click()
    expect(dialog.get_by_text("4 clients in the file")).to_be_visible()
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name=re.compile(r"^Download clients-.*\.csv$")).click()
    waiting.value.save_as(tmp_path / "clients.csv")

    with (tmp_path / "clients.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["Name", "Tags", "First name", "Phone"]
    assert {row["Name"] for row in rows} == {f"'{names[0]}", *names[1:]}
    assert {row["Tags"] for row in rows} == {"VIP 2026"}
    assert [row["Phone"] for row in rows if row["First name"] == "Ada"] == ["'+4930123456"]


def test_rows_that_are_selected_lose_their_login_and_nobody_else_and_all_are_deleted_whom_nothing_holds(page: Page):
    word = f"Qom{uuid4().hex[:8]}"
    first, second = a_client(page, "Ada", lastName=word), a_client(page, "Bea", lastName=word)
    an_order(page, second, {"productId": a_product(page, "Hosting", "20.00")})
    table = opened(page, f"?q={word}&sort=name")

    table.get_by_role("checkbox").nth(1).check()
    assert menu_cut_off(page) == []
    dialog = act(page, "Login off")
    dialog.get_by_label("Reason").fill("Chargeback")
    dialog.get_by_role("button", name="Switch login off for 1 client").click()

    expect(dialog.get_by_text("1 done")).to_be_visible()
    dialog.get_by_role("button", name="Close", exact=True).last.click()
    expect(table.get_by_role("row", name=re.compile(first.name))).to_contain_text("Login disabled")
    expect(table.get_by_role("row", name=re.compile(second.name))).to_contain_text("Unverified")

    table.get_by_role("checkbox").first.check()
    dialog = act(page, "Delete")
    delete = dialog.get_by_role("button", name="Delete 1 client")
    expect(dialog.get_by_role("status", name="Preview")).to_contain_text("have unpaid orders")
    expect(delete).to_have_attribute("aria-disabled", "true")
    dialog.get_by_label("To go on, type 1").fill("1")
    is_flawless(page)
    delete.click()
    expect(dialog.get_by_text("1 done, 1 refused")).to_be_visible()
    dialog.get_by_role("button", name="Refused 1").click()
    expect(dialog.get_by_role("list").get_by_role("link")).to_have_text([second.name])
    expect(dialog).to_contain_text("unpaid orders")
    dialog.get_by_role("button", name="Close", exact=True).last.click()
    expect(table.get_by_role("rowheader")).to_have_text([re.compile(second.name)])

    page.goto(f"/clients/{first.id}/overview")
    page.locator(".notice", has_text="Deleted on").get_by_role("button", name="Restore").click()
    page.get_by_role("dialog", name="Restore").get_by_role("button", name=f"Restore {first.name}").click()
    expect(page.get_by_text(f"{first.name} is restored")).to_be_visible()
