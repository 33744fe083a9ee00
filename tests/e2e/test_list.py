"""The Clients list: filtered, searched, ordered and read to its end, with everything in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import a_client

ROWS_SEEN = (
    "(table) => [...table.querySelectorAll('tr[data-client]')].map((row) => [row.ariaRowIndex, row.dataset.client])"
)


def opened(page: Page, search: str = "") -> Locator:
    page.goto(f"/clients/list{search}")
    table = page.get_by_role("table", name="Clients")
    expect(table.get_by_role("row").nth(1)).to_be_visible()
    return table


def counted(page: Page) -> Locator:
    """How many clients match, in words."""
    return page.get_by_role("status").filter(has_text=re.compile(r"^[\d,]+ clients?$"))


def words(count: int) -> str:
    return f"{count:,} client{'' if count == 1 else 's'}"


def names(table: Locator) -> list[str]:
    return [text.split("\n")[0] for text in table.get_by_role("rowheader").all_inner_texts()]


def read_to_the_end(page: Page, table: Locator, count: int) -> dict[str, str]:
    """Every row by its number, scrolled through as a person does."""
    seen: dict[str, str] = {}
    table.hover()
    for _ in range(200):
        seen |= dict(table.evaluate(ROWS_SEEN))
        if str(count + 1) in seen:
            break
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(60)
    return seen


QUICK_FILTERS = ["All", "Active", "Unverified", "Login disabled", "Guests", "Imported", "New this week"]


def test_a_quick_filters_count_is_the_number_of_its_clients(page: Page):
    for name in QUICK_FILTERS:
        opened(page)
        filters = page.get_by_role("group", name="Quick filters")
        button = filters.get_by_role("button", name=re.compile(rf"^{name} [\d,]+$"))
        count = int(re.sub(r"\D", "", button.inner_text()))

        button.click()

        expect(button).to_have_attribute("aria-pressed", "true")
        expect(counted(page)).to_have_text(words(count))
        table = page.get_by_role("table", name="Clients")
        expect(table).to_have_attribute("aria-rowcount", str(count + 1))
        seen = read_to_the_end(page, table, count)
        assert len(seen) == len(set(seen.values())) == count


def test_reading_on_finds_every_client_once_in_order(page: Page):
    table = opened(page, "?sort=name")
    expect(counted(page)).to_be_visible()
    count = int(re.sub(r"\D", "", counted(page).inner_text()))

    seen = read_to_the_end(page, table, count)

    assert sorted(map(int, seen)) == list(range(2, count + 2))
    assert len(set(seen.values())) == count


def test_a_columns_head_orders_by_it_and_then_the_other_way_round(page: Page):
    table = opened(page)
    head = table.get_by_role("columnheader", name="Name")

    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(table).to_have_attribute("aria-busy", "false")
    first = names(table)[0]
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(table).to_have_attribute("aria-busy", "false")

    expect(page).to_have_url(re.compile(r"sort=-name"))
    assert names(table)[0] != first
    page.get_by_role("button", name="Last", exact=True).click()
    expect(table.get_by_role("rowheader").filter(has_text=first)).to_be_visible()


def test_first_and_last_reach_the_lists_ends(page: Page):
    table = opened(page, "?sort=number")
    first, last = table.get_by_text("#001001"), table.get_by_text("#001240")
    expect(first).to_be_in_viewport()

    page.get_by_role("button", name="Last", exact=True).click()
    expect(page).to_have_url(re.compile("at=end"))
    page.get_by_role("button", name="First", exact=True).click()
    expect(first).to_be_in_viewport()
    page.go_back()

    expect(page).to_have_url(re.compile("at=end"))
    expect(last.or_(table.get_by_role("row").last).first).to_be_visible()


def test_what_is_chosen_survives_a_reload_and_back_undoes_the_last_choice(page: Page):
    opened(page)
    filters = page.get_by_role("group", name="Quick filters")

    filters.get_by_role("button", name="Active").click()
    page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    page.get_by_role("searchbox").press_sequentially("example", delay=40)
    expect(page).to_have_url(re.compile(r"q=example"))
    expect(page).to_have_url(re.compile(r"status=ACTIVE"))
    expect(page).to_have_url(re.compile(r"sort=name"))
    shown = counted(page).inner_text()
    page.reload()

    expect(filters.get_by_role("button", name="Active")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("searchbox")).to_have_value("example")
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")
    expect(counted(page)).to_have_text(shown)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(filters.get_by_role("button", name="Active")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(filters.get_by_role("button", name="All")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("way", ["reload", "back"])
def test_whoever_comes_back_is_where_they_were(page: Page, way: str):
    table = opened(page, "?sort=number")
    table.hover()
    for _ in range(12):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(60)
    expect(page).to_have_url(re.compile(r"after="))
    if way == "reload":
        page.reload()
        expect(table.get_by_text("#001101")).to_be_visible()
        assert "#001001" not in table.inner_text()
        return
    link = table.get_by_role("row").filter(has_text="#001140").get_by_role("link")
    link.click()
    expect(page.get_by_role("region", name="Key facts")).to_be_visible()

    page.go_back()

    expect(table.get_by_role("row").filter(has_text="#001140").get_by_role("link")).to_be_focused()


def test_the_filter_is_said_in_words_and_each_part_can_be_taken_away(page: Page):
    opened(page, "?status=ACTIVE,UNVERIFIED&country=DE")
    words_of_it = page.get_by_role("region", name="Filter in force")
    expect(words_of_it).to_contain_text("Status is Active or Unverified")
    expect(words_of_it).to_contain_text("Country is Germany")

    words_of_it.get_by_role("button", name=re.compile("Take away: Country")).click()

    expect(page).to_have_url(re.compile(r"/clients/list\?status=ACTIVE,UNVERIFIED$"))
    words_of_it.get_by_role("button", name="Clear all").click()
    expect(words_of_it).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/clients/list$"))


def test_a_search_that_finds_nobody_says_so_and_leads_out(page: Page):
    opened(page)
    page.get_by_role("searchbox").fill("nobody has this name")
    expect(page.get_by_text("No client matches")).to_be_visible()

    page.get_by_role("button", name="Clear filters").click()

    expect(page.get_by_role("row").nth(1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/clients/list$"))


def test_a_client_is_found_by_any_part(page: Page):
    client = a_client(page, "Zoë", phone="+442079460999", company={"name": "Ünlü & Søns"})
    table = opened(page)
    number = table.get_by_role("row").filter(has_text=client.name).get_by_text("#").inner_text()
    parts = [
        client.name.upper().replace("Ë", "E"),
        client.name.split()[-1][3:12],
        client.email[2:14],
        "020 7946 0999",
        "unlu & sons",
        number,
    ]
    for part in parts:
        page.get_by_role("searchbox").fill("nobody has this name")
        expect(page.get_by_text("No client matches")).to_be_visible()

        page.get_by_role("searchbox").fill(part)

        expect(table.get_by_role("rowheader").filter(has_text=client.name)).to_be_visible()
        expect(page).to_have_url(re.compile("q="))


def test_the_window_says_which_list_it_shows(page: Page):
    opened(page, "?status=UNVERIFIED")

    expect(page).to_have_title("Clients list (Unverified) - Atrium")


def test_whoever_opens_a_client_walks_on_to_the_neighbours(page: Page):
    table = opened(page, "?sort=number")
    table.get_by_role("row").filter(has_text="#001002").get_by_role("link").click()
    numbers = page.get_by_role("main")
    expect(numbers.get_by_text("#001002")).to_be_visible()

    page.get_by_role("link", name="Next client").click()
    expect(numbers.get_by_text("#001003")).to_be_visible()
    page.keyboard.press("[")
    page.keyboard.press("[")
    expect(numbers.get_by_text("#001001")).to_be_visible()
    expect(page.get_by_role("link", name="Previous client")).to_have_count(0)
    page.get_by_role("navigation", name="Clients list").get_by_role("link", name="Clients list").click()

    expect(page).to_have_url(re.compile(r"/clients/list\?sort=number"))


def test_a_client_just_added_is_seen_at_once(page: Page):
    opened(page)
    client = a_client(page)

    page.get_by_role("link", name="Add client").click()
    dialog = page.get_by_role("dialog", name="Add client")
    dialog.get_by_label("First name").fill(f"Newest {client.name}")
    dialog.get_by_role("switch", name="Allow login").uncheck()
    dialog.get_by_role("button", name="Add client").click()

    expect(page.get_by_role("rowheader").filter(has_text=f"Newest {client.name}")).to_be_in_viewport()
