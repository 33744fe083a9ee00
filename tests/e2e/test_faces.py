"""Every panel has four faces: loading, failed, empty, data."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.given import a_client, links_mailed_to
from tests.e2e.watching import Watch

MASKED = {"errors": [{"message": "It failed.", "extensions": {"code": "INTERNAL", "requestId": "4f2a"}}]}
EVERYWHERE = "**/graphql"

# Of each page: the operations of its panels, words that each brings, and how many panels fail without it.
PANELS: dict[str, list[tuple[str, str, int]]] = {
    "/clients": [
        ("DashboardTiles", "Total", 1),
        ("DashboardGrowth", "Added by staff", 2),
        ("DashboardShares", "Germany", 2),
        ("DashboardLists", "See all", 3),
        ("DashboardActivity", "the client", 1),
    ],
    "/clients/list": [("ClientsList", "#001", 1)],
    "/settings/mailbox": [("Mailbox", "@", 1)],
    "/clients/{id}/overview": [
        ("ClientHead", "Client since", 1),
        ("ClientFacts", "Language", 1),
        ("ClientLogin", "Login e-mail", 1),
        ("ClientTimeline", "Added the client", 1),
        ("ClientEmails", "Captured", 1),
    ],
    "/clients/{id}/contacts": [("ClientContacts", "Default", 4)],
    "/clients/{id}/emails": [("ClientEmails", "Captured", 1)],
    "/clients/{id}/activity": [("ClientTimeline", "Added the client", 1)],
}


class Interference:
    """What becomes of one operation's requests: held back until they are let go or answered with a failure."""

    def __init__(self, page: Page, operation: str) -> None:
        self.asked = re.compile(rf"query {operation}\b")
        self.held: list[Route] = []
        self.is_over = False
        page.route(EVERYWHERE, self._hold)

    def _hold(self, route: Route) -> None:
        if self.is_over or not self.asked.search(route.request.post_data or ""):
            route.fallback()
        else:
            self.held.append(route)

    def fail(self) -> None:
        """Whoever waits is answered with a failure; whoever asks from now on is answered for real."""
        self.is_over = True
        for route in self.held:
            route.fulfill(json=MASKED)

    def let_go(self) -> None:
        """Whoever waits is answered now."""
        for route in self.held:
            route.continue_()


def address(page: Page, path: str) -> str:
    if "{id}" not in path:
        return path
    client = a_client(page)
    links_mailed_to(page, client)
    return path.format(id=client.id)


def failed_panels(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="Something went wrong on the server")


@pytest.mark.parametrize("path", PANELS)
def test_a_panel_loads_fails_says_why_and_recovers_alone(page: Page, path: str):
    place, failures = address(page, path), failed_panels(page)
    for operation, shown, panels in PANELS[path]:
        interference = Interference(page, operation)
        page.goto(place)
        expect(page.get_by_role("main").locator(".skeleton").first).to_be_visible()
        while not interference.held:
            page.wait_for_timeout(20)
        interference.fail()

        expect(failures).to_have_count(panels)
        expect(failures.first).to_contain_text("Request 4f2a")
        failures.first.get_by_role("button", name="Try again").click()
        expect(failures).to_have_count(0)
        expect(page.get_by_role("main")).to_contain_text(shown)
        page.unroute(EVERYWHERE)


def test_what_is_on_the_screen_stays_while_the_server_is_away_and_comes_back_by_itself(page: Page, watch: Watch):
    watch.expect("Failed to load resource")
    page.goto("/clients/list")
    rows = page.get_by_role("row")
    expect(rows.nth(2)).to_be_visible()
    banner = page.get_by_text("Atrium cannot be reached. Retrying; nothing you typed is lost.")

    page.context.route(EVERYWHERE, lambda route: route.abort())
    page.get_by_role("button", name="Active").click()
    expect(banner).to_be_visible()
    expect(rows.nth(2)).to_be_visible()
    page.context.unroute(EVERYWHERE)

    expect(banner).to_be_hidden(timeout=15_000)
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d clients$"))).to_be_visible()


def test_old_rows_stay_while_a_new_filter_loads_and_a_late_answer_changes_nothing(page: Page):
    page.goto("/clients/list")
    filters = page.get_by_role("group", name="Quick filters")
    expect(filters.get_by_role("button", name=re.compile(r"^Guests \d"))).to_be_visible()
    row = page.get_by_role("row").nth(1)
    before = row.inner_text()

    interference = Interference(page, "ClientsList")
    filters.get_by_role("button", name="Guests").click()
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "true")
    assert row.inner_text() == before
    interference.is_over = True
    filters.get_by_role("button", name="Login disabled").click()
    expect(page.get_by_role("table").get_by_text("Login disabled").first).to_be_visible()
    interference.let_go()
    page.wait_for_timeout(300)

    statuses = page.locator("td[data-column=status]").all_inner_texts()
    assert {text.split("\n")[0] for text in statuses} == {"Login disabled"}


SAID_WHEN_EMPTY = {
    "/clients": ["No clients yet", "No countries yet", "Everybody is verified", "Nobody has logged in yet"],
    "/clients/list": ["No clients yet"],
    "/clients/list?status=GUEST": ["No client matches"],
    "/settings/mailbox": ["No mails yet"],
    "/settings/mailbox?state=FAILED": ["No mail matches"],
}


def test_an_empty_panel_says_what_to_do_next(first_page: Page):
    for path, says in SAID_WHEN_EMPTY.items():
        first_page.goto(path)

        for sentence in says:
            expect(first_page.get_by_text(sentence).first).to_be_visible()
        assert first_page.get_by_role("main").get_by_role("link").or_(first_page.get_by_role("button")).count() > 0


def test_a_client_without_anything_says_so(page: Page):
    client = a_client(page, allowLogin=False, email=None)

    page.goto(f"/clients/{client.id}/contacts")
    for sentence in ("No e-mail address", "No phone number", "No address", "No company"):
        expect(page.get_by_text(sentence)).to_be_visible()
    page.get_by_role("link", name="E-mail history").click()

    expect(page.get_by_text("No mail has been written")).to_be_visible()


def test_a_client_who_is_not_there_is_said_not_to_be(page: Page):
    page.goto("/clients/018f0000-0000-7000-8000-000000000000/overview")

    expect(page.get_by_role("heading", level=1)).to_have_text("No such client")


def test_an_address_that_leads_nowhere_says_so_and_leads_back(page: Page):
    for path in ("/nowhere", "/clients/list/more", "/settings/nothing"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()

        page.get_by_role("main").get_by_role("link").first.click()

        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Clients"))
