"""Every number, bar and row of the dashboard leads to as many clients as it says, whichever period is looked at."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.given import a_client, a_product, an_order, ask

# Drawn by days, weeks and months; in another zone; before there was anybody.
PERIODS = [
    "",
    "?range=7d&tz=Asia/Tokyo",
    "?range=90d",
    "?range=year",
    "?range=custom&from=2024-01-01&to=2026-10-31",
    "?range=custom&from=1999-01-01&to=1999-01-03",
]

# Only the counts of the lists are looked at: rows that nobody sees need not be drawn.
FEW_ROWS: ViewportSize = {"width": 1440, "height": 320}

# The number a link stands for: in it, or, where it is a row's name, the row's whole (before that of the former period).
NUMBERED = """() => [...document.querySelectorAll('main a[href^="/clients/list"]')].flatMap((link) => {
  const row = link.closest('th')?.parentElement;
  const figure = link.querySelector('.tile-count, .bar-count') ?? (row
    ? row.cells[row.cells.length - (row.closest('table').tHead.textContent.includes('Previous') ? 2 : 1)] : link);
  const said = figure.textContent.replaceAll(',', '');
  return /^\\d+$/.test(said) ? [[link.getAttribute('href'), Number(said)]] : [];
})"""

# The links to single clients: where each leads, and the words of its row. And the headings of the panels they stand in.
ROWS = """() => [...document.querySelectorAll('main a[href^="/clients/"]:not([href^="/clients/list"])')]
  .map((link) => [link.getAttribute('href'), (link.closest('li, tr') ?? link).textContent])"""
PANELS = """() => [...document.querySelectorAll('main a[href^="/clients/"]:not([href^="/clients/list"])')]
  .map((link) => link.closest('section')?.querySelector('h2')?.textContent)"""

# Goes from list to list as a click would, and looks at the count that each says it has. Where two lists in a row are
# equally long, another stands between them, so that what is seen is never what was there before.
FOLLOWED = """async (links) => {
  const shown = () => {
    if ([...document.querySelectorAll('main h2, main strong, main p')]
      .some(({ textContent }) => textContent === 'No client matches')) return 0;
    const count = document.querySelector('.list-foot [role=status]:not(.stale)')?.textContent.replace(/\\D/g, '');
    return count && document.querySelector('.clients-table[aria-busy=false]') ? Number(count) : null;
  };
  const follow = async (href, count) => {
    history.pushState({}, '', href);
    for (let end = Date.now() + 8000; shown() !== count && Date.now() < end;) {
      await new Promise((done) => setTimeout(done, 4));
    }
    return shown();
  };
  const [all, everybody] = ['/clients/list?view=all', shown()];
  const wrong = [];
  let last = everybody;
  for (const [href, count] of links) {
    if (count === last) await follow(count === everybody ? '/clients/list?q=nobodyhasthisname' : all,
      count === everybody ? 0 : everybody);
    last = await follow(href, count);
    if (last !== count) wrong.push(`${href}: ${count} said, ${last} found`);
  }
  return wrong;
}"""


def numbers_of(page: Page, period: str) -> set[tuple[str, int]]:
    """Every link of the page that stands for a number, with it; the charts written as tables."""
    page.goto(f"/clients{period}")
    for title in ("New clients", "Total clients"):
        panel = page.get_by_role("region", name=title, exact=True)
        panel.get_by_role("button", name="Table").click()
        expect(panel.get_by_role("table")).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    found: list[list[Any]] = page.evaluate(NUMBERED)
    return {(href, count) for href, count in found}


def taking_turns(links: set[tuple[str, int]]) -> list[tuple[str, int]]:
    """Short lists and long ones by turns, so that neighbours seldom are equally long."""
    ordered = sorted(links, key=lambda link: link[1])
    half = len(ordered) // 2
    return [link for pair in zip(ordered[:half], ordered[half:], strict=False) for link in pair] + ordered[half * 2 :]


def test_every_number_of_every_period_leads_to_as_many_clients_as_it_says(page: Page):
    found = {period: numbers_of(page, period) for period in PERIODS}
    page.set_viewport_size(FEW_ROWS)
    page.goto("/clients/list?view=all")
    expect(page.locator(".list-foot [role=status]")).not_to_be_empty()

    wrong = page.evaluate(FOLLOWED, taking_turns(set().union(*found.values())))

    assert all(len(links) > 12 for links in found.values())
    assert wrong == []


def test_every_row_about_a_client_leads_to_that_client(page: Page):
    an_order(page, a_client(page), {"productId": a_product(page, "Lamp", "20.00")}, paid={"method": "CASH"})
    page.goto("/clients")
    for title in ("Newest", "Awaiting verification", "Last active", "Latest activity", "Top clients"):
        expect(page.get_by_role("region", name=title).get_by_role("listitem").first).to_be_visible()
    rows: list[list[str]] = page.evaluate(ROWS)

    strangers = [href for href, said in rows if name_at(page, href) not in said]

    assert len(set(page.evaluate(PANELS))) == 5
    assert strangers == []


def name_at(page: Page, href: str) -> str:
    """The name of the client whose page has this address; there must be one."""
    found = ask(page.request, "query ($id: ID!) { client(id: $id) { displayName } }", id=href.split("/")[2])
    name: str = found["client"]["displayName"]
    return name
