"""What happens around one's work: another tab, another build, another person, a lost network."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.given import Known, a_client, ask
from tests.e2e.house import PASSWORD
from tests.e2e.watching import Watch

BUILD = re.compile(r'<meta name="build" content="[\w-]+"')
UPDATE = """mutation ($id: ID!, $version: Int!, $name: String!) {
  updateClient(input: { id: $id, version: $version, firstName: $name }) { __typename }
}"""
VERSION = "query ($id: ID!) { client(id: $id) { version } }"


def overview(page: Page, client: Known) -> None:
    page.goto(f"/clients/{client.id}/overview")
    expect(page.get_by_role("switch", name="Allow login")).to_be_checked()


def switch_login_off(page: Page) -> None:
    page.get_by_role("switch", name="Allow login").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Switch login off")).click()
    expect(page.get_by_role("switch", name="Allow login")).not_to_be_checked()


def undo(page: Page) -> None:
    page.get_by_role("status", name="Notifications").get_by_role("button", name="Undo").click()


def test_switching_login_off_can_be_taken_back(page: Page):
    ada = a_client(page)
    overview(page, ada)
    switch_login_off(page)

    undo(page)

    expect(page.get_by_role("switch", name="Allow login")).to_be_checked()
    expect(page.get_by_text(f"Undone: login is on again for {ada.name}")).to_be_visible()


def test_changed_facts_can_be_taken_back_just_these(page: Page):
    ada = a_client(page, tags=["kept", "first"])
    overview(page, ada)
    page.keyboard.press("e")
    page.get_by_role("button", name="Take off first").click()
    page.get_by_label("Tags").fill("second")
    page.get_by_role("button", name="Save").click()
    facts = page.get_by_role("region", name="Key facts")
    expect(facts.get_by_text("second", exact=True)).to_be_visible()
    expect(page.get_by_text("Tags changed")).to_be_visible()

    undo(page)

    expect(facts.get_by_text("first", exact=True)).to_be_visible()
    expect(facts.get_by_text("second", exact=True)).to_be_hidden()


def test_nothing_is_taken_back_over_someone_elses_change(page: Page):
    ada = a_client(page)
    overview(page, ada)
    switch_login_off(page)
    version = ask(page.request, VERSION, id=ada.id)["client"]["version"]
    changed = ask(page.request, UPDATE, id=ada.id, version=version, name="Augusta")
    assert changed["updateClient"]["__typename"] == "Client"

    undo(page)

    expect(page.get_by_text("Not undone: someone changed this client in between.")).to_be_visible()
    expect(page.get_by_role("switch", name="Allow login")).not_to_be_checked()


def test_what_was_said_can_be_read_later(page: Page):
    ada = a_client(page)
    overview(page, ada)
    switch_login_off(page)
    page.get_by_role("button", name="Dismiss").click()

    page.get_by_role("button", name="Signed in as").click()
    page.get_by_role("menuitem", name="Notifications").click()

    expect(page.get_by_role("dialog", name="Notifications")).to_contain_text(f"Login is off for {ada.name}")


def test_a_client_changed_in_one_tab_is_changed_in_the_other(page: Page):
    ada = a_client(page)
    overview(page, ada)
    other = page.context.new_page()
    overview(other, ada)

    switch_login_off(other)

    expect(page.get_by_role("switch", name="Allow login")).not_to_be_checked()


def test_an_act_after_the_session_ended_asks_to_sign_in_over_the_form(page: Page):
    ada = a_client(page)
    overview(page, ada)
    page.get_by_role("switch", name="Allow login").click()
    page.get_by_label("Reason").fill("Asked by phone")
    page.context.clear_cookies()

    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Switch login off")).click()

    expect(page.get_by_role("dialog", name="Sign in again")).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("Asked by phone")


def test_a_newer_build_is_noticed_when_one_comes_back(page: Page):
    def newer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=BUILD.sub('<meta name="build" content="newer"', answer.text()))

    page.goto("/settings/mailbox")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mailbox")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("A new version is ready")).to_be_hidden()
    page.route("**/index.html", newer)

    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("A new version is ready")).to_be_visible()
    page.unroute("**/index.html")
    with page.expect_navigation():
        page.get_by_role("button", name="Reload").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Mailbox")
    expect(page.get_by_text("A new version is ready")).to_be_hidden()


def test_a_part_that_is_gone_reloads_the_page_but_never_in_circles(page: Page, watch: Watch):
    watch.expect("404|dynamically imported module|undefined")
    page.goto("/clients/list")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients list")
    gone = re.compile(r"/assets/graphiql-.*\.js")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.route(gone, lambda route: route.fulfill(status=404))

    with page.expect_event("load"):
        page.get_by_role("link", name="GraphiQL").click()
    page.goto("/graphiql")
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong")
    before = len(loads)
    page.wait_for_timeout(500)
    assert len(loads) == before
    page.unroute(gone)
    page.goto("/graphiql")

    expect(page.get_by_role("heading", level=1)).to_have_text("GraphiQL")


def test_without_a_network_the_page_says_so_until_it_is_back(page: Page, context: BrowserContext, watch: Watch):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page.goto("/clients/list")
    expect(page.get_by_role("row").nth(1)).to_be_visible()

    context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("Atrium cannot be reached")
    page.keyboard.press("?")
    page.wait_for_event("requestfailed", lambda request: request.url.endswith("/index.html"))
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    context.set_offline(False)

    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_signing_in_again_in_one_tab_frees_the_others(page: Page):
    other = page.context.new_page()
    for each in (page, other):
        each.goto("/settings/mailbox")
        expect(each.get_by_role("heading", level=1)).to_have_text("Mailbox")
    for each in (page, other):
        each.evaluate("new BroadcastChannel('atrium').postMessage({ kind: 'signed-out' })")
    again = page.get_by_role("dialog", name="Sign in again")
    expect(other.get_by_role("dialog", name="Sign in again")).to_be_visible()

    again.get_by_label("Password", exact=True).fill(PASSWORD)
    again.get_by_role("button", name="Sign in").click()

    for each in (page, other):
        expect(each.get_by_role("dialog", name="Sign in again")).to_be_hidden()
