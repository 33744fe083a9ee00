"""The Clients dashboard: figures that lead to the clients behind them."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client, links_mailed_to


def opened(page: Page, search: str = "") -> None:
    page.goto(f"/clients{search}")
    expect(page.get_by_role("list", name="Figures").get_by_role("link")).to_have_count(7)
    expect(page.locator(".skeleton")).to_have_count(0)


def figures(links: Locator) -> list[int]:
    """The number in each link: in a tile the one after its name, in a bar the last."""
    return [int(re.sub(r"\D", "", text)) for text in links.all_inner_texts()]


def follow_all(page: Page, links: Locator, counts: list[int]) -> None:
    """Each link's list holds as many clients as its number said."""
    assert len(counts) == links.count() > 0
    for place, count in enumerate(counts):
        links.nth(place).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Clients list")
        found = page.get_by_text(
            "No client matches" if count == 0 else f"{count:,} client{'s' * (count != 1)}", exact=True
        )
        expect(found).to_be_visible()
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Clients")
        expect(page.locator(".skeleton")).to_have_count(0)


def test_a_tile_followed_by_hand_leads_to_as_many_clients_as_it_says(page: Page):
    opened(page)
    tiles = page.get_by_role("list", name="Figures").get_by_role("link")

    follow_all(page, tiles, figures(tiles.locator(".tile-count")))


def test_every_person_and_every_list_leads_where_it_says(page: Page):
    opened(page)
    for title in ("Newest", "Awaiting verification", "Last active"):
        people = page.get_by_role("region", name=title)
        names = people.get_by_role("listitem").get_by_role("link").all_inner_texts()
        assert names
        people.get_by_role("listitem").get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(names[0])
        page.go_back()
        people.get_by_role("link", name=re.compile("^See all")).click()
        expect(page.get_by_role("table", name="Clients").get_by_role("rowheader").first).to_contain_text(names[0])
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Clients")


def test_the_time_zone_is_chosen_and_kept_in_the_address(page: Page):
    judging.resize(page, judging.PHONE)
    opened(page)

    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    expect(page).to_have_url(re.compile("tz=Asia/Tokyo|tz=Asia%2FTokyo"))
    page.get_by_role("list", name="Figures").get_by_role("link").filter(has_text="New").click()

    expect(page.get_by_role("region", name="Filter in force")).to_contain_text("(Asia/Tokyo)")


def test_the_chart_is_walked_by_keys_and_speaks(page: Page):
    opened(page, "?range=7d")
    chart = page.get_by_role("application", name="New clients")

    chart.focus()
    page.keyboard.press("End")
    expect(chart.get_by_role("status")).to_contain_text("so far")
    page.keyboard.press("ArrowLeft")
    spoken = chart.get_by_role("status").inner_text()
    page.keyboard.press("Enter")

    found = re.search(r": ([\d,]+);", spoken)
    assert found
    count = int(found[1].replace(",", ""))
    expect(page.get_by_text("No client matches" if count == 0 else f"{count} client", exact=count == 0)).to_be_visible()


def test_chart_or_table_is_remembered(page: Page):
    opened(page)
    panel = page.get_by_role("region", name="New clients", exact=True)

    panel.get_by_role("button", name="Table").click()
    page.reload()

    expect(panel.get_by_role("table")).to_be_visible()
    expect(panel.get_by_role("button", name="Table")).to_have_attribute("aria-pressed", "true")


def test_the_period_is_in_the_address(page: Page):
    opened(page)
    period = page.get_by_role("group", name="Period")

    period.get_by_role("button", name="90 days").click()
    expect(page).to_have_url(re.compile("range=90d"))
    expect(page.get_by_role("list", name="Figures")).to_contain_text("vs previous 90 days")
    page.reload()
    expect(period.get_by_role("button", name="90 days")).to_have_attribute("aria-pressed", "true")
    page.go_back()

    expect(period.get_by_role("button", name="30 days")).to_have_attribute("aria-pressed", "true")


def test_a_new_client_is_counted_and_listed_at_once(page: Page):
    opened(page)
    total = page.get_by_role("list", name="Figures").get_by_role("link").first.locator(".tile-count")
    before = figures(total)[0]

    client = a_client(page)
    page.reload()

    expect(total).to_have_text(f"{before + 1:,}")
    expect(page.get_by_role("region", name="Newest").get_by_role("link", name=client.name)).to_be_visible()
    expect(page.get_by_role("region", name="Latest activity").get_by_text(client.name).first).to_be_visible()


def test_whoever_awaits_verification_can_be_sent_another_mail_from_here(page: Page):
    client = a_client(page)
    links_mailed_to(page, client)
    opened(page)
    waiting = page.get_by_role("region", name="Awaiting verification")

    waiting.get_by_role("button", name=f"Resend verification to {client.name}").click()

    said = page.get_by_role("status", name="Notifications")
    expect(said).to_contain_text(f"Verification mail to {client.email}")
    links_mailed_to(page, client, 2)


def test_see_all_leads_to_the_whole_list(page: Page):
    opened(page)

    page.get_by_role("link", name=re.compile("See all.*Awaiting verification")).click()

    expect(page).to_have_title("Clients list (Unverified) - Atrium")


def test_a_period_before_any_client_is_all_zeros(page: Page):
    opened(page, "?range=custom&from=1999-01-01&to=1999-01-31")
    new = page.get_by_role("list", name="Figures").get_by_role("link").filter(has_text="New")

    expect(new.locator(".tile-count")).to_have_text("0")
