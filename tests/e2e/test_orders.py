"""What is sold, ordered and paid: the client who comes into the shop and pays in cash."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e import judging
from tests.e2e.given import a_name, a_product, ask

RAISE = """mutation ($id: ID!, $version: Int!) {
  updateProduct(input: { id: $id, version: $version, price: { amount: "21.00", currency: "EUR" } }) { __typename }
}"""
PRODUCTS = "{ products(first: 250) { nodes { id name version } } }"


def said(page: Page, words: str) -> Locator:
    """The toast that says so."""
    toast = page.get_by_role("status", name="Notifications").locator(".toast").filter(has_text=words)
    expect(toast).to_be_visible()
    return toast


def test_a_product_is_added_changed_while_somebody_else_does_so_too_archived_and_restored(
    page: Page, readers_page: Page
):
    name = f"Hosting {uuid4().hex[:6]}"
    page.goto("/settings/products")
    page.get_by_role("link", name="Add product").click()
    dialog = page.get_by_role("dialog", name="Add product")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Price").fill("twenty")
    dialog.get_by_role("button", name="Add product").click()
    expect(dialog.get_by_text("Enter an amount, as 20.00.")).to_be_visible()
    dialog.get_by_label("Price").fill("20")
    dialog.get_by_role("button", name="Add product").click()
    expect(dialog.get_by_label("SKU")).to_be_focused()
    dialog.get_by_label("SKU").fill(uuid4().hex[:8])
    dialog.get_by_label("Currency").select_option("EUR")
    dialog.get_by_label("Recurring").check()
    dialog.get_by_label("Months at a time").fill("3")
    page.keyboard.press("Control+Enter")
    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("every 3 months")
    expect(row).to_contain_text("€20.00")

    row.get_by_role("link", name=f"Edit {name}").click()
    dialog = page.get_by_role("dialog", name=f"Edit {name}")
    dialog.get_by_label("Price").fill("25,50")
    (known,) = [each for each in ask(page.request, PRODUCTS)["products"]["nodes"] if each["name"] == name]
    assert (
        ask(page.request, RAISE, id=known["id"], version=known["version"])["updateProduct"]["__typename"] == "Product"
    )
    dialog.get_by_role("button", name="Save product").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Someone else has changed this product meanwhile")
    expect(dialog).to_contain_text("€21.00")
    expect(dialog.get_by_label("Price")).to_have_value("25,50")
    dialog.get_by_role("button", name="Save product").click()
    expect(row).to_contain_text("€25.50")

    readers_page.goto("/products")
    expect(readers_page.get_by_role("row").filter(has_text=name)).to_contain_text("€25.50")
    expect(readers_page.get_by_role("link", name="Add product")).to_have_count(0)
    expect(readers_page.get_by_role("button", name=f"Archive {name}")).to_have_count(0)

    row.get_by_role("button", name=f"Archive {name}").click()
    expect(row).to_be_hidden()
    page.get_by_role("link", name="Archived").click()
    row.get_by_role("button", name=f"Restore {name}").click()
    expect(row).to_be_hidden()
    said(page, f"{name} is sold again").get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()


def test_a_cash_client_is_added_orders_at_a_friends_price_and_pays_later(page: Page):
    first, last = a_name()
    name, word = f"{first} {last}", uuid4().hex[:6]
    a_product(page, f"Hosting {word}", "20.00", recurring=True)
    a_product(page, f"Setup {word}", "149.90")
    page.goto("/clients/list?add=true")
    added = page.get_by_role("dialog", name="Add client")
    added.get_by_label("First name").fill(first)
    added.get_by_label("Last name").fill(last)
    added.get_by_label("Allow login").uncheck()
    added.get_by_role("button", name="Add client").click()
    said(page, f"{name} added").get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    expect(page.get_by_role("button", name="Manage client")).to_be_visible()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Place new quick order").click()
    order_at_a_friends_price(page, name, word)
    said(page, "€139.50 due").get_by_role("button", name="Open").click()
    order = page.get_by_role("list", name="Orders", exact=True).get_by_role("article")
    expect(order).to_contain_text("Unpaid")
    expect(order).to_contain_text("Instead of €149.90: Promised in March")
    pay_a_part(page, order)

    owing = f"/clients/list?due=yes&sort=-balance&in=EUR&cols=orders,value,balance&q={last}"
    page.goto(owing)
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("1€100.00")
    expect(page.get_by_role("columnheader", name="Balance due")).to_have_attribute("aria-sort", "descending")
    row.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Orders & services").click()
    order.get_by_role("button", name="Record payment").click()
    page.get_by_role("dialog").get_by_role("button", name="Record payment").click()
    said(page, "paid in full")
    expect(order).to_contain_text("Paid")
    expect(order.get_by_role("button")).to_have_count(0)
    page.goto(owing)
    expect(page.get_by_role("row")).to_have_count(0)
    page.go_back()

    renew_cancel_and_end(page, word)
    page.get_by_role("link", name="Overview", exact=True).click()
    money = page.get_by_role("region", name="Money")
    expect(money).to_contain_text("Lifetime value€139.50")
    expect(money).to_contain_text("Balance dueNone")
    expect(page.get_by_role("list", name="Recent orders").get_by_role("listitem")).to_have_count(2)


def order_at_a_friends_price(page: Page, name: str, word: str) -> None:
    """Two months of hosting, and the setup for 99.50 instead of 149.90: what it comes to is told all the while."""
    dialog = page.get_by_role("dialog", name="Place new quick order")
    expect(dialog).to_contain_text(name)
    dialog.get_by_role("button", name="Place order").click()
    expect(dialog.get_by_text("Choose a product or a service.")).to_be_visible()
    what = dialog.get_by_label("Product or service")
    expect(what).to_be_focused()
    what.select_option(label=f"Hosting {word} – €20.00 every month")
    dialog.get_by_label("Quantity").fill("2")
    total = dialog.get_by_role("status").filter(has_text="Total")
    expect(total).to_contain_text("€40.00")
    dialog.get_by_role("button", name="Add line").click()
    line = dialog.get_by_role("group", name="Line 2")
    line.get_by_label("Product or service").select_option(label=f"Setup {word} – €149.90")
    expect(total).to_contain_text("€189.90")
    line.get_by_label("Price for one").fill("99.50")
    expect(total).to_contain_text("€139.50")
    judging.resize(page, judging.PHONE)
    dialog.get_by_role("button", name="Place order").click()
    expect(line.get_by_label("Reason for the price")).to_be_focused()
    line.get_by_label("Reason for the price").fill("Promised in March")
    dialog.get_by_role("button", name="Place order").click()
    expect(dialog).to_be_hidden()
    judging.resize(page, judging.DESK)


def pay_a_part(page: Page, order: Locator) -> None:
    """What is due stands there already; less may come, never more."""
    order.get_by_role("button", name="Record payment").click()
    dialog = page.get_by_role("dialog", name=re.compile("Record payment for order"))
    expect(dialog.get_by_label("Amount in EUR")).to_have_value("139.50")
    dialog.get_by_label("Amount in EUR").fill("200")
    dialog.get_by_label("Reference").fill("Receipt 77")
    dialog.get_by_role("button", name="Record payment").click()
    expect(dialog.get_by_text("Only 139.50 EUR is still due.")).to_be_visible()
    dialog.get_by_label("Amount in EUR").fill("39,50")
    dialog.get_by_role("button", name="Record payment").click()
    said(page, "€100.00 still due")
    expect(order.get_by_role("list", name=re.compile("^Payments for"))).to_contain_text("€39.50 cash, Receipt 77")


def renew_cancel_and_end(page: Page, word: str) -> None:
    """A service is renewed by an order; the order can be cancelled, and the service ended."""
    service = page.get_by_role("list", name="Services").get_by_role("listitem")
    service.get_by_role("button", name=f"Renew Hosting {word}").click()
    dialog = page.get_by_role("dialog", name="Place new quick order")
    expect(dialog.get_by_role("status").filter(has_text="Total")).to_contain_text("€20.00")
    dialog.get_by_role("button", name="Place order").click()
    orders = page.get_by_role("list", name="Orders", exact=True).get_by_role("article")
    expect(orders).to_have_count(2)
    orders.first.get_by_role("button", name="Cancel order").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("Ordered twice")
    page.get_by_role("dialog").get_by_role("button", name=re.compile(r"Cancel order \d+")).click()
    expect(orders.first).to_contain_text("Cancelled")
    expect(page.get_by_role("dialog")).to_have_count(0)
    service.get_by_role("button", name=f"End Hosting {word}").press("Enter")  # what was said may lie over it
    page.get_by_role("dialog").get_by_role("button", name=f"End Hosting {word}").click()
    expect(service).to_contain_text("Ended")
