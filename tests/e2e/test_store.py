"""The store from both sides: somebody registers and orders, staff see it."""

from __future__ import annotations

import re
import time
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e.given import (
    LINK,
    NEW_PASSWORD,
    PATIENCE,
    WAITING_LINK,
    Known,
    a_client,
    a_guest_order,
    a_product,
    ask,
    links_mailed_to,
    sign_in_at_the_store,
    verify,
)

REGISTER = """mutation ($input: RegisterClientInput!) { registerClient(input: $input) { __typename } }"""
DEFINE = """mutation ($input: DefineCustomFieldInput!) { defineCustomField(input: $input) { __typename } }"""
MAILBOX = "query ($search: String) { mailbox(search: $search, first: 20) { nodes { text } } }"


def link_mailed_to(page: Page, email: str, kind: re.Pattern[str]) -> str:
    """The newest link of this kind that was mailed to an address, as soon as the mail has gone."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        nodes = ask(page.request, MAILBOX, search=email)["mailbox"]["nodes"]
        found = [match[0] for match in map(kind.search, (node["text"] for node in nodes)) if match]
        if found and "•" not in found[0]:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"{email} got no such mail")


def fill_basket(shop: Page, *names: str) -> None:
    shop.goto("/store")
    for name in names:
        shop.get_by_role("button", name=f"Add to basket: {name}").click()
    expect(shop.get_by_role("navigation", name="Store").get_by_role("link", name="Basket")).to_contain_text(
        str(len(names))
    )


def test_somebody_registers_with_the_first_order_confirms_signs_in_and_staff_see_the_order(page: Page, stranger: Page):
    shop, tail = stranger, uuid4().hex[:8]
    email, product = f"grace.{tail}@example.org", f"Hosting {tail}"
    a_product(page, product, "19.99", recurring=True)

    fill_basket(shop, product, product)
    shop.get_by_role("link", name="To the basket").click()
    expect(shop.get_by_text("€39.98").first).to_be_visible()
    shop.get_by_label(f"How many of {product}").fill("3")
    expect(shop.get_by_role("paragraph").filter(has_text="Total")).to_contain_text("€59.97")
    shop.get_by_role("link", name="Register and order").click()
    shop.get_by_role("button", name="Register and place order").click()
    expect(shop.get_by_text("Please accept the terms.")).to_be_visible()
    shop.get_by_label("First name").fill("Grace")
    shop.get_by_label("Last name").fill(f"Hopper{tail}")
    shop.get_by_label("Email").fill(email)
    shop.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    shop.get_by_label("I accept the terms").check()
    shop.get_by_role("button", name="Register and place order").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Check your mail")

    shop.goto(link_mailed_to(page, email, LINK))
    shop.get_by_role("button", name="Confirm this address").click()
    expect(shop.get_by_role("heading", level=1)).to_contain_text("confirmed")
    shop.goto("/store/login")
    shop.get_by_label("Email").fill(email)
    shop.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    shop.get_by_role("button", name="Sign in").click()
    orders = shop.get_by_role("region", name="Orders")
    expect(orders).to_contain_text(f"3 × {product}")
    expect(orders).to_contain_text("€59.97")
    fill_basket(shop, product)
    shop.goto("/store/order")
    shop.get_by_role("button", name="Place order").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Thank you for your order")

    page.goto(f"/clients/list?q=Hopper{tail}")
    page.get_by_role("link", name=f"Grace Hopper{tail}").first.click()
    page.get_by_role("link", name="Orders").first.click()
    expect(page.get_by_text("€59.97").first).to_be_visible()
    expect(page.get_by_text("€19.99").first).to_be_visible()


def test_an_order_under_a_known_address_is_the_clients_once_the_client_says_so(page: Page, stranger: Page):
    shop, client, product = stranger, a_client(page), f"Hosting {uuid4().hex[:8]}"
    a_product(page, product, "5.00")
    order_as_a_guest(shop, product, client)

    shop.goto(links_mailed_to(page, client, kind=WAITING_LINK)[0])
    expect(shop.get_by_role("listitem").filter(has_text=product)).to_be_visible()
    shop.get_by_role("button", name="Yes, add it to my account").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("The order is yours")

    page.goto(f"/clients/{client.id}/orders")
    expect(page.get_by_text("€5.00").first).to_be_visible()
    shop.reload()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Something is missing from this link")


def test_who_ordered_as_a_guest_and_registers_later_takes_the_order_in_and_keeps_the_account_true(
    page: Page, stranger: Page
):
    shop, tail = stranger, uuid4().hex[:8]
    client = Known("", "Ida", f"ida.{tail}@example.org")
    product = a_product(page, f"Hosting {tail}", "7.00")
    for key, visibility in ((f"size_{tail}", "CLIENT_EDITS"), (f"rank_{tail}", "CLIENT_SEES")):
        ask(page.request, DEFINE, input={"key": key, "label": key, "type": "INTEGER", "visibility": visibility})
    a_guest_order(shop, client.email, product)
    given = {"email": client.email, "password": NEW_PASSWORD, "phone": "+44 20 7946 0123", "acceptTerms": True}
    ask(shop.request, REGISTER, "/store/graphql", input=given)
    verify(shop, link_mailed_to(page, client.email, LINK))
    sign_in_at_the_store(shop, client, NEW_PASSWORD)

    shop.goto("/store/account")
    expect(shop.get_by_text("Nothing ordered yet")).to_be_visible()
    shop.get_by_role("button", name="Add to my account").click()
    expect(shop.get_by_role("region", name="Orders")).to_contain_text(f"1 × Hosting {tail}")
    expect(shop.get_by_role("button", name="Add to my account")).to_have_count(0)

    phones = shop.get_by_role("region", name="Phone numbers")
    phones.get_by_role("button", name="Edit +442079460123").click()
    phones.get_by_label("Phone number").fill("12")
    phones.get_by_role("button", name="Save").click()
    expect(phones.get_by_label("Phone number")).to_have_attribute("aria-invalid", "true")
    phones.get_by_label("Phone number").fill("+44 20 7946 0999")
    phones.get_by_label("Label").fill("work")
    phones.get_by_role("button", name="Save").click()
    expect(phones.get_by_role("listitem")).to_contain_text("+442079460999 (default, work)")

    about = shop.get_by_role("region", name="About you")
    expect(about.get_by_role("term").filter(has_text=f"rank_{tail}")).to_be_visible()
    about.get_by_label(f"size_{tail}").fill("many")
    about.get_by_role("button", name="Save changes").click()
    expect(about.get_by_label(f"size_{tail}")).to_have_attribute("aria-invalid", "true")
    about.get_by_label(f"size_{tail}").fill("38")
    about.get_by_role("button", name="Save changes").click()
    expect(about.get_by_role("button", name="Save changes")).to_have_accessible_description("Nothing is changed.")
    shop.reload()
    expect(about.get_by_label(f"size_{tail}")).to_have_value("38")


def order_as_a_guest(shop: Page, product: str, client: Known) -> None:
    fill_basket(shop, product)
    shop.goto("/store/order")
    shop.get_by_label("Email").fill(client.email)
    shop.get_by_role("button", name="Place order as a guest").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Check your mail")
