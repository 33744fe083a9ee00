"""Staff in clients' accounts: each in a tab of its own, in the open, and only while they may."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.given import NEW_PASSWORD, Known, a_client, a_product, ask, links_mailed_to, sign_in_at_the_store, verify

TICKET = """mutation { openTicket(input: {subject: "Rings", message: "Every Monday"}) {
  __typename ... on OpenedTicket { ticket { subject } } } }"""
OFF = "mutation ($id: ID!) { setAllowLogin(input: {clientId: $id, allowLogin: false}) { __typename } }"
ENDED = "The access to this account has ended"


def a_shopper(page: Page, first: str) -> Known:
    client = a_client(page, first)
    verify(page, links_mailed_to(page, client)[0])
    return client


def choose(page: Page, client: Known, act: str) -> None:
    page.goto(f"/clients/{client.id}/overview")
    page.get_by_role("button", name="Manage client").click()
    page.get_by_role("menuitem", name=act).click()


def bar(tab: Page) -> Locator:
    return tab.get_by_role("region", name="Acting for a client")


def impersonated(page: Page, client: Known, mode: str = "") -> Page:
    """The tab in which staff are in the client's account."""
    choose(page, client, "Impersonate client")
    dialog = page.get_by_role("dialog", name="Impersonate client")
    dialog.get_by_label("Reason").fill("Rang about an invoice")
    if mode:
        dialog.get_by_label(re.compile(mode)).check()
    with page.expect_popup() as opening:
        dialog.get_by_role("button", name="Impersonate client").click()
    tab = opening.value
    expect(tab).to_have_url(re.compile("/store/account$"))
    return tab


def a_named_product(page: Page) -> str:
    name = f"Hosting {uuid4().hex[:8]}"
    a_product(page, name, "20.00")
    return name


def order_for(page: Page, client: Known, product: str) -> None:
    """At the store, where nothing else can be done; the basket is the tab's own."""
    with page.expect_popup() as opening:
        choose(page, client, "Place new order")
    tab = opening.value
    expect(bar(tab)).to_contain_text(f"You are ordering for {client.name}")
    expect(tab.get_by_role("link", name="My account")).to_have_count(0)
    expect(tab.get_by_role("list", name="Products").first).to_be_visible()
    while not tab.get_by_role("button", name=f"Add to basket: {product}").is_visible():
        tab.get_by_role("button", name="Show more").click()
    tab.get_by_role("button", name=f"Add to basket: {product}").click()
    assert tab.evaluate("localStorage.getItem('atrium.basket')") is None
    tab.get_by_role("link", name="To the basket").click()
    tab.get_by_role("button", name="Place order").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Thank you for your order")
    with tab.expect_event("close"):
        bar(tab).get_by_role("link", name="click here to end").click()
    page.goto(f"/clients/{client.id}/activity")
    expect(page.get_by_role("listitem").filter(has_text="Placed an order").first).to_contain_text(
        f"Sam Poe as {client.name}"
    )


def test_staff_act_in_two_accounts_at_once_leave_one_and_are_put_out_of_the_other(page: Page, new_context: NewContext):
    ada, grace = a_shopper(page, "Ada"), a_shopper(page, "Grace")
    choose(page, ada, "Impersonate client")
    dialog = page.get_by_role("dialog", name="Impersonate client")
    with page.expect_popup() as refused:
        dialog.get_by_role("button", name="Impersonate client").click()
    expect(dialog.get_by_text("Please fill this in.")).to_be_visible()
    assert refused.value.is_closed() or refused.value.wait_for_event("close")

    first = impersonated(page, ada)
    second = impersonated(page, grace, "View only")
    expect(bar(first)).to_contain_text(re.compile(rf"as {ada.name} · Sam Poe · (59|60) min left · click here to end"))
    expect(first).to_have_title(re.compile(rf"^\[as {ada.name}\] My account"))
    expect(first.get_by_text(f"Only {ada.name} can do this").first).to_be_visible()
    expect(second.get_by_role("definition").first).to_have_text(grace.name)
    assert first.evaluate("[window.opener, location.hash]") == [None, ""]

    sent = {
        "X-Requested-By": "atrium",
        "X-Impersonation": first.evaluate("JSON.parse(sessionStorage['atrium.impersonation']).id"),
    }
    acted = page.request.post("/store/graphql", data={"query": TICKET}, headers=sent).json()
    assert acted["data"]["openTicket"]["__typename"] == "OpenedTicket", acted
    page.goto(f"/clients/{ada.id}/activity")
    expect(page.get_by_text(f"Sam Poe as {ada.name}").first).to_be_visible()
    page.goto(f"/clients/{ada.id}/overview")
    expect(page.get_by_role("region", name="In the account now")).to_contain_text("Rang about an invoice")

    with first.expect_event("close"):
        bar(first).get_by_role("link", name="click here to end").click()
    expect(page.get_by_role("region", name="In the account now")).to_have_count(0)
    second.reload()
    expect(bar(second)).to_contain_text("looking at the store as")

    shop = new_context(storage_state=None).new_page()
    sign_in_at_the_store(shop, ada, NEW_PASSWORD)
    shop.goto("/store/account")
    expect(shop.get_by_role("region", name="Who accessed my account")).to_contain_text("Sam Poe from support")
    expect(bar(shop)).to_have_count(0)

    ask(page.request, OFF, id=grace.id)
    second.reload()
    expect(second.get_by_role("heading", level=1)).to_have_text(ENDED)
    expect(second.get_by_role("link", name="Back to the client’s page")).to_be_visible()
    order_for(page, ada, a_named_product(page))
    page.goto(f"/clients/{grace.id}/overview")
    page.get_by_role("button", name="Manage client").click()
    expect(page.get_by_role("menuitem", name="Impersonate client")).to_contain_text("Login is off")
