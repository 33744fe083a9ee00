"""Families: accounts under accounts, what they come to together, and who may enter whose account."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.given import (
    NEW_PASSWORD,
    Known,
    a_client,
    a_product,
    an_order,
    ask,
    links_mailed_to,
    sign_in_at_the_store,
    verify,
)

LINK = """mutation ($child: ID!, $parent: ID!) { linkClient(input: {childId: $child, parentId: $parent}) {
  __typename } }"""


def open_dialog(page: Page, client: Known, act: str) -> Locator:
    page.goto(f"/clients/{client.id}/overview")
    page.get_by_role("button", name="Manage client").click()
    page.get_by_role("menuitem", name=act).click()
    return page.get_by_role("dialog", name=act)


def pick(dialog: Locator, client: Known) -> None:
    field = dialog.get_by_role("combobox", name=re.compile("account$"))
    field.fill(client.name)
    expect(dialog.get_by_role("option", name=client.name)).to_be_visible()
    field.press("Enter")


def a_shoppers_page(page: Page, new_context: NewContext, client: Known) -> Page:
    shop = new_context(storage_state=None).new_page()
    verify(shop, links_mailed_to(page, client)[0])
    sign_in_at_the_store(shop, client, NEW_PASSWORD)
    shop.goto("/store/account")
    return shop


def test_two_are_linked_counted_together_and_the_parent_enters_until_the_child_says_less(
    page: Page, new_context: NewContext
):
    top, ada, byron = (a_client(page, name) for name in ("Augusta", "Ada", "Byron"))
    ask(page.request, LINK, child=ada.id, parent=top.id)
    product = a_product(page, f"Hosting {byron.id[:8]}", "20.00")
    an_order(page, byron, {"productId": product})

    dialog = open_dialog(page, ada, "Attach child account")
    pick(dialog, top)
    expect(dialog.get_by_role("alert")).to_contain_text("go round in a circle")
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile(f"{ada.name}.*{top.name}|{top.name}.*{ada.name}"))
    dialog.get_by_role("button", name="Choose another").click()
    pick(dialog, byron)
    expect(dialog.get_by_role("status")).to_contain_text(re.compile(f"{top.name}.*{ada.name}.*{byron.name}"))
    dialog.get_by_label(re.compile("^Full access")).check()
    dialog.get_by_role("switch", name="The parent pays for the child").check()
    expect(dialog.get_by_text("counts in the parent’s balance due")).to_be_visible()
    dialog.get_by_role("button", name="Attach child account").click()
    expect(page.get_by_text(f"{byron.name} stands under {ada.name} now")).to_be_visible()

    standing = page.get_by_role("list", name="Standing")
    expect(standing).to_contain_text("1 child")
    standing.get_by_role("link", name=f"Child of {top.name}").click()
    tree = page.get_by_role("list", name="Family tree")
    under = tree.get_by_role("list", name=f"Under {ada.name}")
    expect(under).to_contain_text("Parent: full access, billed to the parent")
    expect(under).to_contain_text(re.compile("1 order, paid nothing, due nothing"))
    figures = tree.get_by_role("definition")
    expect(figures.first).to_have_text("0 orders, paid nothing, due nothing")
    expect(figures.nth(1)).to_have_text(re.compile(r"^1 order, paid nothing, due .*20"))
    page.get_by_role("link", name="Children in the list").click()
    table, sentence = page.get_by_role("table"), page.get_by_role("region", name="Filter in force")
    expect(table.get_by_role("link", name=byron.name)).to_be_visible()
    sentence.get_by_role("button", name=f"Parent is {ada.name}", exact=True).press("Enter")
    condition = page.get_by_role("dialog", name="Filter clients").get_by_role("group", name="Condition: Parent")
    condition.get_by_role("button", name="Choose another").press("Enter")
    pick(condition, top)
    expect(condition.get_by_role("button", name="Choose another")).to_be_focused()
    page.get_by_role("button", name="Apply").press("Enter")
    expect(table.get_by_role("link", name=ada.name)).to_be_visible()
    page.reload()
    expect(sentence).to_contain_text(f"Parent is {top.name}")

    parents, childs = a_shoppers_page(page, new_context, ada), a_shoppers_page(page, new_context, byron)
    parents.get_by_role("button", name="Enter the account of Byron L.").click()
    bar = parents.get_by_role("region", name="Acting for a client")
    expect(bar).to_contain_text(f"You are in the account of {byron.name} · as Ada L.")
    expect(parents.get_by_role("region", name="Orders")).to_contain_text("20")
    expect(childs.get_by_role("region", name="Your parent account")).to_contain_text("Ada L. may do all")
    childs.reload()
    expect(childs.get_by_role("region", name="Who accessed my account")).to_contain_text("Ada L., your parent account")

    above = childs.get_by_role("region", name="Your parent account")
    above.get_by_label(re.compile("^Nothing")).check()
    above.get_by_role("button", name="Lower the access").click()
    expect(above).to_contain_text("Ada L. cannot enter your account")
    parents.reload()
    expect(parents.get_by_role("heading", level=1)).to_have_text("The access to this account has ended")
    parents.get_by_role("link", name="Back to my account").click()
    expect(parents.get_by_role("region", name="Who accessed my account")).to_be_visible()
    expect(parents.get_by_role("region", name="Accounts I may enter")).to_have_count(0)

    page.goto(f"/clients/{byron.id}/family")
    expect(tree).to_contain_text("Parent: no access, billed to the parent")
    page.get_by_role("button", name=f"Unlink {byron.name}").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Unlink {byron.name}").click()
    expect(page.get_by_text("This account stands alone")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("region", name="Former parents")).to_contain_text(ada.name)
    page.get_by_role("button", name="Undo").click()
    expect(tree.get_by_role("list", name=f"Under {ada.name}")).to_contain_text(byron.name)
