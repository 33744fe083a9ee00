"""A client goes and comes back; and goes for good, with a receipt of what was erased."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client, a_product, an_order, ask
from tests.e2e.test_family import LINK

DELETE = """mutation ($id: ID!) { deleteClient(input: {clientId: $id, override: ["OPEN_ORDERS", "CHILDREN"]}) {
  __typename } }"""


def test_a_client_is_deleted_against_what_speaks_against_it_restored_and_at_last_erased(page: Page):
    ada = a_client(page, "Ada", phone="+442079460321")
    an_order(page, ada, {"productId": a_product(page, "Hosting", "20.00"), "quantity": 1})
    parent, child = a_client(page, "Augusta"), a_client(page, "Byron")
    ask(page.request, LINK, child=ada.id, parent=parent.id)
    ask(page.request, LINK, child=child.id, parent=ada.id)

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
    dialog.get_by_role("checkbox", name="1 child account").check()
    delete.click()

    bar = page.locator(".notice", has_text="Deleted on")
    expect(bar).to_contain_text("by Sam Poe")
    expect(page.get_by_role("button", name="Manage client")).to_be_focused()
    a_client(page, "Other", email=ada.email)
    ask(page.request, LINK, child=child.id, parent=parent.id)
    bar.get_by_role("button", name="Restore").click()
    dialog = page.get_by_role("dialog", name="Restore")
    family = dialog.get_by_role("region", name="Family").get_by_role("listitem")
    expect(family.filter(has_text=parent.name)).to_have_text(f"Parent {parent.name}: is linked again.")
    expect(family.filter(has_text=child.name)).to_contain_text("does not come back.")
    dialog.get_by_role("button", name=f"Restore {ada.name}").click()
    expect(dialog.get_by_text(f"{ada.email} is the login of another client now")).to_be_visible()
    assert judging.faults_of(page, judging.PHONE) == []
    judging.resize(page, judging.DESK)
    dialog.get_by_label("Login e-mail").fill(f"new.{ada.email}")
    dialog.get_by_role("button", name=f"Restore {ada.name}").click()
    expect(bar).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text(f"new.{ada.email}").first).to_be_visible()

    ask(page.request, DELETE, id=ada.id)
    page.goto(f"/clients/{ada.id}/overview")
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
    assert judging.faults_of(page, judging.PHONE) == []
    judging.resize(page, judging.DESK)
    receipt.get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Erased client #\d+$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(bar.get_by_role("button", name="Restore")).to_be_hidden()
    expect(bar.get_by_role("button", name="Receipt")).to_be_visible()
