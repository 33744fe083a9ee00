"""A client and staff talk in a ticket: each in a browser of their own, told of the other by mail."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.given import (
    MAILS,
    NEW_PASSWORD,
    PATIENCE,
    Known,
    a_client,
    a_product,
    an_order,
    ask,
    links_mailed_to,
    verify,
)

TICKET_LINK = re.compile(r"https?://[^/\s]+(/store/tickets/\S+)")
ANSWER = "mutation ($input: ReplyTicketInput!) { replyTicket(input: $input) { __typename } }"


def ticket_link_mailed_to(page: Page, client: Known) -> str:
    """The way to the ticket in the newest mail about one."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        nodes = ask(page.request, MAILS, id=client.id)["client"]["emailHistory"]["nodes"]
        found = [match[1] for match in (TICKET_LINK.search(node["text"]) for node in nodes) if match]
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"{client.email} got no mail about a ticket: {nodes}")


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status", name="Notifications").locator(".toast").filter(has_text=words)).to_be_visible()


def test_a_ticket_is_opened_by_staff_answered_at_the_store_closed_and_reopened(page: Page, new_context: NewContext):
    client = a_client(page)
    an_order(page, client, {"productId": a_product(page, "Hosting", "20.00")})
    shop = new_context(storage_state=None).new_page()
    verify(shop, links_mailed_to(page, client)[0])
    shop.context.clear_cookies()

    page.goto(f"/clients/{client.id}/overview")
    page.get_by_role("button", name="Manage client").click()
    page.get_by_role("menuitem", name="Open new ticket").click()
    dialog = page.get_by_role("dialog", name="Open new ticket")
    expect(dialog.get_by_text(f"mailed to {client.email}")).to_be_visible()
    dialog.get_by_role("button", name="Open ticket").click()
    expect(dialog.get_by_label("Subject")).to_be_focused()
    dialog.get_by_label("Subject").fill("Your order")
    dialog.get_by_label("Message").fill("Which size\ndo you want?")
    dialog.get_by_label("Related order").select_option(index=1)
    page.keyboard.press("Control+Enter")
    told(page, "the client is mailed")
    expect(page.get_by_role("region", name="Open tickets").get_by_role("link", name="Your order")).to_be_visible()
    expect(page.get_by_role("link", name="Tickets 1")).to_be_visible()

    shop.goto(ticket_link_mailed_to(page, client))
    shop.get_by_label("Email").fill(client.email)
    shop.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    shop.get_by_role("button", name="Sign in").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Your order")
    said = shop.get_by_role("list", name="Messages").get_by_role("listitem")
    expect(said).to_contain_text(["Which size\ndo you want?"])
    expect(shop.get_by_text(re.compile("^Order 1"))).to_be_visible()
    shop.get_by_label("Your answer").fill("The blue one")
    shop.get_by_role("button", name="Send").click()
    expect(said).to_contain_text(["Sam Poe", "You"])
    expect(shop.get_by_label("Your answer")).to_have_value("")

    page.goto("/tickets?q=your+order")
    listed = page.get_by_role("list", name="Tickets", exact=True).get_by_role("link")
    expect(page.get_by_role("link", name=re.compile("^Tickets \\d+ open"))).to_be_visible()
    listed.filter(has_text=client.name).click()
    heard = page.get_by_role("list", name="Messages").get_by_role("listitem")
    expect(heard).to_contain_text(["Which size", "The blue one"])
    expect(page.get_by_text("Open", exact=True)).to_be_visible()
    ticket_id = page.url.rpartition("/")[2]
    page.get_by_label("Your answer").fill("Sent")
    ask(shop.request, ANSWER, "/store/graphql", input={"id": ticket_id, "message": "Wait: the green one"})
    page.get_by_role("button", name="Send and close").click()
    expect(page.get_by_role("alert").filter(has_text="Somebody was faster")).to_be_visible()
    expect(heard).to_contain_text(["Which size", "The blue one", "Wait: the green one"])
    expect(page.get_by_label("Your answer")).to_have_value("Sent")
    page.get_by_role("link", name="Clients list").click()
    page.get_by_role("button", name="Keep editing").click()
    page.get_by_role("button", name="Send and close").click()
    told(page, "Answered and closed")
    expect(page.get_by_text("This ticket is closed.")).to_be_visible()

    shop.goto("/store/tickets")
    shop.get_by_role("link", name="Your order").click()
    expect(said.last).to_contain_text("Sent")
    shop.get_by_role("button", name="Reopen ticket").click()
    expect(shop.get_by_label("Your answer")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Close ticket")).to_be_visible()
    page.get_by_role("link", name=client.name).click()
    page.get_by_role("link", name="Activity", exact=True).click()
    expect(page.get_by_text("Opened a ticket again")).to_be_visible()


def test_a_client_writes_first_and_staff_are_told_beforehand_who_cannot_be_mailed(page: Page, new_context: NewContext):
    client, nobody = a_client(page), a_client(page, "Nora", email=None, allowLogin=False)
    shop = new_context(storage_state=None).new_page()
    verify(shop, links_mailed_to(page, client)[0])
    shop.goto("/store/tickets")
    expect(shop.get_by_text("No tickets yet")).to_be_visible()
    shop.get_by_role("link", name="New ticket").click()
    shop.get_by_role("button", name="Send").click()
    expect(shop.get_by_label("Subject")).to_be_focused()
    shop.get_by_label("Subject").fill("Where is it?")
    shop.get_by_label("Message").fill("It should be here.")
    shop.get_by_role("button", name="Send").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Where is it?")
    expect(shop.get_by_text("We are on it")).to_be_visible()

    page.goto(f"/clients/{nobody.id}/tickets")
    page.get_by_role("link", name="Open ticket").click()
    dialog = page.get_by_role("dialog", name="Open new ticket")
    expect(dialog.get_by_text("has no email address")).to_be_visible()
    dialog.get_by_label("Subject").fill("Cash")
    dialog.get_by_label("Message").fill("Please come by.")
    dialog.get_by_role("button", name="Open ticket").click()
    told(page, "nobody was mailed")
    page.get_by_role("list", name="Tickets", exact=True).get_by_role("link", name="Cash").click()
    expect(page.get_by_text("nobody will be mailed what you write")).to_be_visible()
