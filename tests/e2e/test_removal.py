"""A client goes and comes back; and goes for good, with a receipt of what was erased."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client, a_product, an_order


def test_a_client_is_deleted_against_what_speaks_against_it_restored_and_at_last_erased(page: Page):
    ada = a_client(page, "Ada", phone="+442079460321")
    an_order(page, ada, {"productId": a_product(page, "Hosting", "20.00"), "quantity": 1})

    page.goto(f"/clients/{ada.id}/overview")
    page.get_by_role("button", name="Manage client").click()
    with page.expect_download() as copied:
        page.get_by_role("menuitem", name="Export client data").click()
        page.get_by_role("button", name=f"Export data of {ada.name}").click()
        page.get_by_role("button", name=re.compile("^Download client-")).click()
    assert copied.value.suggested_filename.endswith(".zip")
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()

    page.get_by_role("button", name="Manage client").click()
    page.get_by_role("menuitem", name="Delete").click()
    dialog = page.get_by_role("dialog", name="Delete")
    delete = dialog.get_by_role("button", name=f"Delete {ada.name}")
    expect(dialog.get_by_role("checkbox", name="1 unpaid order")).to_be_focused()
    dialog.get_by_label("To delete, type").fill(ada.name)
    expect(delete).to_have_attribute("aria-disabled", "true")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    dialog.get_by_role("checkbox", name="1 unpaid order").check()
    delete.click()

    bar = page.locator(".notice", has_text="Deleted on")
    expect(bar).to_contain_text("by Sam Poe")
    expect(page.get_by_role("button", name="Manage client")).to_be_focused()
    a_client(page, "Other", email=ada.email)
    bar.get_by_role("button", name="Restore").click()
    dialog = page.get_by_role("dialog", name="Restore")
    dialog.get_by_role("button", name=f"Restore {ada.name}").click()
    expect(dialog.get_by_text(f"{ada.email} is the login of another client now")).to_be_visible()
    dialog.get_by_label("Login e-mail").fill(f"new.{ada.email}")
    dialog.get_by_role("button", name=f"Restore {ada.name}").click()
    expect(bar).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text(f"new.{ada.email}").first).to_be_visible()

    page.goto(f"/clients/{ada.id}/overview?act=delete")
    dialog = page.get_by_role("dialog", name="Delete")
    dialog.get_by_role("checkbox", name="1 unpaid order").check()
    dialog.get_by_label("To delete, type").fill(ada.name)
    dialog.get_by_role("button", name=f"Delete {ada.name}").click()
    bar.get_by_role("button", name="Erase").click()
    dialog = page.get_by_role("dialog", name="Erase personal data")
    expect(dialog.get_by_role("region", name="Is erased")).to_contain_text("Phone numbers1")
    expect(dialog.get_by_role("region", name="Stays for the books")).to_contain_text("Orders1")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    dialog.get_by_label("To erase, type erase").fill("erase")
    dialog.get_by_role("button", name=f"Erase {ada.name}").click()
    receipt = page.get_by_role("dialog", name="Erased")
    expect(receipt).to_contain_text("by Sam Poe")
    receipt.get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Erased client #\d+$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(bar.get_by_role("button", name="Restore")).to_be_hidden()
    expect(bar.get_by_role("button", name="Receipt")).to_be_visible()
