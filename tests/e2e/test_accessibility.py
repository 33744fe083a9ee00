"""axe finds nothing, and nothing but tables scrolls sideways, on any page or dialog in any state."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import (
    WAITING_LINK,
    Known,
    a_client,
    a_guest_order,
    a_product,
    an_import,
    an_order,
    ask,
    enter_the_account,
    links_mailed_to,
    sign_in_at_the_store,
    verify,
)

OPEN_TICKET = """mutation ($input: OpenTicketInput!) {
  openTicket(input: $input) { ... on OpenedTicket { ticket { id } } }
}"""
LONG = "Wolfeschlegelsteinhausenbergerdorff-Maximiliane"


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def the_dashboard(page: Page) -> None:
    page.goto("/clients")
    heading(page, "Clients")


def its_tables(page: Page) -> None:
    the_dashboard(page)
    for each in page.get_by_role("button", name="Table").all():
        each.click()
    expect(page.get_by_role("table")).to_have_count(2)


def a_day_of_its_chart(page: Page) -> None:
    the_dashboard(page)
    page.get_by_role("application", name="New clients").focus()
    page.keyboard.press("End")
    expect(page.locator(".chart-readout")).to_contain_text("so far")


def a_period_of_ones_own(page: Page) -> None:
    the_dashboard(page)
    page.get_by_role("button", name="Custom").click()
    page.get_by_label("From").fill("2026-01-02")
    page.get_by_label("To", exact=True).fill("2026-01-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("The first day lies after the last.")).to_be_visible()


def the_list(page: Page) -> None:
    page.goto("/clients/list")
    expect(page.get_by_role("row").nth(2)).to_be_visible()


def a_filtered_list(page: Page) -> None:
    page.goto("/clients/list?status=ACTIVE,UNVERIFIED&country=DE,FR&created=last1000d&sort=name&colour=red")
    expect(page.get_by_role("region", name="Filter in force")).to_be_visible()
    expect(page.get_by_text("not understood")).to_be_visible()


def a_list_of_nobody(page: Page) -> None:
    page.goto("/clients/list?q=nobodyhasthisname")
    expect(page.get_by_text("No client matches")).to_be_visible()


def its_orders(page: Page) -> None:
    the_list(page)
    page.get_by_role("button", name=re.compile("^Order:")).click()
    expect(page.get_by_role("menu")).to_be_visible()


def adding_a_client(page: Page) -> None:
    page.goto("/clients/list?add=true")
    expect(page.get_by_role("dialog", name="Add client")).to_be_visible()


def a_refused_client(page: Page) -> None:
    adding_a_client(page)
    dialog = page.get_by_role("dialog", name="Add client")
    dialog.get_by_text("Phone, address, language").click()
    dialog.get_by_label("Phone").fill("12")
    dialog.get_by_role("button", name="Add client").click()
    expect(dialog.get_by_role("alert")).to_be_visible()


def a_lookalike(page: Page) -> None:
    client = a_client(page)
    adding_a_client(page)
    page.get_by_role("dialog").get_by_label("Email").fill(client.email)
    expect(page.get_by_text("Looks like")).to_be_visible()


def leaving_what_was_typed(page: Page) -> None:
    adding_a_client(page)
    page.get_by_label("First name").fill("Ada")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog", name="Leave without adding the client?")).to_be_visible()


def a_client_added(page: Page) -> None:
    adding_a_client(page)
    page.get_by_label("First name").fill("Grace")
    page.get_by_role("switch", name="Allow login").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Add client").click()
    expect(page.get_by_role("button", name="Add another")).to_be_visible()


def a_clients(tab: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        phone, address = "+44 20 7946 0018", {"line1": "1 High Street", "city": "London", "country": "GB"}
        company = {"name": f"{LONG} GmbH & Co. KG", "registrationNumber": "HRB 12345"}
        address |= {"postcode": "SW1A 1AA"}
        client = a_client(page, "محمد", phone=phone, address=address, company=company, tags=["vip", LONG.lower()])
        verify(page, links_mailed_to(page, client)[0])
        page.goto(f"/clients/{client.id}/{tab}")
        heading(page, client.name)

    return show


def a_client_who_is_not_verified(page: Page) -> None:
    client = a_client(page, LONG)
    links_mailed_to(page, client)
    page.goto(f"/clients/{client.id}/overview")
    expect(page.get_by_role("button", name="Resend verification")).to_be_visible()


def editing_a_client(page: Page) -> None:
    a_clients("overview")(page)
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("First name").fill("x" * 300)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


def a_client_who_tried_too_often(page: Page) -> None:
    client = a_client(page)
    verify(page, links_mailed_to(page, client)[0])
    for _ in range(5):
        sign_in_at_the_store(page, client, "wrong")
    page.goto(f"/clients/{client.id}/overview")
    expect(page.get_by_role("button", name="Lift lock-out")).to_be_visible()
    expect(page.get_by_role("button", name="End all")).to_be_visible()


def switching_login_off(page: Page) -> None:
    a_clients("overview")(page)
    page.get_by_role("switch", name="Allow login").click()
    expect(page.get_by_role("dialog", name="Switch login off")).to_be_visible()


def a_mail_to_a_client(page: Page) -> None:
    a_clients("emails")(page)
    page.get_by_role("region", name="E-mail history").get_by_role("link").first.click()
    expect(page.get_by_role("dialog").locator("iframe")).to_be_visible()


def no_such_client(page: Page) -> None:
    page.goto("/clients/018f0000-0000-7000-8000-000000000000/overview")
    heading(page, "No such client")


def the_mailbox(page: Page) -> None:
    page.goto("/settings/mailbox")
    expect(page.get_by_role("region", name="Mails").get_by_role("link").first).to_be_visible()


def a_mail_in_the_mailbox(page: Page) -> None:
    links_mailed_to(page, a_client(page))
    the_mailbox(page)
    page.get_by_role("region", name="Mails").get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Open mail").locator("iframe")).to_be_visible()


def its_plain_text(page: Page) -> None:
    a_mail_in_the_mailbox(page)
    page.get_by_role("button", name="Plain text").click()
    expect(page.get_by_text("/store/verify#")).to_be_visible()


def the_keys(page: Page) -> None:
    the_mailbox(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def the_themes(page: Page) -> None:
    the_mailbox(page)
    page.get_by_role("button", name="Theme").click()
    expect(page.get_by_role("menu", name="Theme")).to_be_visible()


def ones_own_menu(page: Page) -> None:
    the_mailbox(page)
    page.get_by_role("button", name="Signed in as").click()
    expect(page.get_by_role("menuitem", name="Sign out")).to_be_visible()


def a_product_that_is_refused(page: Page) -> None:
    a_product(page, f"{LONG} by the hour", "1234567.89")
    page.goto("/products?new=true")
    page.get_by_label("Recurring").check()
    page.get_by_role("dialog").get_by_role("button", name="Add product").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()


def an_order_being_placed(page: Page) -> None:
    client = a_client(page, allowLogin=False)
    hosting, setup = a_product(page, "Hosting", "20.00", recurring=True), a_product(page, LONG, "149.90")
    an_order(page, client, {"productId": hosting})
    page.goto(f"/clients/{client.id}/orders?act=place-new-quick-order")
    dialog = page.get_by_role("dialog", name="Place new quick order")
    dialog.get_by_label("Product or service").select_option(f"product:{hosting}")
    dialog.get_by_role("button", name="Add line").click()
    dialog.get_by_label("Product or service").last.select_option(f"product:{setup}")
    dialog.get_by_label("Price for one").last.fill("99.50")
    dialog.get_by_label("Paid now, in full").check()
    expect(dialog.get_by_role("status")).to_contain_text(["€119.50"])
    dialog.get_by_role("button", name="Place order").click()
    expect(dialog.get_by_role("alert")).to_be_visible()


def money_that_came_for_an_order(page: Page) -> None:
    client = a_client(page, allowLogin=False)
    hosting, setup = a_product(page, "Hosting", "20.00", recurring=True), a_product(page, LONG, "149.90")
    an_order(page, client, {"productId": hosting}, paid={"method": "CARD_TERMINAL", "reference": LONG})
    an_order(page, client, {"productId": setup, "quantity": 1000, "price": "99.50", "reason": LONG})
    page.goto(f"/clients/{client.id}/orders")
    page.get_by_role("button", name="Record payment").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Amount in EUR").fill("100000")
    dialog.get_by_role("button", name="Record payment").click()
    expect(dialog.get_by_text("is still due.")).to_be_visible()


def sales_of_a_year(page: Page) -> None:
    an_order(page, a_client(page), {"productId": a_product(page, LONG, "149.90")}, paid={"method": "CASH"})
    page.goto("/sales?range=year&months=true")
    page.get_by_role("region", name="Paid by month").get_by_role("button", name="Table").click()
    expect(page.get_by_role("list", name="Paid by product").get_by_role("link").first).to_be_visible()


def orders_behind_a_figure(page: Page) -> None:
    an_order(page, a_client(page, LONG), {"productId": a_product(page, LONG, "149.90")})
    page.goto("/orders?cur=EUR")
    expect(page.get_by_role("table", name="Orders").locator("tbody tr").first).to_be_visible()


def money_in_the_list(page: Page) -> None:
    page.goto("/clients/list?sort=-balance&in=EUR&due=yes&cols=orders,value,balance")
    page.get_by_role("button", name="Filter", exact=True).click()
    dialog = page.get_by_role("dialog", name="Filter clients")
    dialog.get_by_label("Field").select_option("Balance due")
    dialog.get_by_label("Operator").select_option("is between")
    expect(dialog.get_by_label("Currency")).to_be_visible()


def a_ticket(page: Page, client: Known) -> str:
    """Staff have written to a client, at length, about an order of the client's. Answers the ticket's id."""
    order = an_order(page, client, {"productId": a_product(page, LONG, "149.90")})
    asked = {"clientId": client.id, "subject": f"{LONG} {LONG}", "message": f"{LONG}\n" * 9, "orderId": order}
    opened = ask(page.request, OPEN_TICKET, input=asked)["openTicket"]
    return str(opened["ticket"]["id"])


def tickets_of_one_client(page: Page) -> None:
    client = a_client(page, "محمد")
    a_ticket(page, client)
    page.goto(f"/tickets?client={client.id}&show=WAITING")
    expect(page.get_by_role("list", name="Tickets", exact=True).get_by_role("link")).to_have_count(1)


def an_answer_that_is_refused(page: Page) -> None:
    page.goto(f"/tickets/{a_ticket(page, a_client(page, allowLogin=False, email=None))}")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Please fill this in.")).to_be_visible()


def a_ticket_that_is_refused(page: Page) -> None:
    client = a_client(page, LONG, allowLogin=False, email=None)
    a_ticket(page, client)
    page.goto(f"/clients/{client.id}/tickets?act=open-new-ticket")
    page.get_by_role("dialog").get_by_role("button", name="Open ticket").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()


def a_ticket_at_the_store(page: Page) -> None:
    client = a_client(page)
    verify(page, links_mailed_to(page, client)[0])
    page.goto(f"/store/tickets/{a_ticket(page, client)}")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Please fill this in.")).to_be_visible()


def tickets_at_the_store(page: Page) -> None:
    a_ticket_at_the_store(page)
    page.get_by_role("link", name="All tickets").click()
    expect(page.get_by_role("list", name="Tickets").get_by_role("link")).to_have_count(1)


def impersonating(page: Page) -> None:
    client = a_client(page, LONG)
    page.goto(f"/clients/{client.id}/overview?act=impersonate-client")
    dialog = page.get_by_role("dialog", name="Impersonate client")
    with page.expect_popup():
        dialog.get_by_role("button", name="Impersonate client").click()
    expect(dialog.get_by_role("alert")).to_be_visible()


def in_a_clients_account(page: Page) -> None:
    enter_the_account(page, a_client(page, LONG))
    expect(page.get_by_role("region", name="Acting for a client")).to_contain_text("click here to end")
    expect(page.get_by_text("from support")).to_be_visible()


def who_is_in_an_account(page: Page) -> None:
    enter_the_account(page, a_client(page, LONG))
    page.goto("/settings/impersonations")
    expect(page.get_by_role("button", name=re.compile("^End Sam Poe’s access")).first).to_be_visible()


def put_out_of_an_account(page: Page) -> None:
    enter_the_account(page, a_client(page, LONG))
    page.get_by_role("link", name="click here to end").click()
    heading(page, "You have left the account")


LINK = """mutation ($child: ID!, $parent: ID!) {
  linkClient(input: {childId: $child, parentId: $parent, parentAccess: FULL, childBillsParent: true}) { __typename }
}"""


def a_family(page: Page) -> tuple[Known, Known]:
    parent, child = a_client(page, LONG), a_client(page, "محمد")
    ask(page.request, LINK, child=child.id, parent=parent.id)
    return parent, child


def the_tree_of_a_family(page: Page) -> None:
    _, child = a_family(page)
    page.goto(f"/clients/{child.id}/family")
    expect(page.get_by_role("list", name="Family tree").get_by_role("link")).to_have_count(2)


def a_link_that_would_be_a_circle(page: Page) -> None:
    parent, child = a_family(page)
    page.goto(f"/clients/{parent.id}/family?act=link-to-a-parent")
    dialog = page.get_by_role("dialog", name="Link to a parent")
    dialog.get_by_role("combobox").fill(child.name)
    dialog.get_by_role("option").click()
    expect(dialog.get_by_role("alert")).to_contain_text(parent.name)


def a_link_to_be_made(page: Page) -> None:
    parent, child = a_family(page)
    page.goto(f"/clients/{child.id}/family?act=attach-child-account")
    dialog = page.get_by_role("dialog", name="Attach child account")
    dialog.get_by_role("combobox").fill(a_client(page).name)
    expect(dialog.get_by_role("option")).to_have_count(1)
    dialog.get_by_role("option").click()
    expect(dialog.get_by_role("status")).to_contain_text(parent.name)


def a_family_at_the_store(page: Page) -> None:
    parent, child = a_family(page)
    verify(page, links_mailed_to(page, child)[0])
    page.goto("/store/account")
    expect(page.get_by_role("region", name="Your parent account")).to_contain_text("may do all")
    verify(page, links_mailed_to(page, parent)[0])
    page.goto("/store/account")
    expect(page.get_by_role("region", name="Accounts I may enter")).to_contain_text("محمد")


FILE = f"""First name,E-mail,Country,Status,{LONG}
Ada,ada,DE,closed,x
Grace,grace@example.org,,on hold,{LONG}
"""


def a_file_of_the_wrong_kind(page: Page) -> None:
    page.goto("/settings/imports/new")
    page.get_by_label("File of clients").set_input_files(
        {"name": f"{LONG}.png", "mimeType": "image/png", "buffer": b"x"}
    )
    expect(page.get_by_role("alert")).to_be_visible()


def columns_being_mapped(page: Page) -> None:
    key = an_import(page, FILE)
    page.goto(f"/settings/imports/{key}?step=map")
    page.get_by_label("Field of Status").select_option("Allow login")
    page.get_by_label("Field of First name").select_option("E-mail")
    page.get_by_text("Explain its words").last.click()
    expect(page.get_by_text("Another column is this field already.").first).to_be_visible()


def rows_under_review(page: Page) -> None:
    page.goto(f"/settings/imports/{an_import(page, FILE)}?outcome=REFUSED")
    page.get_by_role("button", name=re.compile("^Edit E-mail, line 2")).click()
    expect(page.get_by_role("textbox", name="E-mail, line 2")).to_be_focused()


def rows_to_be_committed(page: Page) -> None:
    page.goto(f"/settings/imports/{an_import(page, FILE)}?step=commit")
    expect(page.get_by_role("button", name="Commit")).to_be_visible()


def an_address_that_leads_nowhere(page: Page) -> None:
    page.goto("/nowhere/at/all")
    heading(page, re.compile("."))


# What is seen in one room after the other, in one window.
WALKS: dict[str, list[Callable[[Page], None]]] = {
    "the dashboard": [the_dashboard, a_day_of_its_chart, a_period_of_ones_own, its_tables],
    "the list": [the_list, a_filtered_list, a_list_of_nobody, its_orders, money_in_the_list],
    "adding": [adding_a_client, a_refused_client, a_lookalike, leaving_what_was_typed, a_client_added],
    "a client": [
        a_client_who_is_not_verified,
        editing_a_client,
        switching_login_off,
        a_client_who_tried_too_often,
        no_such_client,
    ],
    "a client's sides": [a_clients(tab) for tab in ("overview", "contacts", "orders", "emails", "activity")],
    "mails": [a_mail_to_a_client, the_mailbox, a_mail_in_the_mailbox, its_plain_text],
    "the frame": [the_keys, the_themes, ones_own_menu, an_address_that_leads_nowhere],
    "sales": [a_product_that_is_refused, an_order_being_placed, money_that_came_for_an_order],
    "figures of sales": [sales_of_a_year, orders_behind_a_figure],
    "tickets": [tickets_of_one_client, an_answer_that_is_refused, a_ticket_that_is_refused],
    "tickets at the store": [a_ticket_at_the_store, tickets_at_the_store],
    "another's account": [impersonating, in_a_clients_account, who_is_in_an_account, put_out_of_an_account],
    "families": [
        the_tree_of_a_family,
        a_link_that_would_be_a_circle,
        a_link_to_be_made,
        a_family_at_the_store,
    ],
    "imports": [a_file_of_the_wrong_kind, columns_being_mapped, rows_under_review, rows_to_be_committed],
}


@pytest.mark.parametrize("walk", WALKS)
def test_nothing_is_wrong_with_what_staff_see(page: Page, walk: str):
    faults = judging.faults_in(page, WALKS[walk])

    assert faults == []


@pytest.mark.parametrize("path", ["/clients", "/clients/list", "/settings/mailbox"])
def test_nothing_is_wrong_on_the_first_day(first_page: Page, path: str):
    first_page.goto(path)
    expect(first_page.get_by_text(re.compile("No (clients|mails) yet")).first).to_be_visible()
    judging.settled(first_page)

    faults = judging.faults_of(first_page)

    assert faults == []


def test_nothing_is_wrong_with_the_drawer_on_a_phone(page: Page):
    judging.resize(page, judging.PHONE)
    page.goto("/clients/list")
    page.get_by_role("button", name="Navigation").click()
    expect(page.get_by_role("dialog", name="Navigation")).to_be_visible()
    judging.settled(page)

    faults = judging.faults_of(page, judging.PHONE)

    assert faults == []


def test_nothing_is_wrong_with_signing_in(stranger: Page):
    stranger.goto("/login")
    stranger.get_by_text("Cannot sign in?").click()
    stranger.get_by_label("Email").fill("nobody.at.all@example.org")
    stranger.get_by_label("Password", exact=True).fill("wrong")
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_role("alert")).to_be_visible()

    faults = judging.faults_of(stranger)

    assert faults == []


def test_nothing_is_wrong_with_signing_in_again_over_ones_work(page: Page):
    the_list(page)
    page.context.clear_cookies()
    page.get_by_role("searchbox").fill("x")
    expect(page.get_by_role("dialog", name="Sign in again")).to_be_visible()

    faults = judging.faults_of(page)

    assert faults == []


def test_nothing_is_wrong_with_the_page_behind_a_mailed_link(page: Page, stranger: Page):
    faults = []
    (link,) = links_mailed_to(page, a_client(page))
    for address, said in ((link, "Confirm"), ("/store/verify#token=unknown", "not work"), ("/store/verify", "missing")):
        stranger.goto("about:blank")
        stranger.goto(address)
        heading(stranger, re.compile(said))
        expect(stranger.get_by_text("One moment")).not_to_be_visible()
        faults += judging.faults_of(stranger)

    assert faults == []


def test_nothing_is_wrong_with_the_stores_ways_in_and_the_account_behind_them(page: Page, stranger: Page):
    faults, client = [], a_client(page, LONG)
    verify(page, links_mailed_to(page, client)[0])
    stranger.goto("/store/login")
    stranger.get_by_label("Email").fill(client.email)
    stranger.get_by_label("Password", exact=True).fill("wrong")
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_role("alert")).to_be_visible()
    faults += judging.faults_of(stranger)
    stranger.goto("/store/reset")
    heading(stranger, "Choose a new password")
    faults += judging.faults_of(stranger)
    page.goto("/store/account")
    expect(page.get_by_text(client.email).first).to_be_visible()
    expect(page.get_by_text("Nothing ordered yet")).to_be_visible()
    page.get_by_role("button", name="Add an address").click()
    page.get_by_role("button", name=f"Edit {client.email}").click()
    page.get_by_role("button", name="Choose another password").click()
    faults += judging.faults_of(page)

    assert faults == []


def test_nothing_is_wrong_with_what_the_store_sells_and_how_it_is_ordered(page: Page, stranger: Page):
    faults, product = [], a_product(page, f"Hosting {LONG}"[:200], "19.99", recurring=True)
    stranger.goto("/store/catalogue")
    stranger.get_by_role("button", name=re.compile("^Add to basket: Hosting")).first.click()
    faults += judging.faults_of(stranger)
    stranger.goto("/store/order")
    stranger.get_by_role("button", name="Place order as a guest").click()
    expect(stranger.get_by_role("alert")).to_be_visible()
    faults += judging.faults_of(stranger)
    stranger.goto("/store/register")
    stranger.get_by_role("button", name="Register and place order").click()
    expect(stranger.get_by_role("alert")).to_be_visible()
    faults += judging.faults_of(stranger)
    client = a_client(page)
    a_guest_order(stranger, client.email, product)
    stranger.goto(links_mailed_to(page, client, kind=WAITING_LINK)[0])
    expect(stranger.get_by_role("button", name="Yes, add it to my account")).to_be_visible()
    faults += judging.faults_of(stranger)

    assert faults == []


def test_the_judge_sees_what_is_wrong(page: Page):
    the_list(page)
    judging.settled(page)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img><p class=wide>Wide</p><p class=left>Left</p>')")
    page.evaluate("document.querySelector('.wide').style.inlineSize = '400px'")
    page.evaluate("document.querySelector('.left').style.translate = '-20px'")
    page.evaluate("document.querySelector('.wide').style.color = 'light-dark(black, #222)'")

    faults = "\n".join(judging.faults_of(page, judging.PHONE))

    assert "light 390 image-alt" in faults
    assert "dark 390 color-contrast: .wide" in faults
    assert "light 390 color-contrast" not in faults
    assert "390 P wide\n390 wider than the screen" in faults
    assert "320 P left\n320 cut off at the left edge" in faults


def test_the_judge_asks_all_where_more_than_the_colours_changes(page: Page):
    the_list(page)
    judging.settled(page)
    page.evaluate("""() => { (window.themes = matchMedia('(prefers-color-scheme: dark)')).onchange = () =>
        document.body.insertAdjacentHTML('beforeend', '<img>') }""")

    faults = "\n".join(judging.faults_of(page, judging.PHONE))

    assert "light 390 image-alt" not in faults
    assert "dark 390 image-alt" in faults
